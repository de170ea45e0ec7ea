/** What a valid correction is, as a browser's form or an API client sends it. */
import * as z from 'zod';
import { day, id, oneOf, optionalDay, optionalId, optionalWords, words } from '../web/schema.ts';
import { isPublished, OUTCOMES } from './correction.ts';

const MOST_WORDS = 10_000;
const MOST_CLAIMS = 200;

export const correctionSchema = z
  .strictObject({
    version: optionalId(),
    text_number: optionalId(),
    claims: z
      .array(id())
      .max(MOST_CLAIMS, { error: `At most ${MOST_CLAIMS} claims.` })
      .default([]),
    wrong: words(MOST_WORDS, 'Say what was wrong.'),
    asked_by: words(500, 'Say who asked: a reader, the subject, ourselves.'),
    asked_on: day(),
    outcome: oneOf(OUTCOMES).default('open'),
    decision: optionalWords(MOST_WORDS),
    wording: optionalWords(MOST_WORDS),
    published_on: optionalDay(),
  })
  .superRefine((correction, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { outcome, wording, decision, published_on: publishedOn, asked_on: askedOn } = correction;
    if (isPublished(outcome)) {
      if (wording === null) wrong('wording', 'Write the wording as it was published.');
      if (publishedOn === null) wrong('published_on', 'Say when it was published: YYYY-MM-DD.');
    } else {
      const none = 'Leave this empty, or choose an outcome that was published.';
      if (wording !== null) wrong('wording', none);
      if (publishedOn !== null) wrong('published_on', none);
    }
    if (outcome === 'refused' && decision === null) wrong('decision', 'Say why it stands.');
    if (publishedOn !== null && publishedOn < askedOn) {
      wrong('published_on', 'This is before it was asked for.');
    }
  })
  .transform((correction) => ({
    version: correction.version,
    textNumber: correction.text_number,
    claims: [...new Set(correction.claims)],
    wrong: correction.wrong,
    askedBy: correction.asked_by,
    askedOn: correction.asked_on,
    outcome: correction.outcome,
    decision: correction.decision,
    wording: correction.wording,
    publishedOn: correction.published_on,
  }));

export type NewCorrection = z.output<typeof correctionSchema>;
