/** The claim page: everything that is known of one claim, as finished strings. */

import { type CorrectionRecord, OUTCOME_LABELS } from '../corrections/correction.ts';
import type { RepliesView } from '../replies/aside-view.ts';
import type { CommentsView } from '../review/comment-view.ts';
import type { ReviewPanel } from '../review/panel.ts';
import { dateText, timeText } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import { type OriginGraph, originGraph } from './graph.ts';
import { groundOf, sourceOf } from './graph-ground.ts';
import { claimAddress, type Neighbours } from './neighbours.ts';
import { type FindingsScene, type FindingView, findingViews, waivedText } from './page-findings.ts';
import { type Passage, passageOf } from './page-phrases.ts';
import { type AttributionRow, attributionRows } from './page-rows.ts';
import { corroborationVerdict, denialVerdict, type Verdict } from './page-standing.ts';
import type { ClaimRecord, Evidence } from './record.ts';
import type { SinceCleared } from './since-cleared.ts';
import {
  ASSESSMENT_LABELS,
  CREDIBILITY_LABELS,
  EVIDENCE_BEARING_LABELS,
  EVIDENCE_KIND_LABELS,
  kindText,
  REVIEW_LABELS,
} from './words.ts';

/** What a claim's page needs beside the claim. */
export interface ClaimPageContext {
  /** Current texts of the articles that the claim touches, by their ids. */
  readonly texts: ReadonlyMap<number, string>;
  /** The latest changes as sentences, newest first; the time is UTC. */
  readonly changes: readonly { readonly sentence: string; readonly at: string }[];
  readonly mayRecord: boolean;
  /** The list in which it is looked at. */
  readonly within: Neighbours | null;
  /** Who may change it instead, where it leans on a source that is not shown. */
  readonly changedBy: string | null;
  readonly panel: ReviewPanel;
  readonly findings: FindingsScene;
  readonly comments: CommentsView;
  readonly corrections: readonly CorrectionRecord[];
  readonly replies: RepliesView;
  readonly sinceCleared: SinceCleared | null;
  /** The newsroom's time zone. */
  readonly zone: string;
}

interface Fact {
  readonly term: string;
  readonly values: readonly { readonly text: string; readonly url: string | null }[];
}

interface WithinView {
  readonly address: string;
  readonly sentence: string;
  readonly listUrl: string;
  /** "12 of 340". */
  readonly position: string;
  readonly previousUrl: string | null;
  readonly nextUrl: string | null;
}

export interface ClaimPage {
  readonly id: number;
  readonly within: WithinView | null;
  readonly statement: string;
  readonly article: { readonly headline: string; readonly url: string } | null;
  readonly kind: string;
  readonly isAdverse: boolean;
  readonly printedIn: string;
  readonly review: string;
  readonly blocking: string | null;
  readonly waived: string | null;
  readonly mayRecord: boolean;
  readonly changedBy: string | null;
  readonly panel: ReviewPanel;
  readonly sinceCleared: SinceCleared | null;
  readonly comments: CommentsView;
  readonly replies: RepliesView;
  readonly corroboration: Verdict;
  readonly denial: Verdict | null;
  readonly attributionsTitle: string;
  readonly attributions: readonly AttributionRow[];
  readonly decisionsUrl: string | null;
  readonly graph: OriginGraph | null;
  readonly evidence: readonly EvidenceLine[];
  readonly passages: readonly Passage[];
  readonly corrections: readonly CorrectionLine[];
  readonly findings: readonly FindingView[];
  readonly waiverErrors: readonly FieldError[];
  readonly record: readonly Fact[];
  readonly changes: readonly {
    readonly sentence: string;
    readonly at: string;
    readonly time: string;
  }[];
}

interface CorrectionLine {
  readonly outcome: string;
  readonly text: string;
  readonly isVerbatim: boolean;
  readonly date: string;
  readonly url: string;
}

interface EvidenceLine {
  readonly id: number;
  readonly kind: string;
  readonly bearing: string;
  readonly title: string;
  readonly url: string | null;
  readonly obtained: string | null;
  readonly note: string | null;
}

declare module '../web/views.ts' {
  interface ViewModels {
    'claims/show': ClaimPage;
  }
}

export function claimPage(record: ClaimRecord, context: ClaimPageContext): ClaimPage {
  const { facts, standing, article } = record;
  const ground = groundOf(facts, standing);
  const corroboration = corroborationVerdict(record);
  const near = record.appearances[0]?.start ?? 0;
  return {
    id: record.id,
    within: context.within && withinView(context.within, record.id),
    statement: record.statement,
    article: article && { headline: article.headline, url: `/articles/${article.id}` },
    kind: kindText(facts.kind, facts.adverse),
    isAdverse: facts.adverse,
    printedIn: printedIn(record),
    review: reviewText(record),
    ...{ blocking: blockingText(record), waived: waivedText(record) },
    ...{ mayRecord: context.mayRecord, changedBy: context.changedBy },
    ...{ panel: context.panel, sinceCleared: context.sinceCleared },
    corrections: context.corrections.map(correctionLine),
    ...{ comments: context.comments, replies: context.replies },
    corroboration,
    denial: denialVerdict(record),
    attributionsTitle: corroboration.label === 'Who says so' ? 'Attributions' : 'Who says so',
    attributions: attributionRows(ground, context.texts, near),
    decisionsUrl: decisionsUrl(record),
    graph: facts.attributions.length > 0 ? originGraph(facts, standing, record.statement) : null,
    evidence: record.evidence.map(evidenceLine),
    passages: record.appearances.map((one) =>
      passageOf(one, context.texts.get(one.articleId) ?? null),
    ),
    findings: findingViews(record, context.findings, context.zone),
    waiverErrors: (context.findings.refused?.errors ?? []).map(({ message }) => ({
      ...{ path: `${context.findings.refused?.form.code}.reason`, message },
    })),
    record: recordFacts(record, context.zone),
    changes: context.changes.map(({ sentence, at }) => ({
      ...{ sentence, at, time: timeText(at, context.zone) },
    })),
  };
}

/** "Asharq Al-Awsat, carrying Reuters, 2 Oct 2024, ¶2". */
const NUMBER = new Intl.NumberFormat('en-GB');

function withinView({ sentence, listUrl, query, ...at }: Neighbours, id: number): WithinView {
  const address = (to: number | null) => (to === null ? null : claimAddress(to, query));
  const total = NUMBER.format(at.total);
  return {
    ...{ sentence: sentence.replace(/\.$/, ''), listUrl },
    position:
      at.position === null
        ? `not among these ${total}`
        : `${NUMBER.format(at.position)} of ${total}`,
    address: claimAddress(id, query),
    ...{ previousUrl: address(at.previous), nextUrl: address(at.next) },
  };
}

function printedIn({ article, appearances, claimDate }: ClaimRecord): string {
  const paragraph = appearances.find((one) => one.articleId === article?.id)?.paragraph;
  const parts = [
    article?.publisher ?? '',
    article?.agency ? `carrying ${article.agency}` : '',
    dateText(article?.publishedOn ?? claimDate),
    paragraph ? `¶${paragraph}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function reviewText({ reviewState, assessment }: ClaimRecord): string {
  const state = reviewState === 'ready' ? 'ready for review' : REVIEW_LABELS[reviewState];
  const given = assessment === 'unassessed' ? [] : [`assessed as ${ASSESSMENT_LABELS[assessment]}`];
  return [state, ...given].join(', ').toLowerCase();
}

function blockingText({ findings }: ClaimRecord): string | null {
  const open = findings.filter((one) => one.severity === 'block' && !one.waived).length;
  if (open === 0) return null;
  return open === 1 ? '1 blocking finding' : `${open} blocking findings`;
}

// A decision is made on a source's own page; most are about unnamed ones.
function decisionsUrl({ facts }: ClaimRecord): string | null {
  const ids = [...new Set(facts.attributions.map((row) => row.sourceId))];
  const sources = ids.map((id) => sourceOf(facts, id)).filter((source) => !source.hidden);
  const unnamed = sources.find((source) => source.identity.startsWith('unnamed'));
  const first = unnamed ?? sources[0];
  return first ? `/sources/${first.id}#decisions` : null;
}

function evidenceLine(one: Evidence): EvidenceLine {
  return {
    id: one.id,
    kind: EVIDENCE_KIND_LABELS[one.kind],
    bearing: one.kind === 'none' ? '' : EVIDENCE_BEARING_LABELS[one.bearing],
    title: one.title,
    url: one.url !== null && /^https?:\/\//i.test(one.url) ? one.url : null,
    obtained: one.obtained,
    note: one.note,
  };
}

/** What was published; before that, or where nothing was, what was said to be wrong. */
function correctionLine(one: CorrectionRecord): CorrectionLine {
  return {
    outcome: OUTCOME_LABELS[one.outcome],
    ...{ text: one.wording ?? one.wrong, isVerbatim: one.wording !== null },
    date: dateText(one.publishedOn ?? one.askedOn),
    url: `/articles/${one.article.id}/corrections#correction-${one.id}`,
  };
}

function recordFacts(record: ClaimRecord, zone: string): Fact[] {
  const { facts, credibility } = record;
  const fact = (term: string, text: string | null): Fact[] =>
    text === null ? [] : [{ term, values: [{ text, url: null }] }];
  const kind = facts.adverse
    ? `${kindText(facts.kind, false)}, adverse`
    : kindText(facts.kind, false);
  const subjects = facts.subjects.map((id) => ({
    text: sourceOf(facts, id).name,
    url: sourceOf(facts, id).hidden ? null : `/sources/${id}`,
  }));
  return [
    ...fact('Kind', kind),
    ...(subjects.length > 0 ? [{ term: 'Subject', values: subjects }] : []),
    ...fact('Speaker', record.reportedSpeaker),
    ...fact('Made on', record.madeOn === null ? null : dateText(record.madeOn)),
    ...fact(
      'Credibility',
      credibility && `${credibility}, ${CREDIBILITY_LABELS[credibility].toLowerCase()}`,
    ),
    ...fact('Review', `${REVIEW_LABELS[record.reviewState]}, revision ${record.version}`),
    ...fact('Recorded', `${timeText(record.createdAt, zone)}`),
    ...fact('Author', record.author?.name ?? null),
    ...fact('Assigned', record.assignee?.name ?? null),
  ];
}
