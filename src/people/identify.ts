/** Who is asking: by session cookie, or by bearer token. */
import type { Request } from 'express';
import type { House } from '../web/route.ts';
import type { Identified } from '../web/router.ts';
import type { Person } from './person.ts';
import { hashSecret } from './secret.ts';
import { expiryOf, oldestEnd } from './sessions.ts';

const NOBODY: Identified = {
  ...{ person: null, sessionId: null, singleKeys: false, tokenScope: null },
};
const MOST_OFTEN_MS = 60_000;

type TokenRow = Person & {
  readonly tokenId: number;
  readonly scope: 'read' | 'write';
  readonly usedAt: string | null;
};
type SessionRow = Person & {
  readonly singleKeys: 0 | 1;
  readonly sessionId: number;
  readonly createdAt: string;
  readonly seenAt: string;
};

/** With https the name makes browsers refuse a cookie that another host of the domain has set. */
export function sessionCookie(origin: string): string {
  return origin.startsWith('https:') ? '__Host-session' : 'session';
}

/** Asked anew for each request: a disabled person is out at once. */
export async function identify(house: House, request: Request): Promise<Identified> {
  const authorization = request.get('authorization') ?? '';
  // A request that claims a token is judged by the token alone, also where it has a cookie.
  if (/^bearer\b/i.test(authorization)) {
    return identifyToken(house, authorization.slice('bearer'.length).trim());
  }
  const session = readCookie(house, request);
  return session ? identifySession(house, session) : NOBODY;
}

function readCookie(house: House, request: Request): string | undefined {
  const cookie = new RegExp(`(?:^|;\\s*)${sessionCookie(house.origin)}=([\\w-]+)`);
  return cookie.exec(request.get('cookie') ?? '')?.[1];
}

/**
 * Whose session it was that ended by itself, not long ago. They are not signed in: this only says
 * for whom a form is kept that came too late. A session that somebody ended says nothing any more.
 */
export async function identifyFormer(house: House, request: Request): Promise<Person | null> {
  const secret = readCookie(house, request);
  if (secret === undefined || request.get('authorization')) return null;
  const now = house.clock();
  const person = await house.database.one<Person>(
    `SELECT person.id, email, name, role FROM session JOIN person ON person.id = person_id
     WHERE token_hash = ? AND expires_at <= ? AND expires_at > ? AND disabled_at IS NULL`,
    ...[hashSecret(secret), now.toISOString(), oldestEnd(now)],
  );
  return person ?? null;
}

async function identifyToken(house: House, secret: string): Promise<Identified> {
  const row = await house.database.one<TokenRow>(
    `SELECT person.id, email, person.name, role, scope, token.id AS tokenId, used_at AS usedAt
     FROM token JOIN person ON person.id = person_id
     WHERE token_hash = ? AND revoked_at IS NULL AND disabled_at IS NULL`,
    hashSecret(secret),
  );
  if (!row) return NOBODY;
  const { scope, tokenId, usedAt, ...person } = row;
  const now = house.clock();
  if (isDue(usedAt, now, MOST_OFTEN_MS)) {
    note(house, 'UPDATE token SET used_at = ? WHERE id = ?', now.toISOString(), tokenId);
  }
  return { person, sessionId: null, singleKeys: false, tokenScope: scope };
}

async function identifySession(house: House, secret: string): Promise<Identified> {
  const now = house.clock();
  const row = await house.database.one<SessionRow>(
    `SELECT person.id, email, name, role, session.id AS sessionId,
       session.created_at AS createdAt, seen_at AS seenAt, single_keys AS singleKeys
     FROM session JOIN person ON person.id = person_id
     WHERE token_hash = ? AND expires_at > ? AND disabled_at IS NULL`,
    ...[hashSecret(secret), now.toISOString()],
  );
  if (!row) return NOBODY;
  const { sessionId, createdAt, seenAt, singleKeys, ...person } = row;
  const often = Math.min(MOST_OFTEN_MS, house.sessionHours * 360_000);
  if (isDue(seenAt, now, often)) {
    const expiresAt = expiryOf(new Date(createdAt), now, house.sessionHours).toISOString();
    note(
      house,
      'UPDATE session SET seen_at = ?, expires_at = max(expires_at, ?) WHERE id = ?',
      ...[now.toISOString(), expiresAt, sessionId],
    );
  }
  return { person, sessionId, singleKeys: singleKeys === 1, tokenScope: null };
}

// Now and then, not with each request: reading must not cost a write.
function isDue(last: string | null, now: Date, often: number): boolean {
  return last === null || now.getTime() - Date.parse(last) >= often;
}

// Not waited for, since a long write of somebody else must not hold up reading; and a sign of life
// that could not be written is no reason to refuse a page.
function note(house: House, sql: string, ...values: (string | number)[]): void {
  house.database.write((tx) => tx.run(sql, ...values)).catch(() => undefined);
}
