/** The directory's filter: from a query string and back; the same filter is one address. */
import type { FieldError } from '../web/errors.ts';
import { IDENTITIES, SOURCE_TYPES, type SourceType } from './source.ts';

/** `named` and `unnamed` stand for two identities each. */
const IDENTITY_CHOICES = ['named', 'unnamed', ...IDENTITIES] as const;
export type IdentityChoice = (typeof IDENTITY_CHOICES)[number];

/** Where the next page begins: what the last row is sorted by. */
export interface Cursor {
  readonly rank: number;
  readonly key: string;
  readonly id: number;
}

/** Several values of one key mean "or", different keys "and". */
export interface SourceFilter {
  readonly q: string;
  readonly types: readonly SourceType[];
  readonly identities: readonly IdentityChoice[];
  /** Organisations: their parts at any height. */
  readonly partOf: readonly number[];
  /** The unnamed sources of this article only, and all named ones. */
  readonly article: number | null;
  readonly after: Cursor | null;
  readonly perPage: number;
}

const PER_PAGE = 50;
const MOST_PER_PAGE = 200;
const MOST_WORDS = 200;

/** Reads a filter; what is not understood is left out and named. Never throws. */
export function parseFilter(query: URLSearchParams): {
  readonly filter: SourceFilter;
  readonly problems: readonly FieldError[];
} {
  const problems: FieldError[] = [];
  const wrong = (path: string, message: string) => {
    problems.push({ path, message });
    return null;
  };
  const all = (key: string) => [...new Set(query.getAll(key))].filter((value) => value !== '');
  const chosen = <Value extends string>(key: string, values: readonly Value[]) => {
    const wanted = all(key);
    for (const value of wanted) {
      if (!values.includes(value as Value)) wrong(key, `${key} has no value “${value}”.`);
    }
    return values.filter((value) => wanted.includes(value));
  };
  const numbers = (key: string) =>
    all(key).flatMap((text) => readId(text) ?? wrong(key, `“${text}” is not a number.`) ?? []);
  for (const key of new Set(query.keys())) {
    if (!KEYS.has(key)) wrong(key, `There is no filter “${key}”.`);
  }
  const perPage = Number(query.get('per_page') ?? PER_PAGE);
  const fits = Number.isInteger(perPage) && perPage >= 1 && perPage <= MOST_PER_PAGE;
  if (!fits) wrong('per_page', `per_page is a number from 1 to ${MOST_PER_PAGE}.`);
  const after = query.get('after');
  const cursor = after ? readCursor(after) : null;
  if (after && !cursor) wrong('after', 'This is not the beginning of a page.');
  const filter = {
    q: (query.get('q') ?? '').trim().slice(0, MOST_WORDS),
    types: chosen('type', SOURCE_TYPES),
    identities: chosen('identity', IDENTITY_CHOICES),
    partOf: numbers('part_of').sort((a, b) => a - b),
    article: numbers('article')[0] ?? null,
    after: cursor,
    perPage: fits ? perPage : PER_PAGE,
  };
  return { filter, problems };
}

const KEYS = new Set(['q', 'type', 'identity', 'part_of', 'article', 'after', 'per_page']);

/** The address of a filter, canonical: keys and values in one order, what is usual left out. */
export function filterUrl(filter: SourceFilter): string {
  const query = new URLSearchParams();
  if (filter.q) query.set('q', filter.q);
  for (const type of filter.types) query.append('type', type);
  for (const identity of filter.identities) query.append('identity', identity);
  for (const id of filter.partOf) query.append('part_of', `${id}`);
  if (filter.article !== null) query.set('article', `${filter.article}`);
  if (filter.after) query.set('after', writeCursor(filter.after));
  if (filter.perPage !== PER_PAGE) query.set('per_page', `${filter.perPage}`);
  const text = query.toString();
  return text === '' ? '/sources' : `/sources?${text}`;
}

function readId(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function writeCursor({ rank, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([rank, key, id])).toString('base64url');
}

function readCursor(text: string): Cursor | null {
  try {
    const [rank, key, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
    const fits = Number.isInteger(rank) && typeof key === 'string' && Number.isInteger(id);
    return fits ? { rank, key, id } : null;
  } catch {
    return null;
  }
}
