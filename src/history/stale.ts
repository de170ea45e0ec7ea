/** A save that comes too late: somebody else changed the record since it was opened. */
import type { Connection } from '../database/database.ts';
import { Conflict } from '../web/errors.ts';
import type { Json } from './change.ts';
import { type Change, type ChangesOf, readChanges } from './store.ts';

const MOST_CHANGES = 200;

/** Carries what the other person changed, so that one can finish without retyping. */
export class Stale<Current> extends Conflict {
  readonly current: Current;
  /** What was changed since then, newest first. */
  readonly changes: readonly Change[];

  constructor(what: string, current: Current, facts: Json, changes: readonly Change[]) {
    super(`Somebody else changed this ${what} since you opened it.`, {
      current: facts,
      changes: changes.map(({ at, personName, action, values }) => ({
        ...{ at, person: personName, action, values },
      })),
    });
    this.current = current;
    this.changes = changes;
  }
}

/** The changes of a record after its given version, newest first. */
export async function changesSince(
  tx: Connection,
  of: ChangesOf,
  version: number,
): Promise<Change[]> {
  const changes = await readChanges(tx, of, MOST_CHANGES);
  const base = changes.findIndex((change) => versionAfter(change) === version);
  return base < 0 ? changes : changes.slice(0, base);
}

function versionAfter(change: Change): Json {
  for (const value of change.values) {
    if (value.path === 'version') return value.new;
    if (value.path === '') return (value.new as { version?: Json }).version ?? null;
  }
  return null;
}
