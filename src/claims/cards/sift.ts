/** Goes through a chunk's claims: which a filter finds, and which miss one criterion alone. */
import { CHUNK_SIZE, type Chunk } from './chunk.ts';
import { type Decided, NEVER } from './decide.ts';
import { zeros } from './scratch.ts';

/** Rows of a chunk's claims and of its attributions; the arrays serve for all chunks in turn. */
export interface Sifted {
  /** Those that the filter finds. */
  readonly found: Int32Array;
  foundCount: number;
  /** Those and the ones that would be found but for one criterion of attributions. */
  readonly near: Int32Array;
  nearCount: number;
  /** Those that would be found but for one criterion of claims, and its bit. */
  readonly missing: Int32Array;
  readonly missed: Int32Array;
  missingCount: number;
  /** What each attribution misses, of those whose claim is near; null where nothing is asked. */
  rowMisses: Int32Array | null;
  readonly scratch: { misses: Int32Array };
}

export function newSifted(): Sifted {
  const rows = (name: string) => zeros(name, CHUNK_SIZE);
  return {
    ...{ found: rows('found'), foundCount: 0, near: rows('near'), nearCount: 0 },
    ...{ missing: rows('missing'), missed: rows('missed'), missingCount: 0, rowMisses: null },
    scratch: { misses: zeros('misses', CHUNK_SIZE * 2) },
  };
}

/** @param rows only these, `count` of them; null for all of the chunk */
export function sift(
  chunk: Chunk,
  decided: Decided,
  into: Sifted,
  rows: Int32Array | null,
  count: number,
): void {
  siftClaims(chunk, decided, into, rows, count);
  into.rowMisses = null;
  const { signatures, speakers, channels } = decided;
  if (signatures === null && speakers === null && channels === null) {
    into.near.set(into.found.subarray(0, into.foundCount));
    into.nearCount = into.foundCount;
    return;
  }
  into.rowMisses = siftRows(chunk, decided, into);
  siftSaid(chunk, into, into.rowMisses);
}

// Found and missing as far as the claims themselves go.
function siftClaims(
  { days, standing, handling, subjects, story }: Chunk,
  { of, from, to }: Decided,
  into: Sifted,
  rows: Int32Array | null,
  count: number,
): void {
  const { found, missing, missed } = into;
  let [foundCount, missingCount] = [0, 0];
  for (let n = 0; n < count; n += 1) {
    const row = rows === null ? n : (rows[n] as number);
    const day = days[row] as number;
    if (day < from || day > to) continue;
    let misses = 0;
    if (of.standing !== null) misses |= of.standing[standing[row] as number] as number;
    if (of.handling !== null) misses |= of.handling[handling[row] as number] as number;
    if (of.subjects !== null) misses |= of.subjects[subjects[row] as number] as number;
    if (of.story !== null) misses |= of.story[story[row] as number] as number;
    if (misses === 0) {
      found[foundCount] = row;
      foundCount += 1;
    } else if ((misses & (misses - 1)) === 0) {
      missing[missingCount] = row;
      missed[missingCount] = misses;
      missingCount += 1;
    }
  }
  into.foundCount = foundCount;
  into.missingCount = missingCount;
}

// What attributions miss, of all or, where few are left, of those of the claims that are left.
function siftRows(chunk: Chunk, decided: Decided, into: Sifted): Int32Array {
  const { said, starts } = chunk;
  const { scratch, found, foundCount, missing, missingCount } = into;
  if (said.owners.length > scratch.misses.length) {
    scratch.misses = zeros('misses', said.owners.length * 2);
  }
  const { misses } = scratch;
  if (foundCount + missingCount > CHUNK_SIZE / 4) {
    missRange(chunk, decided, misses, 0, said.owners.length);
  } else {
    for (const [rows, count] of [
      [found, foundCount],
      [missing, missingCount],
    ] as const) {
      for (let n = 0; n < count; n += 1) {
        const row = rows[n] as number;
        missRange(chunk, decided, misses, starts[row] as number, starts[row + 1] as number);
      }
    }
  }
  missChannels(chunk, decided, misses);
  return misses;
}

function missRange(
  { said }: Chunk,
  { signatures, speakers, noChannel }: Decided,
  misses: Int32Array,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at += 1) {
    let own = noChannel;
    if (signatures !== null) own |= signatures[said.signatures[at] as number] as number;
    if (speakers !== null) {
      const speaker = said.speakers[at] as number;
      own |= speakers[speaker < 0 ? ~speaker : speaker] as number;
    }
    misses[at] = own;
  }
}

// What an attribution without a channel misses is taken back first.
function missChannels(
  { said }: Chunk,
  { channels, signatures, speakers }: Decided,
  misses: Int32Array,
): void {
  if (channels === null) return;
  for (let n = 0; n < said.channelled.length; n += 1) {
    const at = said.channelled[n] as number;
    let own = channels[said.channels[n] as number] as number;
    if (signatures !== null) own |= signatures[said.signatures[at] as number] as number;
    const speaker = said.speakers[at] as number;
    if (speakers !== null) own |= speakers[speaker < 0 ? ~speaker : speaker] as number;
    misses[at] = own;
  }
}

const SAID = 1;
const ALMOST_SAID = 2;
const EXCLUDED = 4;

// What the attributions of a claim make of it.
function flagsOf(misses: Int32Array, from: number, to: number): number {
  let flags = 0;
  for (let at = from; at < to; at += 1) {
    const own = misses[at] as number;
    if (own === 0) flags |= SAID;
    else if ((own & (own - 1)) === 0) flags |= ALMOST_SAID;
    else if (own === NEVER) return EXCLUDED;
  }
  return flags;
}

function siftSaid({ starts }: Chunk, into: Sifted, misses: Int32Array): void {
  const { found, near, missing, missed } = into;
  let [foundCount, nearCount, missingCount] = [0, 0, 0];
  for (let n = 0; n < into.foundCount; n += 1) {
    const row = found[n] as number;
    const flags = flagsOf(misses, starts[row] as number, starts[row + 1] as number);
    if (flags === 0 || flags === EXCLUDED) continue;
    near[nearCount] = row;
    nearCount += 1;
    if ((flags & SAID) === 0) continue;
    found[foundCount] = row;
    foundCount += 1;
  }
  for (let n = 0; n < into.missingCount; n += 1) {
    const row = missing[n] as number;
    const flags = flagsOf(misses, starts[row] as number, starts[row + 1] as number);
    if ((flags & SAID) === 0) continue;
    missing[missingCount] = row;
    missed[missingCount] = missed[n] as number;
    missingCount += 1;
  }
  Object.assign(into, { foundCount, nearCount, missingCount });
}
