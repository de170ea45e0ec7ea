/** An earlier state of a claim, and what changed since. */
import { differences, REDACTED } from '../history/change.ts';
import { linesOf, rowNames } from '../history/sentences.ts';
import type { Change } from '../history/store.ts';
import { changeView, type LineView, lineViews } from '../history/view.ts';
import { dateText, type TimeView } from '../web/dates.ts';
import { groundOf } from './graph-ground.ts';
import { claimFacts } from './json.ts';
import { type AttributionRow, attributionRows } from './page-rows.ts';
import { corroborationVerdict, denialVerdict, type Verdict } from './page-standing.ts';
import type { ClaimRecord } from './record.ts';
import type { EarlierClaim } from './replayed.ts';
import { EVIDENCE_BEARING_LABELS, EVIDENCE_KIND_LABELS, kindText, REVIEW_LABELS } from './words.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'claims/version': ClaimVersionPage;
  }
}

interface Link {
  readonly number: number;
  readonly url: string;
}

export interface ClaimVersionPage {
  readonly id: number;
  readonly title: string;
  /** As it is called now, and as it was put then. */
  readonly present: string;
  readonly statement: string;
  readonly kind: string;
  readonly isAdverse: boolean;
  readonly article: { readonly headline: string; readonly url: string } | null;
  readonly date: string;
  readonly review: string;
  readonly who: string;
  readonly did: string;
  readonly time: TimeView;
  readonly isRedacted: boolean;
  readonly earlier: Link | null;
  readonly later: Link | null;
  readonly corroboration: Verdict;
  readonly denial: Verdict | null;
  readonly attributions: readonly AttributionRow[];
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  readonly passages: readonly { readonly quote: string; readonly place: string }[];
  readonly evidence: readonly {
    readonly kind: string;
    readonly bearing: string;
    readonly title: string;
    readonly note: string | null;
    readonly obtained: string | null;
  }[];
  /** What is different in the claim today. */
  readonly since: readonly LineView[];
  readonly historyUrl: string;
}

/** @param made the entry that made this state */
export function claimVersionPage(
  { claim, isRedacted }: EarlierClaim,
  made: Change,
  present: ClaimRecord,
  zone: string,
): ClaimVersionPage {
  const { facts, article, version } = claim;
  const { who, did, time } = changeView(made, zone);
  const link = (number: number) => ({ number, url: `/claims/${claim.id}/history/${number}` });
  return {
    ...{ id: claim.id, title: `Version ${version}`, present: present.statement },
    ...{ statement: claim.statement ?? REDACTED, isAdverse: facts.adverse },
    kind: kindText(facts.kind, facts.adverse),
    article: article && { headline: article.headline, url: `/articles/${article.id}` },
    date: dateText(claim.claimDate),
    review: REVIEW_LABELS[claim.reviewState].toLowerCase(),
    ...{ who, did, time, isRedacted },
    earlier: version > 1 ? link(version - 1) : null,
    later: version < present.version ? link(version + 1) : null,
    corroboration: corroborationVerdict(claim),
    denial: denialVerdict(claim),
    attributions: attributionRows(groundOf(facts, claim.standing), new Map(), 0),
    facts: factsOf(claim),
    passages: claim.appearances.map(({ quote, paragraph, articleId }) => ({
      quote: quote ?? REDACTED,
      place: [articleId ? `article ${articleId}` : '', paragraph ? `¶${paragraph}` : '']
        .filter(Boolean)
        .join(', '),
    })),
    evidence: claim.evidence.map((one) => ({
      kind: EVIDENCE_KIND_LABELS[one.kind] ?? '',
      bearing: one.kind === 'none' ? '' : (EVIDENCE_BEARING_LABELS[one.bearing] ?? ''),
      ...{ title: one.title ?? REDACTED, note: one.note ?? null, obtained: one.obtained ?? null },
    })),
    since: sinceThen(claim, present),
    historyUrl: `/claims/${claim.id}/history`,
  };
}

function factsOf({ facts, madeOn, reportedSpeaker, credibility, author, assignee }: ClaimRecord) {
  const names = facts.subjects.map((id) => facts.sources.get(id)?.name ?? REDACTED);
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    ['Subject', names.length > 0 ? names.join(', ') : null],
    ['Speaker', reportedSpeaker],
    ['Made on', madeOn && dateText(madeOn)],
    ['Credibility', credibility && String(credibility)],
    ['Author', author?.name],
    ['Assigned', assignee?.name],
  ];
  return lines.flatMap(([term, text]) => (text ? [{ term, text }] : []));
}

function sinceThen(then: ClaimRecord, now: ClaimRecord): LineView[] {
  const [before, after] = [claimFacts(then), claimFacts(now)];
  const values = differences(before, after);
  const names = new Map([...rowNames(before, []), ...rowNames(after, [])]);
  return lineViews(linesOf(values, names));
}
