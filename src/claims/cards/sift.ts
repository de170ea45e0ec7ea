/** Goes through a chunk's claims: which a filter finds, and which miss one criterion alone. */
import { CHUNK_SIZE, type Chunk } from './chunk.ts';
import { type Decided, NEVER } from './decide.ts';
import type { Lists } from './lists.ts';

/** Rows of a chunk's claims; the arrays are used again for the next chunk. */
export interface Sifted {
  /** Those that the filter finds. */
  readonly found: Int32Array;
  foundCount: number;
  /** Those that would be found but for one criterion of attributions. */
  readonly almost: Int32Array;
  almostCount: number;
  /** Those that would be found but for one criterion of claims, and its bit. */
  readonly missing: Int32Array;
  readonly missed: Int32Array;
  missingCount: number;
}

export function newSifted(): Sifted {
  const rows = () => new Int32Array(CHUNK_SIZE);
  return {
    ...{ found: rows(), foundCount: 0, almost: rows(), almostCount: 0 },
    ...{ missing: rows(), missed: rows(), missingCount: 0 },
  };
}

/** How an attribution of the claim meets what is asked of attributions. */
export const SAID = 0;
export const ALMOST_SAID = 1;
const NOT_SAID = 2;

/** Per profile how its attributions meet the filter; null where nothing is asked of them. */
export function decideProfiles(
  { count, starts, items }: Lists,
  signatures: Int32Array | null,
): Uint8Array | null {
  if (signatures === null) return null;
  const states = new Uint8Array(count);
  for (let number = 0; number < count; number += 1) {
    let best = NOT_SAID;
    const end = starts[number + 1] as number;
    for (let at = starts[number] as number; at < end; at += 1) {
      const misses = signatures[items[at] as number] as number;
      if (misses === NEVER) {
        best = NOT_SAID;
        break;
      }
      if (misses === 0) best = SAID;
      else if ((misses & (misses - 1)) === 0 && best !== SAID) best = ALMOST_SAID;
    }
    states[number] = best;
  }
  return states;
}

export interface Sieve {
  readonly decided: Decided;
  readonly profiles: Uint8Array | null;
  readonly lists: Lists;
}

/** @param rows only these, `count` of them; null for all of the chunk */
export function sift(
  chunk: Chunk,
  { decided, profiles, lists }: Sieve,
  into: Sifted,
  rows: Int32Array | null,
  count: number,
): void {
  const { days, standing, handling, subjects, story } = chunk;
  const { of, from, to } = decided;
  const looksAtRows = decided.speakers !== null || decided.channels !== null;
  let [foundCount, almostCount, missingCount] = [0, 0, 0];
  for (let n = 0; n < count; n += 1) {
    const row = rows === null ? n : (rows[n] as number);
    const day = days[row] as number;
    if (day < from || day > to) continue;
    let misses = 0;
    if (of.standing !== null) misses |= of.standing[standing[row] as number] as number;
    if (of.handling !== null) misses |= of.handling[handling[row] as number] as number;
    if (of.subjects !== null) misses |= of.subjects[subjects[row] as number] as number;
    if (of.story !== null) misses |= of.story[story[row] as number] as number;
    if ((misses & (misses - 1)) !== 0) continue;
    let said = SAID;
    if (profiles !== null) said = profiles[chunk.profiles[row] as number] as number;
    if (said !== NOT_SAID && looksAtRows) said = lookAtRows(chunk, row, decided, lists);
    if (said === NOT_SAID) continue;
    if (misses === 0) {
      if (said === SAID) into.found[foundCount++] = row;
      else into.almost[almostCount++] = row;
    } else if (said === SAID) {
      into.missing[missingCount] = row;
      into.missed[missingCount++] = misses;
    }
  }
  Object.assign(into, { foundCount, almostCount, missingCount });
}

function lookAtRows(chunk: Chunk, row: number, decided: Decided, lists: Lists): number {
  const first = lists.starts[chunk.profiles[row] as number] as number;
  const start = chunk.starts[row] as number;
  const size = chunk.sizes[row] as number;
  let best = NOT_SAID;
  for (let n = 0; n < size; n += 1) {
    const misses = missesOf(chunk, start + n, lists.items[first + n] as number, decided);
    if (misses === NEVER) return NOT_SAID;
    if (misses === 0) best = SAID;
    else if ((misses & (misses - 1)) === 0 && best !== SAID) best = ALMOST_SAID;
  }
  return best;
}

/** The criteria that an attribution misses. */
export function missesOf(
  { speakers, channels }: Chunk,
  row: number,
  signature: number,
  decided: Decided,
): number {
  let misses = 0;
  if (decided.signatures !== null) misses |= decided.signatures[signature] as number;
  if (decided.speakers !== null) misses |= decided.speakers[speakers[row] as number] as number;
  if (decided.channels !== null) misses |= decided.channels[channels[row] as number] as number;
  return misses;
}
