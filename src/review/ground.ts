/** Reopens cleared claims when the ground under them moves. */
import type { Connection } from '../database/database.ts';
import type { By } from '../people/person.ts';
import { type Ground, readCleared, valuesOf } from './ground-store.ts';
import { moveClaim } from './move.ts';

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

function textOf(ground: Ground): string {
  return JSON.stringify(valuesOf(ground));
}
