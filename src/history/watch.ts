/**
 * Checks the chain beside the pages: in pieces, so that a long one blocks nothing, and from its
 * beginning again as time goes by. Until the process ends it knows how far history had come.
 */
import { type Connection, unveil } from '../database/database.ts';
import { BEGINNING, type Fault, type Mark, verifyBatch } from './chain.ts';
import { readLatest } from './seal.ts';

export interface ChainReport {
  readonly entries: number;
  /** How many of them were found to fit, from the first on. */
  readonly checked: number;
  /** Of the newest entry; null where there is none. */
  readonly latestHash: string | null;
  readonly fault: Fault | null;
  readonly checkedAt: Date;
}

interface Watch {
  mark: Mark;
  /** The newest entry that was ever found to fit. */
  furthest: Mark;
  startedAt: Date;
  fault: Fault | null;
  running: Promise<void> | null;
}

const AGAIN_AFTER_SECONDS = 60;
const PATIENCE_MILLISECONDS = 300;

const watches = new WeakMap<Connection, Watch>();

/** What is known of the chain; waits a moment for what is not known yet. */
export async function reportChain(
  asking: Connection,
  now: Date,
  patienceMilliseconds = PATIENCE_MILLISECONDS,
): Promise<ChainReport> {
  // It is one chain, whoever asks; what is hidden from somebody has its hash like the rest.
  const database = unveil(asking);
  const watch = watches.get(database) ?? beginning(now);
  watches.set(database, watch);
  if (!watch.running) {
    if (now.getTime() - watch.startedAt.getTime() >= AGAIN_AFTER_SECONDS * 1000) {
      Object.assign(watch, { ...beginning(now), furthest: watch.furthest });
    }
    watch.running = goOn(database, watch).finally(() => {
      watch.running = null;
    });
    // A failure is thrown at whoever waits for it; in the background the next report tries again.
    watch.running.catch(() => undefined);
  }
  await Promise.race([watch.running, pause(patienceMilliseconds)]);
  const latest = await readLatest(database);
  return {
    entries: latest?.id ?? 0,
    checked: watch.mark.id,
    latestHash: latest?.hash ?? null,
    fault: (await findCut(database, watch)) ?? watch.fault,
    checkedAt: watch.startedAt,
  };
}

function beginning(now: Date): Watch {
  return { mark: BEGINNING, furthest: BEGINNING, startedAt: now, fault: null, running: null };
}

async function goOn(database: Connection, watch: Watch): Promise<void> {
  while (!watch.fault) {
    const { mark, fault, isEnd } = await verifyBatch(database, watch.mark);
    Object.assign(watch, { mark, fault });
    if (mark.id > watch.furthest.id) watch.furthest = mark;
    if (isEnd) return;
    // Lets other requests in between.
    await pause(0);
  }
}

/** What was there, and fitted, stays there: else the end was cut off, or written anew. */
async function findCut(database: Connection, { furthest }: Watch): Promise<Fault | null> {
  if (furthest.id === 0) return null;
  const row = await database.one<{ hash: string }>(
    'SELECT hash FROM change WHERE id = ?',
    furthest.id,
  );
  if (row?.hash === furthest.hash) return null;
  const why = row
    ? 'it is another than it was'
    : 'it was there and is missing: the end was cut off';
  return { id: furthest.id, why };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
