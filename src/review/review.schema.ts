/** What is sent to review a claim, and to assign it. */
import * as z from 'zod';
import { ASSESSMENTS, REVIEW_STATES } from '../claims/claim.ts';
import { oneOf, optionalWords } from '../web/schema.ts';

const MOST_REASON = 2000;

export const reviewSchema = z.strictObject({
  to: oneOf(REVIEW_STATES),
  reason: optionalWords(MOST_REASON),
  assessment: oneOf(ASSESSMENTS)
    .nullish()
    .transform((value) => value ?? null),
  explanation: optionalWords(MOST_REASON),
  version: z.int({ error: 'Say which version you reviewed.' }).positive(),
});

export const assignmentSchema = z.strictObject({
  person_id: z.int({ error: 'Choose a person.' }).positive().nullable(),
});

/** A review as a form sends it; shown again where something is wrong with it. */
export interface ReviewForm {
  readonly to: string;
  readonly reason: string;
  readonly assessment: string;
  readonly explanation: string;
}
