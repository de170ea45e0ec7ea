/** What a valid article is, as a browser's form or an API client sends it. */
import * as z from 'zod';
import { optionalSource, yesOrNo } from '../sources/source.schema.ts';
import type { FieldError } from '../web/errors.ts';
import { fieldErrors } from '../web/forms.ts';
import {
  optionalAddress,
  optionalDay,
  optionalId,
  optionalText,
  optionalWords,
  words,
} from '../web/schema.ts';

const MOST_TEXT = 4_000_000;

const moment = z.iso
  .datetime({ offset: true, error: 'Write the time as 2024-10-07T17:00:00Z.' })
  .transform((text) => new Date(text).toISOString())
  .nullish()
  .transform((value) => value ?? null);

const language = optionalWords(50)
  .refine((tag) => tag === null || canonicalTag(tag) !== null, {
    error: 'Write a language tag: en, ar, pt-BR.',
  })
  .transform((tag) => (tag === null ? null : canonicalTag(tag)));

export const articleSchema = z
  .object({
    version: optionalId(),
    headline: words(500, 'Write the headline, as it stood.'),
    publisher: optionalSource,
    agency: optionalSource,
    ours: yesOrNo.nullish(),
    desk: optionalWords(100),
    due_at: moment,
    byline: optionalWords(500),
    dateline: optionalWords(200),
    published_on: optionalDay(),
    url: optionalAddress(),
    language,
    // Left out, a text on file stays; the words are kept as they are, blanks included.
    body: optionalText(MOST_TEXT).optional(),
  })
  .transform((article) => ({
    version: article.version,
    headline: article.headline,
    publisher: article.publisher,
    agency: article.agency,
    ours: article.ours ?? false,
    desk: article.desk,
    dueAt: article.due_at,
    byline: article.byline,
    dateline: article.dateline,
    publishedOn: article.published_on,
    url: article.url,
    language: article.language,
    /** Undefined: as it is; '': no text. */
    body: article.body === null ? '' : article.body,
  }));

export type NewArticle = z.output<typeof articleSchema>;

/** An article out of anything, or what is wrong with it and where. */
export function parseArticle(
  body: unknown,
): { readonly article: NewArticle } | { readonly errors: readonly FieldError[] } {
  const result = articleSchema.safeParse(body, { reportInput: true });
  return result.success ? { article: result.data } : { errors: fieldErrors(result.error) };
}

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.trim())[0] ?? null;
  } catch {
    return null;
  }
}
