/** The list of requests as a page and as data. */
import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import { type Choice, filterUrl, type ReplyFilter } from './filter.ts';
import { replyJson } from './json.ts';
import type { ReplyRecord } from './reply.ts';
import type { FoundReplies } from './search.ts';
import { askedText, countedClaims, type Now, type StateView, stateView } from './words.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'replies/index': RepliesPage;
  }
}

export interface RepliesPage {
  readonly mayRecord: boolean;
  readonly count: string;
  readonly tabs: readonly {
    readonly label: string;
    readonly url: string;
    readonly isChosen: boolean;
  }[];
  /** What else is chosen, each with the address that takes it away. */
  readonly chips: readonly { readonly label: string; readonly url: string }[];
  readonly mine: { readonly label: string; readonly url: string };
  readonly problems: readonly FieldError[];
  readonly rows: readonly RequestRow[];
  readonly csvUrl: string;
  readonly dataUrl: string;
  readonly nextUrl: string | null;
}

interface RequestRow {
  readonly url: string;
  readonly subject: string;
  readonly asked: string;
  readonly askedAt: TimeView;
  readonly state: StateView;
  readonly claims: readonly { readonly url: string; readonly statement: string }[];
  /** "and 3 more". */
  readonly further: string | null;
}

/** All that the list shows. */
export interface RepliesList {
  readonly filter: ReplyFilter;
  readonly problems: readonly FieldError[];
  readonly found: FoundReplies;
  readonly counts: Readonly<Record<Choice | 'all', number>>;
  /** What the filter's subject, claim and article are called. */
  readonly names: Readonly<Record<'subject' | 'claim' | 'article', string | null>>;
  readonly mayRecord: boolean;
}

const TABS: Readonly<Record<Choice | 'all', string>> = {
  all: 'All',
  open: 'Awaiting',
  overdue: 'Overdue',
  provisional: 'To ask again',
  answered: 'Answered',
  unanswered: 'No response',
  withdrawn: 'Withdrawn',
};
const MOST_STATEMENTS = 3;

export function repliesPage(list: RepliesList, now: Now): RepliesPage {
  const { filter, found, problems, mayRecord } = list;
  const url = (change: Partial<ReplyFilter>) => filterUrl({ ...filter, after: null, ...change });
  return {
    ...{ mayRecord, problems },
    count: found.total === 1 ? '1 request' : `${found.total} requests`,
    tabs: (Object.keys(TABS) as (Choice | 'all')[]).map((tab) => ({
      label: `${TABS[tab]} (${list.counts[tab]})`,
      url: url({ state: tab === 'all' ? null : tab }),
      isChosen: (filter.state ?? 'all') === tab,
    })),
    chips: (['subject', 'claim', 'article'] as const)
      .filter((key) => filter[key] !== null)
      .map((key) => ({
        label: list.names[key] ?? `${key} ${filter[key]}`,
        url: url({ [key]: null }),
      })),
    mine: filter.mine
      ? { label: 'Show everybody’s', url: url({ mine: false }) }
      : { label: 'Show only mine', url: url({ mine: true }) },
    rows: found.replies.map((reply) => rowOf(reply, now)),
    csvUrl: url({}).replace('/replies', '/replies.csv'),
    dataUrl: url({}).replace('/replies', '/replies.json'),
    nextUrl: found.next && url({ after: found.next }),
  };
}

function rowOf(reply: ReplyRecord, now: Now): RequestRow {
  const shown = reply.claims.slice(0, MOST_STATEMENTS);
  const further = reply.claims.length - shown.length;
  return {
    ...{ url: `/replies/${reply.id}`, subject: reply.subject.name, asked: askedText(reply) },
    askedAt: timeView(reply.askedAt, now.zone),
    state: stateView(reply, now),
    claims: shown.map(({ claimId, statement }) => ({ url: `/claims/${claimId}`, statement })),
    further: further === 0 ? null : `and ${further} more: ${countedClaims(reply.claims.length)}`,
  };
}

export function repliesJson({ filter, found, counts }: RepliesList, now: Date): object {
  const next = found.next && filterUrl({ ...filter, after: found.next });
  return {
    total: found.total,
    replies: found.replies.map((reply) => replyJson(reply, now)),
    next: next?.replace('/replies', '/replies.json') ?? null,
    counts,
    filter: { url: filterUrl({ ...filter, after: null }) },
  };
}
