/** Sessions: who is signed in, from where, until when. */
import type { Connection } from '../database/database.ts';
import { networkOf } from './network.ts';
import { hashSecret, newSecret } from './secret.ts';

const LONGEST_DAYS = 30;
const KNOWN_DAYS = 90;
const REMEMBERED_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

export interface Session {
  readonly id: number;
  readonly agent: string;
  readonly address: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
}

export interface Arrival {
  readonly personId: number;
  readonly address: string;
  readonly agent: string;
  readonly at: Date;
}

/** A session ends after some hours without a sign of life, and in any case after thirty days. */
export function expiryOf(createdAt: Date, seenAt: Date, idleHours: number): Date {
  const idle = seenAt.getTime() + idleHours * 60 * 60 * 1000;
  return new Date(Math.min(idle, createdAt.getTime() + LONGEST_DAYS * DAY));
}

/** Sessions that ended by themselves before this are forgotten: no form of theirs is kept. */
export function oldestEnd(now: Date): string {
  return new Date(now.getTime() - REMEMBERED_DAYS * DAY).toISOString();
}

/**
 * Always a new secret, never one that the browser brought along: nobody can plant a session.
 * @returns the secret, for the cookie
 */
export async function startSession(
  tx: Connection,
  { personId, address, agent, at }: Arrival,
  idleHours: number,
): Promise<string> {
  const secret = newSecret();
  const now = at.toISOString();
  await tx.run('DELETE FROM session WHERE expires_at <= ?', oldestEnd(at));
  await tx.run(
    `INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at, agent, address)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[hashSecret(secret), personId, now, now, expiryOf(at, at, idleHours).toISOString()],
    ...[agent, address],
  );
  await rememberAddress(tx, personId, address, at);
  return secret;
}

async function rememberAddress(
  tx: Connection,
  personId: number,
  address: string,
  at: Date,
): Promise<void> {
  const oldest = new Date(at.getTime() - KNOWN_DAYS * DAY).toISOString();
  await tx.run('DELETE FROM known_address WHERE seen_at < ?', oldest);
  await tx.run(
    `INSERT INTO known_address (person_id, network, seen_at) VALUES (?, ?, ?)
     ON CONFLICT (person_id, network) DO UPDATE SET seen_at = excluded.seen_at`,
    ...[personId, networkOf(address), at.toISOString()],
  );
}

/** Id of the person with this email who has signed in from this address before, if any. */
export async function findAcquainted(
  connection: Connection,
  email: string,
  address: string,
): Promise<number | null> {
  const row = await connection.one<{ id: number }>(
    `SELECT person.id FROM person JOIN known_address ON person_id = person.id
     WHERE email = ? AND network = ?`,
    ...[email, networkOf(address)],
  );
  return row?.id ?? null;
}

/** Gives the session a new secret; the old one opens nothing any more. */
export async function renewSession(tx: Connection, id: number): Promise<string> {
  const secret = newSecret();
  await tx.run('UPDATE session SET token_hash = ? WHERE id = ?', hashSecret(secret), id);
  return secret;
}

/** The person's live sessions, last used first. */
export async function readSessions(
  connection: Connection,
  personId: number,
  now: Date,
): Promise<Session[]> {
  return connection.all<Session>(
    `SELECT id, agent, address, created_at AS createdAt, seen_at AS seenAt,
       expires_at AS expiresAt
     FROM session WHERE person_id = ? AND expires_at > ? ORDER BY seen_at DESC, id DESC`,
    ...[personId, now.toISOString()],
  );
}

/** @returns whether there was such a session of this person. */
export async function endSession(tx: Connection, personId: number, id: number): Promise<boolean> {
  const { changes } = await tx.run(
    'DELETE FROM session WHERE person_id = ? AND id = ?',
    ...[personId, id],
  );
  return changes === 1;
}

/** Ends all sessions of a person but one (or all, without it). */
export async function endSessions(
  tx: Connection,
  personId: number,
  exceptId: number | null,
): Promise<void> {
  await tx.run('DELETE FROM session WHERE person_id = ? AND id IS NOT ?', personId, exceptId);
}

/** Forgets from where the person signed in, but for one address: their password was changed. */
export async function forgetAddresses(
  tx: Connection,
  personId: number,
  exceptAddress: string,
): Promise<void> {
  await tx.run(
    'DELETE FROM known_address WHERE person_id = ? AND network <> ?',
    ...[personId, networkOf(exceptAddress)],
  );
}
