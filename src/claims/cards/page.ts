/** One page of what is found: the best few are kept while all go by, so that nothing is sorted. */
import type { Sort } from '../criteria.ts';
import type { Cursor } from '../cursor.ts';
import type { Filter } from '../filter.ts';
import type { Chunk } from './chunk.ts';
import type { Worded } from './go-through.ts';
import type { Sifted } from './sift.ts';

interface Place {
  readonly key: number;
  readonly id: number;
}

// The id breaks ties, so that every order is total and a page can go on where the last ended.
const SIGNS: Readonly<Record<Sort, 1 | -1>> = { newest: -1, oldest: 1, changed: -1, relevance: 1 };

export interface Page {
  total: number;
  /** How many of those found come before this page. */
  before: number;
  best: Place[];
  worst: Place | null;
  readonly enough: number;
  readonly sort: Sort;
  readonly after: Cursor | null;
}

export function newPage({ sort, after, perPage }: Filter): Page {
  return { total: 0, before: 0, best: [], worst: null, enough: perPage + 1, sort, after };
}

export function addToPage(
  page: Page,
  chunk: Chunk,
  base: number,
  { found, foundCount }: Sifted,
  worded: Worded | null,
): void {
  const keys = page.sort === 'changed' ? chunk.changed : chunk.days;
  const scores = page.sort === 'relevance' ? worded?.scores : null;
  const sign = SIGNS[page.sort];
  page.total += foundCount;
  const { after } = page;
  let worst = page.worst;
  for (let n = 0; n < foundCount; n += 1) {
    const row = found[n] as number;
    const id = base + row;
    const key = scores ? (scores.get(id) ?? 0) : (keys[row] as number);
    if (after !== null && sign * (key - after.key || id - after.id) <= 0) {
      page.before += 1;
      continue;
    }
    // Most claims are neither on this page nor near it: nothing is made for them.
    if (worst !== null) {
      const behind = sign * (key - worst.key);
      if (behind > 0 || (behind === 0 && sign * (id - worst.id) > 0)) continue;
    }
    page.best.push({ key, id });
    if (page.best.length >= page.enough * 2 + 100) {
      shorten(page);
      worst = page.worst;
    }
  }
}

function shorten(page: Page): void {
  const sign = SIGNS[page.sort];
  page.best.sort((a, b) => sign * (a.key - b.key || a.id - b.id));
  page.best.length = Math.min(page.best.length, page.enough);
  page.worst = page.best.length === page.enough ? (page.best.at(-1) ?? null) : null;
}

/** The ids in their order, and the last one where there are more. */
export function closePage(page: Page): { ids: number[]; next: Cursor | null } {
  shorten(page);
  const shown = page.best.slice(0, page.enough - 1);
  const last = shown.at(-1);
  const next = page.best.length === page.enough && last ? { sort: page.sort, ...last } : null;
  return { ids: shown.map(({ id }) => id), next };
}
