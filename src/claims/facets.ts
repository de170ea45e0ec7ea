/**
 * How many claims each further choice would give. A value's count is the number of claims that
 * one would get if it alone were chosen in its facet, the other filters as they are.
 */
import type { Connection } from '../database/database.ts';
import { type Cards, readCards } from './cards.ts';
import type { Block, Column, Dictionary } from './columns.ts';
import { CRITERIA, type Criterion, type Entity } from './criteria.ts';
import { type Filter, filterQuery, NONE, NOTHING } from './filter.ts';
import {
  type Conditions,
  isEligible,
  MEETS_ALL,
  MISSES_MORE,
  missed,
  prepare,
} from './matching.ts';
import { findNamed, followMerges, readNames } from './names.ts';

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

/** Per criterion the number of claims of each code. */
type Counts = readonly Int32Array[];

export async function facets(
  connection: Connection,
  asked: Filter,
  facetQuery: Readonly<Record<string, string>> = {},
): Promise<Facet[]> {
  const filter = await followMerges(connection, asked);
  const cards = await readCards(connection);
  const counts = await countAll(connection, cards, filter);
  const made = CRITERIA.map(async (criterion, at) => {
    const own = {
      counts: counts[at] as Int32Array,
      dictionary: cards.dictionaries[at] as Dictionary,
    };
    const chosen = filter.chosen[criterion.key] ?? [];
    const { values } = criterion;
    if (typeof values !== 'string') return fixedFacet(criterion, own, chosen);
    return openFacet(connection, criterion, values, own, chosen, facetQuery[criterion.key]);
  });
  return Promise.all(made);
}

const MOST_REMEMBERED = 200;

async function countAll(connection: Connection, cards: Cards, filter: Filter): Promise<Counts> {
  const conditions = await prepare(connection, cards, filter);
  // The words of a claim may change without its card.
  if (filter.words) return tally(cards, conditions);
  const name = `counts ${filterQuery({ ...filter, sort: 'newest', perPage: 50 })}`;
  const remembered = cards.memory.get(name) as Counts | undefined;
  if (remembered) return remembered;
  const counts = tally(cards, conditions);
  if (cards.memory.size >= MOST_REMEMBERED) cards.memory.clear();
  cards.memory.set(name, counts);
  return counts;
}

interface Tally {
  readonly counts: Counts;
  /** Per code the number of the claim that was counted last, so that none counts twice. */
  readonly last: readonly Int32Array[];
  /** Number of the block's first claim, from 1. */
  readonly base: number;
}

function tally(cards: Cards, conditions: Conditions): Counts {
  const counts = cards.dictionaries.map(({ stored }) => new Int32Array(stored.length));
  const last = cards.dictionaries.map(({ stored }) => new Int32Array(stored.length));
  let base = 1;
  for (const block of cards.blocks.values()) {
    tallyBlock({ counts, last, base }, block, conditions);
    base += block.ids.length;
  }
  return counts;
}

// A claim that misses nothing counts in all facets; one that misses one criterion alone counts in
// the facet of that one. An attribution, likewise, counts in the facet of the one that it misses.
// Column by column: going through one array at a time is several times as fast.
function tallyBlock(tally: Tally, block: Block, conditions: Conditions): void {
  const { columns, starts } = block;
  const { counts, last, base } = tally;
  const misses = Int8Array.from(block.ids, (_, row) =>
    isEligible(block, row, conditions) ? missed(columns, conditions.ofClaim, row) : MISSES_MORE,
  );
  const saidMisses = new Int8Array(starts.at(-1) ?? 0);
  for (let row = 0; row < saidMisses.length; row += 1) {
    saidMisses[row] = missed(columns, conditions.ofAttribution, row);
  }
  const said = { starts, misses, saidMisses };
  // A claim that nobody says in the way asked for counts in no facet of claims.
  const claimMisses = misses.map((miss, row) => {
    const first = saidMisses.subarray(starts[row], starts[row + 1]).includes(MEETS_ALL);
    return first ? miss : MISSES_MORE;
  });
  for (const [at, { of }] of CRITERIA.entries()) {
    const [column, own] = [columns[at] as Column, counts[at] as Int32Array];
    if (of === 'claim') countClaims(own, column, at, claimMisses);
    else countAttributions({ own, last: last[at] as Int32Array, base }, column, at, said);
  }
}

interface Misses {
  readonly starts: Int32Array;
  /** Per claim and per attribution which criterion alone it misses, as `missed` gives it. */
  readonly misses: Int8Array;
  readonly saidMisses: Int8Array;
}

function countClaims(own: Int32Array, column: Column, at: number, misses: Int8Array): void {
  const { starts, codes } = column;
  for (let row = 0; row < misses.length; row += 1) {
    const miss = misses[row];
    if (miss !== MEETS_ALL && miss !== at) continue;
    const end = starts[row + 1] as number;
    for (let place = starts[row] as number; place < end; place += 1) {
      own[codes[place] as number]! += 1;
    }
  }
}

function countAttributions(
  { own, last, base }: { own: Int32Array; last: Int32Array; base: number },
  { starts: places, codes }: Column,
  at: number,
  { starts, misses, saidMisses }: Misses,
): void {
  for (let row = 0; row < misses.length; row += 1) {
    if (misses[row] !== MEETS_ALL) continue;
    const end = starts[row + 1] as number;
    for (let one = starts[row] as number; one < end; one += 1) {
      const miss = saidMisses[one];
      if (miss !== MEETS_ALL && miss !== at) continue;
      const stop = places[one + 1] as number;
      for (let place = places[one] as number; place < stop; place += 1) {
        const code = codes[place] as number;
        if (last[code] === base + row) continue;
        last[code] = base + row;
        own[code]! += 1;
      }
    }
  }
}

interface Own {
  readonly counts: Int32Array;
  readonly dictionary: Dictionary;
}

function fixedFacet(
  { key, label, values }: Criterion,
  { counts, dictionary }: Own,
  chosen: readonly string[],
): Facet {
  const choices = typeof values === 'string' ? [] : values;
  const known = choices.map((choice) => ({
    ...{ value: choice.value, label: choice.label, selected: chosen.includes(choice.value) },
    count: counts[dictionary.codes.get(choice.stored) ?? -1] ?? 0,
  }));
  return { key, label, values: [...known, nothing(counts, chosen)], more: false };
}

async function openFacet(
  connection: Connection,
  { key, label }: Criterion,
  entity: Entity,
  { counts, dictionary }: Own,
  chosen: readonly string[],
  query: string | undefined,
): Promise<Facet> {
  const named = query ? await findNamed(connection, entity, dictionary.stored, query) : null;
  const ranked = dictionary.stored
    .map((stored, code) => ({ value: `${stored}`, count: counts[code] ?? 0, code }))
    .filter(({ code, count }) => code > 0 && count > 0 && (!named || named.has(code)))
    .sort((a, b) => b.count - a.count || a.code - b.code);
  const shown = ranked.slice(0, LARGEST);
  for (const value of chosen) {
    if (value === NONE || shown.some((one) => one.value === value)) continue;
    const code = dictionary.codes.get(entity === 'desk' ? value : Number(value)) ?? -1;
    shown.push({ value, count: counts[code] ?? 0, code });
  }
  const names = await readNames(
    connection,
    shown.map(({ value }) => [entity, value] as const),
  );
  const values = shown.map(({ value, count }) => ({
    ...{ value, count, selected: chosen.includes(value) },
    label: names(entity, value) ?? `number ${value}`,
  }));
  const more = ranked.some(({ value }) => !shown.some((one) => one.value === value));
  return { key, label, values: [...values, nothing(counts, chosen)], more };
}

function nothing(counts: Int32Array, chosen: readonly string[]): FacetValue {
  return { value: NONE, label: NOTHING, count: counts[0] ?? 0, selected: chosen.includes(NONE) };
}
