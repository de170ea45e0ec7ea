/** Derives all findings anew after the rules were set otherwise, in batches, saying how far it is. */
import { rederiveFindings } from '../claims/derive.ts';
import type { Connection, Database } from '../database/database.ts';

export interface RuleRun {
  readonly id: number;
  readonly total: number;
  readonly done: number;
  readonly reachedId: number;
  readonly finishedAt: string | null;
}

const BATCH = 500;
/** So many are done before the answer; the rest while others work. */
const AT_ONCE = 2000;

/** In the transaction that sets the rules. @returns the run's id */
export async function startRun(tx: Connection, at: Date): Promise<number> {
  const { id } = await tx.run(
    'INSERT INTO rule_run (total, started_at) SELECT count(*), ? FROM claim',
    at.toISOString(),
  );
  return id;
}

/** The latest run, if any. */
export function readRun(connection: Connection): Promise<RuleRun | undefined> {
  return connection.one<RuleRun>(
    `SELECT id, total, done, reached_id AS reachedId, finished_at AS finishedAt
     FROM rule_run ORDER BY id DESC LIMIT 1`,
  );
}

/** Does what is at once possible, and goes on by itself with the rest. */
export async function carryOut(database: Database, runId: number, clock: () => Date) {
  for (let done = 0; done < AT_ONCE; done += BATCH) {
    if (!(await doBatch(database, runId, clock))) return;
  }
  // Where the process ends meanwhile the run stays unfinished, and the page offers to go on.
  void goOn(database, runId, clock).catch(() => undefined);
}

async function goOn(database: Database, runId: number, clock: () => Date): Promise<void> {
  while (await doBatch(database, runId, clock)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

// A later run does everything itself: an older one ends then.
function doBatch(database: Database, runId: number, clock: () => Date): Promise<boolean> {
  return database.write(async (tx) => {
    const run = await readRun(tx);
    if (!run || run.id !== runId || run.finishedAt !== null) return false;
    const rows = await tx.all<{ id: number }>(
      'SELECT id FROM claim WHERE id > ? ORDER BY id LIMIT ?',
      ...[run.reachedId, BATCH],
    );
    const ids = rows.map((row) => row.id);
    await rederiveFindings(tx, ids);
    const isLast = ids.length < BATCH;
    await tx.run(
      'UPDATE rule_run SET done = done + ?, reached_id = ?, finished_at = ? WHERE id = ?',
      ...[ids.length, ids.at(-1) ?? run.reachedId, isLast ? clock().toISOString() : null, runId],
    );
    return !isLast;
  });
}
