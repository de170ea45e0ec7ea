/** The values that signatures have, as bits: those of a claim's attributions together are one OR. */
import type { Cards } from './cards.ts';
import { placesOf } from './kinds.ts';
import { codeIn, placeOf } from './values.ts';

/** Bits of the first, the second, ... word; as many words as it takes. */
export interface Bits {
  readonly words: number;
  /** Per criterion the number of the bit of its code 0. */
  readonly firsts: readonly number[];
  /** Per signature its words. */
  readonly ofSignatures: Int32Array;
  /** Per criterion the words with all its bits. */
  readonly ofPlaces: ReadonlyMap<number, Int32Array>;
}

export function makeBits({ lists, dictionaries }: Cards): Bits {
  const firsts: number[] = [];
  let total = 0;
  for (const at of placesOf('signature')) {
    firsts[at] = total;
    total += dictionaries[at]?.stored.length ?? 0;
  }
  const words = Math.ceil(total / 32);
  const { count, starts, items } = lists.signatures;
  const ofSignatures = new Int32Array(count * words);
  for (let number = 0; number < count; number += 1) {
    const end = starts[number + 1] as number;
    for (let item = starts[number] as number; item < end; item += 1) {
      const value = items[item] as number;
      setBit(ofSignatures, number * words, (firsts[placeOf(value)] ?? 0) + codeIn(value));
    }
  }
  const ofPlaces = new Map<number, Int32Array>();
  for (const at of placesOf('signature')) {
    const all = new Int32Array(words);
    const codes = dictionaries[at]?.stored.length ?? 0;
    for (let code = 0; code < codes; code += 1) setBit(all, 0, (firsts[at] ?? 0) + code);
    ofPlaces.set(at, all);
  }
  return { words, firsts, ofSignatures, ofPlaces };
}

function setBit(words: Int32Array, base: number, bit: number): void {
  const word = base + (bit >> 5);
  words[word] = (words[word] as number) | (1 << (bit & 31));
}

/** Adds to the count of each bit that is set. */
export function countBits(counts: Int32Array, words: Int32Array, weight: number): void {
  for (let word = 0; word < words.length; word += 1) {
    let left = words[word] as number;
    while (left !== 0) {
      const low = left & -left;
      const bit = word * 32 + 31 - Math.clz32(low);
      counts[bit] = (counts[bit] as number) + weight;
      left ^= low;
    }
  }
}

/**
 * Adds an attribution's values to those of its claim: all where it misses nothing, those of one
 * criterion where it misses that alone.
 */
export function orSignature(
  into: Int32Array,
  { words, ofSignatures, ofPlaces }: Bits,
  signature: number,
  misses: number,
  places: readonly number[],
): void {
  const base = signature * words;
  if (misses === 0) {
    for (let word = 0; word < words; word += 1) into[word]! |= ofSignatures[base + word] as number;
    return;
  }
  if ((misses & (misses - 1)) !== 0) return;
  const own = ofPlaces.get(places[31 - Math.clz32(misses)] ?? -1);
  if (!own) return;
  for (let word = 0; word < words; word += 1) {
    into[word]! |= (ofSignatures[base + word] as number) & (own[word] as number);
  }
}
