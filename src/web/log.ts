/** The log of requests. */
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** One short line a request: no cookie, token, header or search words ever get into the log. */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    autoLogging: { ignore: (request) => isQuiet(request.url) },
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => {
        return { method, url: url.split('?')[0] };
      },
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

function isQuiet(url: string | undefined): boolean {
  return url === '/healthz' || (url ?? '').startsWith('/assets/');
}
