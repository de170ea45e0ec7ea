/** All that is found, in order: what exports and bulk changes go by. */
import type { Sort } from '../criteria.ts';
import type { Chunk } from './chunk.ts';
import type { Worded } from './go-through.ts';
import type { Sifted } from './sift.ts';

interface Keys {
  readonly sort: Sort;
  count: number;
  ids: Int32Array;
  /** What the claims are sorted by. */
  keys: Float64Array;
}

export function newKeys(sort: Sort): Keys {
  return { sort, count: 0, ids: new Int32Array(1024), keys: new Float64Array(1024) };
}

export function addKeys(
  all: Keys,
  chunk: Chunk,
  base: number,
  { found, foundCount }: Sifted,
  worded: Worded | null,
): void {
  if (all.count + foundCount > all.ids.length) lengthen(all, all.count + foundCount);
  const column = all.sort === 'changed' ? chunk.changed : chunk.days;
  const scores = all.sort === 'relevance' ? worded?.scores : null;
  for (let n = 0; n < foundCount; n += 1) {
    const row = found[n] as number;
    const id = base + row;
    all.ids[all.count] = id;
    all.keys[all.count] = scores ? (scores.get(id) ?? 0) : (column[row] as number);
    all.count += 1;
  }
}

function lengthen(all: Keys, least: number): void {
  const [ids, keys] = [new Int32Array(least * 2), new Float64Array(least * 2)];
  ids.set(all.ids);
  keys.set(all.keys);
  Object.assign(all, { ids, keys });
}

/** The ids, by their keys; the id breaks ties. Other requests come in between. */
export async function sortKeys({ sort, count, ids, keys }: Keys): Promise<Int32Array> {
  let order = new Uint32Array(count).map((_, n) => n);
  if (sort === 'relevance') {
    order.sort((a, b) => keys[a]! - keys[b]! || ids[a]! - ids[b]!);
    return Int32Array.from(order, (n) => ids[n] as number);
  }
  // Digit by digit, the lowest first: a comparison of millions would hold up everybody.
  for (const column of [ids, keys]) {
    const largest = largestOf(column, count);
    for (let unit = 1; unit <= largest; unit *= DIGITS) {
      order = sortByDigit(order, column, unit, sort !== 'oldest');
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return Int32Array.from(order, (n) => ids[n] as number);
}

const DIGITS = 2048;

function largestOf(column: ArrayLike<number>, count: number): number {
  let largest = 0;
  for (let n = 0; n < count; n += 1) largest = Math.max(largest, column[n] as number);
  return largest;
}

// Keeps the order of those with the same digit.
function sortByDigit(
  order: Uint32Array<ArrayBuffer>,
  column: Int32Array | Float64Array,
  unit: number,
  isDown: boolean,
): Uint32Array<ArrayBuffer> {
  const digit = (n: number) => {
    const own = Math.floor((column[n] as number) / unit) % DIGITS;
    return isDown ? DIGITS - 1 - own : own;
  };
  const places = new Uint32Array(DIGITS + 1);
  for (const n of order) places[digit(n) + 1]! += 1;
  for (let at = 0; at < DIGITS; at += 1) places[at + 1]! += places[at] as number;
  const sorted = new Uint32Array(order.length);
  for (const n of order) {
    const own = digit(n);
    sorted[places[own] as number] = n;
    places[own]! += 1;
  }
  return sorted;
}
