/** The query string of the list ⇄ a filter. The same filter is always the same address. */
import type { FieldError } from '../web/errors.ts';
import { day } from '../web/schema.ts';
import { type Criterion, criterionOf, SORTS, type Sort } from './criteria.ts';
import { type Cursor, readCursor } from './cursor.ts';

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

const PER_PAGE = { least: 1, usual: 50, most: 200 } as const;
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
type Single = Readonly<Record<string, string>>;

function readSingles(single: Single, problems: FieldError[]): Filter {
  const words = readWords(single, problems);
  const sort = readSort(single, words, problems);
  return {
    ...{ ...NO_FILTER, words, sort },
    from: readDay('from', single, problems),
    to: readDay('to', single, problems),
    perPage: readPerPage(single, problems),
    after: readAfter(single, sort, problems),
  };
}

function readWords({ q }: Single, problems: FieldError[]): string | null {
  if (q === undefined || q.length <= MOST_WORDS_LENGTH) return q ?? null;
  const message = `At most ${MOST_WORDS_LENGTH} characters can be searched for.`;
  problems.push({ path: 'q', message });
  return null;
}

function readDay(path: 'from' | 'to', single: Single, problems: FieldError[]): string | null {
  const read = day()
    .nullable()
    .safeParse(single[path] ?? null);
  if (!read.success) problems.push({ path, message: 'Write the date as YYYY-MM-DD.' });
  return read.data ?? null;
}

function readSort({ sort = 'newest' }: Single, words: string | null, problems: FieldError[]): Sort {
  const message = 'Sorting by relevance needs words to search for.';
  if (!Object.hasOwn(SORTS, sort)) problems.push(unknownValue('sort', sort, 'sort'));
  else if (sort !== 'relevance' || words !== null) return sort as Sort;
  else problems.push({ path: 'sort', message });
  return 'newest';
}

function readPerPage({ per_page: asked }: Single, problems: FieldError[]): number {
  const { least, most, usual } = PER_PAGE;
  if (asked === undefined) return usual;
  const count = /^\d{1,3}$/.test(asked) ? Number(asked) : 0;
  if (count >= least && count <= most) return count;
  problems.push({ path: 'per_page', message: `“per_page” is a number from ${least} to ${most}.` });
  return usual;
}

function readAfter({ after }: Single, sort: Sort, problems: FieldError[]): Cursor | null {
  if (after === undefined) return null;
  const cursor = readCursor(after);
  if (cursor?.sort === sort) return cursor;
  const message = 'This is not the address of a next page; here is the first.';
  problems.push({ path: 'after', message });
  return null;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}
