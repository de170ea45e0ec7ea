/** Who is asking: by session cookie, or by bearer token. */
import type { Request } from 'express';
import type { House } from '../web/route.ts';
import type { Identified } from '../web/router.ts';
import type { Person } from './person.ts';
import { hashSecret } from './secret.ts';

export const SESSION_COOKIE = 'session';

const NOBODY: Identified = { person: null, sessionId: null, tokenScope: null };

type TokenRow = Person & { readonly scope: 'read' | 'write' };
type SessionRow = Person & { readonly sessionId: number };

export async function identify(house: House, request: Request): Promise<Identified> {
  const bearer = /^bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (bearer) return identifyToken(house, bearer);
  const cookie = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([\\w-]+)`);
  const session = cookie.exec(request.get('cookie') ?? '')?.[1];
  return session ? identifySession(house, session) : NOBODY;
}

async function identifyToken(house: House, secret: string): Promise<Identified> {
  const row = await house.database.one<TokenRow>(
    `SELECT person.id, email, person.name, role, scope
     FROM token JOIN person ON person.id = person_id
     WHERE token_hash = ? AND revoked_at IS NULL AND disabled_at IS NULL`,
    hashSecret(secret),
  );
  if (!row) return NOBODY;
  const { scope, ...person } = row;
  return { person, sessionId: null, tokenScope: scope };
}

async function identifySession(house: House, secret: string): Promise<Identified> {
  const row = await house.database.one<SessionRow>(
    `SELECT person.id, email, name, role, session.id AS sessionId
     FROM session JOIN person ON person.id = person_id
     WHERE token_hash = ? AND expires_at > ? AND disabled_at IS NULL`,
    hashSecret(secret),
    house.clock().toISOString(),
  );
  if (!row) return NOBODY;
  const { sessionId, ...person } = row;
  return { person, sessionId, tokenScope: null };
}
