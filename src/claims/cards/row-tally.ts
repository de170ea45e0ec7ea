/** Counts claims attribution by attribution: what a filter by sources of attributions needs. */
import { type Bits, countBits, makeBits, orSignature } from './bits.ts';
import { type Cards, NO_CHANNEL } from './cards.ts';
import type { Chunk } from './chunk.ts';
import type { Decided } from './decide.ts';
import { KINDS } from './kinds.ts';
import { missesOf } from './sift.ts';
import type { Tally } from './tally.ts';
import { placeOf } from './values.ts';

export interface RowTally {
  readonly bits: Bits;
  /** Per bit the claims. */
  readonly counts: Int32Array;
}

export function newRowTally(cards: Cards): RowTally {
  const bits = makeBits(cards);
  return { bits, counts: new Int32Array(bits.words * 32) };
}

export function tallyRows(
  tally: Tally,
  cards: Cards,
  chunk: Chunk,
  rows: Int32Array,
  count: number,
  decided: Decided,
): void {
  if (tally.rows === null) return;
  const { bits, counts } = tally.rows;
  const { starts, items } = cards.lists.profiles;
  const { places } = decided;
  const ofSignatures = bitsOfKind(decided, 'signature');
  const ofSpeakers = bitsOfKind(decided, 'speaker');
  const said = new Int32Array(bits.words);
  const speakers: number[] = [];
  const marks: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const row = rows[n] as number;
    const first = starts[chunk.profiles[row] as number] as number;
    const start = chunk.starts[row] as number;
    const size = chunk.sizes[row] as number;
    let saysAny = false;
    for (let at = 0; at < size; at += 1) {
      const signature = items[first + at] as number;
      const misses = missesOf(chunk, start + at, signature, decided);
      if ((misses & (misses - 1)) !== 0) continue;
      if (misses === 0 || (misses & ofSignatures) !== 0) {
        orSignature(said, bits, signature, misses, places);
        saysAny = true;
      }
      if (misses === 0 || (misses & ofSpeakers) !== 0) {
        add(speakers, chunk.speakers[start + at] as number);
      }
      const channel = chunk.channels[start + at] as number;
      if (channel !== NO_CHANNEL && (misses & (ofSignatures | ofSpeakers)) === 0) {
        addMarks(marks, cards, channel, misses, decided);
      }
    }
    if (saysAny) {
      countBits(counts, said, 1);
      said.fill(0);
    }
    for (let one = 0; one < speakers.length; one += 1) {
      tally.speakers[speakers[one] as number]! += 1;
    }
    for (const one of marks) tally.marks.set(one, (tally.marks.get(one) ?? 0) + 1);
    if (speakers.length > 0) speakers.length = 0;
    if (marks.length > 0) marks.length = 0;
  }
}

/** The bits of the criteria of a kind. */
function bitsOfKind({ places }: Decided, kind: (typeof KINDS)[number]): number {
  return places.reduce((bits, at, bit) => (KINDS[at] === kind ? bits | (1 << bit) : bits), 0);
}

function addMarks(
  marks: number[],
  { lists }: Cards,
  channel: number,
  misses: number,
  { places }: Decided,
): void {
  const { starts, items } = lists.channels;
  const only = misses === 0 ? null : places[31 - Math.clz32(misses)];
  const end = starts[channel + 1] as number;
  for (let item = starts[channel] as number; item < end; item += 1) {
    const value = items[item] as number;
    if (only === null || placeOf(value) === only) add(marks, value);
  }
}

function add(list: number[], value: number): void {
  if (!list.includes(value)) list.push(value);
}
