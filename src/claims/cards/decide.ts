/** Decides, once per filter, what every list of values makes of it. */
import { CRITERIA } from '../criteria.ts';
import { type Filter, NONE } from '../filter.ts';
import type { Cards } from './cards.ts';
import { type ClaimKind, KINDS, OF_CLAIM, PLACES } from './kinds.ts';
import type { Lists } from './lists.ts';
import { zeros } from './scratch.ts';
import { codeIn, type Dictionary, knownCode, placeOf, type Stored } from './values.ts';

/** Not one bit alone: whatever has it is out, in every facet. */
export const NEVER = -1;

/** One criterion's part of a filter. */
interface Test {
  readonly at: number;
  /** Which bit says that it is missed; that of something excluded is never looked at. */
  readonly bit: number;
  readonly codes: ReadonlySet<number>;
  readonly excludes: boolean;
}

/**
 * Which chosen criteria a list, a source or an article misses: a bit for each, `NEVER` where it has
 * something excluded. Null where nothing is asked of the kind.
 */
export interface Decided {
  readonly of: Readonly<Record<ClaimKind, Int32Array | null>>;
  readonly signatures: Int32Array | null;
  readonly channels: Int32Array | null;
  readonly speakers: Int32Array | null;
  /** What an attribution without a channel misses. */
  readonly noChannel: number;
  /** Whether sources are chosen that attributions must have. */
  readonly byRow: boolean;
  /** Per bit the place of its criterion. */
  readonly places: readonly number[];
  readonly from: number;
  readonly to: number;
}

const EARLIEST = 1;
const LATEST = 99_999_999;

/** @param filter with ids of sources that were not merged away */
export function decide(cards: Cards, filter: Filter): Decided {
  const places = CRITERIA.flatMap(({ key }, at) => (filter.chosen[key] ? [at] : []));
  const tests = [
    ...places.map((at, bit) => makeTest(cards, filter.chosen, at, 1 << bit)),
    ...CRITERIA.flatMap(({ key }, at) =>
      filter.excluded[key] ? [makeTest(cards, filter.excluded, at, NEVER)] : [],
    ),
  ];
  const { lists } = cards;
  const of = (...kinds: string[]) => tests.filter(({ at }) => kinds.includes(KINDS[at] ?? ''));
  const rows = of('speaker', 'channel');
  return {
    of: {
      standing: decideLists(lists.standing, of('standing')),
      handling: decideLists(lists.handling, of('handling')),
      subjects: decideLists(lists.subjects, of('subjects')),
      story: decideStories(cards, of('story')),
    },
    signatures: decideLists(lists.signatures, of('signature')),
    channels: decideLists(lists.channels, of('channel')),
    speakers: decideSpeakers(cards, of('speaker')),
    noChannel: bitsOf(of('channel')),
    byRow: rows.some(({ excludes }) => !excludes),
    places,
    from: filter.from ? numberOf(filter.from) : EARLIEST,
    to: filter.to ? numberOf(filter.to) : LATEST,
  };
}

/** Whether every claim is found. */
export function asksNothing({ of, signatures, channels, speakers, from, to }: Decided): boolean {
  const tables = [...OF_CLAIM.map((kind) => of[kind]), signatures, channels, speakers];
  return tables.every((table) => table === null) && from === EARLIEST && to === LATEST;
}

function numberOf(day: string): number {
  return Number(day.replaceAll('-', ''));
}

function makeTest(cards: Cards, asked: Filter['chosen'], at: number, bit: number): Test {
  const { key, values } = CRITERIA[at] ?? { key: '', values: [] };
  const dictionary = cards.dictionaries[at] as Dictionary;
  const codes = new Set<number>();
  for (const value of asked[key] ?? []) {
    const code = value === NONE ? 0 : knownCode(dictionary, toStored(values, value));
    if (code !== undefined) codes.add(code);
  }
  return { at, bit, codes, excludes: bit === NEVER };
}

function toStored(values: (typeof CRITERIA)[number]['values'], value: string): Stored {
  if (values === 'desk') return value;
  if (typeof values === 'string') return Number(value);
  return values.find((choice) => choice.value === value)?.stored ?? value;
}

function bitsOf(tests: readonly Test[]): number {
  return tests.reduce((bits, test) => (test.excludes ? bits : bits | test.bit), 0);
}

function decideLists({ count, starts, items }: Lists, tests: readonly Test[]): Int32Array | null {
  if (tests.length === 0) return null;
  const all = bitsOf(tests);
  const misses = new Int32Array(count).fill(all);
  for (let number = 0; number < count; number += 1) {
    const end = starts[number + 1] as number;
    for (let item = starts[number] as number; item < end; item += 1) {
      const value = items[item] as number;
      for (const test of tests) {
        if (test.at === placeOf(value)) misses[number] = meet(misses[number], test, codeIn(value));
      }
    }
  }
  return misses;
}

function meet(misses: number | undefined, { bit, codes, excludes }: Test, code: number): number {
  if (misses === undefined || misses === NEVER) return NEVER;
  if (!codes.has(code)) return misses;
  return excludes ? NEVER : misses & ~bit;
}

function decideStories({ dictionaries, stories }: Cards, tests: readonly Test[]) {
  if (tests.length === 0) return null;
  const count = (dictionaries[PLACES.article]?.largest ?? 0) + 1;
  const misses = zeros('stories', count).fill(bitsOf(tests));
  for (const test of tests) {
    const codes = codesOfStories(stories, test.at);
    for (let id = 0; id < count; id += 1) {
      misses[id] = meet(misses[id], test, codes === null ? id : (codes[id] ?? 0));
    }
  }
  return misses;
}

/** Per article its code of a criterion; null where that is the article's id. */
export function codesOfStories(stories: Cards['stories'], at: number): Int32Array | null {
  if (at === PLACES.article) return null;
  return at === PLACES.publisher ? stories.publishers : stories.desks;
}

function decideSpeakers({ dictionaries }: Cards, tests: readonly Test[]): Int32Array | null {
  if (tests.length === 0) return null;
  const largest = dictionaries[PLACES.speaker]?.largest ?? 0;
  const misses = zeros('wanted speakers', largest + 1).fill(bitsOf(tests));
  for (const test of tests) {
    for (const code of test.codes) {
      if (code <= largest) misses[code] = meet(misses[code], test, code);
    }
  }
  return misses;
}

/** The bit of a criterion; 0 where it is not chosen. */
export function bitOf({ places }: Decided, at: number): number {
  const bit = places.indexOf(at);
  return bit < 0 ? 0 : 1 << bit;
}

/** The bits of the criteria that are about sources of attributions. */
export function bitsOfSources({ places }: Decided): number {
  return places.reduce((bits, at, bit) => {
    return KINDS[at] === 'speaker' || KINDS[at] === 'channel' ? bits | (1 << bit) : bits;
  }, 0);
}
