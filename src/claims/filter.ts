/** The query string of the list ⇄ a filter. The same filter is always the same address. */
import type { FieldError } from '../web/errors.ts';
import { day } from '../web/schema.ts';
import { type Criterion, criterionOf, SORTS, type Sort } from './criteria.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';

/** The value of every criterion that finds claims with nothing recorded. */
export const NONE = 'none';
export const NOTHING = 'nothing recorded';

export interface Filter {
  /** Per key the values of which one must hold; sorted, never empty. */
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  /** Per key the values of which none may hold; sorted, never empty. */
  readonly excluded: Readonly<Record<string, readonly string[]>>;
  readonly words: string | null;
  /** The claim's date, `YYYY-MM-DD`, inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  readonly sort: Sort;
  readonly perPage: number;
  /** The last claim of the page before. */
  readonly after: Cursor | null;
}

export interface ParsedFilter {
  readonly filter: Filter;
  /** What to look for in facets without a fixed list: `facet_q=publisher:times`. */
  readonly facetQuery: Readonly<Record<string, string>>;
  /** Unknown keys and values; they are left out of the filter. */
  readonly problems: readonly FieldError[];
}

export const PER_PAGE = { least: 1, usual: 50, most: 200 } as const;
const MOST_WORDS_LENGTH = 500;

export const NO_FILTER: Filter = {
  ...{ chosen: {}, excluded: {}, words: null, from: null, to: null },
  ...{ sort: 'newest', perPage: PER_PAGE.usual, after: null },
};

/** Never throws: what is not understood is named in `problems`. */
export function parseFilter(params: URLSearchParams): ParsedFilter {
  const problems: FieldError[] = [];
  const chosen: Record<string, readonly string[]> = {};
  const excluded: Record<string, readonly string[]> = {};
  const single: Record<string, string> = {};
  const facetQuery: Record<string, string> = {};
  for (const [key, values] of collect(params)) {
    const criterion = criterionOf(key.replace(/^not_/, ''));
    if (criterion) {
      const known = knownValues(criterion, key, values, problems);
      const list = key.startsWith('not_') ? excluded : chosen;
      if (known.length > 0) list[criterion.key] = known;
    } else if (key.startsWith('facet_q')) {
      Object.assign(facetQuery, readFacetQueries(key, values, problems));
    } else if (!SINGLE.includes(key)) {
      problems.push({ path: key, message: `There is no filter “${shortened(key)}”.` });
    } else if (values.length > 0) {
      single[key] = values.at(-1) ?? '';
      if (values.length > 1) problems.push({ path: key, message: `“${key}” is given twice.` });
    }
  }
  return { filter: { ...readSingles(single, problems), chosen, excluded }, facetQuery, problems };
}

// Blanks, as an empty field of a form gives them, are dropped; their keys must be known all the
// same. Control characters cannot be searched for, and SQLite ends texts at a NUL.
function collect(params: URLSearchParams): Map<string, string[]> {
  const collected = new Map<string, string[]>();
  for (const [key, value] of params) {
    const text = value.replace(/[\p{Cc}\s]+/gu, ' ').trim();
    const values = collected.get(key) ?? [];
    collected.set(key, text === '' ? values : [...values, text]);
  }
  return collected;
}

function knownValues(
  criterion: Criterion,
  key: string,
  values: readonly string[],
  problems: FieldError[],
): string[] {
  const known = new Set<string>();
  for (const value of values) {
    if (accepts(criterion, value)) known.add(value);
    else problems.push(unknownValue(key, value, criterion.label));
  }
  return [...known].sort();
}

function accepts({ values }: Criterion, value: string): boolean {
  if (value === NONE || values === 'desk') return true;
  if (typeof values === 'string') return /^[1-9]\d{0,14}$/.test(value);
  return values.some((choice) => choice.value === value);
}

function unknownValue(key: string, value: string, label: string): FieldError {
  return { path: key, message: `“${shortened(value)}” is no value of ${label.toLowerCase()}.` };
}

// `facet_q=publisher:times`; a form, which can only name its field, sends `facet_q.publisher=times`.
function readFacetQueries(
  key: string,
  values: readonly string[],
  problems: FieldError[],
): Record<string, string> {
  const queries: Record<string, string> = {};
  const [, named] = /^facet_q\.(.*)$/.exec(key) ?? [];
  for (const value of values) {
    const at = value.indexOf(':');
    const facet = named ?? value.slice(0, Math.max(at, 0));
    if (typeof criterionOf(facet)?.values !== 'string' || (!named && key !== 'facet_q')) {
      problems.push({ path: key, message: `“${shortened(value)}” is not “filter:words”.` });
      continue;
    }
    const text = named ? value : value.slice(at + 1).trim();
    if (text !== '') queries[facet] = text;
  }
  return queries;
}

const SINGLE = ['q', 'from', 'to', 'sort', 'per_page', 'after'];

function readSingles(single: Readonly<Record<string, string>>, problems: FieldError[]): Filter {
  const wrong = (path: string, message: string) => problems.push({ path, message });
  const date = (key: 'from' | 'to') => {
    const read = day()
      .nullable()
      .safeParse(single[key] ?? null);
    if (!read.success) wrong(key, 'Write the date as YYYY-MM-DD.');
    return read.data ?? null;
  };
  let words = single.q ?? null;
  if (words && words.length > MOST_WORDS_LENGTH) {
    wrong('q', `At most ${MOST_WORDS_LENGTH} characters can be searched for.`);
    words = null;
  }
  let sort = (single.sort ?? 'newest') as Sort;
  if (!Object.hasOwn(SORTS, sort)) {
    problems.push(unknownValue('sort', sort, 'sort'));
    sort = 'newest';
  } else if (sort === 'relevance' && words === null) {
    wrong('sort', 'Sorting by relevance needs words to search for.');
    sort = 'newest';
  }
  const perPage = Number(single.per_page ?? PER_PAGE.usual);
  const fits = Number.isInteger(perPage) && perPage >= PER_PAGE.least && perPage <= PER_PAGE.most;
  if (!fits)
    wrong('per_page', `“per_page” is a number from ${PER_PAGE.least} to ${PER_PAGE.most}.`);
  const after = single.after === undefined ? null : readCursor(single.after);
  const continues = after === null || after.sort === sort;
  if ((single.after !== undefined && !after) || !continues) {
    wrong('after', 'This is not the address of a next page; here is the first.');
  }
  return {
    ...{ ...NO_FILTER, words, from: date('from'), to: date('to'), sort },
    ...{ perPage: fits ? perPage : PER_PAGE.usual, after: continues ? after : null },
  };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}

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
