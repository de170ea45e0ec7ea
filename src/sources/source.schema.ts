/** How a source is named or described wherever one is expected. */
import * as z from 'zod';
import { id, oneOf, words } from '../web/schema.ts';
import { IDENTITIES, SOURCE_TYPES } from './source.ts';

export const MOST_NAME = 500;
const WHO = 'Say who the source is, as the story describes them.';

/** Number of people in a group. */
export const groupCount = z
  .int({
    error: ({ input }) =>
      typeof input === 'string' ? `“${input}” is not a number` : 'This must be a whole number.',
  })
  .min(2, { error: 'A group has two or more people.' })
  .max(1_000_000, { error: 'At most 1000000.' })
  .nullish()
  .transform((value) => value ?? null);

/** What describes a source that may be new. */
export const sourceDescription = z.object({
  name: words(MOST_NAME, WHO),
  type: oneOf(SOURCE_TYPES).default('untyped'),
  identity: oneOf(IDENTITIES).optional(),
  collective: z.boolean({ error: 'This must be true or false.' }).default(false),
  count: groupCount,
  partial_types: z.array(oneOf(SOURCE_TYPES)).max(SOURCE_TYPES.length).default([]),
  /** Another unnamed source of the same words. */
  distinct: z.boolean({ error: 'This must be true or false.' }).default(false),
});
export type SourceDescription = z.output<typeof sourceDescription>;

/** A source on file by its name or id, or a description of one that may be new. */
export const sourceReference = z.union(
  [
    words(MOST_NAME, WHO),
    z.object({ id: id() }).transform(({ id }) => ({ id })),
    sourceDescription,
  ],
  { error: WHO },
);
export type SourceReference = z.output<typeof sourceReference>;

export const optionalSource = sourceReference.nullish().transform((value) => value ?? null);
