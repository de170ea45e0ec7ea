/** Works through the claims of a bulk in short transactions, so that others are served between. */
import { type Connection, type Database, unveil } from '../database/database.ts';
import { type Bulk, workOf } from './bulk.ts';
import { noteAttempt, noteUndo, readActor, readOpen, readToUndo } from './bulk-claims.ts';
import { type Actor, attempt, attemptUndo } from './bulk-steps.ts';
import { readBulk, setTime } from './bulk-store.ts';

/** How long one transaction may keep others waiting, and how many claims it looks at. */
const SLICE_MS = 20;
const SLICE_CLAIMS = 50;
/** So long the answer waits: what is done by then needs no second look. */
const AT_ONCE_MS = 400;

// Everybody has a database of their own to read from; the work is done on the one behind.
const running = new WeakMap<Connection, Set<number>>();

/** Whether this process works on it; one that is not finished and not running was interrupted. */
export function isRunning(database: Database, bulkId: number): boolean {
  return running.get(unveil(database))?.has(bulkId) ?? false;
}

/**
 * Does what is at once possible, and goes on by itself with the rest.
 * @param prepare what has to be done before the first claim
 */
export async function carryOut(
  database: Database,
  bulkId: number,
  clock: () => Date,
  prepare: () => Promise<void> = async () => undefined,
): Promise<void> {
  if (isRunning(database, bulkId)) return;
  const all = running.get(unveil(database)) ?? new Set<number>();
  running.set(unveil(database), all.add(bulkId));
  const work = prepare()
    .then(() => goOn(database, bulkId, clock))
    .finally(() => all.delete(bulkId));
  // Where it fails, it shows as interrupted, and can be gone on with.
  const ended = work.catch(() => undefined);
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, AT_ONCE_MS).unref())]);
}

async function goOn(database: Database, bulkId: number, clock: () => Date): Promise<void> {
  let reached: number | null = 0;
  let doing = '';
  while (reached !== null) {
    const after: number = reached;
    const next = await database.write((tx) => doSlice(tx, bulkId, { doing, after }, clock()));
    [doing, reached] = [next.doing, next.after];
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface Reached {
  readonly doing: string;
  readonly after: number;
}

/** @returns how far it came; null after the last claim */
async function doSlice(tx: Connection, bulkId: number, reached: Reached, at: Date) {
  const bulk = await readBulk(tx, bulkId);
  const work = workOf(bulk);
  if (work === null) return { doing: '', after: null };
  // An undo that was asked for meanwhile begins at the first claim.
  const from = reached.doing === work ? reached.after : 0;
  const person = await readActor(tx, bulk.person.id);
  const slice = { bulk, from, until: performance.now() + SLICE_MS };
  const after = person === null ? null : await SLICES[work](tx, slice, { person, at: at });
  if (after === null) await setTime(tx, bulkId, ENDS[work], at);
  return { doing: work, after };
}

const ENDS = { doing: 'finished_at', undoing: 'undo_finished_at' } as const;

interface Slice {
  readonly bulk: Bulk;
  readonly from: number;
  readonly until: number;
}

const SLICES = {
  doing: async (tx: Connection, { bulk, from, until }: Slice, by: Actor) => {
    let after: number | null = null;
    for (const { position, claimId } of await readOpen(tx, bulk.id, from, SLICE_CLAIMS)) {
      await noteAttempt(tx, bulk.id, position, await attempt(tx, bulk, claimId, by));
      after = position;
      if (performance.now() > until) break;
    }
    return after;
  },
  undoing: async (tx: Connection, { bulk, from, until }: Slice, by: Actor) => {
    let after: number | null = null;
    for (const claim of await readToUndo(tx, bulk.id, from, SLICE_CLAIMS)) {
      await noteUndo(tx, bulk.id, claim.position, await attemptUndo(tx, bulk, claim, by));
      after = claim.position;
      if (performance.now() > until) break;
    }
    return after;
  },
} as const;
