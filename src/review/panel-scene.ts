/** Reads what the review beside a claim shows. */
import type { ClaimRecord } from '../claims/record.ts';
import type { FieldError } from '../web/errors.ts';
import type { Ask } from '../web/route.ts';
import { readGround } from './ground-store.ts';
import { type ReviewPanel, reviewPanel } from './panel.ts';
import type { Whose } from './queue-store.ts';
import type { ReviewForm } from './review.schema.ts';
import { type ReviewRecord, readColleagues, readUnderReview } from './store.ts';
import { undoable } from './undo.ts';

/** What was typed into a form of the review, and what is wrong with it. */
export interface RefusedReview {
  readonly form: ReviewForm;
  readonly errors: readonly FieldError[];
}

/** @param queue the queue in which the claim is looked at; null on its own page */
export async function readPanel(
  { house, person }: Ask,
  claim: ClaimRecord,
  reviews: readonly ReviewRecord[],
  refused: RefusedReview | null,
  queue: Whose | null,
): Promise<ReviewPanel> {
  const { database, zone } = house;
  const under = await readUnderReview(database, claim, reviews);
  const ground = await readGround(database, claim.id);
  return reviewPanel({
    ...{ claim, under, reviews, person, zone, queue },
    colleagues: await readColleagues(database),
    undo: undoable(under, reviews, person, ground),
    ...{ form: refused?.form ?? null, errors: refused?.errors ?? [] },
  });
}
