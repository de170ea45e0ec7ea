/** What an administrator types to have a text taken out. */
import * as z from 'zod';
import { textOf } from '../web/forms.ts';
import { words } from '../web/schema.ts';
import { MARK, matcherOf } from './matching.ts';

const MOST_TEXT = 500;
const MOST_TEXTS = 20;
const LEAST_SIGNS = 2;

const sought = words(MOST_TEXT, 'Write the text that is to go.')
  .refine((text) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= LEAST_SIGNS, {
    error: 'At least two letters or digits: less would take half the newsroom out.',
  })
  .refine((text) => !isInMark(text), {
    error: `That is part of “${MARK}”, which stands where something was taken out.`,
  });

function isInMark(text: string): boolean {
  return matcherOf({ texts: [text], anywhere: true }).find(MARK).length > 0;
}

export const redactionSchema = z
  .object({
    texts: z
      .array(sought)
      .min(1, { error: 'Write the text that is to go.' })
      .max(MOST_TEXTS, { error: `At most ${MOST_TEXTS} ways to write it at once.` }),
    anywhere: z.boolean({ error: 'This is yes or no.' }).default(false),
    reason: words(2_000, 'Say why: it stays, and is read by everybody.'),
  })
  .refine(({ texts, reason }) => matcherOf({ texts, anywhere: true }).find(reason).length === 0, {
    path: ['reason'],
    error: 'The reason has the text itself in it, and the reason stays.',
  });
export type NewRedaction = z.output<typeof redactionSchema>;

export interface RedactionForm {
  readonly texts: string;
  readonly anywhere: boolean;
  readonly reason: string;
}

/** Never throws: what was typed can be shown again. */
export function readRedactionForm(body: unknown): RedactionForm {
  return {
    ...{ texts: textOf(body, 'texts'), reason: textOf(body, 'reason') },
    anywhere: textOf(body, 'anywhere') === 'yes',
  };
}

/** One way to write it on each line. */
export function redactionBody({ texts, anywhere, reason }: RedactionForm): object {
  const lines = texts.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  return { texts: lines, anywhere, reason };
}
