/** The JSON of a claim's review. */
import type { ClaimRecord } from '../claims/record.ts';
import type { Json } from '../history/change.ts';
import { lastClearing, type ReviewRecord, verdictsOf } from './store.ts';
import { disagree, type Move } from './workflow.ts';

type JsonObject = { readonly [name: string]: Json };

export function reviewJson(review: ReviewRecord): JsonObject {
  const { id, claimId, from, to, cause, reason, assessment, explanation, was, now, undoes } =
    review;
  return {
    ...{ id, claim_id: claimId, from, to, cause, reason, assessment, explanation, was, now },
    ...{ version: review.version, person: review.person, at: review.at, undoes },
  };
}

/** @param moves those open to the person who asks */
export function reviewsJson(
  claim: ClaimRecord,
  reviews: readonly ReviewRecord[],
  moves: readonly Move[],
): JsonObject {
  const clearing = lastClearing(reviews);
  return {
    review_state: claim.reviewState,
    assessment: claim.assessment,
    version: claim.version,
    disagreement: disagree(verdictsOf(reviews), claim.version),
    last_cleared: clearing && reviewJson(clearing),
    reviews: reviews.map(reviewJson),
    moves: moves.map(({ transition, obstacle }) => ({ to: transition.to, obstacle })),
  };
}
