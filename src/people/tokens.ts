/** API tokens: made by their person, shown once, revocable. */
import type { Connection } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import { Conflict } from '../web/errors.ts';
import type { By } from './person.ts';
import { hashSecret, newSecret } from './secret.ts';

export const SCOPES = ['read', 'write'] as const;
export type Scope = (typeof SCOPES)[number];

const MOST_TOKENS = 50;

export interface Token {
  readonly id: number;
  readonly name: string;
  readonly scope: Scope;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

/** The person's tokens that still open something, newest first. */
export async function readTokens(connection: Connection, personId: number): Promise<Token[]> {
  return connection.all<Token>(
    `SELECT id, name, scope, created_at AS createdAt, used_at AS usedAt
     FROM token WHERE person_id = ? AND revoked_at IS NULL ORDER BY id DESC`,
    personId,
  );
}

/** @returns the token itself, which nobody can read again */
export async function createToken(
  tx: Connection,
  personId: number,
  { name, scope }: { readonly name: string; readonly scope: Scope },
  by: By,
): Promise<{ readonly token: Token; readonly secret: string }> {
  if ((await readTokens(tx, personId)).length >= MOST_TOKENS) {
    throw new Conflict(`Revoke some first: at most ${MOST_TOKENS} tokens at a time.`);
  }
  const secret = newSecret();
  const createdAt = by.at.toISOString();
  const { id } = await tx.run(
    'INSERT INTO token (token_hash, person_id, name, scope, created_at) VALUES (?, ?, ?, ?, ?)',
    ...[hashSecret(secret), personId, name, scope, createdAt],
  );
  await record(tx, id, by, 'created', { name, scope, person_id: personId });
  return { token: { id, name, scope, createdAt, usedAt: null }, secret };
}

/** @returns whether the person had such a token */
export async function revokeToken(
  tx: Connection,
  personId: number,
  id: number,
  by: By,
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE token SET revoked_at = ? WHERE id = ? AND person_id = ? AND revoked_at IS NULL',
    ...[by.at.toISOString(), id, personId],
  );
  if (changes === 1) await record(tx, id, by, 'revoked', null);
  return changes === 1;
}

/** Revokes all that the person has. */
export async function revokeTokens(tx: Connection, personId: number, by: By): Promise<void> {
  for (const { id } of await readTokens(tx, personId)) await revokeToken(tx, personId, id, by);
}

async function record(
  tx: Connection,
  entityId: number,
  { personId, at }: By,
  action: string,
  made: { readonly name: string; readonly scope: Scope; readonly person_id: number } | null,
): Promise<void> {
  const values = made ? [{ path: '', old: null, new: made }] : [];
  const of = { entity: 'token', entityId, claimId: null, why: null } as const;
  await recordChange(tx, { ...of, at, personId, action, values });
}
