/** Turns the route table into an Express router: one place for formats, access and answers. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { may, type Person } from '../people/person.ts';
import { Forbidden, NotFound, Refusal, Unauthenticated } from './errors.ts';
import { nest } from './forms.ts';
import type { Answer, Ask, Cookie, Format, House, Method, Route } from './route.ts';
import type { KeptForm } from './views.ts';

/** Who is asking, found by the people feature from a cookie or a token. */
export interface Identified {
  readonly person: Person | null;
  readonly sessionId: number | null;
  /** Whether the person wants single keys to do something. */
  readonly singleKeys: boolean;
  /** Null without a bearer token. */
  readonly tokenScope: 'read' | 'write' | null;
}

export interface Exchange {
  readonly house: House;
  readonly identify: (request: Request) => Promise<Identified>;
  /** The house as somebody sees it: what they may not see is not in it. */
  readonly houseFor: (person: Person | null) => House;
  /**
   * A form came from nobody who is signed in: keeps it, where its sender is known.
   * @returns where to sign in, to come back to the form
   */
  readonly keepLate: (
    route: Route,
    ask: Ask<Person | null>,
    request: Request,
  ) => Promise<string | null>;
  /** A form was saved: its draft ends. */
  readonly settle: (ask: Ask) => Promise<void>;
  /** What was kept of the short forms of a page that is opened. */
  readonly keptAt: (ask: Ask) => Promise<readonly KeptForm[]>;
  /** The HTML of a page; knows the layout and the navigation. */
  readonly show: (
    view: string,
    model: object,
    title: string,
    ask: Ask<Person | null>,
    kept?: readonly KeptForm[],
  ) => string;
}

const ENDINGS: readonly Format[] = ['json', 'csv', 'jsonl'];

export function buildRouter(routes: readonly Route[], exchange: Exchange): Router {
  const router = express.Router();
  for (const route of routes) {
    const method = route.method.toLowerCase() as Lowercase<Method>;
    router[method](route.path, (request, response, next) =>
      serve(route, exchange, request, response, next),
    );
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method);
    router.all(path, (request, response, next) => {
      if (!hasPlausibleIds(request.params)) return next();
      response.set('Allow', methods.join(', '));
      if (request.method === 'OPTIONS') return response.status(204).end();
      next(new Refusal(405, 'Wrong method', `Only ${methods.join(', ')} can be done here.`));
    });
  }
  return router;
}

async function serve(
  route: Route,
  exchange: Exchange,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  if (!hasPlausibleIds(request.params)) return next('route');
  const identified = await exchange.identify(request);
  const ask = readAsk(request, response, exchange.houseFor(identified.person), identified);
  response.locals.ask = ask;
  if (!identified.person && ask.wants === 'page') {
    response.locals.signIn = await exchange.keepLate(route, ask, request);
  }
  allow(route, identified, request.method);
  refuseFormOfOther(identified.person, response);
  const formats = route.formats ?? ['page', 'json'];
  if (!formats.includes(ask.wants) && !(ask.wants === 'json' && request.method !== 'GET')) {
    throw new NotFound();
  }
  const tag = 'tag' in route && route.tag ? await route.tag(ask as Ask) : null;
  if (tag && isUnchanged(request, response, tag)) return;
  const answer = await route.handle(ask as Ask);
  if (tag) response.set('ETag', tag);
  if (answer.kind === 'done' && route.form !== undefined) await exchange.settle(ask as Ask);
  await send(answer, ask, exchange, response);
}

function isUnchanged(request: Request, response: Response, tag: string): boolean {
  response.set('ETag', tag);
  if (request.fresh) {
    sayPrivate(response);
    response.status(304).end();
    return true;
  }
  // An answer that fails must not bear it.
  response.removeHeader('ETag');
  return false;
}

function sayPrivate(response: Response): void {
  response.vary('Cookie').vary('Authorization').set('Cache-Control', 'private, no-cache');
}

function hasPlausibleIds(params: Request['params']): boolean {
  return Object.entries(params).every(
    ([name, value]) => !/^id$|Id$/.test(name) || /^[1-9]\d{0,14}$/.test(String(value)),
  );
}

function allow(route: Route, { person, tokenScope }: Identified, method: string): void {
  if (route.action === 'anyone') return;
  if (!person) throw new Unauthenticated();
  if (!may(person, route.action)) throw new Forbidden();
  if (tokenScope === 'read' && method !== 'GET' && method !== 'HEAD') {
    throw new Forbidden('This token may only read.');
  }
}

/** Somebody else signed in, in this browser, while the form was open: it is not theirs to send. */
function refuseFormOfOther(person: Person | null, response: Response): void {
  const openedBy = response.locals.openedBy as string | undefined;
  if (openedBy === undefined || String(person?.id) === openedBy) return;
  throw new Forbidden(
    'This form was opened by somebody else, who is not signed in here any more. Nothing was saved. ' +
      'Go back to it, sign in as they in another tab, and save it again.',
  );
}

function readAsk(
  request: Request,
  response: Response,
  house: House,
  identified: Identified,
): Ask<Person | null> {
  const address = request.url;
  return {
    house,
    person: identified.person,
    now: house.clock(),
    params: request.params as Record<string, string>,
    query: new URLSearchParams(address.split('?').slice(1).join('?')),
    address,
    body: request.is('json') ? request.body : nest(request.body ?? {}),
    formAddress: (response.locals.formAddress as string | undefined) ?? null,
    sentJson: Boolean(request.is('json')),
    wants: wantedFormat(request, response),
    singleKeys: identified.singleKeys,
    client: {
      address: request.ip ?? '',
      agent: (request.get('user-agent') ?? '').slice(0, 300),
      cookies: readCookies(request.get('cookie') ?? ''),
      sessionId: identified.sessionId,
    },
  };
}

/** Takes `.json` and the like off the path; must run before the router. */
export function readEnding(request: Request, response: Response, next: NextFunction): void {
  const match = /^([^?]*)\.(json|csv|jsonl)(\?.*)?$/.exec(request.url);
  const ending = match?.[2] as Format | undefined;
  if (match && ending && ENDINGS.includes(ending)) {
    response.locals.ending = ending;
    request.url = `${match[1] === '/desk' ? '/' : match[1]}${match[3] ?? ''}`;
  }
  next();
}

/** The format an answer must have: a bearer request always gets JSON, also without the ending. */
export function wantedFormat(request: Request, response: Response): Format {
  const ending = response.locals.ending as Format | undefined;
  if (ending) return ending;
  const bearer = /^bearer /i.test(request.get('authorization') ?? '');
  return bearer || request.is('json') ? 'json' : 'page';
}

function readCookies(header: string): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0) cookies[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return cookies;
}

async function send(
  answer: Answer,
  ask: Ask<Person | null>,
  exchange: Exchange,
  response: Response,
): Promise<void> {
  sayPrivate(response);
  if (answer.kind === 'page' && answer.isSecret) response.set('Cache-Control', 'no-store');
  const json = ask.wants === 'json';
  switch (answer.kind) {
    case 'page':
      response.status(answer.status);
      if (json) response.json(answer.data);
      else {
        const kept = ask.person ? await exchange.keptAt(ask as Ask) : [];
        const { view, model, title } = answer;
        response.type('html').send(exchange.show(view, model, title, ask, kept));
      }
      return;
    case 'invalid':
      response.status(answer.status);
      if (json) sendProblem(response, answer.status, answer.errors, answer.extra);
      else response.type('html').send(exchange.show(answer.view, answer.model, answer.title, ask));
      return;
    case 'done':
      for (const cookie of answer.cookies) setCookie(response, cookie, exchange.house.origin);
      if (!json) response.redirect(303, answer.location);
      else if (answer.status === 204) response.status(204).end();
      else response.status(answer.status).location(answer.location).json(answer.data);
      return;
    case 'data':
      response.json(answer.data);
      return;
    case 'stream':
      response.type(answer.type);
      if (answer.filename) response.attachment(answer.filename).type(answer.type);
      await pipeline(Readable.from(answer.pieces), response);
  }
}

function sendProblem(
  response: Response,
  status: number,
  errors: readonly { message: string }[],
  extra: Readonly<Record<string, unknown>>,
): void {
  const title = status === 409 ? 'Conflict' : 'Wrong input';
  const detail = errors.map((one) => one.message).join(' ');
  response
    .type('application/problem+json')
    .send(JSON.stringify({ status, title, detail, errors, ...extra }));
}

function setCookie(response: Response, cookie: Cookie, origin: string): void {
  const options = {
    httpOnly: true,
    sameSite: 'lax',
    secure: origin.startsWith('https:'),
    path: '/',
  } as const;
  if (cookie.value === null) response.clearCookie(cookie.name, options);
  else {
    const expires = cookie.expires ? { expires: cookie.expires } : {};
    response.cookie(cookie.name, cookie.value, { ...options, ...expires });
  }
}
