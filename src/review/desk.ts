/** The desk: what waits for this person, and what changed last. */
import { claimJson } from '../claims/json.ts';
import type { ClaimRecord } from '../claims/record.ts';
import { readClaims } from '../claims/store.ts';
import { REVIEW_LABELS } from '../claims/words.ts';
import type { Connection } from '../database/database.ts';
import { type Draft, titleOf, urlOf } from '../drafts/draft.ts';
import { newestDrafts } from '../drafts/store.ts';
import { readFilterPile } from '../filters/desk.ts';
import { may, type Person } from '../people/person.ts';
import { repliesDue } from '../replies/desk.ts';
import { type Answer, type Ask, type GuardedRoute, page } from '../web/route.ts';
import { readMentions } from './comment-store.ts';
import {
  blockOf,
  type DeskRow,
  deskRow,
  type LatestRow,
  latestRow,
  mentionRow,
  standingRemark,
  unsavedRow,
  whySentBack,
} from './desk-rows.ts';
import { countRecords, readBlockedIds, readDraftIds, readLatest } from './desk-store.ts';
import { readAssignedIds, readSentBack, readWaitingIds } from './queue-store.ts';
import { readWeek } from './week-store.ts';
import { type WeekView, weekJson, weekView } from './week-view.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'desk/show': DeskPage;
  }
}

interface DeskList {
  readonly title: string;
  readonly rows: readonly DeskRow[];
  /** Those behind "12 more". */
  readonly rest: readonly DeskRow[];
}

export interface DeskPage {
  readonly greeting: string;
  readonly isEmpty: boolean;
  readonly mayRecord: boolean;
  readonly lists: readonly DeskList[];
  /** What would be in the lists that are empty. */
  readonly nothing: readonly string[];
  /** Null while nothing is on record. */
  readonly week: WeekView | null;
  readonly latest: readonly LatestRow[];
}

const MOST_CLAIMS = 20;
const MOST_SHOWN = 8;
const MOST_CHANGES = 15;

export const DESK_ROUTES: readonly GuardedRoute[] = [
  { method: 'GET', path: '/', action: 'read', handle: showDesk, about: 'The desk' },
];

async function showDesk(ask: Ask): Promise<Answer> {
  const { database, zone, newsroom } = ask.house;
  const piles = await readPiles(database, ask.person);
  const mentions = await readMentions(database, ask.person.id, MOST_CLAIMS);
  const due = await repliesDue(ask, MOST_CLAIMS);
  const unsaved = await newestDrafts(database, ask.person.id, MOST_CLAIMS);
  const week = await readWeek(database, ask.now, zone);
  const { data: filters, ...filterPile } = await readFilterPile(database, ask.person.id);
  const latest = await readLatest(database, MOST_CHANGES);
  const counts = await countRecords(database);
  const lists = listsOf(ask, { piles, unsaved, due: due.rows, mentions, filterPile });
  const model: DeskPage = {
    greeting: newsroom,
    isEmpty: counts.claims + counts.articles === 0,
    mayRecord: may(ask.person, 'record'),
    lists: lists.filter(({ rows }) => rows.length > 0).map(foldedList),
    nothing: lists.filter(({ rows }) => rows.length === 0).map(({ empty }) => empty),
    week: counts.claims === 0 ? null : weekView(week),
    latest: latest.map((change) => latestRow(change, ask.now, zone)),
  };
  return page('desk/show', 'Desk', model, {
    ...Object.fromEntries(piles.map(({ name, claims }) => [name, claims.map(claimJson)])),
    replies_due: due.data,
    unsaved: unsaved.map((one) => ({
      ...{ address: one.address, url: urlOf(one), title: titleOf(one.body), at: one.savedAt },
    })),
    week: weekJson(week),
    mentions: mentions.map(({ claimId, ...mention }) => ({ ...mention, claim_id: claimId })),
    filters,
    latest: latest.map(({ entityId, ...change }) => ({ ...change, entity_id: entityId })),
    ...counts,
  });
}

interface Found {
  readonly piles: readonly Pile[];
  readonly unsaved: readonly Draft[];
  readonly due: readonly DeskRow[];
  readonly mentions: Awaited<ReturnType<typeof readMentions>>;
  readonly filterPile: NamedList;
}

interface NamedList {
  readonly title: string;
  readonly empty: string;
  readonly rows: readonly DeskRow[];
}

function listsOf({ now, house }: Ask, found: Found): NamedList[] {
  const typed = found.unsaved.map((one) => unsavedRow(one, now, house.zone));
  return [
    ...found.piles.flatMap(({ name, title, empty, claims, remark }) => {
      const rows = claims.map((claim) => deskRow(claim, remark(claim)));
      if (name === 'drafts') return [{ title, empty, rows: [...typed, ...rows] }];
      const pile = { title, empty, rows };
      if (name !== 'blocking') return [pile];
      return [{ title: 'Replies due', empty: 'No reply is due.', rows: found.due }, pile];
    }),
    { title: 'Mentions', empty: 'Nobody mentioned you.', rows: found.mentions.map(mentionRow) },
    found.filterPile,
  ];
}

function foldedList({ title, rows }: NamedList): DeskList {
  // One more line is no longer than the word that there is one.
  const shown = rows.length <= MOST_SHOWN + 1 ? rows.length : MOST_SHOWN;
  return { title, rows: rows.slice(0, shown), rest: rows.slice(shown) };
}

/** Claims that want something of the person. */
interface Pile {
  /** In the JSON. */
  readonly name: string;
  readonly title: string;
  readonly empty: string;
  readonly claims: readonly ClaimRecord[];
  readonly remark: (claim: ClaimRecord) => string;
}

async function readPiles(database: Connection, person: Person): Promise<Pile[]> {
  const read = (ids: readonly number[]) => readClaims(database, ids);
  const mayReview = may(person, 'review');
  const waiting = mayReview ? await readWaitingIds(database, person.id, MOST_CLAIMS) : [];
  const assigned = await readAssignedIds(database, person.id, MOST_CLAIMS);
  const sentBack = await readSentBack(database, person.id, MOST_CLAIMS);
  const piles: Pile[] = [
    {
      ...{ name: 'drafts', title: 'Your drafts', empty: 'No claim of yours is a draft.' },
      claims: await read(await readDraftIds(database, person.id, MOST_CLAIMS)),
      remark: standingRemark,
    },
    {
      ...{ name: 'waiting', title: 'Waiting for your review' },
      empty: 'Nothing waits for your review.',
      claims: await read(waiting),
      remark: standingRemark,
    },
    {
      ...{
        name: 'sent_back',
        title: 'Sent back to you',
        empty: 'No claim of yours was sent back.',
      },
      claims: await read(sentBack.map((one) => one.id)),
      remark: ({ id }) => whySentBack(sentBack.find((one) => one.id === id)),
    },
    {
      ...{ name: 'assigned', title: 'Assigned to you', empty: 'No other claim was given to you.' },
      claims: await read(assigned.filter((id) => !waiting.includes(id))),
      remark: ({ reviewState }) => REVIEW_LABELS[reviewState],
    },
    {
      ...{
        name: 'blocking',
        title: 'Blocking findings',
        empty: 'Nothing blocks a claim of yours.',
      },
      claims: await read(await readBlockedIds(database, person.id, MOST_CLAIMS)),
      remark: blockOf,
    },
  ];
  return mayReview ? piles : piles.filter((pile) => pile.name !== 'waiting');
}
