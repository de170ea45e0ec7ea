/** The whole application: the chain that every request goes through, and the table of routes. */
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { placeOf } from './drafts/draft.ts';
import { keepLate } from './drafts/keep.ts';
import { keptAt } from './drafts/open.ts';
import { settleDraft } from './drafts/store.ts';
import { identify, identifyFormer } from './people/identify.ts';
import { may, ROLE_LABELS } from './people/person.ts';
import { ROUTES, SECTIONS } from './routes.ts';
import { VEIL } from './sources/veil.ts';
import { openAssets } from './web/assets.ts';
import { NotFound, Refusal, TooMany } from './web/errors.ts';
import { logRequests } from './web/log.ts';
import type { Ask, House } from './web/route.ts';
import { buildRouter, type Exchange, readEnding, wantedFormat } from './web/router.ts';
import { refuseOtherOrigins } from './web/same-origin.ts';
import { compileViews } from './web/views.ts';

export interface Dependencies extends House {
  readonly log: Logger;
  readonly trustProxy: boolean;
}

const MOST_BODY = '8mb';
/** Enough for the form of a claim with as many attributions as one may have. */
const MOST_FIELDS = 50_000;

export function createApp(dependencies: Dependencies): Express {
  const { log, trustProxy, ...house } = dependencies;
  const assets = openAssets();
  const exchange: Exchange = {
    house,
    identify: (request) => identify(house, request),
    houseFor: (person) =>
      person ? { ...house, database: house.database.veiled(VEIL, person.id) } : house,
    keepLate: async (route, ask, request) => {
      if (route.form === undefined) return null;
      const former = await identifyFormer(house, request);
      const { params, body, formAddress } = ask;
      const place = await keepLate(house, { route, params, body, formAddress, former });
      return place && signInUrl(place.url, place.isKept);
    },
    keptAt,
    settle: async ({ person, formAddress, now }) => {
      const place = placeOf(formAddress ?? '');
      if (place) await house.database.write((tx) => settleDraft(tx, person.id, place, now));
    },
    show: showWith(house, assets.base),
  };
  const app = express();
  app.disable('x-powered-by');
  // One proxy: what a client itself writes before that proxy's entry is not believed.
  app.set('trust proxy', trustProxy ? 1 : false);
  app.set('etag', 'weak');
  app.use(logRequests(log));
  app.use(helmet(headers(house.origin)));
  app.use(assets.router);
  app.use(refuseOtherOrigins(house.origin));
  app.use(express.json({ limit: MOST_BODY, strict: true }));
  app.use(express.urlencoded({ extended: false, limit: MOST_BODY, parameterLimit: MOST_FIELDS }));
  app.use(readOwnFields);
  app.use(refuseOtherTypes);
  app.use(readEnding);
  app.use(buildRouter(ROUTES, exchange));
  app.use((_request, _response, next) => next(new NotFound()));
  app.use(answerErrors(exchange, log));
  return app;
}

function showWith(house: House, assets: string): Exchange['show'] {
  const render = compileViews();
  return (view, model, title, ask, kept = []) =>
    render(view, model, {
      title,
      newsroom: house.newsroom,
      assets,
      navigation: ask.person ? navigation(ask as Ask) : [],
      person: ask.person && { name: ask.person.name, role: ROLE_LABELS[ask.person.role] },
      singleKeys: ask.singleKeys,
      kept,
    });
}

function navigation(ask: Ask) {
  const path = ask.address.split('?')[0] ?? '/';
  return SECTIONS.filter((section) => may(ask.person, section.action)).map((section) => ({
    label: section.label,
    url: section.opens ?? section.url,
    current: section.url === '/' ? path === '/' : `${path}/`.startsWith(`${section.url}/`),
  }));
}

function headers(origin: string): Parameters<typeof helmet>[0] {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // The default, no-referrer, makes browsers send `Origin: null` with forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: origin.startsWith('https:'),
  };
}

// A browser's form can only POST: `_method` says what it means. `_draft` says where the form stands,
// and `_opened_by` for whom it was opened. Only a form's fields are texts for certain.
const readOwnFields: express.RequestHandler = (request, response, next) => {
  if (!request.is('urlencoded')) return next();
  const { _method, _draft, _opened_by, ...fields } = request.body ?? {};
  request.body = fields;
  const meant = String(_method ?? '').toUpperCase();
  if (request.method === 'POST' && /^(PUT|DELETE)$/.test(meant)) request.method = meant;
  if (_draft !== undefined) response.locals.formAddress = String(_draft);
  if (_opened_by !== undefined) response.locals.openedBy = String(_opened_by);
  next();
};

const refuseOtherTypes: express.RequestHandler = (request, _response, next) => {
  const hasBody = Number(request.get('content-length') ?? 0) > 0;
  if (!hasBody || request.is(['json', 'urlencoded'])) next();
  else next(new Refusal(415, 'Wrong type', 'Send JSON or a form.'));
};

function answerErrors(exchange: Exchange, log: Logger): ErrorRequestHandler {
  return async (thrown, request, response, next) => {
    if (response.headersSent) {
      log.error(thrown);
      return next(thrown);
    }
    const refusal = asRefusal(thrown);
    if (refusal.status >= 500) log.error(thrown);
    if (refusal instanceof TooMany) response.set('Retry-After', `${refusal.retryAfterSeconds}`);
    if (refusal.status === 401) response.set('WWW-Authenticate', 'Bearer');
    // A refusal, too, is meant for who asked, and may be another one the next time.
    response.set('Cache-Control', 'private, no-cache').vary('Cookie').vary('Authorization');
    const wants = wantedFormat(request, response);
    if (refusal.status === 401 && wants === 'page') {
      const next = request.method === 'GET' ? request.originalUrl : '/';
      return response.redirect(303, response.locals.signIn ?? signInUrl(next, false));
    }
    response.status(refusal.status);
    const { status, title, detail, extra } = refusal;
    if (wants !== 'page') {
      response.type('application/problem+json');
      return response.send(JSON.stringify({ status, title, detail, ...extra }));
    }
    const ask = response.locals.ask ?? {
      person: (await exchange.identify(request).catch(() => null))?.person ?? null,
      ...{ address: request.url, singleKeys: false },
    };
    response.type('html').send(exchange.show('error', { status, title, detail }, title, ask));
  };
}

function signInUrl(next: string, isKept: boolean): string {
  return `/sign-in?next=${encodeURIComponent(next)}${isKept ? '&kept=yes' : ''}`;
}

function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  // A path like `/claims/%` that cannot be decoded.
  if (thrown instanceof URIError) return new NotFound();
  const status = Number((thrown as { status?: unknown })?.status);
  if (status === 413) return new Refusal(413, 'Too long', 'This is more than can be sent at once.');
  if (status === 415) return new Refusal(415, 'Wrong type', 'Send JSON or a form as UTF-8.');
  if (status >= 400 && status < 500) {
    return new Refusal(status, 'Not understood', 'The request could not be read.');
  }
  return new Refusal(500, 'Something broke', 'It was not your doing. Nothing was half-saved.');
}
