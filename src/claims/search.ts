/** The list: how many claims a filter finds, and one page of them. */
import type { Connection } from '../database/database.ts';
import { type Cards, readCards } from './cards.ts';
import type { Block } from './columns.ts';
import type { Sort } from './criteria.ts';
import type { Cursor } from './cursor.ts';
import type { Filter } from './filter.ts';
import { type Conditions, eachFound, prepare } from './matching.ts';
import { followMerges } from './names.ts';

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

interface Place {
  readonly key: number;
  readonly id: number;
}

type KeyOf = (block: Block, row: number, conditions: Conditions) => number;

// The id breaks ties, so that every order is total and a page can go on where the last ended.
const ORDERS: Readonly<Record<Sort, { readonly key: KeyOf; readonly sign: 1 | -1 }>> = {
  newest: { key: (block, row) => block.dates[row] as number, sign: -1 },
  oldest: { key: (block, row) => block.dates[row] as number, sign: 1 },
  changed: { key: (block, row) => block.changed[row] as number, sign: -1 },
  relevance: {
    key: (block, row, { scores }) => scores?.get(block.ids[row] as number) ?? 0,
    sign: 1,
  },
};

export async function search(connection: Connection, filter: Filter): Promise<Found> {
  const cards = await readCards(connection);
  const asked = await followMerges(connection, filter);
  const conditions = await prepare(connection, cards, asked);
  return pick(cards, conditions, filter, filter.perPage);
}

/** The ids of all that the filter finds, in its order, a batch at a time. */
export async function* searchAll(
  connection: Connection,
  filter: Filter,
): AsyncGenerator<readonly number[]> {
  let after: Cursor | null = null;
  do {
    const page: Found = await search(connection, { ...filter, after, perPage: BATCH });
    if (page.ids.length > 0) yield page.ids;
    after = page.next;
  } while (after);
}

const BATCH = 1000;

// Keeps the best few while it goes through all, so that nothing as long as the list is sorted.
function pick(cards: Cards, conditions: Conditions, filter: Filter, count: number): Found {
  const { key, sign } = ORDERS[filter.sort];
  const compare = (a: Place, b: Place) => sign * (a.key - b.key || a.id - b.id);
  const { after } = filter;
  const enough = count + 1;
  let best: Place[] = [];
  let worst: Place | null = null;
  let total = 0;
  let before = 0;
  eachFound(cards, conditions, (block, row) => {
    total += 1;
    const place = key(block, row, conditions);
    const id = block.ids[row] as number;
    // Most claims are neither on this page nor near it: nothing is made for them.
    if (after && sign * (place - after.key || id - after.id) <= 0) before += 1;
    else if (!worst || sign * (place - worst.key || id - worst.id) <= 0) {
      best.push({ key: place, id });
      if (best.length < enough * 2 + 100) return;
      best = best.sort(compare).slice(0, enough);
      worst = best.at(-1) ?? null;
    }
  });
  best.sort(compare);
  const page = best.slice(0, count);
  const last = page.at(-1);
  const more = best.length > count && last;
  return {
    ...{ total, before, all: countCards(cards) },
    ids: page.map(({ id }) => id),
    next: more ? { sort: filter.sort, ...last } : null,
  };
}

function countCards({ blocks }: Cards): number {
  let all = 0;
  for (const { ids } of blocks.values()) all += ids.length;
  return all;
}
