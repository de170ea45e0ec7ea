/** The desk: what waits for this person, and what changed last. */
import { claimJson } from '../claims/json.ts';
import type { ClaimRecord } from '../claims/record.ts';
import { readClaims } from '../claims/store.ts';
import { DENIAL_LABELS, LEVEL_LABELS, originsText } from '../claims/words.ts';
import { didWhat } from '../history/sentences.ts';
import { may } from '../people/person.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import { type Answer, type Ask, type GuardedRoute, page } from '../web/route.ts';
import {
  countRecords,
  type LatestChange,
  readBlockedIds,
  readDraftIds,
  readLatest,
} from './desk-store.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'desk/show': DeskPage;
  }
}

export interface DeskPage {
  readonly greeting: string;
  readonly isEmpty: boolean;
  readonly mayRecord: boolean;
  readonly lists: readonly { title: string; empty: string; rows: readonly DeskRow[] }[];
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

export const DESK_ROUTES: readonly GuardedRoute[] = [
  { method: 'GET', path: '/', action: 'read', handle: showDesk, about: 'The desk' },
];

async function showDesk(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const drafts = await readClaims(
    database,
    await readDraftIds(database, ask.person.id, MOST_CLAIMS),
  );
  const blocked = await readClaims(
    database,
    await readBlockedIds(database, ask.person.id, MOST_CLAIMS),
  );
  const latest = await readLatest(database, MOST_CHANGES);
  const counts = await countRecords(database);
  const model: DeskPage = {
    greeting: ask.house.newsroom,
    isEmpty: counts.claims + counts.articles === 0,
    mayRecord: may(ask.person, 'record'),
    lists: [
      {
        title: 'Your drafts',
        empty: 'No claim of yours is a draft.',
        rows: drafts.map((claim) => deskRow(claim)),
      },
      {
        title: 'Blocking findings',
        empty: 'Nothing blocks a claim of yours.',
        rows: blocked.map((claim) => deskRow(claim, blockOf(claim))),
      },
    ],
    latest: latest.map((change) => latestRow(change, ask.house.zone)),
  };
  return page('desk/show', 'Desk', model, {
    drafts: drafts.map(claimJson),
    blocking: blocked.map(claimJson),
    latest: latest.map(({ entityId, ...change }) => ({ ...change, entity_id: entityId })),
    ...counts,
  });
}

function deskRow(claim: ClaimRecord, remark = standingRemark(claim)): DeskRow {
  return { url: `/claims/${claim.id}`, statement: claim.statement, remark };
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
