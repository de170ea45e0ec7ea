/** All SQL about bulks and what became of their claims. */
import type { Connection } from '../database/database.ts';
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
