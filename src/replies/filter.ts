/** The filter of the list of requests: from a query string and back, and as SQL. */
import type { Value } from '../database/database.ts';
import type { FieldError } from '../web/errors.ts';
import { STATES } from './reply.ts';

/** An overdue request is an open one too. */
export const CHOICES = ['open', 'overdue', ...STATES.slice(1)] as const;
export type Choice = (typeof CHOICES)[number];

/** Where a page of the list begins: behind the request that is sorted by this. */
export interface Place {
  readonly rank: number;
  readonly key: number;
  readonly id: number;
}

export interface ReplyFilter {
  readonly state: Choice | null;
  readonly subject: number | null;
  readonly claim: number | null;
  readonly article: number | null;
  readonly mine: boolean;
  readonly after: Place | null;
  readonly perPage: number;
}

const PER_PAGE = 50;
const MOST_PER_PAGE = 200;
const IDS = ['subject', 'claim', 'article'] as const;
const KEYS: readonly string[] = ['state', ...IDS, 'mine', 'after', 'per_page'];

/** Never throws: what is not understood is named and left out. */
export function parseFilter(query: URLSearchParams): {
  readonly filter: ReplyFilter;
  readonly problems: readonly FieldError[];
} {
  const problems: FieldError[] = [];
  const read = <Result>(key: string, what: string, parse: (text: string) => Result | null) => {
    const text = query.get(key);
    if (text === null || text === '') return null;
    const value = parse(text);
    if (value === null) problems.push({ path: key, message: `${key} is ${what}.` });
    return value;
  };
  for (const key of new Set(query.keys())) {
    if (!KEYS.includes(key)) problems.push({ path: key, message: `There is no filter “${key}”.` });
  }
  const count = (text: string) => (/^\d{1,3}$/.test(text) ? Number(text) : 0);
  const filter = {
    state: read('state', `one of ${CHOICES.join(', ')}`, (text) => {
      return CHOICES.find((one) => one === text) ?? null;
    }),
    subject: read('subject', 'the number of a source', readId),
    claim: read('claim', 'the number of a claim', readId),
    article: read('article', 'the number of an article', readId),
    mine: read('mine', 'yes, or left out', (text) => text === 'yes' || null) ?? false,
    after: read('after', 'the beginning of a page', readPlace),
    perPage:
      read('per_page', `a number from 1 to ${MOST_PER_PAGE}`, (text) => {
        return count(text) >= 1 && count(text) <= MOST_PER_PAGE ? count(text) : null;
      }) ?? PER_PAGE,
  };
  return { filter, problems };
}

/** The address of a filter, canonical: one order, what is usual left out. */
export function filterUrl(filter: ReplyFilter): string {
  const query = new URLSearchParams();
  if (filter.state) query.set('state', filter.state);
  for (const key of IDS) if (filter[key] !== null) query.set(key, `${filter[key]}`);
  if (filter.mine) query.set('mine', 'yes');
  if (filter.after) query.set('after', writePlace(filter.after));
  if (filter.perPage !== PER_PAGE) query.set('per_page', `${filter.perPage}`);
  return query.size > 0 ? `/replies?${query}` : '/replies';
}

export function readId(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function writePlace({ rank, key, id }: Place): string {
  return Buffer.from(`${rank} ${key} ${id}`).toString('base64url');
}

function readPlace(text: string): Place | null {
  const match = /^(\d) (-?\d{1,15}) ([1-9]\d{0,14})$/.exec(
    Buffer.from(text, 'base64url').toString('utf8'),
  );
  return match && { rank: Number(match[1]), key: Number(match[2]), id: Number(match[3]) };
}

/** What a filter asks for, but its state and its page. */
export function conditionOf(
  { subject, claim, article, mine }: ReplyFilter,
  personId: number,
): { readonly sql: string; readonly values: readonly Value[] } {
  const asked = 'reply.id IN (SELECT reply_id FROM reply_claim';
  const parts: (readonly [string, ...Value[]])[] = [['1 = 1']];
  if (subject !== null) {
    parts.push([
      `source_id IN (SELECT id FROM source WHERE canonical_id
         = (SELECT canonical_id FROM source WHERE id = ?))`,
      subject,
    ]);
  }
  if (claim !== null) parts.push([`${asked} WHERE claim_id = ?)`, claim]);
  if (article !== null) {
    parts.push([`${asked} JOIN claim ON claim.id = claim_id WHERE article_id = ?)`, article]);
  }
  if (mine) parts.push(['asked_by = ?', personId]);
  return {
    sql: parts.map(([sql]) => sql).join(' AND '),
    values: parts.flatMap(([, ...values]) => values),
  };
}

/** States that a choice means, and whether the deadline must have passed. */
export function meantBy(choice: Choice | null): { states: readonly string[]; overdue: boolean } {
  if (choice === null) return { states: STATES, overdue: false };
  return choice === 'overdue'
    ? { states: ['open'], overdue: true }
    : { states: [choice], overdue: false };
}
