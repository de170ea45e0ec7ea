/** Makes counts of values out of counts of their lists. */
import { countBits } from './bits.ts';
import type { Cards } from './cards.ts';
import { codesOfStories, type Decided } from './decide.ts';
import { OF_CLAIM, PLACES, placesOf } from './kinds.ts';
import type { Lists } from './lists.ts';
import { zeros } from './scratch.ts';
import type { Tally } from './tally.ts';
import { codeIn, placeOf } from './values.ts';

/** Per criterion, in their order, the claims of each code. */
export type Counts = readonly Int32Array[];

export function foldTally(tally: Tally, cards: Cards, decided: Decided): Counts {
  const counts = cards.dictionaries.map(({ isOfIds, stored, largest }, at) =>
    at === PLACES.speaker
      ? tally.speakers
      : zeros(`counts ${at}`, isOfIds ? largest + 1 : stored.length),
  );
  const { lists, stories } = cards;
  for (const kind of OF_CLAIM) {
    if (kind === 'story') foldStories(counts, stories, tally.of.story, placesOf('story'));
    else foldLists(counts, lists[kind], tally.of[kind], null);
  }
  for (const [bit, { kind, counts: missing }] of tally.missing) {
    const at = decided.places[31 - Math.clz32(bit)] ?? -1;
    if (kind === 'story') foldStories(counts, stories, missing, [at]);
    else foldLists(counts, lists[kind], missing, at);
  }
  foldLists(counts, lists.channels, tally.channels, null);
  for (const [value, claims] of tally.marks) add(counts[placeOf(value)], codeIn(value), claims);
  foldBits(counts, tally);
  return counts;
}

function foldLists(
  counts: Counts,
  { starts, items }: Lists,
  claims: Int32Array,
  only: number | null,
): void {
  for (let number = 0; number < claims.length; number += 1) {
    const weight = claims[number] as number;
    if (weight === 0) continue;
    const end = starts[number + 1] as number;
    for (let item = starts[number] as number; item < end; item += 1) {
      const value = items[item] as number;
      const at = placeOf(value);
      if (only === null || only === at) add(counts[at], codeIn(value), weight);
    }
  }
}

function foldStories(
  counts: Counts,
  stories: Cards['stories'],
  claims: Int32Array,
  places: readonly number[],
): void {
  for (const at of places) {
    const own = counts[at] as Int32Array;
    const codes = codesOfStories(stories, at);
    for (let id = 0; id < claims.length; id += 1) {
      const weight = claims[id] as number;
      if (weight > 0) add(own, codes === null ? id : (codes[id] ?? 0), weight);
    }
  }
}

function foldBits(counts: Counts, { bits }: Tally): void {
  const totals = countBits(bits);
  for (const at of placesOf('signature')) {
    const own = counts[at] as Int32Array;
    const first = bits.firsts[at] as number;
    own.set(totals.subarray(first, first + own.length));
  }
}

function add(counts: Int32Array | undefined, code: number, weight: number): void {
  if (counts) counts[code] = (counts[code] as number) + weight;
}
