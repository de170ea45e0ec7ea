/** Counts the claims of every value of every criterion, in one pass over the cards. */
import type { Connection } from '../database/database.ts';
import type { Cards } from './cards.ts';
import type { Block, Column } from './columns.ts';
import { CRITERIA } from './criteria.ts';
import type { Filter } from './filter.ts';
import { filterQuery } from './filter-address.ts';
import {
  type Conditions,
  isEligible,
  MEETS_ALL,
  MISSES_MORE,
  missed,
  prepare,
} from './matching.ts';

/** Per criterion the number of claims of each code. */
type Counts = readonly Int32Array[];

const MOST_REMEMBERED = 200;

/** Per criterion the claims of each code, were that one alone chosen in its facet. */
export async function countCodes(
  connection: Connection,
  cards: Cards,
  filter: Filter,
): Promise<Counts> {
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
