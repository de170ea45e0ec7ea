/**
 * A chunk as bytes and back. It says for itself what its numbers mean, so that it can be read into
 * cards that have numbered their lists and values otherwise.
 */
import { createHash } from 'node:crypto';
import { CRITERIA } from '../criteria.ts';
import type { CardLists, Cards } from './cards.ts';
import { CHUNK_SIZE, type Chunk, newChunk } from './chunk.ts';
import { type Lists, numberOf } from './lists.ts';
import { codeIn, codeOf, type Dictionary, mark, placeOf, type Stored } from './values.ts';

type Numbers = Int32Array | Float64Array | Uint16Array;

interface Head {
  /** Of the criteria with their SQL: others would have given other values. */
  readonly criteria: string;
  readonly stored: readonly (readonly Stored[])[];
  readonly parts: readonly (readonly [name: string, type: 'i' | 'd' | 's', length: number])[];
}

const TYPES = { i: Int32Array, d: Float64Array, s: Uint16Array } as const;
const PLAIN = ['days', 'changed', 'story'] as const;
const NUMBERED = {
  ...{ standing: 'standing', handling: 'handling', subjects: 'subjects' },
  ...{ channels: 'channels', profiles: 'profiles' },
} as const satisfies Record<string, keyof CardLists>;
type Numbered = keyof typeof NUMBERED;
const COLUMNS = Object.keys(NUMBERED) as Numbered[];

const VERSION = createHash('sha256')
  .update(JSON.stringify(CRITERIA.map(({ key, of, value, join }) => [key, of, value, join])))
  .update(`1 ${CHUNK_SIZE}`)
  .digest('base64url');

export function packChunk({ lists, dictionaries }: Cards, chunk: Chunk): Uint8Array {
  const rows = layOut(chunk);
  const parts: [string, Numbers][] = PLAIN.map((name) => [name, chunk[name]]);
  parts.push(['sizes', rows.sizes], ['speakers', rows.speakers]);
  for (const name of COLUMNS) {
    const column = name === 'channels' ? rows.channels : chunk[name];
    const own = localise(lists[NUMBERED[name]], column);
    parts.push([name, own.column]);
    if (name !== 'profiles') {
      parts.push([`${name} starts`, own.starts], [`${name} items`, own.items]);
      continue;
    }
    const signatures = localise(lists.signatures, own.items);
    parts.push(['profiles starts', own.starts], ['profiles items', signatures.column]);
    parts.push(['signatures starts', signatures.starts], ['signatures items', signatures.items]);
  }
  return join(dictionaries, parts);
}

// Rows in the order of the claims; where each begins follows from the sizes.
function layOut({ days, starts, sizes, speakers, channels }: Chunk) {
  const kept = Uint16Array.from(sizes, (size, row) => (days[row] === 0 ? 0 : size));
  const total = kept.reduce((sum, size) => sum + size, 0);
  const out = { speakers: new Int32Array(total), channels: new Int32Array(total) };
  let used = 0;
  for (let row = 0; row < CHUNK_SIZE; row += 1) {
    const [start, size] = [starts[row] as number, kept[row] as number];
    out.speakers.set(speakers.subarray(start, start + size), used);
    out.channels.set(channels.subarray(start, start + size), used);
    used += size;
  }
  return { sizes: kept, ...out };
}

// Only the lists that occur, numbered as they come.
function localise({ count, starts, items }: Lists, column: Int32Array) {
  const numbers = new Int32Array(count).fill(-1);
  const used: number[] = [];
  const local = new Int32Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const number = column[row] as number;
    // Rows without a claim may have any number in them.
    if (number >= count) continue;
    if (numbers[number] === -1) numbers[number] = used.push(number) - 1;
    local[row] = numbers[number] as number;
  }
  const localStarts = new Int32Array(used.length + 1);
  for (const [at, number] of used.entries()) {
    const size = (starts[number + 1] as number) - (starts[number] as number);
    localStarts[at + 1] = (localStarts[at] as number) + size;
  }
  const localItems = new Int32Array(localStarts[used.length] as number);
  for (const [at, number] of used.entries()) {
    localItems.set(items.subarray(starts[number], starts[number + 1]), localStarts[at]);
  }
  return { column: local, starts: localStarts, items: localItems };
}

function join(dictionaries: readonly Dictionary[], parts: readonly [string, Numbers][]) {
  const head: Head = {
    criteria: VERSION,
    stored: dictionaries.map(({ isOfIds, stored }) => (isOfIds ? [] : stored)),
    parts: parts.map(([name, numbers]) => [name, typeOf(numbers), numbers.length]),
  };
  const text = Buffer.from(JSON.stringify(head));
  const pieces = [Buffer.from(Uint32Array.of(text.length).buffer), text];
  for (const [, { buffer, byteOffset, byteLength }] of parts) {
    pieces.push(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength));
  }
  return Buffer.concat(pieces);
}

function typeOf(numbers: Numbers): 'i' | 'd' | 's' {
  if (numbers instanceof Float64Array) return 'd';
  return numbers instanceof Uint16Array ? 's' : 'i';
}

/** Null where it was packed by a program with other criteria. */
export function unpackChunk(cards: Cards, bytes: Uint8Array): Chunk | null {
  const { head, parts } = split(bytes);
  if (head.criteria !== VERSION) return null;
  const codes = translate(cards, head.stored);
  const signatures = renumber(cards.lists.signatures, parts, 'signatures', (value) => codes(value));
  const chunk = newChunk();
  for (const name of PLAIN) chunk[name].set(numbersOf(parts, name));
  const speakers = numbersOf(parts, 'speakers') as Int32Array;
  const columns = new Map<Numbered, Int32Array>();
  for (const name of COLUMNS) {
    const change = name === 'profiles' ? (item: number) => signatures[item] as number : codes;
    const numbers = renumber(cards.lists[NUMBERED[name]], parts, name, change);
    columns.set(
      name,
      (numbersOf(parts, name) as Int32Array).map((one) => numbers[one] ?? 0),
    );
  }
  const { channels, ...others } = Object.fromEntries(columns) as Record<Numbered, Int32Array>;
  for (const [name, column] of Object.entries(others)) chunk[name as 'standing'].set(column);
  chunk.sizes.set(numbersOf(parts, 'sizes'));
  let used = 0;
  for (const [row, size] of chunk.sizes.entries()) {
    chunk.starts[row] = used;
    used += size;
  }
  Object.assign(chunk, { speakers, channels, used });
  noteIds(cards, chunk);
  return chunk;
}

type Parts = ReadonlyMap<string, Numbers>;

function split(bytes: Uint8Array): { readonly head: Head; readonly parts: Parts } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  const head: Head = JSON.parse(Buffer.from(bytes.subarray(4, 4 + length)).toString('utf8'));
  const parts = new Map<string, Numbers>();
  let at = 4 + length;
  for (const [name, type, count] of head.parts) {
    const numbers = new TYPES[type](count);
    const raw = new Uint8Array(numbers.buffer);
    raw.set(bytes.subarray(at, at + raw.length));
    parts.set(name, numbers);
    at += raw.length;
  }
  return { head, parts };
}

function numbersOf(parts: Parts, name: string): Numbers {
  const numbers = parts.get(name);
  if (!numbers) throw new Error(`A chunk of cards has no ${name}.`);
  return numbers;
}

// The values of fixed lists have the same codes, but for those that no list has any more.
function translate({ dictionaries }: Cards, stored: Head['stored']): (value: number) => number {
  const codes = stored.map((values, at) => {
    const dictionary = dictionaries[at] as Dictionary;
    return values.map((value, code) => (code === 0 ? 0 : codeOf(dictionary, value)));
  });
  return (value) => {
    const [at, code] = [placeOf(value), codeIn(value)];
    const dictionary = dictionaries[at] as Dictionary;
    return mark(at, dictionary.isOfIds ? codeOf(dictionary, code) : (codes[at]?.[code] ?? 0));
  };
}

function renumber(
  lists: Lists,
  parts: Parts,
  name: string,
  change: (item: number) => number,
): Int32Array {
  const starts = numbersOf(parts, `${name} starts`);
  const items = (numbersOf(parts, `${name} items`) as Int32Array).map(change);
  const numbers = new Int32Array(starts.length - 1);
  for (let at = 0; at < numbers.length; at += 1) {
    const list = items.subarray(starts[at], starts[at + 1]);
    numbers[at] = numberOf(lists, name === 'profiles' ? list : list.sort());
  }
  return numbers;
}

function noteIds({ dictionaries }: Cards, { speakers, story }: Chunk): void {
  for (const [key, column] of [
    ['source', speakers],
    ['article', story],
  ] as const) {
    const dictionary = dictionaries[CRITERIA.findIndex((one) => one.key === key)];
    for (const id of column) if (dictionary && id > dictionary.largest) dictionary.largest = id;
  }
}
