/** How a source is named or described wherever one is expected. */
import * as z from 'zod';
import { id, oneOf, words } from '../web/schema.ts';
import { IDENTITIES, SOURCE_TYPES } from './source.ts';

export const MOST_NAME = 500;
const WHO = 'Say who the source is, as the story describes them.';

export const yesOrNo = z.boolean({ error: 'This must be true or false.' });

/** Number of people in a group, null where the words give none. */
export const groupCount = z
  .int({
    error: ({ input }) =>
      typeof input === 'string' ? `“${input}” is not a number.` : 'This must be a whole number.',
  })
  .min(2, { error: 'A group has two or more people.' })
  .max(1_000_000, { error: 'At most 1000000.' })
  .nullish()
  .transform((value) => value ?? null);

export const partialTypes = z.array(oneOf(SOURCE_TYPES)).max(SOURCE_TYPES.length);

/** A source on file by its id, or a description of one that may be new. */
const sourceObject = z
  .object({
    id: id().optional(),
    name: words(MOST_NAME, WHO).optional(),
    type: oneOf(SOURCE_TYPES).optional(),
    identity: oneOf(IDENTITIES).optional(),
    collective: yesOrNo.optional(),
    count: groupCount.optional(),
    partial_types: partialTypes.optional(),
    /** Another unnamed source of the same words. */
    distinct: yesOrNo.optional(),
  })
  .refine(({ id, name }) => id !== undefined || name !== undefined, {
    error: WHO,
    path: ['name'],
  });

/** A source: the name of a named one on file, `{ "id": 5 }`, or a description. */
export const sourceReference = z.union([words(MOST_NAME, WHO), sourceObject], { error: WHO });
export type SourceReference = z.output<typeof sourceReference>;
export type SourceDescription = Exclude<SourceReference, string>;

export const optionalSource = sourceReference.nullish().transform((value) => value ?? null);
