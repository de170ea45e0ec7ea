/** What the list needs to know of a filter, worked out in one go through all cards and remembered. */
import type { Connection } from '../database/database.ts';
import type { Cards } from './cards/cards.ts';
import { decide } from './cards/decide.ts';
import { foldTally } from './cards/fold.ts';
import { goThrough, type Worded } from './cards/go-through.ts';
import { withCards } from './cards/keep.ts';
import { addToPage, closePage, newPage } from './cards/page.ts';
import { newTally, tallyChunk } from './cards/tally.ts';
import { knownCode, storedAs } from './cards/values.ts';
import { CRITERIA } from './criteria.ts';
import type { Cursor } from './cursor.ts';
import { type Filter, NONE } from './filter.ts';
import { filterQuery } from './filter-address.ts';
import { findWords } from './words-found.ts';

/** The counts of one criterion. */
export interface Counted {
  readonly none: number;
  /** Of a fixed list all, else the largest, ties in the order of ids or of their coming. */
  readonly values: readonly { readonly value: string | number; readonly count: number }[];
  /** Those that the filter chooses, whether or not they are among the values. */
  readonly chosen: ReadonlyMap<string, number>;
  /** How many further values count anything. */
  readonly others: number;
}

/** A page of the list. */
export interface Found {
  readonly total: number;
  /** How many claims there are without any filter. */
  readonly all: number;
  /** How many of those found come before this page. */
  readonly before: number;
  /** One page, in the filter's order. */
  readonly ids: readonly number[];
  /** The last claim of this page, where there are more. */
  readonly next: Cursor | null;
}

export interface FilterAnswer extends Found {
  /** In the order of the criteria. */
  readonly counted: readonly Counted[];
}

/** Of open criteria, by their key, the only values to give: those whose names were looked for. */
export type Named = Readonly<Record<string, ReadonlySet<string | number>>>;

const MOST_REMEMBERED = 200;
/** Facets without a fixed list give their largest, and those chosen. */
const LARGEST = 10;

/** @param filter with ids of sources that were not merged away */
export async function answerFilter(
  connection: Connection,
  filter: Filter,
  named: Named = {},
): Promise<FilterAnswer> {
  const worded = await findWords(connection, filter);
  // Names may be another's by now, and what a transaction sees may be undone.
  const isUsual = Object.keys(named).length === 0 && connection.committed === null;
  return withCards(connection, (cards) => {
    const name = nameOf(connection, filter, worded);
    const remembered = isUsual ? cards.memory.get(name) : undefined;
    if (remembered) return remembered as FilterAnswer;
    const answer = workOut(cards, filter, worded, named);
    if (isUsual) remember(cards.memory, name, answer);
    return answer;
  });
}

/** The page alone, which takes a part of the time. */
export async function findPage(connection: Connection, filter: Filter): Promise<Found> {
  const worded = await findWords(connection, filter);
  return withCards(connection, (cards) => {
    const isUsual = connection.committed === null;
    const remembered = isUsual ? cards.memory.get(nameOf(connection, filter, worded)) : undefined;
    if (remembered) return remembered as FilterAnswer;
    const page = newPage(filter);
    goThrough(cards, decide(cards, filter), worded, (chunk, base, sifted) =>
      addToPage(page, chunk, base, sifted, worded),
    );
    return { total: page.total, before: page.before, all: cards.total, ...closePage(page) };
  });
}

// The words of a claim may change without its card, and not everybody may find all: what is found by
// words is remembered for the one who asks, while they ask.
function nameOf(connection: Connection, filter: Filter, worded: Worded | null): string {
  const asking = worded ? [worded.state, numberOf(connection)] : [];
  return JSON.stringify([...asking, filterQuery(filter), filter.after]);
}

const NUMBERS = new WeakMap<Connection, number>();
let numbered = 0;

function numberOf(connection: Connection): number {
  const known = NUMBERS.get(connection);
  if (known !== undefined) return known;
  numbered += 1;
  NUMBERS.set(connection, numbered);
  return numbered;
}

function remember(memory: Map<string, unknown>, name: string, answer: FilterAnswer): void {
  const [oldest] = memory.keys();
  if (memory.size >= MOST_REMEMBERED && oldest !== undefined) memory.delete(oldest);
  memory.set(name, answer);
}

function workOut(cards: Cards, filter: Filter, worded: Worded | null, named: Named): FilterAnswer {
  const decided = decide(cards, filter);
  const page = newPage(filter);
  const tally = newTally(cards, decided);
  goThrough(cards, decided, worded, (chunk, base, sifted) => {
    addToPage(page, chunk, base, sifted, worded);
    tallyChunk(tally, cards, chunk, sifted, decided);
  });
  const counts = foldTally(tally, cards, decided);
  const counted = counts.map((own, at) => pickCounts(cards, own, at, filter, named));
  const { total, before } = page;
  return { total, before, all: cards.total, ...closePage(page), counted };
}

function pickCounts(
  { dictionaries }: Cards,
  counts: Int32Array,
  at: number,
  { chosen }: Filter,
  named: Named,
): Counted {
  const { key, values } = CRITERIA[at] ?? { key: '', values: [] };
  const dictionary = dictionaries[at] ?? {
    isOfIds: false,
    codes: new Map(),
    stored: [],
    largest: 0,
  };
  const none = counts[0] ?? 0;
  if (typeof values !== 'string') {
    const all = values.map(({ value, stored }) => ({
      ...{ value, count: counts[dictionary.codes.get(stored) ?? -1] ?? 0 },
    }));
    return { none, values: all, chosen: new Map(), others: 0 };
  }
  const wanted = named[key];
  const { codes, others } = largest(
    counts,
    wanted ? (code) => wanted.has(storedAs(dictionary, code)) : null,
  );
  const own = (chosen[key] ?? []).filter((value) => value !== NONE);
  return {
    ...{ none, others },
    values: codes.map((code) => ({ value: storedAs(dictionary, code), count: counts[code] ?? 0 })),
    chosen: new Map(own.map((value) => [value, counts[knownCode(dictionary, value) ?? -1] ?? 0])),
  };
}

/**
 * The codes with the largest counts, ties in the order of their codes, and how many others count
 * anything. One pass with a short list: there may be tens of thousands of sources.
 */
function largest(counts: Int32Array, isWanted: ((code: number) => boolean) | null) {
  const codes: number[] = [];
  let all = 0;
  let least = 0;
  for (let code = 1; code < counts.length; code += 1) {
    const count = counts[code] as number;
    if (count === 0 || (isWanted && !isWanted(code))) continue;
    all += 1;
    if (codes.length === LARGEST && count <= least) continue;
    const place = codes.findIndex((other) => (counts[other] as number) < count);
    codes.splice(place < 0 ? codes.length : place, 0, code);
    codes.length = Math.min(codes.length, LARGEST);
    if (codes.length === LARGEST) least = counts[codes[LARGEST - 1] as number] as number;
  }
  return { codes, others: all - codes.length };
}
