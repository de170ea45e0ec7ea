/**
 * Lists of numbers, each kept once and known by its number: claims and attributions have few
 * combinations of values, and what a filter makes of a combination is worked out once.
 */
export interface Lists {
  /** How many lists there are; they are numbered from 0. */
  count: number;
  /** List `n` is in `items` from `starts[n]` up to `starts[n + 1]`. */
  starts: Int32Array;
  items: Int32Array;
  /** Open addressing: number of a list plus one, by its hash; 0 is free. */
  slots: Int32Array;
}

export function newLists(): Lists {
  const [starts, items] = [new Int32Array(64), new Int32Array(256)];
  return { count: 0, starts, items, slots: new Int32Array(128) };
}

/** The number of a list, which is added if it is new. Its order counts: sort what is a set. */
export function numberOf(lists: Lists, wanted: ArrayLike<number>): number {
  if (lists.count * 2 >= lists.slots.length) rehash(lists);
  const mask = lists.slots.length - 1;
  let slot = hash(wanted, 0, wanted.length) & mask;
  for (;;) {
    const found = lists.slots[slot] as number;
    if (found === 0) break;
    if (isAt(lists, found - 1, wanted)) return found - 1;
    slot = (slot + 1) & mask;
  }
  lists.slots[slot] = lists.count + 1;
  return append(lists, wanted);
}

function append(lists: Lists, added: ArrayLike<number>): number {
  const number = lists.count;
  const start = lists.starts[number] as number;
  const end = start + added.length;
  if (number + 2 > lists.starts.length) lists.starts = grown(lists.starts, number + 2);
  if (end > lists.items.length) lists.items = grown(lists.items, end);
  lists.items.set(added, start);
  lists.starts[number + 1] = end;
  lists.count = number + 1;
  return number;
}

/** A copy with room for `least` numbers and some more. */
export function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(least, Math.ceil(array.length * 1.5)));
  longer.set(array);
  return longer;
}

function isAt({ starts, items }: Lists, number: number, wanted: ArrayLike<number>): boolean {
  const start = starts[number] as number;
  if ((starts[number + 1] as number) - start !== wanted.length) return false;
  for (let at = 0; at < wanted.length; at += 1) {
    if (items[start + at] !== wanted[at]) return false;
  }
  return true;
}

function rehash(lists: Lists): void {
  const { count, starts, items } = lists;
  const slots = new Int32Array(lists.slots.length * 2);
  const mask = slots.length - 1;
  for (let number = 0; number < count; number += 1) {
    let slot = hash(items, starts[number] as number, starts[number + 1] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  }
  lists.slots = slots;
}

function hash(items: ArrayLike<number>, from: number, to: number): number {
  let mixed = 0x9dc5;
  for (let at = from; at < to; at += 1) {
    mixed = Math.imul(mixed ^ (items[at] as number), 0x85ebca6b);
    mixed ^= mixed >>> 15;
  }
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
