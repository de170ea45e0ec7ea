/** The desk: what waits for this person, and what changed last. */
import { claimJson } from '../claims/json.ts';
import type { ClaimRecord } from '../claims/record.ts';
import { readClaims } from '../claims/store.ts';
import { DENIAL_LABELS, LEVEL_LABELS, originsText, REVIEW_LABELS } from '../claims/words.ts';
import type { Connection } from '../database/database.ts';
import { type Draft, titleOf, urlOf } from '../drafts/draft.ts';
import { lineOf } from '../drafts/open.ts';
import { newestDrafts } from '../drafts/store.ts';
import { readFilterPile } from '../filters/desk.ts';
import { didWhat } from '../history/sentences.ts';
import { may, type Person } from '../people/person.ts';
import { repliesDue } from '../replies/desk.ts';
import { clockText, type TimeView, timeView } from '../web/dates.ts';
import { type Answer, type Ask, type GuardedRoute, page } from '../web/route.ts';
import { readMentions } from './comment-store.ts';
import {
  countRecords,
  type LatestChange,
  readBlockedIds,
  readDraftIds,
  readLatest,
} from './desk-store.ts';
import { readAssignedIds, readSentBack, readWaitingIds } from './queue-store.ts';
import { readWeek } from './week-store.ts';
import { type WeekView, weekJson, weekView } from './week-view.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'desk/show': DeskPage;
  }
}

export interface DeskPage {
  readonly greeting: string;
  readonly isEmpty: boolean;
  readonly mayRecord: boolean;
  readonly lists: readonly { title: string; rows: readonly DeskRow[] }[];
  /** What would be in the lists that are empty. */
  readonly nothing: readonly string[];
  /** Null while nothing is on record. */
  readonly week: WeekView | null;
  readonly latest: readonly LatestRow[];
}

export interface DeskRow {
  readonly url: string;
  readonly statement: string;
  readonly remark: string;
}

export interface LatestRow {
  readonly who: string;
  readonly did: string;
  readonly name: string;
  readonly url: string;
  readonly time: TimeView;
}

const MOST_CLAIMS = 20;
const MOST_CHANGES = 15;
const MOST_SAID = 140;

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
  const lists = [
    ...piles.flatMap(({ name, title, empty, claims, remark }) => {
      const typed = name === 'drafts' ? unsaved.map((one) => unsavedRow(one, ask)) : [];
      const rows = claims.map((claim) => deskRow(claim, remark(claim)));
      const pile = { title, empty, rows: [...typed, ...rows] };
      if (name !== 'blocking') return [pile];
      return [{ title: 'Replies due', empty: 'No reply is due.', rows: due.rows }, pile];
    }),
    { title: 'Mentions', empty: 'Nobody mentioned you.', rows: mentions.map(mentionRow) },
    filterPile,
  ];
  const model: DeskPage = {
    greeting: newsroom,
    isEmpty: counts.claims + counts.articles === 0,
    mayRecord: may(ask.person, 'record'),
    lists: lists.filter(({ rows }) => rows.length > 0),
    nothing: lists.filter(({ rows }) => rows.length === 0).map(({ empty }) => empty),
    week: counts.claims === 0 ? null : weekView(week),
    latest: latest.map((change) => latestRow(change, zone)),
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

function deskRow(claim: ClaimRecord, remark: string): DeskRow {
  return { url: `/claims/${claim.id}`, statement: claim.statement, remark };
}

/** A form that was typed and not saved. */
function unsavedRow(draft: Draft, { now, house }: Ask): DeskRow {
  const { title, url } = lineOf(draft, house.zone);
  const when = clockText(draft.savedAt, now, house.zone);
  return { url, statement: title, remark: `${formName(draft.address)}, not saved yet · ${when}` };
}

const FORM_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^\/claims\/new/, 'A new claim'],
  [/^\/claims\/\d+\/edit/, 'A change of a claim'],
  [/^\/claims\/\d+(\?[^#]*)?#comments$/, 'A comment'],
  [/^\/articles\/new/, 'A new article'],
  [/^\/articles\/\d+\/edit/, 'A change of an article'],
  [/^\/sources\/new/, 'A new source'],
  [/^\/sources\/\d+\/edit/, 'A change of a source'],
];

function formName(address: string): string {
  return FORM_NAMES.find(([pattern]) => pattern.test(address))?.[1] ?? 'A form';
}

function mentionRow(mention: Awaited<ReturnType<typeof readMentions>>[number]): DeskRow {
  const { id, claimId, statement, who, body } = mention;
  const said = body.length > MOST_SAID ? `${body.slice(0, MOST_SAID).trimEnd()} …` : body;
  return { url: `/claims/${claimId}#comment-${id}`, statement, remark: `${who}: ${said}` };
}

function whySentBack(sent: { who: string | null; reason: string | null } | undefined): string {
  return [sent?.who, sent?.reason].filter(Boolean).join(': ');
}

function standingRemark({ standing }: ClaimRecord): string {
  const { corroboration, denial } = standing;
  const parts = [
    LEVEL_LABELS[corroboration.level].short,
    originsText(corroboration.min, corroboration.max, 'origin'),
    denial.status === 'not_required' ? '' : DENIAL_LABELS[denial.status],
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function blockOf(claim: ClaimRecord): string {
  const open = claim.findings.filter((one) => one.severity === 'block' && !one.waived);
  return open.map((one) => one.message).join(' ');
}

const PLACES: Readonly<Record<string, string>> = {
  claim: '/claims',
  article: '/articles',
  source: '/sources',
};

function latestRow(change: LatestChange, zone: string): LatestRow {
  return {
    who: change.who ?? 'The program',
    did: didWhat(change),
    name: change.name ?? `${change.entity} ${change.entityId}`,
    url: `${PLACES[change.entity]}/${change.entityId}`,
    time: timeView(change.at, zone),
  };
}
