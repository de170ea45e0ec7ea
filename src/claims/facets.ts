/**
 * How many claims each further choice would give. A value's count is the number of claims that
 * one would get if it alone were chosen in its facet, the other filters as they are.
 */
import { type Connection, placeholders } from '../database/database.ts';
import { CRITERIA, type Criterion, type Entity } from './criteria.ts';
import { type Filter, NONE, NOTHING } from './filter.ts';
import {
  admitsUnattributed,
  attributionConditions,
  claimConditions,
  joined,
  type Sql,
  sql,
  UNATTRIBUTED,
  where,
} from './filter-sql.ts';
import { followMerges, type Names, nameHas, readNames } from './names.ts';

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
}

export interface Facet {
  readonly key: string;
  readonly label: string;
  /** Those of a fixed list in its order, else the largest first; `none` last. */
  readonly values: readonly FacetValue[];
  /** Whether there are values beyond these, that `facet_q` finds. */
  readonly more: boolean;
}

/** Facets without a fixed list give their largest, and those chosen. */
const LARGEST = 10;

interface Counted {
  readonly facet: string;
  /** Null: nothing recorded. */
  readonly value: string | number | null;
  readonly count: number;
  /** How many values the facet has in all. */
  readonly width: number;
}

type FacetQuery = Readonly<Record<string, string>>;

export async function facets(
  connection: Connection,
  asked: Filter,
  facetQuery: FacetQuery = {},
): Promise<Facet[]> {
  const filter = await followMerges(connection, asked);
  const rows: Counted[] = [];
  for (const { text, values } of statements(filter, facetQuery)) {
    rows.push(...(await connection.all<Counted>(text, ...values)));
  }
  const names = await readNames(connection, thingsToName(rows, filter));
  return CRITERIA.map((criterion) => {
    const own = rows.filter(({ facet }) => facet === criterion.key);
    const chosen = filter.chosen[criterion.key] ?? [];
    const facet = typeof criterion.values === 'string' ? openFacet : fixedFacet;
    return facet(criterion, own, chosen, names);
  });
}

// Facets without a choice of their own count within the same claims: one statement for them all.
// Each facet with a choice counts within those that the other filters alone would give.
function statements(filter: Filter, facetQuery: FacetQuery): Sql[] {
  const isChosen = ({ key }: Criterion) => Object.hasOwn(filter.chosen, key);
  const open = CRITERIA.filter((criterion) => !isChosen(criterion));
  return [
    statement(filter, facetQuery, open),
    ...CRITERIA.filter(isChosen).map((one) => statement(filter, facetQuery, [one], one.key)),
  ];
}

function statement(
  filter: Filter,
  facetQuery: FacetQuery,
  criteria: readonly Criterion[],
  except?: string,
): Sql {
  const found = where(claimConditions(filter, except));
  const scope: Scope = { all: found.text === '', filter, except };
  const bare = where([...claimConditions(filter, except), sql(UNATTRIBUTED)]);
  const ctes = [
    sql(`found AS MATERIALIZED (SELECT c.id FROM claim AS c ${found.text})`, ...found.values),
    sql(
      `bare AS MATERIALIZED (SELECT count(*) AS count FROM claim AS c ${bare.text})`,
      ...bare.values,
    ),
  ];
  const arms = criteria.map((criterion) => {
    const counts =
      criterion.of === 'claim'
        ? claimCounts(criterion, scope)
        : attributionCounts(criterion, scope);
    return namedCounts(criterion, counts, filter, facetQuery[criterion.key]);
  });
  return {
    text: `WITH ${ctes.map(({ text }) => text).join(', ')}
      ${arms.map(({ text }) => text).join(' UNION ALL ')}`,
    values: [...ctes, ...arms].flatMap(({ values }) => values),
  };
}

/** The claims within which a statement counts: all of them, or those `found`. */
interface Scope {
  readonly all: boolean;
  readonly filter: Filter;
  readonly except: string | undefined;
}

function claimCounts({ value, join, many }: Criterion, { all }: Scope): Sql {
  const from = all ? 'claim AS c' : 'found JOIN claim AS c ON c.id = found.id';
  const count = many ? 'count(DISTINCT c.id)' : 'count(*)';
  return sql(`SELECT ${value} AS value, ${count} AS count FROM ${from} ${join} GROUP BY 1`);
}

// Claims with an attribution that has the value and meets the other filters of attributions.
function attributionCounts({ value, join }: Criterion, { all, filter, except }: Scope): Sql {
  const { text, values } = where(attributionConditions(filter, except) ?? [sql('FALSE')]);
  const from = all ? 'attribution AS a' : 'found JOIN attribution AS a ON a.claim_id = found.id';
  const pairs = `SELECT DISTINCT ${value} AS value, a.claim_id FROM ${from} ${join} ${text}`;
  const counts = `SELECT value, count(*) AS count FROM (${pairs}) GROUP BY 1`;
  const none = admitsUnattributed(filter, except) ? 'UNION ALL SELECT NULL, count FROM bare' : '';
  return sql(`${counts} ${none}`, ...values);
}

function namedCounts(
  { key, values }: Criterion,
  counts: Sql,
  filter: Filter,
  query: string | undefined,
): Sql {
  if (typeof values !== 'string') {
    const text = `SELECT '${key}' AS facet, value, count, 0 AS width FROM (${counts.text})`;
    return sql(text, ...counts.values);
  }
  const chosen = (filter.chosen[key] ?? []).filter((value) => value !== NONE);
  const ids = values === 'desk' ? chosen : chosen.map(Number);
  const kept = sql(`value IS NULL OR value IN (${placeholders(ids)})`, ...ids);
  const named = query ? joined([kept, nameHas(values, 'value', query)], 'OR') : null;
  const among = named ? where([named]) : sql('');
  return sql(
    `SELECT '${key}' AS facet, value, count, width FROM (
       SELECT value, count, count(value) OVER () AS width,
         row_number() OVER (ORDER BY value IS NULL, count DESC, value) AS place
       FROM (${counts.text}) ${among.text}
     ) WHERE place <= ${LARGEST} OR ${kept.text}`,
    ...counts.values,
    ...among.values,
    ...kept.values,
  );
}

function fixedFacet(
  { key, label, values }: Criterion,
  rows: readonly Counted[],
  chosen: readonly string[],
): Facet {
  const counts = new Map(rows.map((row) => [row.value, row.count]));
  const choices = typeof values === 'string' ? [] : values;
  const all = [...choices, { value: NONE, label: NOTHING, stored: null }];
  return {
    ...{ key, label, more: false },
    values: all.map(({ value, label, stored }) => ({
      ...{ value, label, selected: chosen.includes(value) },
      count: counts.get(stored) ?? 0,
    })),
  };
}

function openFacet(
  { key, label, values }: Criterion,
  rows: readonly Counted[],
  chosen: readonly string[],
  names: Names,
): Facet {
  const entity = typeof values === 'string' ? values : 'desk';
  const counts = new Map(rows.map((row) => [`${row.value ?? NONE}`, row.count]));
  for (const value of [...chosen, NONE]) if (!counts.has(value)) counts.set(value, 0);
  const ordered = [...counts].sort(([a], [b]) => Number(a === NONE) - Number(b === NONE));
  return {
    ...{
      key,
      label,
      more: rows.some(({ width }) => width > rows.filter(({ value }) => value !== null).length),
    },
    values: ordered.map(([value, count]) => ({
      ...{ value, count, selected: chosen.includes(value) },
      label: value === NONE ? NOTHING : (names(entity, value) ?? `number ${value}`),
    })),
  };
}

function thingsToName(rows: readonly Counted[], filter: Filter): [Entity, string][] {
  const things: [Entity, string][] = [];
  for (const { key, values } of CRITERIA) {
    if (typeof values !== 'string') continue;
    const own = rows.filter(({ facet }) => facet === key).map(({ value }) => `${value ?? NONE}`);
    for (const value of [...own, ...(filter.chosen[key] ?? [])]) {
      if (value !== NONE) things.push([values, value]);
    }
  }
  return things;
}
