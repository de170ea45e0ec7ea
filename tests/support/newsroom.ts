/** A newsroom for one test: the real application on a fresh database, with a cast of people. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import type { Database } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openSqlite } from '../../src/database/sqlite.ts';
import { hashSecret } from '../../src/people/secret.ts';

/** The cast: who is who in every test. */
export const CAST = {
  viewer: { id: 1, name: 'Vera Viewer', role: 'viewer' },
  editor: { id: 2, name: 'Nour Haddad', role: 'editor' },
  colleague: { id: 3, name: 'Rana Adeyemi', role: 'editor' },
  checker: { id: 4, name: 'Felix Check', role: 'fact_checker' },
  admin: { id: 5, name: 'Ada Min', role: 'admin' },
} as const;
export type Member = keyof typeof CAST;

export const TODAY = new Date('2024-10-07T09:30:00.000Z');

export interface Client {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Sends a form as a browser does; nested names are written with dots. */
  post(path: string, fields?: Record<string, string | readonly string[]>): Promise<Response>;
  /** JSON with a bearer token. */
  json(method: string, path: string, body?: unknown): Promise<Response>;
}

export interface Newsroom {
  readonly url: string;
  readonly database: Database;
  readonly file: string;
  /** Sets the time that the application sees. */
  setTime(time: Date): void;
  as(member: Member): Client;
  readonly nobody: Client;
  close(): Promise<void>;
}

let image: Buffer | null = null;

// Migrating once and copying the bytes makes a fresh database almost free.
function freshDatabase(): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'newsroom-'));
  const file = join(folder, 'newsroom.db');
  if (image) writeFileSync(file, image);
  else {
    migrate(file);
    image = readFileSync(file);
  }
  return { folder, file };
}

export async function openNewsroom(): Promise<Newsroom> {
  const { folder, file } = freshDatabase();
  const database = openSqlite(file);
  await hireCast(database);
  let now = TODAY;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app = createApp({
    ...{ database, clock: () => now, newsroom: 'The Test', origin: url, zone: 'UTC' },
    ...{ sessionHours: 12, trustProxy: false, log: pino({ level: 'silent' }) },
  });
  server.on('request', app);
  return {
    url,
    database,
    file,
    setTime: (time) => {
      now = time;
    },
    as: (member) => client(url, secretOf(member)),
    nobody: client(url, null),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The session cookie's and the token's secret of a member of the cast. */
export function secretOf(member: Member): string {
  return `${member}-secret`;
}

async function hireCast(database: Database): Promise<void> {
  const at = TODAY.toISOString();
  await database.write(async (tx) => {
    for (const [member, { id, name, role }] of Object.entries(CAST)) {
      await tx.run(
        `INSERT INTO person (id, email, name, role, password_hash, created_at)
         VALUES (?, ?, ?, ?, '', ?)`,
        ...[id, `${member}@example.org`, name, role, at],
      );
      await tx.run(
        `INSERT INTO session
         (token_hash, person_id, created_at, seen_at, expires_at, agent, address)
         VALUES (?, ?, ?, ?, '2100-01-01T00:00:00.000Z', 'test', '127.0.0.1')`,
        ...[hashSecret(secretOf(member as Member)), id, at, at],
      );
      await tx.run(
        `INSERT INTO token (token_hash, person_id, name, scope, created_at)
         VALUES (?, ?, 'test', 'write', ?)`,
        ...[hashSecret(secretOf(member as Member)), id, at],
      );
    }
  });
}

function client(url: string, secret: string | null): Client {
  const cookie: Record<string, string> = secret ? { cookie: `session=${secret}` } : {};
  const send = (path: string, init: RequestInit) =>
    fetch(url + path, { redirect: 'manual', ...init });
  return {
    get: (path, headers = {}) => send(path, { headers: { ...cookie, ...headers } }),
    post: (path, fields = {}) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) {
        for (const one of [value].flat()) body.append(name, one);
      }
      const headers = { ...cookie, 'sec-fetch-site': 'same-origin' };
      return send(path, { method: 'POST', headers, body });
    },
    json: (method, path, body) => {
      const headers: Record<string, string> = secret ? { authorization: `Bearer ${secret}` } : {};
      if (body === undefined) return send(path, { method, headers });
      headers['content-type'] = 'application/json';
      return send(path, { method, headers, body: JSON.stringify(body) });
    },
  };
}
