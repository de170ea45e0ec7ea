/** The list: how many claims a filter finds, and one page of them. */
import type { Connection, Database, Value } from '../database/database.ts';
import type { Sort } from './criteria.ts';
import type { Cursor } from './cursor.ts';
import type { Filter } from './filter.ts';
import { claimConditions, type Sql, sql, where } from './filter-sql.ts';
import { matchExpression } from './words-search.ts';

export interface Found {
  readonly total: number;
  /** One page, in the filter's order. */
  readonly ids: readonly number[];
  /** The last claim of this page, where there are more. */
  readonly next: Cursor | null;
}

interface Row {
  readonly id: number;
  readonly key: string | number;
}

// The id breaks ties, so that every order is total and a page can go on where the last ended.
const ORDERS: Readonly<Record<Sort, { key: string; direction: 'ASC' | 'DESC' }>> = {
  newest: { key: 'c.claim_date', direction: 'DESC' },
  oldest: { key: 'c.claim_date', direction: 'ASC' },
  changed: { key: 'c.changed_at', direction: 'DESC' },
  // A better match has a lower rank.
  relevance: { key: 'w.score', direction: 'ASC' },
};

export async function search(connection: Connection, filter: Filter): Promise<Found> {
  const { text, values } = pageQuery(filter);
  const rows = await connection.all<Row>(`${text} LIMIT ${filter.perPage + 1}`, ...values);
  const page = rows.slice(0, filter.perPage);
  const last = page.at(-1);
  const more = rows.length > page.length && last;
  return {
    total: await countClaims(connection, filter),
    ids: page.map((row) => row.id),
    next: more ? { sort: filter.sort, key: last.key, id: last.id } : null,
  };
}

export async function countClaims(connection: Connection, filter: Filter): Promise<number> {
  const { text, values } = where(claimConditions(filter));
  const row = await connection.one<{ total: number }>(
    `SELECT count(*) AS total FROM claim AS c ${text}`,
    ...values,
  );
  return row?.total ?? 0;
}

/** The ids of everything that the filter finds, in its order, read as they are consumed. */
export async function* streamIds(database: Database, filter: Filter): AsyncGenerator<number> {
  const { text, values } = pageQuery({ ...filter, after: null });
  for await (const { id } of database.stream<Row>(text, ...values)) yield id;
}

function pageQuery(filter: Filter): Sql {
  const { key, direction } = ORDERS[filter.sort];
  const conditions = claimConditions(filter);
  const joins: Value[] = [];
  let from = 'claim AS c';
  if (filter.sort === 'relevance') {
    from = `(SELECT rowid AS id, bm25(claim_words) AS score FROM claim_words
      WHERE claim_words MATCH ?) AS w JOIN claim AS c ON c.id = w.id`;
    joins.push(matchExpression(filter.words ?? ''));
  }
  if (filter.after) {
    const beyond = direction === 'ASC' ? '>' : '<';
    conditions.push(sql(`(${key}, c.id) ${beyond} (?, ?)`, filter.after.key, filter.after.id));
  }
  const { text, values } = where(conditions);
  return sql(
    `SELECT c.id, ${key} AS key FROM ${from} ${text} ORDER BY ${key} ${direction}, c.id ${direction}`,
    ...joins,
    ...values,
  );
}
