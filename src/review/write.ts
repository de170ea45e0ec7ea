/** Saves steps of the review and assignments, in the caller's one transaction. */
import { readClaim } from '../claims/store.ts';
import { StaleClaim } from '../claims/write.ts';
import type { Connection } from '../database/database.ts';
import { changesSince } from '../history/stale.ts';
import { recordChange } from '../history/store.ts';
import { type By, may, type Person, type Role } from '../people/person.ts';
import { Conflict, Forbidden, Unprocessable } from '../web/errors.ts';
import { moveClaim, type Step } from './move.ts';
import { readReviews, readUnderReview } from './store.ts';
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
 * Gives a claim to somebody, or to nobody.
 * @throws NotFound, Unprocessable where the person cannot work on claims
 */
export async function assignClaim(
  tx: Connection,
  id: number,
  personId: number | null,
  by: By,
): Promise<void> {
  const claim = await readClaim(tx, id);
  const assignee = personId === null ? null : await readAssignee(tx, personId);
  if ((claim.assignee?.id ?? null) === personId) return;
  await tx.run('UPDATE claim SET assignee_id = ? WHERE id = ?', personId, id);
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'claim', entityId: id, claimId: id },
    ...{ action: 'assigned', why: null },
    values: [{ path: 'assignee', old: claim.assignee, new: assignee }],
  });
}

async function readAssignee(tx: Connection, id: number) {
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
