/** Taking back the last step of a claim's review: who may, and when. Pure. */
import { may, type Person } from '../people/person.ts';
import type { GroundValues } from './ground-store.ts';
import { type ReviewRecord, standingSteps } from './store.ts';
import { TRANSITIONS, type UnderReview } from './workflow.ts';

export type UndoJudgement =
  | { readonly is: 'allowed'; readonly step: ReviewRecord }
  | { readonly is: 'forbidden' | 'impossible'; readonly message: string };

/**
 * Every step of the table that a person asked for can be taken back by that person, as long as
 * nothing has happened to the claim since and their role would still allow the step.
 * @param ground what the claim rests on now
 */
export function judgeUndo(
  claim: UnderReview,
  reviews: readonly ReviewRecord[],
  step: ReviewRecord,
  person: Pick<Person, 'id' | 'role'>,
  ground: GroundValues | null,
): UndoJudgement {
  const forbidden = (message: string) => ({ is: 'forbidden', message }) as const;
  const impossible = (message: string) => ({ is: 'impossible', message }) as const;
  if (step.cause !== 'asked' || step.undoes !== null || step.person?.id !== person.id) {
    return forbidden('Only who took this step can take it back.');
  }
  const { from, to } = step;
  const transition = TRANSITIONS.find((one) => one.to === to && one.from.includes(from));
  if (!transition || !may(person, transition.who)) {
    return forbidden('Your role does not allow this step of the review.');
  }
  const steps = standingSteps(reviews);
  if (!steps.includes(step)) return impossible('This step was taken back already.');
  const isLast = steps.at(-1) === step && claim.state === to;
  if (!isLast || claim.version !== step.version) {
    return impossible('Something else happened to the claim since then.');
  }
  if (from === 'cleared' && JSON.stringify(ground) !== JSON.stringify(step.ground)) {
    return impossible('What the claim was cleared on is not the same any more.');
  }
  return { is: 'allowed', step };
}

/** The step that this person can take back now, if there is one. */
export function undoable(
  claim: UnderReview,
  reviews: readonly ReviewRecord[],
  person: Pick<Person, 'id' | 'role'>,
  ground: GroundValues | null,
): ReviewRecord | null {
  const last = standingSteps(reviews).at(-1);
  if (!last || !may(person, 'record')) return null;
  return judgeUndo(claim, reviews, last, person, ground).is === 'allowed' ? last : null;
}
