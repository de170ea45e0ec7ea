/** A filter as SQL: composed of the fixed fragments of the criteria, values always bound. */
import type { Value } from '../database/database.ts';
import { CRITERIA, type Criterion, criterionOf } from './criteria.ts';
import { type Filter, NONE } from './filter.ts';
import { matchExpression } from './words-search.ts';

export interface Sql {
  readonly text: string;
  readonly values: readonly Value[];
}

export const sql = (text: string, ...values: readonly Value[]): Sql => ({ text, values });

/** Conditions joined by AND or OR; null where there are none. */
export function joined(parts: readonly Sql[], by: 'AND' | 'OR'): Sql | null {
  if (parts.length === 0) return null;
  return {
    text: parts.map((part) => `(${part.text})`).join(` ${by} `),
    values: parts.flatMap((part) => part.values),
  };
}

/** `WHERE …`, or nothing. */
export function where(parts: readonly Sql[]): Sql {
  const all = joined(parts, 'AND');
  return all ? { ...all, text: `WHERE ${all.text}` } : sql('');
}

/** Conditions on a claim `c`; the chosen values of `except` are left out. */
export function claimConditions(filter: Filter, except?: string): Sql[] {
  return [...ownConditions(filter, except), ...attributionCondition(filter, except)];
}

/** Those of them that are not about chosen values of attributions. */
export function ownConditions(filter: Filter, except?: string): Sql[] {
  const conditions: Sql[] = [];
  if (filter.from) conditions.push(sql('c.claim_date >= ?', filter.from));
  if (filter.to) conditions.push(sql('c.claim_date <= ?', filter.to));
  if (filter.words) {
    const matching = 'c.id IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)';
    conditions.push(sql(matching, matchExpression(filter.words)));
  }
  for (const criterion of CRITERIA) {
    const chosen = filter.chosen[criterion.key];
    if (chosen && criterion.of === 'claim' && criterion.key !== except) {
      conditions.push(anyOf(criterion, chosen));
    }
    const excluded = filter.excluded[criterion.key];
    if (excluded) conditions.push(noneOf(criterion, excluded));
  }
  return conditions;
}

/**
 * Conditions that one attribution `a` must meet: its values of all keys but `except`. Null where
 * no attribution can, as one of the keys asks for claims without any.
 */
export function attributionConditions(filter: Filter, except?: string): Sql[] | null {
  const conditions: Sql[] = [];
  for (const [criterion, values] of chosenOfAttributions(filter, except)) {
    const found = having(criterion, values);
    if (!found) return null;
    conditions.push(found);
  }
  return conditions;
}

/** Whether a claim without attributions meets the chosen values of all keys but `except`. */
export function admitsUnattributed(filter: Filter, except?: string): boolean {
  return chosenOfAttributions(filter, except).every(([, values]) => values.includes(NONE));
}

export function hasAttributionFilter(filter: Filter, except?: string): boolean {
  return chosenOfAttributions(filter, except).length > 0;
}

export const UNATTRIBUTED = 'NOT EXISTS (SELECT 1 FROM attribution WHERE claim_id = c.id)';

function attributionCondition(filter: Filter, except?: string): Sql[] {
  if (!hasAttributionFilter(filter, except)) return [];
  const ways: Sql[] = [];
  const one = attributionConditions(filter, except);
  if (one) {
    const { text, values } = where(one);
    ways.push(sql(`c.id IN (SELECT a.claim_id FROM attribution AS a ${text})`, ...values));
  }
  if (admitsUnattributed(filter, except)) ways.push(sql(UNATTRIBUTED));
  return [joined(ways, 'OR') ?? sql('FALSE')];
}

function chosenOfAttributions(filter: Filter, except?: string) {
  return Object.entries(filter.chosen).flatMap(([key, values]) => {
    const criterion = criterionOf(key);
    if (criterion?.of !== 'attribution' || key === except) return [];
    return [[criterion, values] as const];
  });
}

function anyOf(criterion: Criterion, values: readonly string[]): Sql {
  const ways = [having(criterion, values)].filter((way) => way !== null);
  if (values.includes(NONE)) ways.push(sql(criterion.lacks));
  return joined(ways, 'OR') ?? sql('FALSE');
}

// IS NOT TRUE: nothing recorded is not one of the values.
function noneOf(criterion: Criterion, values: readonly string[]): Sql {
  const one = having(criterion, values);
  const conditions: Sql[] = [];
  if (criterion.of === 'claim') {
    if (one) conditions.push({ ...one, text: `(${one.text}) IS NOT TRUE` });
    if (values.includes(NONE)) conditions.push(sql(`(${criterion.lacks}) IS NOT TRUE`));
  } else {
    const rows = 'SELECT a.claim_id FROM attribution AS a WHERE';
    if (one) conditions.push({ ...one, text: `c.id NOT IN (${rows} ${one.text})` });
    if (values.includes(NONE)) conditions.push(sql(`NOT (${UNATTRIBUTED})`));
  }
  return joined(conditions, 'AND') ?? sql('TRUE');
}

function having(criterion: Criterion, values: readonly string[]): Sql | null {
  const stored = values
    .filter((value) => value !== NONE)
    .map((value) => toStored(criterion, value));
  if (stored.length === 0) return null;
  return sql(criterion.has.replace(':values', stored.map(() => '?').join(', ')), ...stored);
}

function toStored({ values }: Criterion, value: string): Value {
  if (values === 'desk') return value;
  if (typeof values === 'string') return Number(value);
  return values.find((choice) => choice.value === value)?.stored ?? value;
}
