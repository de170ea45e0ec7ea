/** The addresses of a filter and of those next to it: one value more, one value less. */
import { type Cursor, writeCursor } from './cursor.ts';
import { type Filter, NO_FILTER } from './filter.ts';

/** The filter as pairs of its canonical query: sorted, without blanks, defaults and the page. */
export function filterPairs(filter: Filter): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [key, values] of Object.entries(filter.chosen)) {
    pairs.push(...values.map((value): [string, string] => [key, value]));
  }
  for (const [key, values] of Object.entries(filter.excluded)) {
    pairs.push(...values.map((value): [string, string] => [`not_${key}`, value]));
  }
  if (filter.words) pairs.push(['q', filter.words]);
  if (filter.from) pairs.push(['from', filter.from]);
  if (filter.to) pairs.push(['to', filter.to]);
  if (filter.sort !== NO_FILTER.sort) pairs.push(['sort', filter.sort]);
  if (filter.perPage !== NO_FILTER.perPage) pairs.push(['per_page', `${filter.perPage}`]);
  return pairs.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
}

/** The same filter is always the same query. */
export function filterQuery(filter: Filter): string {
  return new URLSearchParams(filterPairs(filter)).toString();
}

/** Canonical address of the list, its twin or export (`/claims`, `/claims.csv`) under a filter. */
export function filterAddress(filter: Filter, path = '/claims'): string {
  const query = filterQuery(filter);
  return query === '' ? path : `${path}?${query}`;
}

/** Address of the page of the list that comes after a claim. */
export function pageAddress(filter: Filter, after: Cursor, path = '/claims'): string {
  const pairs: [string, string][] = [...filterPairs(filter), ['after', writeCursor(after)]];
  return `${path}?${new URLSearchParams(pairs)}`;
}

/** The same filter with one value more or less. */
export function toggle(
  filter: Filter,
  list: 'chosen' | 'excluded',
  key: string,
  value: string,
): Filter {
  const now = filter[list][key] ?? [];
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value].sort();
  const { [key]: _, ...others } = filter[list];
  const values = next.length > 0 ? { ...others, [key]: next } : others;
  return { ...filter, [list]: values, after: null };
}

/** The same filter without its words, which no order by relevance can do without. */
export function withoutWords(filter: Filter): Filter {
  const sort = filter.sort === 'relevance' ? 'newest' : filter.sort;
  return { ...filter, words: null, sort, after: null };
}
