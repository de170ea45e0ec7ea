/** All SQL about bulks and their claims. */
import type { Connection } from '../database/database.ts';
import type { Person } from '../people/person.ts';
import { NotFound } from '../web/errors.ts';
import type { Bulk, NewBulk, Outcome } from './bulk.ts';

type BulkRow = Omit<Bulk, 'person'> & { readonly personId: number; readonly personName: string };

const BULKS = `SELECT bulk.id, action, assignee_id AS assigneeId, assignee.name AS assigneeName,
    reason, filter, person_id AS personId, person.name AS personName, at, total,
    finished_at AS finishedAt, undone_at AS undoneAt, undo_finished_at AS undoFinishedAt
  FROM bulk JOIN person ON person.id = person_id
  LEFT JOIN person AS assignee ON assignee.id = assignee_id`;

/** @throws NotFound */
export async function readBulk(connection: Connection, id: number): Promise<Bulk> {
  const row = await connection.one<BulkRow>(`${BULKS} WHERE bulk.id = ?`, id);
  if (!row) throw new NotFound('There is no such action on many claims.');
  return toBulk(row);
}

/** The latest of everybody, newest first. */
export async function readBulks(connection: Connection, most: number): Promise<Bulk[]> {
  return (await connection.all<BulkRow>(`${BULKS} ORDER BY bulk.id DESC LIMIT ?`, most)).map(
    toBulk,
  );
}

function toBulk({ personId, personName, ...row }: BulkRow): Bulk {
  return { ...row, person: { id: personId, name: personName } };
}

/** @returns its id */
export async function insertBulk(
  tx: Connection,
  bulk: NewBulk,
  total: number,
  by: { readonly personId: number; readonly at: Date },
): Promise<number> {
  const { id } = await tx.run(
    `INSERT INTO bulk (action, assignee_id, reason, filter, person_id, at, total)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[bulk.action, bulk.assigneeId, bulk.reason, bulk.filter, by.personId],
    ...[by.at.toISOString(), total],
  );
  return id;
}

/** Writes claims down at the end of a bulk's list. */
export async function addClaims(
  tx: Connection,
  bulkId: number,
  ids: readonly number[],
  before: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO bulk_claim (bulk_id, position, claim_id)
     SELECT ?, ? + key + 1, value FROM json_each(?)`,
    ...[bulkId, before, JSON.stringify(ids)],
  );
}

/** Those of the ids that are no claim's. */
export async function findUnknown(connection: Connection, ids: readonly number[]) {
  const rows = await connection.all<{ id: number }>(
    `SELECT value AS id FROM json_each(?) WHERE value NOT IN (SELECT id FROM claim)`,
    JSON.stringify(ids),
  );
  return rows.map((row) => row.id);
}

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

export async function setTime(
  tx: Connection,
  bulkId: number,
  column: 'finished_at' | 'undone_at' | 'undo_finished_at',
  at: Date,
): Promise<void> {
  await tx.run(
    `UPDATE bulk SET ${column} = COALESCE(${column}, ?) WHERE id = ?`,
    ...[at.toISOString(), bulkId],
  );
}

const OUTCOME = `COALESCE(undo_outcome, outcome, 'open')`;
const WHY = 'COALESCE(undo_why, why)';

export interface OutcomeGroup {
  readonly outcome: Outcome;
  readonly why: string | null;
  readonly count: number;
}

/** How many claims came out how, the most frequent reason first. */
export function countOutcomes(connection: Connection, bulkId: number) {
  return connection.all<OutcomeGroup>(
    `SELECT ${OUTCOME} AS outcome, ${WHY} AS why, count(*) AS count FROM bulk_claim
     WHERE bulk_id = ? GROUP BY 1, 2 ORDER BY count DESC, why`,
    bulkId,
  );
}

export interface ListedClaim {
  readonly position: number;
  readonly id: number;
  readonly statement: string;
}

/** The claims of one outcome, in the order in which they were taken. */
export function listClaims(
  connection: Connection,
  bulkId: number,
  group: Pick<OutcomeGroup, 'outcome' | 'why'>,
  after: number,
  most: number,
): Promise<ListedClaim[]> {
  return connection.all<ListedClaim>(
    `SELECT position, claim.id, statement FROM bulk_claim JOIN claim ON claim.id = claim_id
     WHERE bulk_id = ? AND ${OUTCOME} = ? AND ${WHY} IS ? AND position > ?
     ORDER BY position LIMIT ?`,
    ...[bulkId, group.outcome, group.why, after, most],
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
