/** How a claim goes through review: one table of steps, each with who may and what it asks for. */
import type { Assessment, ReviewState } from '../claims/claim.ts';
import { type Action, may, type Person } from '../people/person.ts';

export interface Transition {
  readonly from: readonly ReviewState[];
  readonly to: ReviewState;
  /** What its button says. */
  readonly label: string;
  /** The history's word for it. */
  readonly did: string;
  readonly who: Action;
  /** Not for those who changed the claim since it was last cleared. */
  readonly fourEyes: boolean;
  readonly reason: 'needed' | 'optional' | 'none';
  /** Whether it may carry an assessment with an explanation. */
  readonly assesses: boolean;
  /** Whether open blocking findings are in its way. */
  readonly needsNoBlock: boolean;
}

const STEP = { fourEyes: false, reason: 'none', assesses: false, needsNoBlock: false } as const;

export const TRANSITIONS: readonly Transition[] = [
  {
    ...{ ...STEP, from: ['draft'], to: 'ready', who: 'record', did: 'submitted' },
    label: 'Mark ready for review',
  },
  {
    ...{ ...STEP, from: ['changes_requested'], to: 'ready', who: 'record', did: 'submitted' },
    ...{ label: 'Send to review again', reason: 'optional' },
  },
  {
    ...{ ...STEP, from: ['ready'], to: 'in_review', who: 'review', did: 'began to review' },
    ...{ label: 'Start the review', fourEyes: true },
  },
  {
    ...{ ...STEP, from: ['in_review'], to: 'cleared', who: 'review', did: 'cleared' },
    ...{ label: 'Clear', fourEyes: true, assesses: true, needsNoBlock: true },
  },
  {
    ...{ ...STEP, from: ['in_review'], to: 'changes_requested', who: 'review', did: 'sent back' },
    ...{ label: 'Ask for changes', fourEyes: true, reason: 'needed' },
  },
  {
    ...{ ...STEP, from: ['in_review'], to: 'ready', who: 'review', did: 'gave back' },
    label: 'Give back to the queue',
  },
  {
    // A second reviewer who disagrees: the claim goes back to its author, and both are shown.
    ...{ ...STEP, from: ['cleared'], to: 'changes_requested', who: 'review', did: 'sent back' },
    ...{ label: 'Disagree, ask for changes', reason: 'needed' },
  },
  {
    ...{ ...STEP, to: 'withdrawn', who: 'record', did: 'withdrew' },
    from: ['draft', 'ready', 'in_review', 'changes_requested', 'cleared'],
    ...{ label: 'Withdraw', reason: 'needed' },
  },
  {
    ...{ ...STEP, from: ['withdrawn'], to: 'draft', who: 'record', did: 'took up again' },
    ...{ label: 'Take up again as a draft', reason: 'optional' },
  },
];

/** What the table looks at in a claim. */
export interface UnderReview {
  readonly state: ReviewState;
  readonly version: number;
  /** Ids of those who made a revision since it was last cleared. */
  readonly writers: ReadonlySet<number>;
  /** Codes of blocking findings that are neither resolved nor waived. */
  readonly openBlocks: readonly string[];
}

export interface AskedStep {
  readonly to: ReviewState;
  readonly reason: string | null;
  readonly assessment: Assessment | null;
  readonly explanation: string | null;
  readonly version: number;
}

export type Judgement =
  | { readonly is: 'allowed'; readonly transition: Transition }
  /** `wrong` is about a field of the request. */
  | { readonly is: 'forbidden' | 'impossible' | 'stale'; readonly message: string }
  | { readonly is: 'wrong'; readonly path: string; readonly message: string };

type Who = Pick<Person, 'id' | 'role'>;

const STATE_WORDS: Readonly<Record<ReviewState, string>> = {
  draft: 'a draft',
  ready: 'ready for review',
  in_review: 'in review',
  changes_requested: 'sent back to its author',
  cleared: 'cleared',
  withdrawn: 'withdrawn',
};

/** Whether this person may take this step now; the first thing that is in the way otherwise. */
export function judge(claim: UnderReview, asked: AskedStep, person: Who): Judgement {
  const leading = TRANSITIONS.filter(({ to }) => to === asked.to);
  if (!leading.some(({ who }) => may(person, who))) {
    return { is: 'forbidden', message: 'Your role does not allow this step of the review.' };
  }
  const transition = leading.find(({ from }) => from.includes(claim.state));
  if (!transition) {
    const message = `The claim is ${STATE_WORDS[claim.state]}: from there it cannot become ${STATE_WORDS[asked.to]}.`;
    return { is: 'impossible', message };
  }
  const obstacle = whoIsInTheWay(claim, transition, person);
  if (obstacle) return { is: 'forbidden', message: obstacle };
  if (asked.version !== claim.version) {
    return { is: 'stale', message: 'The claim was changed since you opened it.' };
  }
  return whatIsMissing(claim, transition, asked) ?? { is: 'allowed', transition };
}

export interface Move {
  readonly transition: Transition;
  /** Why it cannot be done now; null where it can. */
  readonly obstacle: string | null;
}

/** The steps from where a claim stands that the person's role allows, in the table's order. */
export function movesOf(claim: UnderReview, person: Who): Move[] {
  return TRANSITIONS.filter(({ from, who }) => from.includes(claim.state) && may(person, who)).map(
    (transition) => ({
      transition,
      obstacle: whoIsInTheWay(claim, transition, person) ?? blockInTheWay(claim, transition),
    }),
  );
}

function whoIsInTheWay(claim: UnderReview, transition: Transition, person: Who): string | null {
  if (!may(person, transition.who)) return 'Your role does not allow this step of the review.';
  return transition.fourEyes && claim.writers.has(person.id)
    ? 'You changed this claim since it was last cleared: somebody else has to review it.'
    : null;
}

function blockInTheWay({ openBlocks }: UnderReview, { needsNoBlock }: Transition): string | null {
  if (!needsNoBlock || openBlocks.length === 0) return null;
  const count = openBlocks.length === 1 ? 'A blocking finding is' : 'Blocking findings are';
  return `${count} open: ${openBlocks.join(', ')}. Resolve or waive before clearing.`;
}

function whatIsMissing(
  claim: UnderReview,
  transition: Transition,
  asked: AskedStep,
): Judgement | null {
  const wrong = (path: string, message: string) => ({ is: 'wrong', path, message }) as const;
  if (transition.reason === 'needed' && asked.reason === null) return wrong('reason', 'Say why.');
  if (!transition.assesses && asked.assessment !== null) {
    return wrong('assessment', 'An assessment is given when a claim is cleared.');
  }
  const block = blockInTheWay(claim, transition);
  return block === null ? null : wrong('to', block);
}

export interface Verdict {
  readonly to: 'cleared' | 'changes_requested';
  readonly personId: number;
  readonly version: number;
}

/** Whether two reviewers judged the same revision differently; each one's last word counts. */
export function disagree(verdicts: readonly Verdict[], version: number): boolean {
  const last = new Map<number, string>();
  for (const one of verdicts) if (one.version === version) last.set(one.personId, one.to);
  return new Set(last.values()).size > 1;
}
