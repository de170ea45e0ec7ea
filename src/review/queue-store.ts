/** The claims that wait for a reviewer, the most urgent first. */
import type { ReviewState } from '../claims/claim.ts';
import type { Connection } from '../database/database.ts';

export const WHOSE = ['all', 'mine', 'free'] as const;
export type Whose = (typeof WHOSE)[number];

export interface QueuedClaim {
  readonly id: number;
  readonly articleId: number | null;
  readonly headline: string | null;
  /** The article's deadline. */
  readonly dueAt: string | null;
  /** When it became ready. */
  readonly since: string;
}

export interface LeftToDo {
  /** Claims of the article that are neither cleared nor withdrawn. */
  readonly left: number;
  readonly of: number;
}

const CONDITIONS: Readonly<Record<Whose, string>> = {
  all: '? IS NOT NULL',
  mine: 'assignee_id = ?',
  free: '? IS NOT NULL AND assignee_id IS NULL',
};

/** By the article's deadline, those without one last; then by how long they have waited. */
const URGENT_FIRST = `article.due_at IS NULL, article.due_at, since, claim.id`;
const SINCE = `COALESCE((SELECT max(at) FROM review
  WHERE claim_id = claim.id AND to_state = 'ready'), claim.changed_at) AS since`;

export function readQueue(
  connection: Connection,
  whose: Whose,
  personId: number,
  most: number,
): Promise<QueuedClaim[]> {
  return connection.all<QueuedClaim>(
    `SELECT claim.id, article.id AS articleId, headline, due_at AS dueAt, ${SINCE}
     FROM claim LEFT JOIN article ON article.id = claim.article_id
     WHERE review_state IN ('ready', 'in_review') AND ${CONDITIONS[whose]}
     ORDER BY ${URGENT_FIRST} LIMIT ?`,
    ...[personId, most],
  );
}

/** How many wait, whoever they are given to. */
export async function countQueue(
  connection: Connection,
  personId: number,
): Promise<Readonly<Record<Whose, number>>> {
  const row = await connection.one<Record<Whose, number | null>>(
    `SELECT count(*) AS "all", sum(assignee_id = ?) AS mine, sum(assignee_id IS NULL) AS free
     FROM claim WHERE review_state IN ('ready', 'in_review')`,
    personId,
  );
  return { all: row?.all ?? 0, mine: row?.mine ?? 0, free: row?.free ?? 0 };
}

/** The claims that a reviewer can turn to: given to them, or to nobody and written by others. */
export async function readWaitingIds(connection: Connection, personId: number, most: number) {
  const rows = await connection.all<{ id: number }>(
    `SELECT claim.id, ${SINCE} FROM claim LEFT JOIN article ON article.id = claim.article_id
     WHERE review_state IN ('ready', 'in_review')
       AND (assignee_id = ? OR (assignee_id IS NULL AND claim.author_id IS NOT ?))
     ORDER BY ${URGENT_FIRST} LIMIT ?`,
    ...[personId, personId, most],
  );
  return rows.map((row) => row.id);
}

/** What was given to the person and is not done: cleared or withdrawn. */
export async function readAssignedIds(connection: Connection, personId: number, most: number) {
  const rows = await connection.all<{ id: number }>(
    `SELECT claim.id, ${SINCE} FROM claim LEFT JOIN article ON article.id = claim.article_id
     WHERE assignee_id = ? AND review_state NOT IN ('cleared', 'withdrawn')
     ORDER BY ${URGENT_FIRST} LIMIT ?`,
    ...[personId, most],
  );
  return rows.map((row) => row.id);
}

/** The person's claims that were sent back, with the reason given. */
export function readSentBack(connection: Connection, personId: number, most: number) {
  return connection.all<{ id: number; reason: string | null; who: string | null }>(
    `SELECT claim.id, reason, person.name AS who FROM claim
     LEFT JOIN review ON review.id = (SELECT max(id) FROM review AS last
       WHERE last.claim_id = claim.id AND to_state = 'changes_requested')
     LEFT JOIN person ON person.id = review.person_id
     WHERE author_id = ? AND review_state = 'changes_requested'
     ORDER BY review.id DESC, claim.id DESC LIMIT ?`,
    ...[personId, most],
  );
}

/** How much of each article is left to review. */
export async function readLeftToDo(
  connection: Connection,
  articleIds: readonly number[],
): Promise<Map<number, LeftToDo>> {
  const done: readonly ReviewState[] = ['cleared', 'withdrawn'];
  const rows = await connection.all<LeftToDo & { id: number }>(
    `SELECT article_id AS id, sum(review_state NOT IN (?, ?)) AS left,
       sum(review_state <> 'withdrawn') AS "of"
     FROM claim WHERE article_id IN (SELECT value FROM json_each(?)) GROUP BY article_id`,
    ...[...done, JSON.stringify(articleIds)],
  );
  return new Map(rows.map(({ id, ...count }) => [id, count]));
}
