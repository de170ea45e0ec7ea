/** From a text's proposals to what their page shows. */
import type { ArticleRecord } from '../articles/article.ts';
import { markText } from '../articles/marks.ts';
import type { SimilarClaim } from '../claims/similar-store.ts';
import { DIRECTNESS_LABELS, KIND_LABELS, STANCE_LABELS } from '../claims/words.ts';
import { IDENTITY_LABELS, SOURCE_TYPE_LABELS } from '../sources/source.ts';
import { timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import { nameOf, statementOf, whatIsMissing } from './claim-words.ts';
import { boundsOf, wordsAt } from './linking.ts';
import type { ProposalBlock, ProposalsPage, ProposalView } from './models.ts';
import { CONFIDENT, MOST_PROPOSALS, type Proposal, type TextProposals } from './proposal.ts';
import type { Rate } from './proposal-store.ts';

export interface Shown {
  readonly all: TextProposals | null;
  readonly failure: string | null;
  readonly obsolete: number;
  readonly rates: readonly Rate[];
  /** Claims that say nearly the same, by the proposal's id. */
  readonly similar: ReadonlyMap<number, readonly SimilarClaim[]>;
  readonly batch: { readonly id: number; readonly count: number } | null;
}

export interface Viewing {
  readonly zone: string;
  readonly mayRecord: boolean;
  /** Id of the proposal that is worked on; the first open one where there is none. */
  readonly at: number | null;
  readonly errors: readonly FieldError[];
}

export function proposalsPage(
  article: ArticleRecord,
  shown: Shown,
  viewing: Viewing,
): ProposalsPage {
  const { all, failure, rates, obsolete, batch } = shown;
  const proposals = all?.proposals ?? [];
  const open = proposals.filter((one) => one.decision === 'open');
  const current = proposals.find((one) => one.id === viewing.at) ?? open[0] ?? proposals[0] ?? null;
  return {
    ...{ address: `/articles/${article.id}/proposals` },
    ...{ articleId: article.id, headline: article.headline, language: article.language },
    ...{ textNumber: article.text?.number ?? 0, mayRecord: viewing.mayRecord, failure },
    errors: viewing.errors,
    hasText: all !== null,
    isEmpty: all !== null && failure === null && proposals.length === 0,
    isPartial: proposals.length === MOST_PROPOSALS,
    summary: summaryOf(proposals, open.length),
    obsolete: obsolete === 0 ? null : obsoleteWords(obsolete),
    blocks: all === null ? [] : blocksOf(all, current),
    proposals: proposals.map((one) =>
      proposalView(all!, one, shown, viewing, one.id === current?.id),
    ),
    rates: rates.map(({ stance, accepted, decided }) => ({
      label: STANCE_LABELS[stance],
      words: `${accepted} of ${decided} accepted`,
    })),
    batch: batch && {
      id: batch.id,
      words: batch.count === 1 ? '1 proposal was accepted.' : `${batch.count} were accepted.`,
    },
    hasOpen: open.length > 0,
  };
}

function summaryOf(proposals: readonly Proposal[], open: number): string {
  const count = (decision: string) => proposals.filter((one) => one.decision === decision).length;
  const found = proposals.length === 1 ? '1 found' : `${proposals.length} found`;
  return `${found}: ${open} open, ${count('accepted')} accepted, ${count('rejected')} rejected`;
}

function obsoleteWords(count: number): string {
  const words =
    count === 1 ? '1 proposal of an earlier version' : `${count} proposals of earlier versions`;
  return `${words} of the text ${count === 1 ? 'was' : 'were'} left open. The text has changed since: ${count === 1 ? 'it is' : 'they are'} obsolete.`;
}

// The words of the claims are marked; who says so and how is in the list.
function blocksOf({ text, proposals }: TextProposals, current: Proposal | null): ProposalBlock[] {
  const marked = proposals.flatMap((one) => {
    const spans = one.found.content.length > 0 ? one.found.content : one.found.cue;
    return spans.map(([start, end]) => ({ number: one.position + 1, start, end }));
  });
  const markOf = (covers: readonly number[]) => {
    const isOpen = covers.some((number) => proposals[number - 1]?.decision === 'open');
    const isCurrent = covers.includes((current?.position ?? -1) + 1);
    const states = [isOpen ? '' : ' decided', isCurrent ? ' current' : ''];
    return `depth-${Math.min(3, covers.length)}${states.join('')}`;
  };
  return markText(text, marked).map((block) => ({
    number: block.number,
    breaks: block.breaks.text,
    segments: block.segments.map(({ text: words, covers, opens, closes }) => ({
      ...{ text: words, opens, closes },
      mark: covers.length === 0 ? null : markOf(covers),
      ids: covers.map((number) => proposals[number - 1]?.id ?? '').join(' '),
    })),
  }));
}

function proposalView(
  all: TextProposals,
  one: Proposal,
  { rates, similar }: Shown,
  { zone }: Viewing,
  isCurrent: boolean,
): ProposalView {
  const { found } = one;
  const missing = whatIsMissing(all, one);
  const alike = one.decision === 'open' ? (similar.get(one.id) ?? []) : [];
  const rate = rates.find(({ stance }) => stance === found.stance);
  const joined = all.claims.get(one.anchor) ?? null;
  return {
    ...{ id: one.id, number: one.position + 1, decision: one.decision, isCurrent, missing },
    isOpen: one.decision === 'open',
    isTicked: isTicked(all, one, alike),
    stance: found.stance,
    stanceWords: stanceWords(one),
    source: wordsAt(all.text, found.source) || 'nobody named',
    sourceFacts: sourceFacts(one),
    sameSource: sameSource(all, one),
    content: wordsAt(all.text, found.content),
    statement: statementOf(all, one),
    about: one.anchor === one.position ? null : aboutOf(all, one),
    facts: factsOf(all, one),
    because: found.because,
    confidence: `${Math.round(found.confidence * 100)} %`,
    rate: rate ? `${rate.accepted} of ${rate.decided} like it accepted so far` : null,
    claim: claimLink(one.decision === 'accepted' ? one.claimId : null),
    decided: one.decision === 'open' ? null : decidedWords(one),
    decidedAt: one.decidedAt === null ? null : timeView(one.decidedAt, zone),
    correctUrl: `/claims/${joined === null ? 'new' : `${joined}/edit`}?proposal=${one.id}`,
    nextId: all.proposals[one.position + 1]?.id ?? null,
    similar: alike,
    acceptWords: joined !== null && one.decision === 'open' ? `Add to claim ${joined}` : 'Accept',
  };
}

/** Ticked to begin with: sure, complete, and about no claim that may be on file already. */
export function isTicked(
  all: TextProposals,
  one: Proposal,
  alike: readonly SimilarClaim[],
): boolean {
  const isReply = ['declines', 'no_response', 'awaiting'].includes(one.found.stance);
  const isSure = one.found.confidence >= CONFIDENT && !isReply;
  return (
    one.decision === 'open' && isSure && alike.length === 0 && whatIsMissing(all, one) === null
  );
}

function claimLink(id: number | null) {
  return id === null ? null : { id, url: `/claims/${id}` };
}

function decidedWords({ decision, decidedBy }: Proposal): string {
  return decidedBy === null ? `${decision} in an earlier version` : `${decision} by ${decidedBy}`;
}

function aboutOf(all: TextProposals, one: Proposal) {
  const anchor = all.proposals[one.anchor];
  return anchor ? { number: anchor.position + 1, id: anchor.id } : null;
}

/** "denies in part", "no response (provisional)". */
export function stanceWords({ found }: Proposal): string {
  const part = found.scope === 'part' ? ' in part' : '';
  return `${STANCE_LABELS[found.stance]}${part}${found.provisional ? ' (provisional)' : ''}`;
}

function sourceFacts({ found }: Proposal): string {
  const partial = found.partial_types.map((type) => SOURCE_TYPE_LABELS[type].toLowerCase());
  return [
    SOURCE_TYPE_LABELS[found.source_type],
    partial.length > 0 ? `some ${partial.join(', ')}` : '',
    IDENTITY_LABELS[found.identity].toLowerCase(),
    found.count !== null ? `${found.count} people` : found.collective ? 'a group' : '',
  ]
    .filter((words) => words !== '')
    .join(' · ');
}

function sameSource(all: TextProposals, one: Proposal): string | null {
  const words = wordsAt(all.text, one.found.source);
  const name = nameOf(all, one);
  if (one.speaker === one.position) return name === words ? null : `recorded as “${name}”`;
  return `the source of ${one.speaker + 1}, recorded as “${name}”`;
}

function factsOf({ text }: TextProposals, { found }: Proposal): string[] {
  const via = found.via
    .map((relay) => wordsAt(text, relay.spans) + (relay.own_channel ? ' (own channel)' : ''))
    .filter((words) => words !== '');
  const [behalf, reason] = [found.on_behalf_of, found.anonymity_reason].map((spans) =>
    wordsAt(text, spans),
  );
  const bounds = boundsOf(found.quote);
  return [
    KIND_LABELS[found.kind],
    found.directness === 'unknown'
      ? ''
      : `knows: ${DIRECTNESS_LABELS[found.directness].toLowerCase()}`,
    via.length > 0 ? `through ${via.join(', which cites ')}` : '',
    behalf ? `for ${behalf}` : '',
    reason ? `unnamed because ${reason}` : '',
    bounds ? 'quoted' : '',
    found.carried ? 'source in another sentence' : '',
  ].filter((words) => words !== '');
}
