/** The claims before and after one in a filtered list, however long the list is. */
import type { Connection } from '../database/database.ts';
import type { Cursor } from './cursor.ts';
import type { Filter } from './filter.ts';
import { filterAddress, filterQuery, pageAddress } from './filter-address.ts';
import { namesOfFilter } from './names.ts';
import type { ClaimRecord } from './record.ts';
import { search } from './search.ts';
import { filterSentence } from './sentence.ts';

/** Where a claim stands in a list. */
export interface Neighbours {
  readonly previous: number | null;
  readonly next: number | null;
  /** From 1; null where the filter does not find the claim (any more). */
  readonly position: number | null;
  readonly total: number;
  /** The list, from this claim on where it would not be on the first page. */
  readonly listUrl: string;
  readonly sentence: string;
  /** What carries the filter on from claim to claim. */
  readonly query: string;
}

/** Orders without an opposite are looked through from their start, this far. */
const MOST_LOOKED_THROUGH = 1000;

/** The parameter of a claim's address that says in which list it is looked at. */
export function claimAddress(id: number, query: string): string {
  return `/claims/${id}?${new URLSearchParams({ in: query === '' ? EVERYTHING : query })}`;
}

// A blank would be as good as none.
const EVERYTHING = 'sort=newest';

export async function readNeighbours(
  connection: Connection,
  filter: Filter,
  claim: ClaimRecord,
): Promise<Neighbours> {
  const whole = { ...filter, after: null };
  const start = justBefore(filter, claim);
  const place = start
    ? await placeByKey(connection, whole, claim, start)
    : await placeByLooking(connection, whole, claim.id);
  const isFar = (place.position ?? 0) > filter.perPage && start !== null && start.id > 0;
  const address = isFar ? pageAddress(whole, start) : filterAddress(whole);
  return {
    ...place,
    listUrl: `${address}#claim-${claim.id}`,
    sentence: filterSentence(filter, await namesOfFilter(connection, filter)),
    query: filterQuery(whole),
  };
}

type Place = Pick<Neighbours, 'previous' | 'next' | 'position' | 'total'>;

/** A cursor after which the claim itself comes first; null where its key is not known. */
function justBefore({ sort }: Filter, { id, claimDate, changedAt }: ClaimRecord): Cursor | null {
  const date = Number(claimDate.replaceAll('-', ''));
  if (sort === 'newest') return { sort, key: date, id: id + 1 };
  if (sort === 'oldest') return { sort, key: date, id: id - 1 };
  return sort === 'changed' ? { sort, key: Date.parse(changedAt), id: id + 1 } : null;
}

async function placeByKey(
  connection: Connection,
  filter: Filter,
  { id }: ClaimRecord,
  start: Cursor,
): Promise<Place> {
  const here = await search(connection, { ...filter, after: start, perPage: 2 });
  const isIn = here.ids[0] === id;
  return {
    previous: await previousOf(connection, filter, { ...start, id }, here.before),
    next: here.ids[isIn ? 1 : 0] ?? null,
    position: isIn ? here.before + 1 : null,
    total: here.total,
  };
}

async function previousOf(
  connection: Connection,
  filter: Filter,
  place: Cursor,
  before: number,
): Promise<number | null> {
  if (before === 0) return null;
  if (filter.sort === 'changed') {
    if (before > MOST_LOOKED_THROUGH) return null;
    const { ids } = await search(connection, { ...filter, perPage: before });
    return ids.at(-1) ?? null;
  }
  // The first one after it in the opposite order.
  const sort = filter.sort === 'oldest' ? 'newest' : 'oldest';
  const asked: Filter = { ...filter, sort, after: { ...place, sort }, perPage: 1 };
  return (await search(connection, asked)).ids[0] ?? null;
}

async function placeByLooking(connection: Connection, filter: Filter, id: number): Promise<Place> {
  const { ids, total } = await search(connection, { ...filter, perPage: MOST_LOOKED_THROUGH });
  const at = ids.indexOf(id);
  if (at < 0) return { previous: null, next: null, position: null, total };
  return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null, position: at + 1, total };
}
