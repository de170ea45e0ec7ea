/** Finds requests: for the list, its counts and files, and for the desk. */
import { type Connection, IN_LIST } from '../database/database.ts';
import {
  CHOICES,
  type Choice,
  conditionOf,
  meantBy,
  type Place,
  type ReplyFilter,
} from './filter.ts';
import type { ReplyRecord } from './reply.ts';
import { readReplies, STATE } from './store.ts';

export interface FoundReplies {
  readonly total: number;
  readonly replies: readonly ReplyRecord[];
  readonly next: Place | null;
}

/** Who looks, and when: "mine" and "overdue" depend on it. */
export interface Looking {
  readonly personId: number;
  readonly now: Date;
}

// What is awaited by its deadline, then what is to be asked again, then the rest, newest first.
const RANK = `CASE state WHEN 'open' THEN 0 WHEN 'provisional' THEN 1 ELSE 2 END`;
const KEY = `CASE state WHEN 'open' THEN unixepoch(due_at)
  WHEN 'provisional' THEN unixepoch(COALESCE(follow_up_on, due_at)) ELSE -unixepoch(asked_at) END`;

/** One page of what fits, the most urgent first. */
export async function searchReplies(
  connection: Connection,
  filter: ReplyFilter,
  looking: Looking,
): Promise<FoundReplies> {
  const { after, perPage } = filter;
  const rows = await find(connection, filter, looking, perPage + 1);
  const shown = rows.slice(0, perPage);
  const counts = await countReplies(connection, filter, looking);
  return {
    total: filter.state === null ? counts.all : counts[filter.state],
    replies: await readReplies(
      connection,
      shown.map((row) => row.id),
    ),
    next: rows.length > perPage ? (shown.at(-1) ?? after) : null,
  };
}

/** All that fits, whatever page, in batches. */
export async function* searchAll(
  connection: Connection,
  filter: ReplyFilter,
  looking: Looking,
): AsyncGenerator<ReplyRecord[]> {
  let after: Place | null = null;
  for (;;) {
    const rows: Place[] = await find(connection, { ...filter, after }, looking, BATCH);
    yield await readReplies(
      connection,
      rows.map((row) => row.id),
    );
    if (rows.length < BATCH) return;
    after = rows.at(-1) ?? null;
  }
}

const BATCH = 200;

function find(
  connection: Connection,
  filter: ReplyFilter,
  { personId, now }: Looking,
  most: number,
): Promise<Place[]> {
  const { sql, values } = conditionOf(filter, personId);
  const { states, overdue } = meantBy(filter.state);
  const { after } = filter;
  return connection.all<Place>(
    `SELECT id, rank, key FROM (SELECT *, ${RANK} AS rank, ${KEY} AS key
       FROM (SELECT reply.*, ${STATE} AS state FROM reply WHERE ${sql}))
     WHERE state ${IN_LIST} AND (? = 0 OR due_at < ?)
       ${after ? 'AND (rank, key, id) > (?, ?, ?)' : ''}
     ORDER BY rank, key, id LIMIT ?`,
    ...[...values, JSON.stringify(states), overdue ? 1 : 0, now.toISOString()],
    ...[...(after ? [after.rank, after.key, after.id] : []), most],
  );
}

/** How many there are in each state, the rest of the filter as it is. */
export async function countReplies(
  connection: Connection,
  filter: ReplyFilter,
  { personId, now }: Looking,
): Promise<Readonly<Record<Choice | 'all', number>>> {
  const { sql, values } = conditionOf(filter, personId);
  const rows = await connection.all<{ state: string; count: number; overdue: number }>(
    `SELECT state, count(*) AS count, sum(state = 'open' AND due_at < ?) AS overdue
     FROM (SELECT due_at, ${STATE} AS state FROM reply WHERE ${sql}) GROUP BY state`,
    ...[now.toISOString(), ...values],
  );
  const overdue = rows.reduce((sum, row) => sum + row.overdue, 0);
  const counts = CHOICES.map((choice): [Choice, number] => {
    const found = rows.find((row) => row.state === choice)?.count ?? 0;
    return [choice, choice === 'overdue' ? overdue : found];
  });
  const all = rows.reduce((sum, row) => sum + row.count, 0);
  return { ...(Object.fromEntries(counts) as Record<Choice, number>), all };
}

const SOON_HOURS = 48;

/**
 * What the newsroom must see to: overdue, then to be asked again, then due within two days; in
 * each what the person asked for comes first.
 * @param today `YYYY-MM-DD`
 */
export async function readRepliesDue(
  connection: Connection,
  { personId, now }: Looking,
  today: string,
  most: number,
): Promise<ReplyRecord[]> {
  const soon = new Date(now.getTime() + SOON_HOURS * 3_600_000).toISOString();
  const rows = await connection.all<{ id: number }>(
    `SELECT id FROM (SELECT reply.*, ${STATE} AS state FROM reply)
     WHERE (state = 'open' AND due_at < ?) OR (state = 'provisional'
       AND COALESCE(follow_up_on, substr(due_at, 1, 10)) <= ?)
     ORDER BY CASE WHEN state = 'provisional' THEN 1 WHEN due_at < ? THEN 0 ELSE 2 END,
       asked_by IS NOT ?, COALESCE(follow_up_on, due_at), id LIMIT ?`,
    ...[soon, today, now.toISOString(), personId, most],
  );
  return readReplies(
    connection,
    rows.map((row) => row.id),
  );
}
