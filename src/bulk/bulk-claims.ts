/** All SQL about what is done to the claims of a bulk, one after the other. */
import type { Connection } from '../database/database.ts';
import type { Person } from '../people/person.ts';
import { NotFound } from '../web/errors.ts';

export interface BulkClaim {
  readonly position: number;
  readonly claimId: number;
  readonly reviewId: number | null;
  readonly changeId: number | null;
  readonly assigneeBefore: number | null;
}

const CLAIMS = `SELECT position, claim_id AS claimId, review_id AS reviewId,
  change_id AS changeId, assignee_before AS assigneeBefore FROM bulk_claim`;

/** The next claims whose turn it is. */
export function readOpen(tx: Connection, bulkId: number, after: number, most: number) {
  return tx.all<BulkClaim>(
    `${CLAIMS} WHERE bulk_id = ? AND outcome IS NULL AND position > ? ORDER BY position LIMIT ?`,
    ...[bulkId, after, most],
  );
}

/** The next of those that were done and are to be taken back. */
export function readToUndo(tx: Connection, bulkId: number, after: number, most: number) {
  return tx.all<BulkClaim>(
    `${CLAIMS} WHERE bulk_id = ? AND outcome = 'done' AND undo_outcome IS NULL AND position > ?
     ORDER BY position LIMIT ?`,
    ...[bulkId, after, most],
  );
}

/** What was done to a claim, or why not. */
export type Attempt =
  | {
      readonly outcome: 'done';
      readonly reviewId: number | null;
      readonly changeId: number | null;
      readonly assigneeBefore: number | null;
    }
  | { readonly outcome: 'skipped'; readonly why: string };

export async function noteAttempt(
  tx: Connection,
  bulkId: number,
  position: number,
  attempt: Attempt,
): Promise<void> {
  const done = attempt.outcome === 'done' ? attempt : null;
  await tx.run(
    `UPDATE bulk_claim SET outcome = ?, why = ?, review_id = ?, change_id = ?, assignee_before = ?
     WHERE bulk_id = ? AND position = ?`,
    ...[attempt.outcome, attempt.outcome === 'skipped' ? attempt.why : null],
    ...[done?.reviewId ?? null, done?.changeId ?? null, done?.assigneeBefore ?? null],
    ...[bulkId, position],
  );
}

/** @param why it was left; null where it was taken back */
export async function noteUndo(
  tx: Connection,
  bulkId: number,
  position: number,
  why: string | null,
): Promise<void> {
  await tx.run(
    `UPDATE bulk_claim SET undo_outcome = ?, undo_why = ? WHERE bulk_id = ? AND position = ?`,
    ...[why === null ? 'undone' : 'left', why, bulkId, position],
  );
}

/** Who asked for a bulk, as they are now; null where they may not sign in any more. */
export async function readActor(tx: Connection, personId: number): Promise<Person | null> {
  const row = await tx.one<Person>(
    'SELECT id, email, name, role FROM person WHERE id = ? AND disabled_at IS NULL',
    personId,
  );
  return row ?? null;
}

/** What a claim is before it is touched. */
export async function readBefore(tx: Connection, claimId: number) {
  const row = await tx.one<{
    readonly version: number;
    readonly reviewState: string;
    readonly assigneeId: number | null;
  }>(
    `SELECT version, review_state AS reviewState, assignee_id AS assigneeId
     FROM claim WHERE id = ?`,
    claimId,
  );
  if (!row) throw new NotFound('There is no such claim.');
  return row;
}

/** Whether the claim went to somebody since an entry of its history. */
export async function wasGivenSince(tx: Connection, claimId: number, changeId: number) {
  const row = await tx.one(
    `SELECT 1 FROM change WHERE claim_id = ? AND id > ?
       AND action IN ('assigned', 'began to review') LIMIT 1`,
    ...[claimId, changeId],
  );
  return row !== undefined;
}
