/** One claim of the queue with the words of its article beside it, and what comes after it. */
import type { ReviewState } from '../claims/claim.ts';
import { claimJson } from '../claims/json.ts';
import type { RefusedWaiver } from '../claims/page-findings.ts';
import { textsOf } from '../claims/show.ts';
import { mayHaveChanged, sinceCleared } from '../claims/since-cleared.ts';
import { readClaim } from '../claims/store.ts';
import { readChanges } from '../history/store.ts';
import { readWaivers } from '../policy/waiver-store.ts';
import { NotFound } from '../web/errors.ts';
import { type Answer, type Ask, invalid, page } from '../web/route.ts';
import { readComments } from './comment-store.ts';
import { type RefusedReview, readPanel } from './panel-scene.ts';
import { queueAddress } from './queue-address.ts';
import { type QueuedClaimScene, queuedClaimPage } from './queue-claim-model.ts';
import { readDone } from './queue-done.ts';
import {
  countQueue,
  type Neighbours,
  readHeads,
  readNeighbours,
  readPlace,
  type Whose,
} from './queue-store.ts';
import { readReviews, writersOf } from './store.ts';

const MOST_HISTORY = 200;

interface Refused {
  readonly review?: RefusedReview;
  readonly waiver?: RefusedWaiver;
}

/** Where somebody is in the queue, to go on from there. */
export interface QueueAround extends Neighbours {
  readonly whose: Whose;
  readonly claimId: number;
}

export async function answerWithQueued(ask: Ask, id: number, whose: Whose): Promise<Answer> {
  const scene = await readScene(ask, id, whose, {});
  const model = queuedClaimPage(scene);
  const { previous, next, before, isQueued } = scene.around;
  return page('review/claim', `Review: ${scene.claim.statement}`, model, {
    ...{ claim: claimJson(scene.claim), previous, next },
    ...{ place: isQueued ? before + 1 : null, total: scene.total },
  });
}

/** The same page again, with what was typed and what is wrong with it. */
export async function answerWithRefusedInQueue(
  ask: Ask,
  id: number,
  whose: Whose,
  refused: Refused,
  status: number,
): Promise<Answer> {
  const scene = await readScene(ask, id, whose, refused);
  const errors = refused.review?.errors ?? refused.waiver?.errors ?? [];
  const title = `Error: ${scene.claim.statement}`;
  return invalid('review/claim', title, queuedClaimPage(scene), errors, status);
}

/** @throws NotFound */
export async function readQueueAround(ask: Ask, whose: Whose, id: number): Promise<QueueAround> {
  const { database } = ask.house;
  const place = await readPlace(database, id);
  if (!place) throw new NotFound('There is no such claim.');
  return { ...(await readNeighbours(database, whose, ask.person.id, place)), whose, claimId: id };
}

/** Who begins a review stays with the claim; every other step leads to the next one. */
export function addressAfter(around: QueueAround, to: ReviewState, reviewId: number): string {
  const { whose, claimId, next, first } = around;
  const claim = to === 'in_review' ? claimId : (next ?? first);
  return queueAddress({ whose, claim, did: reviewId });
}

async function readScene(
  ask: Ask,
  id: number,
  whose: Whose,
  refused: Refused,
): Promise<QueuedClaimScene> {
  const { database, zone } = ask.house;
  const claim = await readClaim(database, id);
  const reviews = await readReviews(database, id);
  const hasChanged = mayHaveChanged(claim, reviews);
  const changes = hasChanged ? await readChanges(database, { claimId: id }, MOST_HISTORY) : [];
  return {
    ...{ claim, whose, zone, person: ask.person },
    around: await readQueueAround(ask, whose, id),
    total: (await countQueue(database, ask.person.id))[whose],
    panel: await readPanel(ask, claim, reviews, refused.review ?? null, whose),
    sinceCleared: sinceCleared(claim, reviews, changes, zone),
    findings: {
      ...{ waivers: await readWaivers(database, id), person: ask.person },
      ...{ writers: await writersOf(database, claim, reviews), refused: refused.waiver ?? null },
    },
    texts: await textsOf(database, claim),
    articles: await readHeads(database, claim.appearances),
    openComments: (await readComments(database, id)).filter((one) => one.resolved === null).length,
    done: await readDone(ask, whose),
  };
}
