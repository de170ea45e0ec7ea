/**
 * The values that signatures have, as bits: those of a claim's attributions together are one OR,
 * and what claims have is counted by parts of such words, so that no bit is looked at by itself.
 */
import type { Cards } from './cards.ts';
import { placesOf } from './kinds.ts';
import { zeros } from './scratch.ts';
import { codeIn, placeOf } from './values.ts';

/** Words of 32 bits, in groups of three, which are read together. */
export interface Bits {
  /** Per criterion the number of the bit of its code 0. */
  readonly firsts: readonly number[];
  /** Per group: what each signature adds to its claim, its three words beside each other. */
  readonly groups: readonly Int32Array[];
  /** Per word three tables: how many claims have such a part of the word. */
  readonly parts: readonly (readonly [Int32Array, Int32Array, Int32Array])[];
}

const PART = 11;
export const PART_SIZE = 2 ** PART;
const IN_A_GROUP = 3;
/** From a signature's words in a group to those of the next. */
export const STRIDE = 4;

/** All values of all signatures, the same for every filter. */
interface AllBits {
  /** Of how many signatures and values: what is being read may have added some. */
  readonly count: number;
  readonly total: number;
  readonly firsts: readonly number[];
  readonly groups: readonly Int32Array[];
}

// Worked out once for the cards as they are.
function allBits(cards: Cards): AllBits {
  const { lists, dictionaries } = cards;
  const firsts: number[] = [];
  let total = 0;
  for (const at of placesOf('signature')) {
    firsts[at] = total;
    total += dictionaries[at]?.stored.length ?? 0;
  }
  const { count, starts, items } = lists.signatures;
  const known = cards.memory.get('bits') as AllBits | undefined;
  if (known?.count === count && known.total === total) return known;
  const groups = Array.from(
    { length: Math.ceil(total / 32 / IN_A_GROUP) },
    () => new Int32Array(count * STRIDE),
  );
  for (let number = 0; number < count; number += 1) {
    const end = starts[number + 1] as number;
    for (let item = starts[number] as number; item < end; item += 1) {
      const value = items[item] as number;
      setBit(groups, number, (firsts[placeOf(value)] as number) + codeIn(value));
    }
  }
  const made = { count, total, firsts, groups };
  cards.memory.set('bits', made);
  return made;
}

function setBit(groups: readonly Int32Array[], number: number, bit: number): void {
  const word = bit >> 5;
  const group = groups[Math.floor(word / IN_A_GROUP)] as Int32Array;
  group[number * STRIDE + (word % IN_A_GROUP)]! |= 1 << (bit & 31);
}

/**
 * @param misses what each signature misses: it adds all its values where that is nothing, those of
 *   one criterion where it misses that alone
 */
export function makeBits(cards: Cards, misses: Int32Array | null, places: readonly number[]): Bits {
  const { firsts, groups } = allBits(cards);
  const part = () => new Int32Array(PART_SIZE);
  const parts = Array.from({ length: groups.length * IN_A_GROUP }, () => [
    ...[part(), part(), part()],
  ]) as unknown as Bits['parts'];
  if (misses === null) return { firsts, groups, parts };
  const masks = places.map((at) => maskOf(cards, firsts, groups.length, at));
  const own = groups.map((group, at) => {
    const masked = zeros(`signature words ${at}`, group.length);
    for (let number = 0; number < misses.length; number += 1) {
      const missed = misses[number] as number;
      if ((missed & (missed - 1)) !== 0) continue;
      const mask = missed === 0 ? null : (masks[31 - Math.clz32(missed)] as Int32Array);
      for (let word = 0; word < IN_A_GROUP; word += 1) {
        const bits = group[number * STRIDE + word] as number;
        masked[number * STRIDE + word] =
          mask === null ? bits : bits & (mask[at * STRIDE + word] as number);
      }
    }
    return masked;
  });
  return { firsts, groups: own, parts };
}

// The bits of one criterion's values.
function maskOf(
  { dictionaries }: Cards,
  firsts: readonly number[],
  groups: number,
  at: number,
): Int32Array {
  const mask = new Int32Array(groups * STRIDE);
  const first = firsts[at];
  if (first === undefined) return mask;
  const count = dictionaries[at]?.stored.length ?? 0;
  for (let bit = first; bit < first + count; bit += 1) {
    const word = bit >> 5;
    const place = Math.floor(word / IN_A_GROUP) * STRIDE + (word % IN_A_GROUP);
    mask[place]! |= 1 << (bit & 31);
  }
  return mask;
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
