/**
 * A chunk as bytes and back. It says for itself what its numbers mean, so that it can be read into
 * cards that have numbered their lists and values otherwise.
 */
import { createHash } from 'node:crypto';
import { CRITERIA } from '../criteria.ts';
import type { Cards } from './cards.ts';
import { CHUNK_SIZE, type Chunk, newChunk } from './chunk.ts';
import { KINDS, PLACES } from './kinds.ts';
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
const PLAIN = ['days', 'changed', 'story', 'starts'] as const;
const OF_CLAIMS = ['standing', 'handling', 'subjects'] as const;
const OF_SAID = ['signatures', 'channels'] as const;

/** Of the program's criteria, as it stands in the chunks that it packs. */
export const CHUNK_VERSION = createHash('sha256')
  .update(JSON.stringify(CRITERIA.map(({ key, of, value, join }) => [key, of, value, join])))
  .update(`3 ${CHUNK_SIZE}`)
  .digest('base64url');

export function packChunk({ lists, dictionaries }: Cards, chunk: Chunk): Uint8Array {
  const { said } = chunk;
  const parts: [string, Numbers][] = PLAIN.map((name) => [name, chunk[name]]);
  parts.push(['owners', said.owners], ['speakers', said.speakers]);
  parts.push(['channelled', said.channelled]);
  for (const name of OF_CLAIMS) parts.push(...localise(name, lists[name], chunk[name]));
  for (const name of OF_SAID) parts.push(...localise(name, lists[name], said[name]));
  return join(dictionaries, parts);
}

// Only the lists that occur, numbered as they come.
function localise(
  name: string,
  { count, starts, items }: Lists,
  column: Int32Array,
): [string, Int32Array][] {
  const numbers = new Int32Array(count).fill(-1);
  const used: number[] = [];
  const local = column.map((number) => {
    if (numbers[number] === -1) numbers[number] = used.push(number) - 1;
    return numbers[number] as number;
  });
  const ends = new Int32Array(used.length);
  const all: number[] = [];
  for (const [at, number] of used.entries()) {
    for (const item of items.subarray(starts[number], starts[number + 1])) all.push(item);
    ends[at] = all.length;
  }
  return [
    [name, local],
    [`${name} ends`, ends],
    [`${name} items`, Int32Array.from(all)],
  ];
}

function join(dictionaries: readonly Dictionary[], parts: readonly [string, Numbers][]) {
  const head: Head = {
    criteria: CHUNK_VERSION,
    // No names of desks, which are people's words: what follows from articles is not in here.
    stored: dictionaries.map(({ isOfIds, stored }, at) =>
      isOfIds || KINDS[at] === 'story' ? [] : stored,
    ),
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
  if (head.criteria !== CHUNK_VERSION) return null;
  const codes = translate(cards, head.stored);
  const chunk = newChunk();
  for (const name of PLAIN) chunk[name].set(numbersOf(parts, name));
  for (const name of OF_CLAIMS) chunk[name].set(renumber(cards.lists[name], parts, name, codes));
  chunk.said = {
    owners: numbersOf(parts, 'owners') as Uint16Array,
    signatures: renumber(cards.lists.signatures, parts, 'signatures', codes),
    speakers: numbersOf(parts, 'speakers') as Int32Array,
    channelled: numbersOf(parts, 'channelled') as Int32Array,
    channels: renumber(cards.lists.channels, parts, 'channels', codes),
  };
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
  const ends = numbersOf(parts, `${name} ends`);
  const items = (numbersOf(parts, `${name} items`) as Int32Array).map(change);
  const numbers = new Int32Array(ends.length);
  for (let at = 0; at < numbers.length; at += 1) {
    numbers[at] = numberOf(lists, items.subarray(ends[at - 1] ?? 0, ends[at]).sort());
  }
  return (numbersOf(parts, name) as Int32Array).map((one) => numbers[one] as number);
}

function noteIds({ dictionaries }: Cards, { said, story }: Chunk): void {
  const speaker = dictionaries[PLACES.speaker] as Dictionary;
  const article = dictionaries[PLACES.article] as Dictionary;
  for (const id of said.speakers) if (id > speaker.largest) speaker.largest = id;
  for (const id of story) if (id > article.largest) article.largest = id;
}
