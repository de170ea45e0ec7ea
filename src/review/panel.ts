/** The review beside a claim: where it stands, what this person can do, what was done. Pure. */
import { ASSESSMENTS, type ReviewState } from '../claims/claim.ts';
import type { ClaimRecord } from '../claims/record.ts';
import { ASSESSMENT_LABELS, REVIEW_LABELS } from '../claims/words.ts';
import { may, type Person } from '../people/person.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import { queueAddress } from './queue-address.ts';
import type { Whose } from './queue-store.ts';
import type { ReviewForm } from './review.schema.ts';
import { type ReviewRecord, standingSteps, verdictsOf } from './store.ts';
import { disagree, type Move, movesOf, type UnderReview } from './workflow.ts';

export interface Colleague {
  readonly id: number;
  readonly name: string;
}

export interface ReviewScene {
  readonly claim: ClaimRecord;
  readonly under: UnderReview;
  readonly reviews: readonly ReviewRecord[];
  /** Who can be given the claim. */
  readonly colleagues: readonly Colleague[];
  readonly person: Person;
  readonly zone: string;
  /** The queue in which it is looked at; null on the claim's own page. */
  readonly queue: Whose | null;
  /** The step that this person can take back. */
  readonly undo: ReviewRecord | null;
  /** A form that was refused. */
  readonly form: ReviewForm | null;
  readonly errors: readonly FieldError[];
}

export interface ReviewPanel {
  readonly id: number;
  readonly version: number;
  readonly state: string;
  /** What one must know before changing the claim. */
  readonly lock: string | null;
  readonly disagreement: string | null;
  readonly sentBack: { readonly who: string; readonly reason: string } | null;
  readonly errors: readonly FieldError[];
  readonly queue: Whose | null;
  /** Where to go on after what needs no further step; blank: to the claim's own page. */
  readonly back: string;
  readonly moves: readonly MoveView[];
  readonly undo: { readonly id: number; readonly label: string } | null;
  readonly assignee: string | null;
  readonly assignment: {
    readonly colleagues: readonly (Colleague & { readonly isChosen: boolean })[];
  } | null;
  readonly steps: readonly StepView[];
}

export interface MoveView {
  readonly to: ReviewState;
  readonly label: string;
  readonly isMain: boolean;
  readonly obstacle: string | null;
  /** The key that presses it. */
  readonly key: string | null;
  /** Whether nothing has to be written for it. */
  readonly isPlain: boolean;
  /** Whether its form was sent and refused. */
  readonly isOpen: boolean;
  readonly reason: {
    readonly isNeeded: boolean;
    readonly value: string;
    readonly error: string | null;
  } | null;
  readonly assessment: {
    readonly options: readonly { value: string; label: string; isChosen: boolean }[];
    readonly explanation: string;
  } | null;
}

export interface StepView {
  readonly text: string;
  readonly time: TimeView;
  readonly reason: string | null;
  readonly explanation: string | null;
}

/** Steps onward; to give a claim back to the queue is none. */
const ONWARD: readonly ReviewState[] = ['ready', 'in_review', 'cleared'];

export function reviewPanel(scene: ReviewScene): ReviewPanel {
  const { claim, reviews, zone } = scene;
  const last = standingSteps(reviews).at(-1);
  const back = last?.to === 'changes_requested' ? last : undefined;
  return {
    ...{ id: claim.id, version: claim.version, state: REVIEW_LABELS[claim.reviewState] },
    lock:
      claim.reviewState === 'cleared'
        ? 'Cleared and locked: a change makes a new revision and puts it back to ready.'
        : null,
    disagreement: disagreementText(reviews, claim.version),
    sentBack: back ? { who: back.person?.name ?? 'The program', reason: back.reason ?? '' } : null,
    errors: scene.errors.map((one) => ({ ...one, path: `${scene.form?.to}.${one.path}` })),
    ...{ queue: scene.queue, back: backTo(scene) },
    undo: scene.undo && { id: scene.undo.id, label: `Undo: ${doneText(scene.undo)}` },
    moves: movesOf(scene.under, scene.person).map((move) => moveView(move, scene)),
    assignee: claim.assignee?.name ?? null,
    assignment: may(scene.person, 'record')
      ? {
          colleagues: scene.colleagues.map((one) => ({
            ...{ ...one, isChosen: one.id === claim.assignee?.id },
          })),
        }
      : null,
    steps: reviews.map((review) => stepView(review, zone)).reverse(),
  };
}

function backTo({ claim, queue }: ReviewScene): string {
  return queue ? queueAddress({ whose: queue, claim: claim.id }) : '';
}

const KEYS: Readonly<Partial<Record<ReviewState, string>>> = {
  ...{ in_review: 's', cleared: 'a', changes_requested: 'c' },
};

function moveView({ transition, obstacle }: Move, { claim, form, errors }: ReviewScene): MoveView {
  const { to, label, reason, assesses } = transition;
  const sent = form?.to === to ? form : null;
  const errorAt = (path: string) =>
    sent ? (errors.find((one) => one.path === path)?.message ?? null) : null;
  const chosen = sent?.assessment || 'unassessed';
  return {
    ...{ to, label, obstacle, isOpen: sent !== null, key: KEYS[to] ?? null },
    isMain: ONWARD.includes(to) && !(claim.reviewState === 'in_review' && to === 'ready'),
    isPlain: reason === 'none',
    reason:
      reason === 'none'
        ? null
        : { isNeeded: reason === 'needed', value: sent?.reason ?? '', error: errorAt('reason') },
    assessment: assesses
      ? {
          options: ASSESSMENTS.map((value) => ({
            ...{ value, label: ASSESSMENT_LABELS[value], isChosen: value === chosen },
          })),
          explanation: sent?.explanation ?? '',
        }
      : null,
  };
}

/** "Reviewers disagree about this revision: Felix Check cleared it, Ada Min asked for changes." */
function disagreementText(reviews: readonly ReviewRecord[], version: number): string | null {
  if (!disagree(verdictsOf(reviews), version)) return null;
  const last = new Map<number, string>();
  for (const { person, to, version: of } of standingSteps(reviews)) {
    if (person === null || of !== version) continue;
    if (to === 'cleared') last.set(person.id, `${person.name} cleared it`);
    if (to === 'changes_requested') last.set(person.id, `${person.name} asked for changes`);
  }
  return `Reviewers disagree about this revision: ${[...last.values()].join(', ')}.`;
}

const DONE: Readonly<Record<ReviewState, string>> = {
  draft: 'took it up again',
  ready: 'marked it ready',
  in_review: 'began the review',
  changes_requested: 'asked for changes',
  cleared: 'cleared it',
  withdrawn: 'withdrew it',
};

function stepView(review: ReviewRecord, zone: string): StepView {
  const { assessment, explanation, reason, version } = review;
  const assessed =
    assessment === null || assessment === 'unassessed'
      ? ''
      : `, assessed as ${ASSESSMENT_LABELS[assessment].toLowerCase()}`;
  const who = review.person?.name ?? 'The program';
  return {
    text: `${who} ${doneText(review)} (revision ${version})${assessed}`,
    time: timeView(review.at, zone),
    ...{ reason, explanation },
  };
}

/** "cleared it", "gave it back to the queue". */
export function doneText({ cause, from, to, undoes }: ReviewRecord): string {
  if (undoes !== null) return `took the step before back: ${REVIEW_LABELS[to].toLowerCase()}`;
  if (cause === 'changed') return 'changed it after it was cleared';
  if (cause === 'ground') return 'moved the ground under it after it was cleared';
  if (from === 'in_review' && to === 'ready') return 'gave it back to the queue';
  return DONE[to];
}
