/** Counts what the attributions of claims have: each value once a claim, as it is claims that count. */
import { type Bits, PART_SIZE, STRIDE } from './bits.ts';
import type { Cards } from './cards.ts';
import type { Chunk } from './chunk.ts';
import { bitOf, bitsOfSources, type Decided } from './decide.ts';
import { PLACES } from './kinds.ts';
import type { Lists } from './lists.ts';
import type { Sifted } from './sift.ts';
import { placeOf } from './values.ts';

const LOW = PART_SIZE - 1;
type Parts = Bits['parts'][number];

export interface SaidTally {
  readonly bits: Bits;
  /** Per source the claims. */
  readonly speakers: Int32Array;
  /** Per list of channels the claims that have this one alone. */
  readonly channels: Int32Array;
  /** The other claims with channels: by the marks themselves. */
  readonly marks: Map<number, number>;
  /** Whether a claim of the chunk is near; all 0 between chunks. */
  readonly isNear: Uint8Array;
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
  if (rowMisses === null) countSpeakers(tally, chunk, near, nearCount);
  else countSomeSpeakers(tally, chunk, sifted, rowMisses, bitOf(decided, PLACES.speaker));
  // With another source than asked for, an attribution counts in the facets of sources at most.
  const others = bitsOfSources(decided);
  for (const at of tally.bits.groups.keys()) {
    countWords(tally.bits, at, chunk, sifted, decided.byRow ? rowMisses : null, others);
  }
  countChannels(tally, lists.channels, chunk, rowMisses, decided);
  for (let n = 0; n < nearCount; n += 1) tally.isNear[near[n] as number] = 0;
}

function countSpeakers(
  { speakers: counts }: SaidTally,
  { said, starts }: Chunk,
  near: Int32Array,
  nearCount: number,
): void {
  const { speakers } = said;
  for (let n = 0; n < nearCount; n += 1) {
    const row = near[n] as number;
    const end = starts[row + 1] as number;
    for (let at = starts[row] as number; at < end; at += 1) {
      const speaker = speakers[at] as number;
      if (speaker >= 0) counts[speaker]! += 1;
    }
  }
}

function countSomeSpeakers(
  { speakers: counts }: SaidTally,
  chunk: Chunk,
  { near, nearCount }: Sifted,
  misses: Int32Array,
  bit: number,
): void {
  const { starts, said } = chunk;
  const { speakers } = said;
  for (let n = 0; n < nearCount; n += 1) {
    const row = near[n] as number;
    const end = starts[row + 1] as number;
    for (let at = starts[row] as number; at < end; at += 1) {
      if (((misses[at] as number) | bit) !== bit) continue;
      const speaker = speakers[at] as number;
      if (speaker >= 0) counts[speaker]! += 1;
      else if (!isBefore(chunk, at, misses, bit)) counts[~speaker]! += 1;
    }
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

// What a claim's attributions have is put together and counted at once: nothing is kept of it.
function countWords(
  { groups, parts }: Bits,
  group: number,
  { said, starts }: Chunk,
  { near, nearCount }: Sifted,
  misses: Int32Array | null,
  others: number,
): void {
  const of = groups[group] as Int32Array;
  const [a, b, c] = parts.slice(group * 3, group * 3 + 3) as [Parts, Parts, Parts];
  const [[a0, a1, a2], [b0, b1, b2], [c0, c1, c2]] = [a, b, c];
  const { signatures } = said;
  for (let n = 0; n < nearCount; n += 1) {
    const row = near[n] as number;
    const end = starts[row + 1] as number;
    let first = 0;
    let second = 0;
    let third = 0;
    for (let at = starts[row] as number; at < end; at += 1) {
      if (misses !== null && ((misses[at] as number) & others) !== 0) continue;
      const place = (signatures[at] as number) * STRIDE;
      first |= of[place] as number;
      second |= of[place + 1] as number;
      third |= of[place + 2] as number;
    }
    a0[first & LOW]! += 1;
    a1[(first >>> 11) & LOW]! += 1;
    a2[first >>> 22]! += 1;
    b0[second & LOW]! += 1;
    b1[(second >>> 11) & LOW]! += 1;
    b2[second >>> 22]! += 1;
    c0[third & LOW]! += 1;
    c1[(third >>> 11) & LOW]! += 1;
    c2[third >>> 22]! += 1;
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
