/** Does what a bulk asks for to one claim, by the very rules of a claim by itself; or undoes it. */
import type { Connection } from '../database/database.ts';
import { may, type Person } from '../people/person.ts';
import { assignClaim, reviewClaim, undoReview } from '../review/write.ts';
import { Conflict, Forbidden, Refusal } from '../web/errors.ts';
import type { Bulk } from './bulk.ts';
import { type Attempt, type BulkClaim, readBefore, wasGivenSince } from './bulk-claims.ts';

export interface Actor {
  readonly person: Person;
  readonly at: Date;
}

/** What is refused for this claim is a reason to skip it; anything else is a fault. */
export async function attempt(
  tx: Connection,
  bulk: Bulk,
  claimId: number,
  by: Actor,
): Promise<Attempt> {
  try {
    if (!may(by.person, 'record')) throw new Forbidden();
    return bulk.action === 'assign'
      ? await assign(tx, bulk, claimId, by)
      : await review(tx, bulk, claimId, by);
  } catch (error) {
    if (error instanceof Refusal) return { outcome: 'skipped', why: error.detail };
    throw error;
  }
}

/** @returns why it had to be left; null where it was taken back */
export async function attemptUndo(
  tx: Connection,
  bulk: Bulk,
  claim: BulkClaim,
  by: Actor,
): Promise<string | null> {
  try {
    if (!may(by.person, 'record')) throw new Forbidden();
    if (bulk.action === 'assign') await giveBack(tx, bulk, claim, by);
    else await undoReview(tx, claim.reviewId ?? 0, by);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.detail;
    throw error;
  }
}

async function assign(tx: Connection, bulk: Bulk, claimId: number, by: Actor): Promise<Attempt> {
  const { assigneeId: assigneeBefore } = await readBefore(tx, claimId);
  const who = { personId: by.person.id, at: by.at };
  const changeId = await assignClaim(tx, claimId, bulk.assigneeId, who);
  if (changeId !== null) return { outcome: 'done', reviewId: null, changeId, assigneeBefore };
  const why = bulk.assigneeName ? `${bulk.assigneeName} has it already.` : 'Nobody has it already.';
  return { outcome: 'skipped', why };
}

async function review(tx: Connection, bulk: Bulk, claimId: number, by: Actor): Promise<Attempt> {
  const { version, reviewState } = await readBefore(tx, claimId);
  const to = bulk.action === 'ready' ? 'ready' : 'withdrawn';
  if (reviewState === to) return { outcome: 'skipped', why: ALREADY[to] };
  // By itself that step gives a claim back: it would take it from the reviewer.
  if (to === 'ready' && reviewState === 'in_review') throw new Conflict('It is in review.');
  const asked = { to, reason: bulk.reason, assessment: null, explanation: null, version } as const;
  const reviewId = await reviewClaim(tx, claimId, asked, by);
  return { outcome: 'done', reviewId, changeId: null, assigneeBefore: null };
}

const ALREADY = { ready: 'It is ready already.', withdrawn: 'It is withdrawn already.' } as const;

async function giveBack(tx: Connection, bulk: Bulk, claim: BulkClaim, by: Actor): Promise<void> {
  const { assigneeId } = await readBefore(tx, claim.claimId);
  const isSame = assigneeId === bulk.assigneeId;
  if (!isSame || (await wasGivenSince(tx, claim.claimId, claim.changeId ?? 0))) {
    throw new Conflict('It went to somebody else since then.');
  }
  const who = { personId: by.person.id, at: by.at };
  await assignClaim(tx, claim.claimId, claim.assigneeBefore, who);
}
