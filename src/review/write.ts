/** Saves steps of the review and assignments, in the caller's one transaction. */
import { readClaim } from '../claims/store.ts';
import { StaleClaim } from '../claims/write.ts';
import type { Connection } from '../database/database.ts';
import { changesSince } from '../history/stale.ts';
import { recordChange } from '../history/store.ts';
import { type By, may, type Person, type Role } from '../people/person.ts';
import { Conflict, Forbidden, NotFound, Unprocessable } from '../web/errors.ts';
import { readGround } from './ground-store.ts';
import { moveClaim, type Step } from './move.ts';
import {
  claimOfReview,
  lastClearing,
  type ReviewRecord,
  readReviews,
  readUnderReview,
} from './store.ts';
import { judgeUndo } from './undo.ts';
import { type AskedStep, judge } from './workflow.ts';

/**
 * Takes a claim a step further.
 * @returns the id of the step's record
 * @throws NotFound, Forbidden, Conflict from the wrong state, StaleClaim, Unprocessable
 */
export async function reviewClaim(
  tx: Connection,
  id: number,
  asked: AskedStep,
  by: { readonly person: Person; readonly at: Date },
): Promise<number> {
  const claim = await readClaim(tx, id);
  const under = await readUnderReview(tx, claim, await readReviews(tx, id));
  const judgement = judge(under, asked, by.person);
  switch (judgement.is) {
    case 'forbidden':
      throw new Forbidden(judgement.message);
    case 'impossible':
      throw new Conflict(judgement.message, { review_state: claim.reviewState });
    case 'stale':
      throw new StaleClaim(claim, await changesSince(tx, { claimId: id }, asked.version));
    case 'wrong':
      throw new Unprocessable([{ path: judgement.path, message: judgement.message }]);
    case 'allowed':
  }
  const step: Step = {
    ...asked,
    claimId: id,
    from: claim.reviewState,
    cause: 'asked',
    did: judgement.transition.did,
    ...{ was: null, now: null },
  };
  return moveClaim(tx, step, { personId: by.person.id, at: by.at });
}

/**
 * Takes the last step of a claim's review back, by whoever took it.
 * @returns the id of the record that says so; the step itself stays on record
 * @throws NotFound, Forbidden, Conflict where something happened to the claim since
 */
export async function undoReview(
  tx: Connection,
  reviewId: number,
  by: { readonly person: Person; readonly at: Date },
): Promise<number> {
  const claimId = await claimOfReview(tx, reviewId);
  const claim = await readClaim(tx, claimId);
  const reviews = await readReviews(tx, claimId);
  const step = reviews.find((one) => one.id === reviewId);
  if (!step) throw new NotFound('There is no such step.');
  const under = await readUnderReview(tx, claim, reviews);
  const judgement = judgeUndo(under, reviews, step, by.person, await readGround(tx, claimId));
  if (judgement.is === 'forbidden') throw new Forbidden(judgement.message);
  if (judgement.is === 'impossible') {
    throw new Conflict(judgement.message, { review_state: claim.reviewState });
  }
  const began = step.to === 'in_review' && claim.assignee?.id === by.person.id;
  const clearing = step.from === 'cleared' ? lastClearing(withoutStep(reviews, step)) : null;
  const back: Step = {
    ...{ claimId, from: step.to, to: step.from, cause: 'asked', did: 'undid', reason: null },
    ...{ assessment: clearing?.assessment ?? null, explanation: null, was: null, now: null },
    version: step.version,
    undo: { reviewId, assigneeId: began ? step.assigneeBefore : (claim.assignee?.id ?? null) },
  };
  return moveClaim(tx, back, { personId: by.person.id, at: by.at });
}

function withoutStep(reviews: readonly ReviewRecord[], step: ReviewRecord): ReviewRecord[] {
  return reviews.filter((one) => one !== step);
}

/**
 * Gives a claim to somebody, or to nobody.
 * @returns the id of the entry of history; null where it was so already
 * @throws NotFound, Unprocessable where the person cannot work on claims
 */
export async function assignClaim(
  tx: Connection,
  id: number,
  personId: number | null,
  by: By,
): Promise<number | null> {
  const claim = await readClaim(tx, id);
  const assignee = personId === null ? null : await readAssignee(tx, personId);
  if ((claim.assignee?.id ?? null) === personId) return null;
  await tx.run('UPDATE claim SET assignee_id = ? WHERE id = ?', personId, id);
  return recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'claim', entityId: id, claimId: id },
    ...{ action: 'assigned', why: null },
    values: [{ path: 'assignee', old: claim.assignee, new: assignee }],
  });
}

/** @throws Unprocessable where there is no such person, or they may only read */
export async function readAssignee(tx: Connection, id: number) {
  const person = await tx.one<{ id: number; name: string; role: Role }>(
    'SELECT id, name, role FROM person WHERE id = ? AND disabled_at IS NULL',
    id,
  );
  const wrong = !person
    ? 'There is no such person.'
    : may(person, 'record')
      ? null
      : `${person.name} may only read.`;
  if (!person || wrong) throw new Unprocessable([{ path: 'person_id', message: wrong ?? '' }]);
  return { id: person.id, name: person.name };
}
