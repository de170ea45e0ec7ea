/**
 * What a filter finds and counts, asked of the database in plain, slow SQL: written from the
 * description of the filters, without the program's own table of criteria or anything in memory.
 */
import type { Connection, Value } from '../../src/database/database.ts';

/** A filter as its query string: one value after another. */
export type Query = readonly (readonly [string, string])[];

/** Where the values of a key are: rows `FROM … WHERE …` of claim `c` or of attribution `a`. */
interface Where {
  readonly value: string;
  readonly from?: string;
}

const OF_CLAIM: Readonly<Record<string, Where>> = {
  denial: { value: 'c.denial' },
  corroboration: { value: 'c.level' },
  adverse: { value: "iif(c.adverse = 1, 'yes', 'no')" },
  kind: { value: 'c.kind' },
  review: { value: 'c.review_state' },
  assessment: { value: 'c.assessment' },
  flag: { value: 'f.flag', from: 'claim_flag f WHERE f.claim_id = c.id' },
  finding: { value: 'f.code', from: 'claim_finding f WHERE f.claim_id = c.id AND f.waived = 0' },
  waived: { value: 'f.code', from: 'claim_finding f WHERE f.claim_id = c.id AND f.waived = 1' },
  article: { value: 'c.article_id' },
  publisher: {
    value: 's.canonical_id',
    from: 'article r, source s WHERE r.id = c.article_id AND s.id = r.publisher_id',
  },
  desk: { value: 'r.desk', from: 'article r WHERE r.id = c.article_id' },
  subject: {
    value: 's.canonical_id',
    from: 'claim_subject u, source s WHERE u.claim_id = c.id AND s.id = u.source_id',
  },
  author: { value: 'c.author_id' },
  assignee: { value: 'c.assignee_id' },
};

const OF_ATTRIBUTION: Readonly<Record<string, Where>> = {
  stance: { value: 'a.stance' },
  source_type: { value: 't.type', from: 'attribution_type t WHERE t.attribution_id = a.id' },
  identity: { value: "iif(a.named = 1, 'named', 'unnamed')" },
  directness: { value: 'a.directness' },
  ground_rules: { value: 'a.ground_rules' },
  interest: { value: 'a.interest' },
  relayed: { value: "iif(a.relayed = 1, 'yes', 'no')" },
  source: { value: 's.canonical_id', from: 'source s WHERE s.id = a.source_id' },
  via: {
    value: 's.canonical_id',
    from: 'relay y, source s WHERE y.attribution_id = a.id AND s.id = y.source_id',
  },
  on_behalf_of: { value: 's.canonical_id', from: 'source s WHERE s.id = a.on_behalf_of' },
};

export const KEYS = [...Object.keys(OF_CLAIM), ...Object.keys(OF_ATTRIBUTION)];

type Condition = { readonly sql: string; readonly values: readonly Value[] };

/** The claims that a filter finds, in its order. */
export async function findBySql(connection: Connection, query: Query): Promise<number[]> {
  const { sql, values } = conditionOf(query);
  const sort = query.find(([key]) => key === 'sort')?.[1] ?? 'newest';
  const words = query.find(([key]) => key === 'q')?.[1];
  // How well words match is only known where they are looked for.
  const from = sort === 'relevance' ? ', claim_words' : '';
  const match = sort === 'relevance' ? 'AND claim_words.rowid = c.id AND claim_words MATCH ?' : '';
  const rows = await connection.all<{ id: number }>(
    `SELECT c.id FROM claim c ${from} WHERE ${sql} ${match} ORDER BY ${ORDERS[sort]}`,
    ...values,
    ...(sort === 'relevance' ? [matchOf(words ?? '')] : []),
  );
  return rows.map(({ id }) => id);
}

/** How many claims a filter finds. */
export async function totalBySql(connection: Connection, query: Query): Promise<number> {
  const { sql, values } = conditionOf(query);
  const row = await connection.one<{ n: number }>(
    `SELECT count(*) AS n FROM claim c WHERE ${sql}`,
    ...values,
  );
  return row?.n ?? 0;
}

const ORDERS: Readonly<Record<string, string>> = {
  newest: 'c.claim_date DESC, c.id DESC',
  oldest: 'c.claim_date, c.id',
  changed: 'c.changed_at DESC, c.id DESC',
  relevance: 'bm25(claim_words), c.id',
};

/** Per value of a facet the claims that one would get if it alone were chosen there. */
export async function countBySql(
  connection: Connection,
  query: Query,
  key: string,
): Promise<Map<string, number>> {
  const others = query.filter(([other]) => other !== key);
  const values = [...(await valuesBySql(connection, key)), 'none'];
  const counts = new Map<string, number>();
  for (const value of values) {
    counts.set(value, await totalBySql(connection, [...others, [key, value]]));
  }
  return counts;
}

/** All values that occur in a facet. */
export async function valuesBySql(connection: Connection, key: string): Promise<string[]> {
  const { value, from } = whereOf(key);
  const [table, rest = 'TRUE'] = (from ?? '').split(' WHERE ');
  const tables = ['claim c', 'attribution a', table].filter(Boolean).slice(isSaid(key) ? 1 : 0);
  const used = isSaid(key) ? tables : tables.filter((one) => one !== 'attribution a');
  const rows = await connection.all<{ value: string | number | null }>(
    `SELECT DISTINCT ${value} AS value FROM ${used.join(', ')} WHERE ${rest}`,
  );
  return rows.flatMap((row) => (row.value === null ? [] : [`${row.value}`]));
}

function conditionOf(query: Query): Condition {
  const parts: Condition[] = [];
  const asked = Map.groupBy(query, ([key]) => key);
  const valuesOf = (key: string) => (asked.get(key) ?? []).map(([, value]) => value);
  const said = [...asked.keys()].filter(isSaid);
  if (said.length > 0) parts.push(saidBy(said.map((key) => [key, valuesOf(key)] as const)));
  for (const key of asked.keys()) {
    const values = valuesOf(key);
    const name = key.replace(/^not_/, '');
    if (key.startsWith('not_')) {
      const has = isSaid(name) ? saidBy([[name, values]]) : holds(name, values);
      parts.push({ sql: `NOT ${has.sql}`, values: has.values });
    } else if (OF_CLAIM[key]) parts.push(holds(key, values));
  }
  for (const [key, sql] of Object.entries(SINGLE)) {
    const [value] = valuesOf(key);
    if (value !== undefined) parts.push({ sql, values: [key === 'q' ? matchOf(value) : value] });
  }
  return {
    sql: parts.map(({ sql }) => sql).join(' AND ') || 'TRUE',
    values: parts.flatMap(({ values }) => values),
  };
}

const SINGLE = {
  from: 'c.claim_date >= ?',
  to: 'c.claim_date <= ?',
  q: 'c.id IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)',
};

/** A claim has one of the values, or none at all where `none` is asked for. */
function holds(key: string, values: readonly string[]): Condition {
  const some = hasOne(key, values);
  if (!values.includes('none')) return some;
  const { value, from } = whereOf(key);
  const any = from ? `SELECT 1 FROM ${from} AND ${value} IS NOT NULL` : null;
  const none = any ? `NOT EXISTS (${any})` : `${value} IS NULL`;
  return { sql: `(${some.sql} OR ${none})`, values: some.values };
}

function hasOne(key: string, values: readonly string[]): Condition {
  const { value, from } = whereOf(key);
  const list = JSON.stringify(values.filter((one) => one !== 'none'));
  const isOne = `CAST(${value} AS TEXT) IN (SELECT value FROM json_each(?))`;
  return {
    sql: from ? `EXISTS (SELECT 1 FROM ${from} AND ${isOne})` : `coalesce(${isOne}, FALSE)`,
    values: [list],
  };
}

/** One and the same attribution has a value of each key; `none` is what nobody said. */
function saidBy(asked: readonly (readonly [string, readonly string[]])[]): Condition {
  const each = asked.map(([key, values]) => hasOne(key, values));
  const said = `EXISTS (SELECT 1 FROM attribution a WHERE a.claim_id = c.id
    AND ${each.map(({ sql }) => sql).join(' AND ')})`;
  const nobody = asked.every(([, values]) => values.includes('none'))
    ? 'NOT EXISTS (SELECT 1 FROM attribution a WHERE a.claim_id = c.id)'
    : 'FALSE';
  return { sql: `(${said} OR ${nobody})`, values: each.flatMap(({ values }) => values) };
}

function whereOf(key: string): Where {
  const where = OF_CLAIM[key] ?? OF_ATTRIBUTION[key];
  if (!where) throw new Error(`There is no key ${key}.`);
  return where;
}

function isSaid(key: string): boolean {
  return Object.hasOwn(OF_ATTRIBUTION, key);
}

// Only what the tests ask for: plain words, a phrase in quotation marks, `beginning*`.
function matchOf(typed: string): string {
  const terms = typed.match(/"[^"]+"|\S+/g) ?? [];
  return terms
    .map((term) =>
      term.startsWith('"') ? term : `"${term.replace('*', '')}"${term.endsWith('*') ? '*' : ''}`,
    )
    .join(' AND ');
}
