/** Routes of the review: a claim's steps, and who works on it. */
import { claimJson } from '../claims/json.ts';
import { answerWithRefusedReview } from '../claims/show.ts';
import { readClaim } from '../claims/store.ts';
import { localPath } from '../people/local-path.ts';
import { Conflict, type FieldError, Unprocessable } from '../web/errors.ts';
import { fieldErrors, textOf } from '../web/forms.ts';
import { type Answer, type Ask, changed, created, type GuardedRoute, idOf } from '../web/route.ts';
import { reviewJson, reviewsJson } from './json.ts';
import { queueOf } from './queue-address.ts';
import { addressAfter, answerWithRefusedInQueue, readQueueAround } from './queue-claim.ts';
import { assignmentSchema, type ReviewForm, reviewSchema } from './review.schema.ts';
import { claimOfReview, readReviews, readUnderReview } from './store.ts';
import { movesOf } from './workflow.ts';
import { assignClaim, reviewClaim, undoReview } from './write.ts';

export const REVIEW_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/claims/:id/reviews', action: 'read', handle: listReviews },
    ...{ formats: ['json'], about: 'The steps of a claim’s review, and those that can follow' },
  },
  {
    ...{ method: 'POST', path: '/claims/:id/reviews', action: 'record', handle: addReview },
    ...{
      body: reviewSchema,
      form: '/claims/:id#review',
      about: 'Takes a claim a step further in its review',
    },
  },
  {
    ...{ method: 'DELETE', path: '/reviews/:id', action: 'record', handle: undo },
    about: 'Takes the own last step of a claim’s review back; both stay on record',
  },
  {
    ...{ method: 'PUT', path: '/claims/:id/assignment', action: 'record', handle: assign },
    ...{ body: assignmentSchema, about: 'Gives a claim to somebody, or to nobody' },
  },
];

async function listReviews(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const claim = await readClaim(database, idOf(ask));
  const reviews = await readReviews(database, claim.id);
  const moves = movesOf(await readUnderReview(database, claim, reviews), ask.person);
  return { kind: 'data', data: reviewsJson(claim, reviews, moves) };
}

async function addReview(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const { database } = ask.house;
  const form = readReviewForm(ask.body);
  const whose = queueOf(ask.body);
  try {
    const asked = parse(ask.sentJson ? ask.body : reviewBody(ask.body, form));
    const by = { person: ask.person, at: ask.now };
    const queue = whose && (await readQueueAround(ask, whose, id));
    const reviewId = await database.write((tx) => reviewClaim(tx, id, asked, by));
    const made = (await readReviews(database, id)).find((one) => one.id === reviewId);
    return created(
      queue ? addressAfter(queue, asked.to, reviewId) : `/claims/${id}#review`,
      made && reviewJson(made),
    );
  } catch (error) {
    const isWrong = error instanceof Unprocessable || error instanceof Conflict;
    if (ask.sentJson || !isWrong) throw error;
    const errors: readonly FieldError[] =
      error instanceof Unprocessable ? error.errors : [{ path: 'to', message: error.detail }];
    const review = { form, errors };
    return whose
      ? answerWithRefusedInQueue(ask, id, whose, { review }, error.status)
      : answerWithRefusedReview(ask, id, review, error.status);
  }
}

async function undo(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const by = { person: ask.person, at: ask.now };
  const reviewId = await database.write((tx) => undoReview(tx, idOf(ask), by));
  const claimId = await claimOfReview(database, reviewId);
  const made = (await readReviews(database, claimId)).find((one) => one.id === reviewId);
  return changed(backTo(ask, claimId), made && reviewJson(made));
}

function backTo(ask: Ask, claimId: number): string {
  const back = textOf(ask.body, 'back');
  return back === '' ? `/claims/${claimId}#review` : localPath(back);
}

async function assign(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const { database } = ask.house;
  const sent = textOf(ask.body, 'person_id');
  const body = ask.sentJson ? ask.body : { person_id: sent === '' ? null : Number(sent) };
  const result = assignmentSchema.safeParse(body, { reportInput: true });
  if (!result.success) throw new Unprocessable(fieldErrors(result.error));
  const by = { personId: ask.person.id, at: ask.now };
  await database.write((tx) => assignClaim(tx, id, result.data.person_id, by));
  return changed(backTo(ask, id), claimJson(await readClaim(database, id)));
}

/** Never throws. */
function readReviewForm(body: unknown): ReviewForm {
  return {
    ...{ to: textOf(body, 'to'), reason: textOf(body, 'reason') },
    ...{ assessment: textOf(body, 'assessment'), explanation: textOf(body, 'explanation') },
  };
}

function reviewBody(body: unknown, form: ReviewForm): unknown {
  const version = textOf(body, 'version');
  return {
    ...form,
    assessment: form.assessment === '' ? null : form.assessment,
    version: /^\d{1,15}$/.test(version) ? Number(version) : undefined,
  };
}

function parse(body: unknown) {
  const result = reviewSchema.safeParse(body, { reportInput: true });
  if (!result.success) throw new Unprocessable(fieldErrors(result.error));
  return result.data;
}
