/** The JSON of a bulk. */
import type { Json } from '../history/change.ts';
import { type Bulk, workOf } from './bulk.ts';
import type { ListedClaim, OutcomeGroup } from './bulk-store.ts';

export function bulkJson(
  bulk: Bulk,
  isRunning: boolean,
  groups: readonly OutcomeGroup[],
): { readonly [name: string]: Json } {
  const { id, action, filter, at, total, person, finishedAt, undoneAt, undoFinishedAt } = bulk;
  return {
    ...{ id, action, filter, at, total, person: { ...person } },
    value: action === 'assign' ? bulk.assigneeId : bulk.reason,
    ...{ finished_at: finishedAt, undone_at: undoneAt, undo_finished_at: undoFinishedAt },
    ...{ running: isRunning, interrupted: !isRunning && workOf(bulk) !== null },
    outcomes: groups.map((group) => ({ ...group })),
  };
}

export function claimsJson(claims: readonly ListedClaim[]): Json {
  return claims.map(({ id, statement }) => ({ id, statement, url: `/claims/${id}` }));
}
