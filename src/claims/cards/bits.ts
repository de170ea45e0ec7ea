/**
 * The values that signatures have, as bits: those of a claim's attributions together are one OR,
 * and what claims have is counted by parts of such words, so that no bit is looked at by itself.
 */
import type { Cards } from './cards.ts';
import { placesOf } from './kinds.ts';
import { zeros } from './scratch.ts';
import { codeIn, placeOf } from './values.ts';

/** As many words of 32 bits as it takes. */
export interface Bits {
  /** Per criterion the number of the bit of its code 0. */
  readonly firsts: readonly number[];
  /** Per word: what each signature adds to its claim. */
  readonly words: readonly Int32Array[];
  /** Per word three tables: how many claims have such a part of the word. */
  readonly parts: readonly (readonly [Int32Array, Int32Array, Int32Array])[];
}

const PART = 11;
export const PART_SIZE = 2 ** PART;

/**
 * @param misses what each signature misses: it adds all its values where that is nothing, those of
 *   one criterion where it misses that alone
 */
export function makeBits(
  { lists, dictionaries }: Cards,
  misses: Int32Array | null,
  places: readonly number[],
): Bits {
  const firsts: number[] = [];
  let total = 0;
  for (const at of placesOf('signature')) {
    firsts[at] = total;
    total += dictionaries[at]?.stored.length ?? 0;
  }
  const { count, starts, items } = lists.signatures;
  const words = Array.from({ length: Math.ceil(total / 32) }, (_, word) =>
    zeros(`signature words ${word}`, count),
  );
  for (let number = 0; number < count; number += 1) {
    const own = misses?.[number] ?? 0;
    if ((own & (own - 1)) !== 0) continue;
    const only = own === 0 ? null : places[31 - Math.clz32(own)];
    const end = starts[number + 1] as number;
    for (let item = starts[number] as number; item < end; item += 1) {
      const value = items[item] as number;
      const at = placeOf(value);
      if (only !== null && only !== at) continue;
      const bit = (firsts[at] as number) + codeIn(value);
      const word = words[bit >> 5] as Int32Array;
      word[number] = (word[number] as number) | (1 << (bit & 31));
    }
  }
  const part = () => new Int32Array(PART_SIZE);
  return { firsts, words, parts: words.map(() => [part(), part(), part()]) };
}

/** The claims of each bit. */
export function countBits({ parts }: Bits): Int32Array {
  const counts = new Int32Array(parts.length * 32);
  for (const [word, tables] of parts.entries()) {
    for (const [part, table] of tables.entries()) {
      addPart(counts, word * 32 + part * PART, table);
    }
  }
  return counts;
}

function addPart(counts: Int32Array, first: number, table: Int32Array): void {
  for (let value = 1; value < table.length; value += 1) {
    const claims = table[value] as number;
    if (claims === 0) continue;
    for (let bit = 0; bit < PART; bit += 1) {
      if ((value >> bit) & 1) counts[first + bit] = (counts[first + bit] as number) + claims;
    }
  }
}
