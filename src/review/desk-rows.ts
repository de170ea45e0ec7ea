/** The lines of the desk. Pure. */
import type { ClaimRecord } from '../claims/record.ts';
import { DENIAL_LABELS, LEVEL_LABELS, originsText } from '../claims/words.ts';
import { type Draft, titleOf, urlOf } from '../drafts/draft.ts';
import { didWhat } from '../history/sentences.ts';
import { clockText, type TimeView } from '../web/dates.ts';
import type { readMentions } from './comment-store.ts';
import type { LatestChange } from './desk-store.ts';

const MOST_SAID = 140;

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

export function deskRow(claim: ClaimRecord, remark: string): DeskRow {
  return { url: `/claims/${claim.id}`, statement: claim.statement, remark };
}

/** A form that was typed and not saved. */
export function unsavedRow(draft: Draft, now: Date, zone: string): DeskRow {
  const statement = titleOf(draft.body) || 'Nothing but particulars';
  const when = clockText(draft.savedAt, now, zone);
  return {
    url: urlOf(draft),
    statement,
    remark: `${formName(draft.address)}, not saved yet · ${when}`,
  };
}

const FORM_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^\/claims\/new/, 'A new claim'],
  [/^\/claims\/\d+\/edit/, 'A change of a claim'],
  [/^\/claims\/\d+(\?[^#]*)?#comments$/, 'A comment'],
  [/#/, 'Words for a form'],
  [/^\/articles\/new/, 'A new article'],
  [/^\/articles\/\d+\/edit/, 'A change of an article'],
  [/^\/replies\/new/, 'A request for a reply'],
  [/^\/replies\/\d+\/edit/, 'A change of a request'],
  [/^\/sources\/new/, 'A new source'],
  [/^\/sources\/\d+\/edit/, 'A change of a source'],
];

function formName(address: string): string {
  return FORM_NAMES.find(([pattern]) => pattern.test(address))?.[1] ?? 'A form';
}

export function mentionRow(mention: Awaited<ReturnType<typeof readMentions>>[number]): DeskRow {
  const { id, claimId, statement, who, body } = mention;
  const said = body.length > MOST_SAID ? `${body.slice(0, MOST_SAID).trimEnd()} …` : body;
  return { url: `/claims/${claimId}#comment-${id}`, statement, remark: `${who}: ${said}` };
}

export function whySentBack(
  sent: { who: string | null; reason: string | null } | undefined,
): string {
  return [sent?.who, sent?.reason].filter(Boolean).join(': ');
}

export function standingRemark({ standing }: ClaimRecord): string {
  const { corroboration, denial } = standing;
  const parts = [
    LEVEL_LABELS[corroboration.level].short,
    originsText(corroboration.min, corroboration.max, 'origin'),
    denial.status === 'not_required' ? '' : DENIAL_LABELS[denial.status],
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

export function blockOf(claim: ClaimRecord): string {
  const open = claim.findings.filter((one) => one.severity === 'block' && !one.waived);
  return open.map((one) => one.message).join(' ');
}

const PLACES: Readonly<Record<string, string>> = {
  claim: '/claims',
  article: '/articles',
  source: '/sources',
};

export function latestRow(change: LatestChange, now: Date, zone: string): LatestRow {
  return {
    who: change.who ?? 'The program',
    did: didWhat(change),
    name: change.name ?? `${change.entity} ${change.entityId}`,
    url: `${PLACES[change.entity]}/${change.entityId}`,
    time: { iso: change.at, text: clockText(change.at, now, zone) },
  };
}
