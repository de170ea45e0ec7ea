/** Refuses changes that another site made a browser send; needs no token in forms. */
import type { Request, RequestHandler } from 'express';
import { Forbidden } from './errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * `Sec-Fetch-Site` says where a request came from; browsers without it send `Origin`. A request
 * with a bearer token carries nothing that a browser adds by itself, so it may come from anywhere.
 * @param origin the public address, without a trailing slash
 */
export function refuseOtherOrigins(origin: string): RequestHandler {
  return (request, _response, next) => {
    if (SAFE.has(request.method) || isBearer(request) || isSameOrigin(request, origin)) next();
    else next(new Forbidden('This was sent from another site.'));
  };
}

function isSameOrigin(request: Request, origin: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const sent = request.get('origin');
  // No browser leaves out both on a form's POST; scripts that have a cookie may.
  if (sent === undefined) return true;
  return sent === origin || sent === `${request.protocol}://${request.get('host')}`;
}

function isBearer(request: Request): boolean {
  return /^bearer /i.test(request.get('authorization') ?? '');
}
