/** Finds the claims of a bulk, writes them down, and sets to work. */
import { type Filter, parseFilter } from '../claims/filter.ts';
import { followMerges } from '../claims/names.ts';
import { searchAll } from '../claims/search.ts';
import type { Database } from '../database/database.ts';
import type { AskedBulk } from './bulk.schema.ts';
import { carryOut } from './bulk-run.ts';
import { addClaims, insertBulk } from './bulk-store.ts';

/** So many claims are written down in one transaction. */
const CHUNK = 2000;

/** The filter of a bulk's query, with merged sources followed. */
export function readFilter(database: Database, query: string): Promise<Filter> {
  const { filter } = parseFilter(new URLSearchParams(query));
  return followMerges(database, { ...filter, after: null });
}

/** All that match now: later the bulk acts on these, whatever the filter would find then. */
export async function findClaims(database: Database, asked: AskedBulk): Promise<number[]> {
  if (asked.ids) return [...asked.ids];
  const ids: number[] = [];
  const filter = await readFilter(database, asked.filter ?? '');
  for await (const batch of searchAll(database, filter)) {
    ids.push(...batch);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return [...new Set(ids)];
}

/** @returns the bulk's id; what could not be done at once goes on after that */
export async function beginBulk(
  database: Database,
  asked: AskedBulk,
  ids: readonly number[],
  by: { readonly personId: number; readonly at: Date },
  clock: () => Date,
): Promise<number> {
  const bulkId = await database.write((tx) => insertBulk(tx, asked, ids.length, by));
  await carryOut(database, bulkId, clock, async () => {
    for (let at = 0; at < ids.length; at += CHUNK) {
      await database.write((tx) => addClaims(tx, bulkId, ids.slice(at, at + CHUNK), at));
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  return bulkId;
}
