/** What deciding takes, as a browser's form or an API client sends it. */
import * as z from 'zod';
import { claimSchema } from '../claims/claim.schema.ts';
import { textOf, textsOf } from '../web/forms.ts';
import { id, oneOf } from '../web/schema.ts';
import { DECISIONS, MOST_PROPOSALS } from './proposal.ts';

export const decisionSchema = z.object({
  decision: oneOf(DECISIONS),
  /**
   * The claim on file to add the source to, by its id, or a corrected claim to make; without either
   * one is made, or the one that the same words went to is added to.
   */
  claim: z
    .union([id(), claimSchema])
    .nullish()
    .transform((value) => value ?? null),
});

export const acceptanceSchema = z.object({
  ids: z.array(id()).min(1, { error: 'Tick at least one proposal.' }).max(MOST_PROPOSALS),
});

export const distinctionSchema = z.object({ claim: id() });

/** The JSON shape of a decision's form: choosing a claim means accepting. */
export function readDecisionForm(body: unknown): unknown {
  const claim = textOf(body, 'claim');
  const decision = textOf(body, 'decision') || (claim === '' ? '' : 'accepted');
  return { decision, claim: numberIn(claim) };
}

export function readAcceptanceForm(body: unknown): unknown {
  return { ids: textsOf(body, 'ids').map(numberIn) };
}

export function readDistinctionForm(body: unknown): unknown {
  return { claim: numberIn(textOf(body, 'claim')) };
}

function numberIn(text: string): number | string | null {
  if (text === '') return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}
