/** A browser with a cookie jar, and ways to give the cast passwords. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { openSqlite } from '../../src/database/sqlite.ts';
import { hashPassword } from '../../src/people/password.ts';
import { CAST, type Member, type Newsroom } from '../support/newsroom.ts';

export const PASSWORD = 'three words and more';

export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(
    path: string,
    fields?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

/** Keeps cookies as a browser does; follows no redirects. */
export function visitor(url: string, cookies = new Map<string, string>()): Visitor {
  async function send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, ...(cookie ? { cookie } : {}) };
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields = {}, headers = { 'sec-fetch-site': 'same-origin' }) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  };
}

export function emailOf(member: Member): string {
  return `${member}@example.org`;
}

const hashes = new Map<string, Promise<string>>();

// Hashing is slow on purpose; tests need it once.
function hashOnce(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, known);
  return known;
}

export async function givePassword(
  newsroom: Newsroom,
  member: Member,
  password = PASSWORD,
): Promise<void> {
  const hash = await hashOnce(password);
  await newsroom.database.write((tx) =>
    tx.run('UPDATE person SET password_hash = ? WHERE id = ?', hash, CAST[member].id),
  );
}

export async function signIn(
  browser: Visitor,
  member: Member,
  password = PASSWORD,
  more: Record<string, string> = {},
): Promise<Response> {
  return browser.post('/sign-in', { email: emailOf(member), password, ...more });
}

/** The same newsroom after a restart, on the same file, behind a proxy if asked. */
export async function reopen(
  newsroom: Newsroom,
  other: { clock: () => Date; trustProxy?: boolean; origin?: string },
): Promise<{ url: string; close(): Promise<void> }> {
  const database = openSqlite(newsroom.file);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app = createApp({
    ...{ database, newsroom: 'The Test', origin: url, zone: 'UTC' },
    ...{ sessionHours: 12, trustProxy: false, log: pino({ level: 'silent' }), ...other },
  });
  server.on('request', app);
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
    },
  };
}

/** Everybody out: the newsroom as it is before its first account. */
export async function emptyNewsroom({ database }: Newsroom): Promise<void> {
  await database.write(async (tx) => {
    for (const table of ['session', 'token', 'person']) await tx.run(`DELETE FROM ${table}`);
  });
}

/** What the data twins answer, as far as tests look at it. */
export interface Data {
  readonly id: number;
  readonly url: string;
  readonly token: string;
  readonly detail: string;
  readonly disabled_at: string | null;
  readonly person: { readonly name: string };
  readonly people: readonly object[];
  readonly invitations: readonly object[];
  readonly sessions: readonly { readonly id: number; readonly current: boolean }[];
  readonly tokens: readonly { readonly id: number; readonly used_at: string | null }[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

export async function dataOf(response: Promise<Response> | Response): Promise<Data> {
  return (await (await response).json()) as Data;
}
