/** Who may see a restricted source: the fields of its form and of the API. */
import * as z from 'zod';
import { textOf, textsOf } from '../web/forms.ts';
import { words } from '../web/schema.ts';

/** A source's restriction that is in force. */
export interface Restriction {
  readonly id: number;
  readonly sourceId: number;
  readonly reason: string;
  readonly personName: string;
  readonly madeAt: string;
  /** Who may see it, beside the administrators. */
  readonly people: readonly { readonly id: number; readonly name: string }[];
}

const MOST_PEOPLE = 500;

export const restrictionSchema = z.object({
  reason: words(2_000, 'Say why: the people listed will read it.'),
  people: z
    .array(z.int({ error: 'Choose people.' }).positive(), { error: 'Give a list of people.' })
    .max(MOST_PEOPLE, { error: 'These are too many people.' })
    .default([]),
});
export type RestrictionValues = z.output<typeof restrictionSchema>;

export interface RestrictionForm {
  readonly reason: string;
  readonly people: readonly string[];
}

/** Never throws: what was typed can be shown again. */
export function readRestrictionForm(body: unknown): RestrictionForm {
  return { reason: textOf(body, 'reason'), people: textsOf(body, 'people') };
}

export function restrictionBody({ reason, people }: RestrictionForm): object {
  return { reason, people: people.map(Number) };
}
