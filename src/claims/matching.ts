/** Which claims a filter finds: the one place that says so, for list, counts and exports. */
import type { Connection } from '../database/database.ts';
import type { Cards } from './cards.ts';
import type { Block, Column, Dictionary } from './columns.ts';
import { CRITERIA, type Criterion } from './criteria.ts';
import { type Filter, NONE } from './filter.ts';
import { matchExpression } from './words-search.ts';

/** One criterion's part of a filter: which codes it is about. */
export interface Test {
  /** The criterion's place in the table. */
  readonly at: number;
  readonly codes: Uint8Array;
}

/** A filter, made ready for the cards. */
export interface Conditions {
  /** Claim by claim: one value of each must hold. */
  readonly ofClaim: readonly Test[];
  /** One and the same attribution must have a value of each. */
  readonly ofAttribution: readonly Test[];
  readonly excluded: readonly Test[];
  readonly from: number;
  readonly to: number;
  /** The claims with the words, by id, with how well they match (lower is better). */
  readonly scores: ReadonlyMap<number, number> | null;
}

const EARLIEST = 0;
const LATEST = Number.POSITIVE_INFINITY;

export async function prepare(
  connection: Connection,
  cards: Cards,
  filter: Filter,
): Promise<Conditions> {
  const tests = (list: Filter['chosen'], of?: Criterion['of']) =>
    CRITERIA.flatMap((criterion, at) => {
      const values = list[criterion.key];
      if (!values || (of && criterion.of !== of)) return [];
      return [{ at, codes: codesOf(criterion, values, cards.dictionaries[at]) }];
    });
  const scores = filter.words ? await readScores(connection, filter.words) : null;
  return {
    ofClaim: tests(filter.chosen, 'claim'),
    ofAttribution: tests(filter.chosen, 'attribution'),
    excluded: tests(filter.excluded),
    from: filter.from ? Number(filter.from.replaceAll('-', '')) : EARLIEST,
    to: filter.to ? Number(filter.to.replaceAll('-', '')) : LATEST,
    scores,
  };
}

function codesOf(
  { values }: Criterion,
  asked: readonly string[],
  dictionary: Dictionary | undefined,
): Uint8Array {
  const codes = new Uint8Array(dictionary?.stored.length ?? 1);
  for (const value of asked) {
    const code = value === NONE ? 0 : dictionary?.codes.get(toStored(values, value));
    if (code !== undefined) codes[code] = 1;
  }
  return codes;
}

function toStored(values: Criterion['values'], value: string): string | number {
  if (values === 'desk') return value;
  if (typeof values === 'string') return Number(value);
  return values.find((choice) => choice.value === value)?.stored ?? value;
}

async function readScores(connection: Connection, words: string): Promise<Map<number, number>> {
  const row = await connection.one<{ ids: string; scores: string }>(
    `WITH matching AS MATERIALIZED (
       SELECT rowid AS id, bm25(claim_words) AS score FROM claim_words WHERE claim_words MATCH ?)
     SELECT json_group_array(id) AS ids, json_group_array(score) AS scores FROM matching`,
    matchExpression(words),
  );
  const scores: number[] = JSON.parse(row?.scores ?? '[]');
  const ids: number[] = JSON.parse(row?.ids ?? '[]');
  return new Map(ids.map((id, at) => [id, scores[at] ?? 0]));
}

export const MEETS_ALL = -1;
export const MISSES_MORE = -2;

/** Which one of the tests a row misses (its criterion's place), or whether it meets all. */
export function missed(columns: readonly Column[], tests: readonly Test[], row: number): number {
  let miss = MEETS_ALL;
  for (const { at, codes } of tests) {
    if (hasOne(columns[at], codes, row)) continue;
    if (miss !== MEETS_ALL) return MISSES_MORE;
    miss = at;
  }
  return miss;
}

function hasOne(column: Column | undefined, wanted: Uint8Array, row: number): boolean {
  if (!column) return false;
  const { starts, codes } = column;
  const end = starts[row + 1] as number;
  for (let at = starts[row] as number; at < end; at += 1) {
    if (wanted[codes[at] as number] === 1) return true;
  }
  return false;
}

/** Dates, words and exclusions: what holds whatever is chosen in a facet. */
export function isEligible(block: Block, row: number, conditions: Conditions): boolean {
  const date = block.dates[row] as number;
  if (date < conditions.from || date > conditions.to) return false;
  if (conditions.scores && !conditions.scores.has(block.ids[row] as number)) return false;
  for (const { at, codes } of conditions.excluded) {
    const of = CRITERIA[at]?.of === 'claim';
    const end = of ? row + 1 : (block.starts[row + 1] as number);
    for (let one = of ? row : (block.starts[row] as number); one < end; one += 1) {
      if (hasOne(block.columns[at], codes, one)) return false;
    }
  }
  return true;
}

/** Whether one of the claim's attributions meets all that is asked of attributions. */
export function isSaidSo(block: Block, row: number, tests: readonly Test[]): boolean {
  if (tests.length === 0) return true;
  const end = block.starts[row + 1] as number;
  for (let one = block.starts[row] as number; one < end; one += 1) {
    if (missed(block.columns, tests, one) === MEETS_ALL) return true;
  }
  return false;
}

function findsAll({ from, to, scores, excluded, ofClaim, ofAttribution }: Conditions): boolean {
  const anyDay = from === EARLIEST && to === LATEST;
  return anyDay && !scores && excluded.length + ofClaim.length + ofAttribution.length === 0;
}

/** Goes through all claims that the conditions find, in no order. */
export function eachFound(
  cards: Cards,
  conditions: Conditions,
  visit: (block: Block, row: number) => void,
): void {
  const all = findsAll(conditions);
  for (const block of cards.blocks.values()) {
    for (let row = 0; row < block.ids.length; row += 1) {
      if (
        all ||
        (isEligible(block, row, conditions) &&
          missed(block.columns, conditions.ofClaim, row) === MEETS_ALL &&
          isSaidSo(block, row, conditions.ofAttribution))
      ) {
        visit(block, row);
      }
    }
  }
}
