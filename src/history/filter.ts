/** The filter of history: from a query string and back. */
import type { FieldError } from '../web/errors.ts';
import { ENTITIES, RECORDS } from './records.ts';
import type { Entity } from './store.ts';

export interface HistoryFilter {
  readonly person: number | null;
  /** None: all that the person asking may see. */
  readonly entities: readonly Entity[];
  readonly claim: number | null;
  /** Days in the newsroom's zone, `YYYY-MM-DD`, both included. */
  readonly from: string | null;
  readonly to: string | null;
  /** The entries before this one. */
  readonly after: number | null;
  readonly perPage: number;
}

const KEYS = ['person', 'record', 'claim', 'from', 'to', 'after', 'per_page'];
const PER_PAGE = 50;
const MOST_PER_PAGE = 200;

/** Never throws: what is wrong is named and left out. */
export function parseFilter(
  query: URLSearchParams,
  maySeeSecrets: boolean,
): { readonly filter: HistoryFilter; readonly problems: readonly FieldError[] } {
  const problems: FieldError[] = [];
  const read = <Value>(key: string, parse: (text: string) => Value | null, what: string) => {
    const text = query.get(key) ?? '';
    const value = text === '' ? null : parse(text);
    if (text !== '' && value === null) problems.push({ path: key, message: `${key} is ${what}.` });
    return value;
  };
  for (const key of new Set(query.keys())) {
    if (!KEYS.includes(key)) problems.push({ path: key, message: `There is no filter “${key}”.` });
  }
  const allowed = entitiesFor(maySeeSecrets);
  const asked = [...new Set(query.getAll('record'))].filter((text) => text !== '');
  for (const text of asked.filter((one) => !allowed.includes(one as Entity))) {
    problems.push({ path: 'record', message: `record has no value “${text}”.` });
  }
  const filter = {
    person: read('person', readNumber, 'the number of a person'),
    entities: allowed.filter((entity) => asked.includes(entity)),
    claim: read('claim', readNumber, 'the number of a claim'),
    from: read('from', readDay, 'a day as 2024-10-31'),
    to: read('to', readDay, 'a day as 2024-10-31'),
    after: read('after', readNumber, 'the number of an entry'),
    perPage: read('per_page', readPerPage, `a number from 1 to ${MOST_PER_PAGE}`) ?? PER_PAGE,
  };
  return { filter, problems };
}

/** The kinds that somebody may read of. */
export function entitiesFor(maySeeSecrets: boolean): Entity[] {
  return ENTITIES.filter((entity) => maySeeSecrets || !RECORDS[entity].isSecret);
}

/** The address of a list; what is not set is left out. */
export function historyUrl(filter: HistoryFilter, path = '/history'): string {
  const query = new URLSearchParams();
  if (filter.person !== null) query.set('person', `${filter.person}`);
  for (const entity of filter.entities) query.append('record', entity);
  if (filter.claim !== null) query.set('claim', `${filter.claim}`);
  if (filter.from !== null) query.set('from', filter.from);
  if (filter.to !== null) query.set('to', filter.to);
  if (filter.after !== null) query.set('after', `${filter.after}`);
  if (filter.perPage !== PER_PAGE) query.set('per_page', `${filter.perPage}`);
  return query.size > 0 ? `${path}?${query}` : path;
}

function readNumber(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function readPerPage(text: string): number | null {
  const number = readNumber(text);
  return number !== null && number <= MOST_PER_PAGE ? number : null;
}

function readDay(text: string): string | null {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return isDay ? text : null;
}
