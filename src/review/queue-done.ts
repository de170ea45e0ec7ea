/** What somebody did a moment ago in the queue, with the way to take it back. */
import { readClaim } from '../claims/store.ts';
import type { Ask } from '../web/route.ts';
import { readGround } from './ground-store.ts';
import { doneText } from './panel.ts';
import { queueAddress } from './queue-address.ts';
import type { Whose } from './queue-store.ts';
import { findClaimOfReview, readReviews, readUnderReview } from './store.ts';
import { undoable } from './undo.ts';

export interface DoneView {
  readonly text: string;
  readonly statement: string;
  readonly url: string;
  /** Null where it cannot be taken back any more. */
  readonly undo: { readonly id: number; readonly back: string } | null;
}

/** The step that the address names, `did=55`, if it is this person's own. */
export async function readDone(ask: Ask, whose: Whose): Promise<DoneView | null> {
  const sent = ask.query.get('did') ?? '';
  if (!/^[1-9]\d{0,14}$/.test(sent)) return null;
  const { database } = ask.house;
  const claimId = await findClaimOfReview(database, Number(sent));
  if (claimId === null) return null;
  const reviews = await readReviews(database, claimId);
  const step = reviews.find((one) => one.id === Number(sent));
  if (!step || step.person?.id !== ask.person.id) return null;
  const claim = await readClaim(database, claimId);
  const under = await readUnderReview(database, claim, reviews);
  const ground = await readGround(database, claimId);
  const isLast = undoable(under, reviews, ask.person, ground) === step;
  const url = queueAddress({ whose, claim: claimId });
  return {
    ...{ text: `You ${doneText(step)}:`, statement: claim.statement, url },
    undo: isLast ? { id: step.id, back: url } : null,
  };
}
