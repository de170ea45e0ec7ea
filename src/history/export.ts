/** History as a file: a row per value that changed. */
import type { Columns } from '../web/csv.ts';
import { fieldByField } from './change.ts';
import type { ListedChange } from './list.ts';
import { didWhat, type Line, linesOf, reasonOf, whoOf } from './sentences.ts';

interface ChangedValue {
  readonly change: ListedChange;
  /** Null: the entry has no value to tell. */
  readonly line: Line | null;
}

export const HISTORY_COLUMNS: Columns<ChangedValue> = {
  entry: ({ change }) => change.id,
  at: ({ change }) => change.at,
  person: ({ change }) => whoOf(change),
  did: ({ change }) => didWhat(change),
  record: ({ change }) => change.entity,
  record_id: ({ change }) => change.entityId,
  name: ({ change }) => change.recordName,
  claim_id: ({ change }) => change.claimId,
  reason: ({ change }) => reasonOf(change.values),
  what: ({ line }) => line?.what ?? null,
  was: ({ line }) => line?.was ?? null,
  now: ({ line }) => line?.now ?? null,
  hash: ({ change }) => change.hash,
};

export async function* historyRows(
  pieces: AsyncIterable<readonly ListedChange[]>,
): AsyncGenerator<ChangedValue[]> {
  for await (const changes of pieces) yield changes.flatMap(rowsOf);
}

function rowsOf(change: ListedChange): ChangedValue[] {
  const lines = linesOf(fieldByField(change.values)).filter((line) => line.what !== '');
  return lines.length === 0 ? [{ change, line: null }] : lines.map((line) => ({ change, line }));
}
