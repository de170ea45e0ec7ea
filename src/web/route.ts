/** A route, what its handler is asked, and what it may answer. */
import { Readable } from 'node:stream';
import type { ZodType } from 'zod';
import type { Database } from '../database/database.ts';
import type { Action, ByPerson, Person } from '../people/person.ts';
import type { FieldError } from './errors.ts';
import type { ViewModels } from './views.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Format = 'page' | 'json' | 'csv' | 'jsonl';

/** What every handler works with. */
export interface House {
  readonly database: Database;
  readonly clock: () => Date;
  /** The newsroom's name. */
  readonly newsroom: string;
  /** Public address without a trailing slash: `https://desk.example`. */
  readonly origin: string;
  readonly sessionHours: number;
  /** IANA name of the newsroom's time zone. */
  readonly zone: string;
}

/** One request, read and bounded. */
export interface Ask<Who = Person> {
  readonly house: House;
  readonly person: Who;
  readonly now: Date;
  /** Parameters of the path; those named `id` or ending in `Id` are digits only. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The path with its query, without the format's ending. */
  readonly address: string;
  /** Parsed JSON, or a form's fields nested by the dots of their names. */
  readonly body: unknown;
  /** Where the form that was sent stands, with its draft; null without one. */
  readonly formAddress: string | null;
  readonly sentJson: boolean;
  readonly wants: Format;
  /** Whether the person wants single keys to do something. */
  readonly singleKeys: boolean;
  readonly client: {
    readonly address: string;
    readonly agent: string;
    readonly cookies: Readonly<Record<string, string>>;
    /** Id of the session that the request came with, null with a token or without any. */
    readonly sessionId: number | null;
  };
}

export interface PageAnswer {
  readonly kind: 'page';
  readonly status: number;
  readonly title: string;
  readonly view: keyof ViewModels;
  readonly model: object;
  /** The page's data twin. */
  readonly data: unknown;
  /** It holds a secret that is shown once: nobody may keep a copy. */
  readonly isSecret: boolean;
}

export interface InvalidAnswer {
  readonly kind: 'invalid';
  readonly status: number;
  readonly title: string;
  readonly view: keyof ViewModels;
  readonly model: object;
  readonly errors: readonly FieldError[];
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface Cookie {
  readonly name: string;
  /** Null takes it back. */
  readonly value: string | null;
  readonly expires: Date | null;
}

/** Something was done: a page is sent on to `location`, JSON gets status and data. */
export interface DoneAnswer {
  readonly kind: 'done';
  readonly status: 200 | 201 | 204;
  readonly location: string;
  readonly data: unknown;
  readonly cookies: readonly Cookie[];
}

/** A file that is written piece by piece. */
export interface StreamAnswer {
  readonly kind: 'stream';
  readonly type: string;
  readonly filename: string | null;
  readonly pieces: AsyncIterable<string>;
}

/** Data that have no page. */
export interface DataAnswer {
  readonly kind: 'data';
  readonly data: unknown;
}

export type Answer = PageAnswer | InvalidAnswer | DoneAnswer | StreamAnswer | DataAnswer;

interface RouteBasics {
  readonly method: Method;
  /** Express 5 path. A parameter called `id` or ending in `Id` matches digits only. */
  readonly path: string;
  /** One line for `/openapi.json` and the help. */
  readonly about: string;
  /** Formats it answers; page and json unless given. */
  readonly formats?: readonly Format[];
  /** Schema of the JSON body, for `/openapi.json`. */
  readonly body?: ZodType;
  /**
   * The page whose form is sent here: `/claims/:id/edit`. What people type there is kept for them
   * until it is saved, also when their session ends before that.
   */
  readonly form?: string;
}

/** A route for people who are signed in and may do `action`. */
export interface GuardedRoute extends RouteBasics {
  readonly action: Action;
  /** An ETag: a request that brings it back is answered 304 before any work. */
  readonly tag?: (ask: Ask) => Promise<string>;
  readonly handle: (ask: Ask) => Answer | Promise<Answer>;
}

/** A route that needs no sign-in. */
export interface OpenRoute extends RouteBasics {
  readonly action: 'anyone';
  readonly handle: (ask: Ask<Person | null>) => Answer | Promise<Answer>;
}

export type Route = GuardedRoute | OpenRoute;

export function page<Name extends keyof ViewModels>(
  view: Name,
  title: string,
  model: ViewModels[Name],
  data: unknown,
  status = 200,
): PageAnswer {
  return { kind: 'page', status, title, view, model: model as object, data, isSecret: false };
}

/** A page with a secret that is shown this once. */
export function secretPage<Name extends keyof ViewModels>(
  view: Name,
  title: string,
  model: ViewModels[Name],
  data: unknown,
): PageAnswer {
  return { ...page(view, title, model, data, 201), isSecret: true };
}

/** The same page again with its errors: 422, or 409 where somebody else was faster. */
export function invalid<Name extends keyof ViewModels>(
  view: Name,
  title: string,
  model: ViewModels[Name],
  errors: readonly FieldError[],
  status = 422,
  extra: Readonly<Record<string, unknown>> = {},
): InvalidAnswer {
  return { kind: 'invalid', status, title, view, model: model as object, errors, extra };
}

export function created(location: string, data: unknown): DoneAnswer {
  return { kind: 'done', status: 201, location, data, cookies: [] };
}

export function changed(location: string, data: unknown): DoneAnswer {
  return { kind: 'done', status: 200, location, data, cookies: [] };
}

/** Nothing to say but that it is gone; a page goes to `location`. */
export function removed(location: string, cookies: readonly Cookie[] = []): DoneAnswer {
  return { kind: 'done', status: 204, location, data: null, cookies };
}

export function data(value: unknown): DataAnswer {
  return { kind: 'data', data: value };
}

/** A file to keep, written piece by piece. */
export function file(type: string, filename: string, pieces: AsyncIterable<string>): StreamAnswer {
  return { kind: 'stream', type, filename, pieces };
}

/** A short text that is no page. */
export function text(type: string, body: string): StreamAnswer {
  return { kind: 'stream', type, filename: null, pieces: Readable.from([body]) };
}

/** The number in a path parameter; the router has let only digits through. */
export function idOf(ask: { readonly params: Ask['params'] }, name = 'id'): number {
  return Number(ask.params[name]);
}

/** Who asks, as the one who makes a change. */
export function byOf({ person, now }: Pick<Ask, 'person' | 'now'>): ByPerson {
  return { personId: person.id, at: now };
}
