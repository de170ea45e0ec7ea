import type { Features } from './cue-features.ts';

/**
 * Feature → weights, in one open-addressing table: four numbers of 32 bits a place, which are the
 * key, two with a weight in each byte, and one that says whether the place is taken. What is looked
 * up together lies together, since going to memory is what takes the time.
 */
export type WeightTable = {
  readonly places: Int32Array;
  readonly bytes: Int8Array;
  /** A bit per key: most features of a text are unknown, and this small table knows it. */
  readonly seen: Int32Array;
  readonly mask: number;
  readonly scale: number;
};

const SEEN_BITS = 1 << 22;

export function makeWeights(
  labels: number,
  keys: Int32Array,
  weights: Int8Array,
  scale: number,
): WeightTable {
  let size = 16;
  while (size < keys.length * 2) size *= 2;
  const places = new Int32Array(size * 4);
  const bytes = new Int8Array(places.buffer);
  const seen = new Int32Array(SEEN_BITS >> 5);
  const mask = size - 1;
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row]!;
    let at = key & mask;
    while (places[at * 4 + 3] !== 0) at = (at + 1) & mask;
    places[at * 4] = key;
    places[at * 4 + 3] = 1;
    for (let b = 0; b < labels; b += 1) bytes[at * 16 + 4 + b] = weights[row * labels + b]!;
    const bit = (key >>> 10) & (SEEN_BITS - 1);
    seen[bit >> 5]! |= 1 << (bit & 31);
  }
  return { places, bytes, seen, mask, scale };
}

/** Adds the weights of all features to the scores from `to` on. Drops the unknown features. */
export function addWeights(
  table: WeightTable,
  features: Features,
  scores: Float64Array,
  to: number,
  labels: number,
): void {
  const { places, bytes, mask } = table;
  const { keys } = features;
  const known = keepSeen(table, features);
  for (let k = 0; k < known; k += 1) {
    const key = keys[k]!;
    let at = key & mask;
    while (places[at * 4] !== key && places[at * 4 + 3] !== 0) at = (at + 1) & mask;
    if (places[at * 4 + 3] === 0) continue;
    const from = at * 16 + 4;
    for (let b = 0; b < labels; b += 1) scores[to + b]! += bytes[from + b]!;
  }
}

/** Moves the features that may be known to the front; without a branch, which would be a guess. */
function keepSeen({ seen }: WeightTable, { keys, count }: Features): number {
  let known = 0;
  for (let k = 0; k < count; k += 1) {
    const key = keys[k]!;
    const bit = (key >>> 10) & (SEEN_BITS - 1);
    keys[known] = key;
    known += (seen[bit >> 5]! >>> (bit & 31)) & 1;
  }
  return known;
}
