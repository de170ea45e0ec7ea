/** The list: how many claims a filter finds, and one page of them. */
import type { Connection } from '../database/database.ts';
import { type Found, findPage } from './answer.ts';
import { decide } from './cards/decide.ts';
import { countFound, goThrough } from './cards/go-through.ts';
import { withCards } from './cards/keep.ts';
import { addKeys, newKeys, sortKeys } from './cards/keys.ts';
import type { Filter } from './filter.ts';
import { followMerges } from './names.ts';
import { findWords } from './words-found.ts';

export type { Found };

export async function search(connection: Connection, filter: Filter): Promise<Found> {
  return findPage(connection, await followMerges(connection, filter));
}

/** How many claims a filter finds, where nothing else is wanted of it. */
export async function countClaims(connection: Connection, filter: Filter): Promise<number> {
  const asked = await followMerges(connection, filter);
  const worded = await findWords(connection, asked);
  return withCards(connection, (cards) => countFound(cards, decide(cards, asked), worded));
}

const BATCH = 1000;

/** The ids of all that the filter finds, in its order, a batch at a time. */
export async function* searchAll(
  connection: Connection,
  filter: Filter,
): AsyncGenerator<readonly number[]> {
  const asked = await followMerges(connection, filter);
  const worded = await findWords(connection, asked);
  const keys = await withCards(connection, (cards) => {
    const all = newKeys(filter.sort);
    goThrough(cards, decide(cards, asked), worded, (chunk, base, sifted) =>
      addKeys(all, chunk, base, sifted, worded),
    );
    return all;
  });
  const ids = await sortKeys(keys);
  for (let from = 0; from < ids.length; from += BATCH) {
    yield [...ids.subarray(from, from + BATCH)];
  }
}
