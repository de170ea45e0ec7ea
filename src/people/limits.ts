/**
 * Limits against guessing passwords and codes. Each attempt is booked as failed before it is
 * checked, so that many at once gain nothing, and taken back when it was right. The book is in the
 * database: a restart forgives nothing.
 *
 * Guesses are counted per account and per address. A person's own earlier addresses have a count
 * of their own: somebody who guesses at an account from elsewhere can make newcomers wait, but not
 * the person at their desk, and open sessions are never touched. Nobody waits longer than a
 * quarter of an hour for one attempt, which leaves a guesser a hundred attempts a day.
 */
import { createHash } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import { TooMany } from '../web/errors.ts';
import type { House } from '../web/route.ts';
import { networkOf } from './network.ts';

export interface Limit {
  readonly key: string;
  /** Failures that cost no waiting. */
  readonly free: number;
  /** Whether one success wipes the count out; else it only takes back its own attempt. */
  readonly isWipedBySuccess: boolean;
}

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 15 * 60;
const FORGET_HOURS = 24;

/** Of an account, existing or not, from addresses that it was never used from. */
export function accountLimit(email: string): Limit {
  // Hashed, because now and then somebody types the password into the wrong field.
  const hash = createHash('sha256').update(email.normalize().toLowerCase()).digest('base64url');
  return { key: `account ${hash}`, free: 5, isWipedBySuccess: true };
}

/** Of an account from an address that its person has signed in from. */
export function knownAddressLimit(personId: number, address: string): Limit {
  return { key: `known ${personId} ${networkOf(address)}`, free: 10, isWipedBySuccess: true };
}

/** Of an address, whatever account it tries: an office shares one, so it has more. */
export function addressLimit(address: string): Limit {
  return { key: `address ${networkOf(address)}`, free: 20, isWipedBySuccess: false };
}

/** Of one-time codes tried from an address. */
export function codeLimit(address: string): Limit {
  return { key: `code ${networkOf(address)}`, free: 10, isWipedBySuccess: false };
}

/** Of the current password, asked of a person who is signed in. */
export function confirmationLimit(personId: number): Limit {
  return { key: `confirm ${personId}`, free: 5, isWipedBySuccess: true };
}

/** @throws TooMany while one of the limits says to wait; such an attempt is not counted. */
export async function bookAttempt(
  house: House,
  limits: readonly Limit[],
  now: Date,
): Promise<void> {
  await house.database.write(async (tx) => {
    await tx.run('DELETE FROM sign_in_failure WHERE forget_at <= ?', now.toISOString());
    const keys = JSON.stringify(limits.map((limit) => limit.key));
    const rows = await tx.all<{ key: string; count: number; until: string }>(
      'SELECT key, count, until FROM sign_in_failure WHERE key IN (SELECT value FROM json_each(?))',
      keys,
    );
    refuseEarly(rows, now, house.zone);
    for (const limit of limits) {
      const failures = rows.find((row) => row.key === limit.key)?.count ?? 0;
      await writeCount(tx, limit, failures + 1, now);
    }
  });
}

function refuseEarly(rows: readonly { readonly until: string }[], now: Date, zone: string): void {
  const until = Math.max(0, ...rows.map((row) => Date.parse(row.until)));
  const seconds = Math.ceil((until - now.getTime()) / 1000);
  if (seconds <= 0) return;
  const clock = new Date(until).toLocaleTimeString('en-GB', { timeZone: zone });
  throw new TooMany(
    seconds,
    `Too many attempts. Try again ${within(seconds)}, at ${clock} (${zone}).`,
  );
}

async function writeCount(tx: Connection, limit: Limit, count: number, now: Date): Promise<void> {
  await tx.run(
    `INSERT INTO sign_in_failure (key, count, until, forget_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET
       count = excluded.count, until = excluded.until, forget_at = excluded.forget_at`,
    ...[limit.key, count, later(now, waitSeconds(count, limit.free))],
    later(now, FORGET_HOURS * 3600),
  );
}

/** How long the next attempt waits after so many failures: doubling, up to the longest. */
export function waitSeconds(failures: number, free: number): number {
  if (failures < free) return 0;
  return Math.min(FIRST_WAIT_SECONDS * 2 ** (failures - free), LONGEST_WAIT_SECONDS);
}

/** The attempt was right: takes it back. */
export async function forgiveAttempt(
  tx: Connection,
  limits: readonly Limit[],
  now: Date,
): Promise<void> {
  for (const { key, isWipedBySuccess } of limits) {
    if (isWipedBySuccess) await tx.run('DELETE FROM sign_in_failure WHERE key = ?', key);
    else {
      await tx.run(
        'UPDATE sign_in_failure SET count = max(count - 1, 0), until = ? WHERE key = ?',
        ...[now.toISOString(), key],
      );
    }
  }
}

function later(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}

function within(seconds: number): string {
  if (seconds < 90) return `in ${seconds} seconds`;
  return `in ${Math.ceil(seconds / 60)} minutes`;
}
