/** Counts what the attributions of claims have: each value once a claim, as it is claims that count. */
import { type Bits, PART_SIZE } from './bits.ts';
import type { Cards } from './cards.ts';
import { CHUNK_SIZE, type Chunk } from './chunk.ts';
import { bitOf, bitsOfSources, type Decided } from './decide.ts';
import { PLACES } from './kinds.ts';
import type { Lists } from './lists.ts';
import { zeros } from './scratch.ts';
import type { Sifted } from './sift.ts';
import { placeOf } from './values.ts';

export interface SaidTally {
  readonly bits: Bits;
  /** Per source the claims. */
  readonly speakers: Int32Array;
  /** Per list of channels the claims that have this one alone. */
  readonly channels: Int32Array;
  /** The other claims with channels: by the marks themselves. */
  readonly marks: Map<number, number>;
  /** Attributions of the chunk that are looked at; room for them. */
  rows: Int32Array;
  /** Whether a claim of the chunk is near; all 0 between chunks. */
  readonly isNear: Uint8Array;
  /** Per word of bits the claims' own; all 0 between chunks. */
  readonly words: readonly Int32Array[];
}

export function tallySaid(
  tally: SaidTally,
  { lists }: Cards,
  chunk: Chunk,
  sifted: Sifted,
  decided: Decided,
): void {
  const { near, nearCount, rowMisses } = sifted;
  for (let n = 0; n < nearCount; n += 1) tally.isNear[near[n] as number] = 1;
  const count = gatherRows(tally, chunk, sifted);
  if (rowMisses === null) countSpeakers(tally, chunk, count);
  else countSomeSpeakers(tally, chunk, count, rowMisses, bitOf(decided, PLACES.speaker));
  for (const at of tally.bits.words.keys()) {
    orWords(tally, at, chunk, count, rowMisses, decided);
    countWords(tally, at, near, nearCount);
  }
  countChannels(tally, lists.channels, chunk, rowMisses, decided);
  for (let n = 0; n < nearCount; n += 1) tally.isNear[near[n] as number] = 0;
}

// Straight through all of the chunk, unless only a few claims are near.
function gatherRows(tally: SaidTally, { said, starts }: Chunk, sifted: Sifted): number {
  const { near, nearCount } = sifted;
  const { owners } = said;
  if (owners.length >= tally.rows.length) tally.rows = zeros('rows', owners.length * 2);
  const { rows, isNear } = tally;
  let count = 0;
  if (nearCount > CHUNK_SIZE / 8) {
    for (let at = 0; at < owners.length; at += 1) {
      rows[count] = at;
      count += isNear[owners[at] as number] as number;
    }
    return count;
  }
  for (let n = 0; n < nearCount; n += 1) {
    const end = starts[(near[n] as number) + 1] as number;
    for (let at = starts[near[n] as number] as number; at < end; at += 1) {
      rows[count] = at;
      count += 1;
    }
  }
  return count;
}

function countSpeakers({ speakers: counts, rows }: SaidTally, { said }: Chunk, count: number) {
  const { speakers } = said;
  for (let n = 0; n < count; n += 1) {
    const speaker = speakers[rows[n] as number] as number;
    if (speaker >= 0) counts[speaker]! += 1;
  }
}

function countSomeSpeakers(
  { speakers: counts, rows }: SaidTally,
  chunk: Chunk,
  count: number,
  misses: Int32Array,
  bit: number,
): void {
  const { speakers } = chunk.said;
  for (let n = 0; n < count; n += 1) {
    const at = rows[n] as number;
    if (((misses[at] as number) | bit) !== bit) continue;
    const speaker = speakers[at] as number;
    if (speaker >= 0) counts[speaker]! += 1;
    else if (!isBefore(chunk, at, misses, bit)) counts[~speaker]! += 1;
  }
}

// Whether the source stands before in the same claim and has been counted there.
function isBefore({ said, starts }: Chunk, at: number, misses: Int32Array, bit: number): boolean {
  const speaker = ~(said.speakers[at] as number);
  for (let one = starts[said.owners[at] as number] as number; one < at; one += 1) {
    const other = said.speakers[one] as number;
    const isSame = other === speaker || ~other === speaker;
    if (isSame && ((misses[one] as number) | bit) === bit) return true;
  }
  return false;
}

function orWords(
  { bits, rows, words }: SaidTally,
  at: number,
  { said }: Chunk,
  count: number,
  misses: Int32Array | null,
  decided: Decided,
): void {
  const { owners, signatures } = said;
  const [own, of] = [words[at] as Int32Array, bits.words[at] as Int32Array];
  if (misses === null || !decided.byRow) {
    for (let n = 0; n < count; n += 1) {
      const row = rows[n] as number;
      own[owners[row] as number]! |= of[signatures[row] as number] as number;
    }
    return;
  }
  // With another source than asked for, an attribution counts in the facets of sources at most.
  const others = bitsOfSources(decided);
  for (let n = 0; n < count; n += 1) {
    const row = rows[n] as number;
    if (((misses[row] as number) & others) !== 0) continue;
    own[owners[row] as number]! |= of[signatures[row] as number] as number;
  }
}

function countWords(
  { bits, words }: SaidTally,
  at: number,
  near: Int32Array,
  nearCount: number,
): void {
  const own = words[at] as Int32Array;
  const [low, middle, high] = bits.parts[at] as Bits['parts'][number];
  for (let n = 0; n < nearCount; n += 1) {
    const row = near[n] as number;
    const word = own[row] as number;
    own[row] = 0;
    low[word & (PART_SIZE - 1)]! += 1;
    middle[(word >>> 11) & (PART_SIZE - 1)]! += 1;
    high[word >>> 22]! += 1;
  }
}

// Most claims have no channel or one: that list is counted as a whole.
function countChannels(
  tally: SaidTally,
  lists: Lists,
  { said }: Chunk,
  misses: Int32Array | null,
  decided: Decided,
): void {
  const { owners, channelled, channels } = said;
  for (let n = 0; n < channelled.length; ) {
    const owner = owners[channelled[n] as number] as number;
    let end = n + 1;
    while (end < channelled.length && owners[channelled[end] as number] === owner) end += 1;
    if (tally.isNear[owner] === 1) {
      const isWhole = end === n + 1 && (misses === null || misses[channelled[n] as number] === 0);
      if (isWhole) tally.channels[channels[n] as number]! += 1;
      else countMarks(tally.marks, lists, said, [n, end], misses, decided);
    }
    n = end;
  }
}

function countMarks(
  marks: Map<number, number>,
  { starts, items }: Lists,
  { channelled, channels }: Chunk['said'],
  [from, to]: readonly [number, number],
  misses: Int32Array | null,
  decided: Decided,
): void {
  const all = new Set<number>();
  for (let n = from; n < to; n += 1) {
    const missed = misses?.[channelled[n] as number] ?? 0;
    if ((missed & (missed - 1)) !== 0) continue;
    const end = starts[(channels[n] as number) + 1] as number;
    for (let item = starts[channels[n] as number] as number; item < end; item += 1) {
      const value = items[item] as number;
      const bit = missed === 0 ? 0 : bitOf(decided, placeOf(value));
      if ((missed | bit) === bit) all.add(value);
    }
  }
  for (const one of all) marks.set(one, (marks.get(one) ?? 0) + 1);
}
