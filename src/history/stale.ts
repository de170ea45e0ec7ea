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
  // Some changes, as a passage found again, make no version: those between two that do count too.
  const first = changes.findLastIndex((change) => versionBefore(change) >= version);
  return changes.slice(0, first + 1);
}

function versionBefore({ values }: Change): number {
  const before = values.find(({ path }) => path === 'version')?.old;
  return typeof before === 'number' ? before : Number.NEGATIVE_INFINITY;
}
