/** Reopens cleared claims when the ground under them moves. */
import type { Denial, Level } from '../claims/standing.ts';
import type { Connection } from '../database/database.ts';
import type { By } from '../people/person.ts';
import { moveClaim } from './move.ts';

/** What a claim was cleared on, as far as another ground can take it away. */
interface Ground {
  readonly id: number;
  readonly version: number;
  readonly level: Level;
  readonly denial: Denial;
  /** Codes of the blocking findings that are not waived. */
  readonly blocking: string;
}

/**
 * Derives claims anew by `derive`. A cleared one whose level, denial status or blocking findings
 * are others afterwards goes back to `ready`, with what was and what is now.
 */
export async function watchGround(
  tx: Connection,
  claimIds: readonly number[],
  by: By,
  derive: () => Promise<void>,
): Promise<void> {
  const before = await readCleared(tx, claimIds);
  await derive();
  if (before.length === 0) return;
  const after = new Map((await readCleared(tx, claimIds)).map((ground) => [ground.id, ground]));
  for (const was of before) {
    const now = after.get(was.id);
    if (now && textOf(now) !== textOf(was)) await reopen(tx, was, now, by);
  }
}

function reopen(tx: Connection, was: Ground, now: Ground, by: By): Promise<number> {
  const step = { claimId: was.id, from: 'cleared', to: 'ready', cause: 'ground' } as const;
  const none = { reason: null, assessment: null, explanation: null };
  return moveClaim(
    tx,
    {
      ...step,
      ...none,
      did: 'reopened',
      was: valuesOf(was),
      now: valuesOf(now),
      version: was.version,
    },
    by,
  );
}

function valuesOf({ level, denial, blocking }: Ground) {
  return { corroboration: level, denial, blocking: blocking === '' ? null : blocking };
}

function textOf(ground: Ground): string {
  return JSON.stringify(valuesOf(ground));
}

function readCleared(tx: Connection, claimIds: readonly number[]): Promise<Ground[]> {
  return tx.all<Ground>(
    `SELECT id, version, level, denial, COALESCE((SELECT group_concat(code, ', ' ORDER BY code)
         FROM claim_finding
         WHERE claim_id = claim.id AND severity = 'block' AND waived = 0), '') AS blocking
     FROM claim WHERE review_state = 'cleared' AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(claimIds),
  );
}
