/**
 * Counts, chunk by chunk, how often each list of values occurs among the claims that are found, and
 * among those that would be but for one criterion. What the values themselves count is made of it
 * at the end. Array by array, which is several times as fast as claim by claim.
 */
import { type Cards, NO_CHANNEL } from './cards.ts';
import type { Chunk } from './chunk.ts';
import type { Decided } from './decide.ts';
import { type ClaimKind, KINDS, OF_CLAIM, PLACES } from './kinds.ts';
import { newRowTally, type RowTally, tallyRows } from './row-tally.ts';
import type { Sifted } from './sift.ts';
import { codeIn } from './values.ts';

export interface Tally {
  /** Per list (or article) the claims that are found. */
  readonly of: Readonly<Record<ClaimKind, Int32Array>>;
  /** The same of the claims that miss one criterion alone, by its bit. */
  readonly missing: ReadonlyMap<number, { readonly kind: ClaimKind; readonly counts: Int32Array }>;
  readonly profiles: Int32Array;
  readonly channels: Int32Array;
  readonly speakers: Int32Array;
  /** Claims with several channels: counted value by value, by their marks. */
  readonly marks: Map<number, number>;
  /** Where sources are chosen, attributions are counted one by one. */
  readonly rows: RowTally | null;
}

export function newTally(cards: Cards, decided: Decided): Tally {
  const { lists, dictionaries } = cards;
  const stories = (dictionaries[PLACES.article]?.largest ?? 0) + 1;
  const zeros = (kind: ClaimKind) => new Int32Array(kind === 'story' ? stories : lists[kind].count);
  const missing = new Map<number, { kind: ClaimKind; counts: Int32Array }>();
  for (const [bit, at] of decided.places.entries()) {
    const kind = OF_CLAIM.find((one) => one === KINDS[at]);
    if (kind) missing.set(1 << bit, { kind, counts: zeros(kind) });
  }
  return {
    of: {
      ...{ standing: zeros('standing'), handling: zeros('handling') },
      ...{ subjects: zeros('subjects'), story: zeros('story') },
    },
    missing,
    profiles: new Int32Array(lists.profiles.count),
    channels: new Int32Array(lists.channels.count),
    speakers: new Int32Array((dictionaries[PLACES.speaker]?.largest ?? 0) + 1),
    marks: new Map(),
    rows: decided.byRow ? newRowTally(cards) : null,
  };
}

export function tallyChunk(
  tally: Tally,
  cards: Cards,
  chunk: Chunk,
  sifted: Sifted,
  decided: Decided,
): void {
  const { found, foundCount, almost, almostCount } = sifted;
  for (const kind of OF_CLAIM) countColumn(tally.of[kind], chunk[kind], found, foundCount);
  if (sifted.missingCount > 0) countMissing(tally, chunk, sifted);
  if (tally.rows !== null) {
    tallyRows(tally, cards, chunk, found, foundCount, decided);
    tallyRows(tally, cards, chunk, almost, almostCount, decided);
    return;
  }
  countColumn(tally.profiles, chunk.profiles, found, foundCount);
  countColumn(tally.profiles, chunk.profiles, almost, almostCount);
  if (decided.signatures === null) countSpeakers(tally.speakers, chunk, found, foundCount);
  else countSomeSpeakers(tally.speakers, cards, chunk, sifted, decided.signatures);
  countChannels(tally, cards, chunk, sifted, decided.signatures);
}

function countColumn(
  counts: Int32Array,
  column: Int32Array,
  rows: Int32Array,
  count: number,
): void {
  for (let n = 0; n < count; n += 1) {
    const number = column[rows[n] as number] as number;
    counts[number] = (counts[number] as number) + 1;
  }
}

function countMissing({ missing: all }: Tally, chunk: Chunk, sifted: Sifted): void {
  const { missing, missed, missingCount } = sifted;
  for (const [bit, { kind, counts }] of all) {
    const column = chunk[kind];
    for (let n = 0; n < missingCount; n += 1) {
      if (missed[n] !== bit) continue;
      const number = column[missing[n] as number] as number;
      counts[number] = (counts[number] as number) + 1;
    }
  }
}

// A source that says so twice in a claim counts once. Claims have few rows: looking back is quick.
function countSpeakers(counts: Int32Array, chunk: Chunk, rows: Int32Array, count: number): void {
  const { starts, sizes, speakers } = chunk;
  for (let n = 0; n < count; n += 1) {
    const row = rows[n] as number;
    const start = starts[row] as number;
    const end = start + (sizes[row] as number);
    for (let at = start; at < end; at += 1) {
      const speaker = speakers[at] as number;
      let before = start;
      while (speakers[before] !== speaker) before += 1;
      if (before === at) counts[speaker] = (counts[speaker] as number) + 1;
    }
  }
}

function countSomeSpeakers(
  counts: Int32Array,
  { lists }: Cards,
  { starts, sizes, speakers, profiles }: Chunk,
  { found, foundCount }: Sifted,
  signatures: Int32Array,
): void {
  const { starts: firsts, items } = lists.profiles;
  for (let n = 0; n < foundCount; n += 1) {
    const row = found[n] as number;
    const start = starts[row] as number;
    const size = sizes[row] as number;
    const first = firsts[profiles[row] as number] as number;
    for (let at = 0; at < size; at += 1) {
      if (signatures[items[first + at] as number] !== 0) continue;
      const speaker = speakers[start + at] as number;
      let before = 0;
      while (
        before < at &&
        (speakers[start + before] !== speaker || signatures[items[first + before] as number] !== 0)
      ) {
        before += 1;
      }
      if (before === at) counts[speaker] = (counts[speaker] as number) + 1;
    }
  }
}

// Most claims have no channel or one: that list is counted as a whole.
function countChannels(
  tally: Tally,
  { lists }: Cards,
  { starts, sizes, channels, profiles }: Chunk,
  { found, foundCount }: Sifted,
  signatures: Int32Array | null,
): void {
  const { starts: firsts, items } = lists.profiles;
  const several: number[] = [];
  for (let n = 0; n < foundCount; n += 1) {
    const row = found[n] as number;
    const start = starts[row] as number;
    const size = sizes[row] as number;
    let only = NO_CHANNEL;
    for (let at = 0; at < size; at += 1) {
      const channel = channels[start + at] as number;
      if (channel === NO_CHANNEL || channel === only) continue;
      if (signatures !== null) {
        const first = firsts[profiles[row] as number] as number;
        if (signatures[items[first + at] as number] !== 0) continue;
      }
      if (only === NO_CHANNEL) only = channel;
      else several.push(channel);
    }
    if (several.length > 0) {
      countMarks(tally.marks, lists.channels, [only, ...several]);
      several.length = 0;
    } else if (only !== NO_CHANNEL) tally.channels[only] = (tally.channels[only] as number) + 1;
  }
}

/** Each value that is in any of the lists counts once. */
function countMarks(
  marks: Map<number, number>,
  { starts, items }: Cards['lists']['channels'],
  numbers: readonly number[],
): void {
  const all = new Set<number>();
  for (const number of numbers) {
    const end = starts[number + 1] as number;
    for (let at = starts[number] as number; at < end; at += 1) all.add(items[at] as number);
  }
  for (const one of all) marks.set(one, (marks.get(one) ?? 0) + 1);
}

/** How often a mark was counted by itself. */
export function* countedMarks({
  marks,
}: Tally): Generator<readonly [at: number, code: number, count: number]> {
  for (const [one, count] of marks) yield [one >>> 27, codeIn(one), count];
}
