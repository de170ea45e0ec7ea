/** All that is found, in order: what exports and bulk changes go by. */
import type { Sort } from '../criteria.ts';
import type { Chunk } from './chunk.ts';
import type { Worded } from './go-through.ts';
import type { Sifted } from './sift.ts';

interface Keys {
  readonly sort: Sort;
  count: number;
  ids: Int32Array;
  /** What the claims are sorted by. */
  keys: Float64Array;
}

export function newKeys(sort: Sort): Keys {
  return { sort, count: 0, ids: new Int32Array(1024), keys: new Float64Array(1024) };
}

export function addKeys(
  all: Keys,
  chunk: Chunk,
  base: number,
  { found, foundCount }: Sifted,
  worded: Worded | null,
): void {
  if (all.count + foundCount > all.ids.length) lengthen(all, all.count + foundCount);
  const column = all.sort === 'changed' ? chunk.changed : chunk.days;
  const scores = all.sort === 'relevance' ? worded?.scores : null;
  for (let n = 0; n < foundCount; n += 1) {
    const row = found[n] as number;
    const id = base + row;
    all.ids[all.count] = id;
    all.keys[all.count] = scores ? (scores.get(id) ?? 0) : (column[row] as number);
    all.count += 1;
  }
}

function lengthen(all: Keys, least: number): void {
  const [ids, keys] = [new Int32Array(least * 2), new Float64Array(least * 2)];
  ids.set(all.ids);
  keys.set(all.keys);
  Object.assign(all, { ids, keys });
}

/** The ids, by their keys; the id breaks ties. */
export function sortKeys({ sort, count, ids, keys }: Keys): Int32Array {
  const order = new Uint32Array(count);
  for (let n = 0; n < count; n += 1) order[n] = n;
  const sign = sort === 'oldest' || sort === 'relevance' ? 1 : -1;
  order.sort((a, b) => {
    return (
      sign * ((keys[a] as number) - (keys[b] as number) || (ids[a] as number) - (ids[b] as number))
    );
  });
  const sorted = new Int32Array(count);
  for (let n = 0; n < count; n += 1) sorted[n] = ids[order[n] as number] as number;
  return sorted;
}
