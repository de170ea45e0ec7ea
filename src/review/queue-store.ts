/** The claims that wait for a reviewer, the most urgent first. */
import type { ReviewState } from '../claims/claim.ts';
import { type Connection, IN_LIST } from '../database/database.ts';

export const WHOSE = ['all', 'mine', 'free'] as const;
export type Whose = (typeof WHOSE)[number];

export const WHOSE_LABELS: Readonly<Record<Whose, string>> = {
  all: 'All',
  mine: 'Assigned to me',
  free: 'Assigned to nobody',
};

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
const WAITS_SINCE = `COALESCE((SELECT max(at) FROM review
  WHERE claim_id = claim.id AND to_state = 'ready' AND undoes IS NULL), claim.changed_at)`;
const SINCE = `${WAITS_SINCE} AS since`;
/** The same order as one value to compare: of a claim, in the queue or not any more. */
const KEY = `article.due_at IS NULL, COALESCE(article.due_at, ''), ${WAITS_SINCE}, claim.id`;
const CLAIMS = 'claim LEFT JOIN article ON article.id = claim.article_id';
const WAITING = `review_state IN ('ready', 'in_review')`;

/** Where a claim stands in the order of the queue. */
export interface Place {
  readonly isUndated: 0 | 1;
  readonly due: string;
  readonly since: string;
  readonly id: number;
}

export function readQueue(
  connection: Connection,
  whose: Whose,
  personId: number,
  most: number,
  after: Place = FIRST,
): Promise<QueuedClaim[]> {
  return connection.all<QueuedClaim>(
    `SELECT claim.id, article.id AS articleId, headline, due_at AS dueAt, ${SINCE}
     FROM ${CLAIMS} WHERE ${WAITING} AND ${CONDITIONS[whose]} AND (${KEY}) > (?, ?, ?, ?)
     ORDER BY ${URGENT_FIRST} LIMIT ?`,
    ...[personId, after.isUndated, after.due, after.since, after.id, most],
  );
}

const FIRST: Place = { isUndated: 0, due: '', since: '', id: 0 };

/** Also of a claim that has left the queue; undefined where there is no such claim. */
export function readPlace(connection: Connection, id: number): Promise<Place | undefined> {
  return connection.one<Place>(
    `SELECT article.due_at IS NULL AS isUndated, COALESCE(article.due_at, '') AS due, ${SINCE},
       claim.id
     FROM ${CLAIMS} WHERE claim.id = ?`,
    id,
  );
}

export interface Neighbours {
  /** How many of the queue come before. */
  readonly before: number;
  readonly isQueued: boolean;
  readonly previous: number | null;
  readonly next: number | null;
  readonly first: number | null;
}

/** What comes before and after a place of the queue. */
export async function readNeighbours(
  connection: Connection,
  whose: Whose,
  personId: number,
  place: Place,
): Promise<Neighbours> {
  const key = [place.isUndated, place.due, place.since, place.id];
  const queued = `FROM ${CLAIMS} WHERE ${WAITING} AND ${CONDITIONS[whose]}`;
  const earlier = await connection.one<{ before: number; isQueued: 0 | 1 | null }>(
    `SELECT COALESCE(sum(claim.id <> ?), 0) AS before, max(claim.id = ?) AS isQueued
     ${queued} AND (${KEY}) <= (?, ?, ?, ?)`,
    ...[place.id, place.id, personId, ...key],
  );
  const previous = await connection.one<{ id: number }>(
    `SELECT claim.id, ${SINCE} ${queued} AND (${KEY}) < (?, ?, ?, ?)
     ORDER BY article.due_at IS NULL DESC, article.due_at DESC, since DESC, claim.id DESC LIMIT 1`,
    ...[personId, ...key],
  );
  const [next] = await readQueue(connection, whose, personId, 1, place);
  const [first] = await readQueue(connection, whose, personId, 1);
  return {
    ...{ before: earlier?.before ?? 0, isQueued: earlier?.isQueued === 1 },
    ...{ previous: previous?.id ?? null, next: next?.id ?? null },
    first: first && first.id !== place.id ? first.id : null,
  };
}

/** How many wait, whoever they are given to. */
export async function countQueue(
  connection: Connection,
  personId: number,
): Promise<Readonly<Record<Whose, number>>> {
  const row = await connection.one<Record<Whose, number | null>>(
    `SELECT count(*) AS "all", sum(assignee_id = ?) AS mine, sum(assignee_id IS NULL) AS free
     FROM claim WHERE ${WAITING}`,
    personId,
  );
  return { all: row?.all ?? 0, mine: row?.mine ?? 0, free: row?.free ?? 0 };
}

/** The claims that a reviewer can turn to: given to them, or to nobody and written by others. */
export async function readWaitingIds(connection: Connection, personId: number, most: number) {
  const rows = await connection.all<{ id: number }>(
    `SELECT claim.id, ${SINCE} FROM ${CLAIMS}
     WHERE ${WAITING}
       AND (assignee_id = ? OR (assignee_id IS NULL AND claim.author_id IS NOT ?))
     ORDER BY ${URGENT_FIRST} LIMIT ?`,
    ...[personId, personId, most],
  );
  return rows.map((row) => row.id);
}

/** What was given to the person and is not done: cleared or withdrawn. */
export async function readAssignedIds(connection: Connection, personId: number, most: number) {
  const rows = await connection.all<{ id: number }>(
    `SELECT claim.id, ${SINCE} FROM ${CLAIMS}
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
       WHERE last.claim_id = claim.id AND to_state = 'changes_requested' AND undoes IS NULL)
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

export interface TextHead {
  readonly id: number;
  readonly headline: string;
  readonly language: string | null;
}

/** The articles in which words stand, in the order of the words. */
export async function readHeads(
  connection: Connection,
  appearances: readonly { readonly articleId: number }[],
): Promise<TextHead[]> {
  const ids = [...new Set(appearances.map((one) => one.articleId))];
  const rows = await connection.all<TextHead>(
    `SELECT id, headline, language FROM article WHERE id ${IN_LIST}`,
    JSON.stringify(ids),
  );
  return rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
}
