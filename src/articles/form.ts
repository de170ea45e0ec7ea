/** The article form: what was typed, kept to be shown again, and the JSON that it means. */
import { textOf } from '../web/forms.ts';
import type { ArticleRecord, Outlet } from './article.ts';
import { localToUtc, utcToLocal } from './due.ts';

const TEXTS = ['headline', 'publisher', 'agency', 'desk', 'due_at', 'byline', 'dateline'] as const;
const MORE_TEXTS = ['published_on', 'url', 'language', 'body', 'version'] as const;
export const FORM_TEXTS = [...TEXTS, ...MORE_TEXTS];
type FormText = (typeof FORM_TEXTS)[number];

export type ArticleForm = Readonly<Record<FormText, string>> & { readonly ours: boolean };

/** Makes strings of anything; never throws. */
export function readArticleForm(body: unknown): ArticleForm {
  const texts = FORM_TEXTS.map((name) => [name, textOf(body, name)] as const);
  return { ...(Object.fromEntries(texts) as Record<FormText, string>), ours: isYes(body) };
}

/** A blank form, with what is the same for most articles filled in. */
export function blankForm(): ArticleForm {
  return readArticleForm({ language: 'en' });
}

export function formOf(article: ArticleRecord, zone: string): ArticleForm {
  return {
    headline: article.headline,
    publisher: article.publisher?.name ?? '',
    agency: article.agency?.name ?? '',
    ours: article.ours,
    desk: article.desk ?? '',
    due_at: article.dueAt === null ? '' : utcToLocal(article.dueAt, zone),
    byline: article.byline ?? '',
    dateline: article.dateline ?? '',
    published_on: article.publishedOn ?? '',
    url: article.url ?? '',
    language: article.language ?? '',
    body: article.text?.body ?? '',
    version: `${article.version}`,
  };
}

/**
 * What a form means as JSON. A publisher that is typed freely is an outlet, perhaps a new one;
 * the name that the article had already still means the same source, whatever it is.
 * @param before the article as it is, null for a new one
 * @param hasBody whether the text was part of the form
 */
export function articleBody(
  form: ArticleForm,
  zone: string,
  before: ArticleRecord | null,
  hasBody = true,
): unknown {
  const due = form.due_at.trim();
  return {
    version: form.version === '' ? null : Number(form.version),
    headline: form.headline,
    publisher: outletBody(form.publisher, before?.publisher ?? null),
    agency: outletBody(form.agency, before?.agency ?? null),
    ours: form.ours,
    desk: form.desk,
    due_at: due === '' ? null : (localToUtc(due, zone) ?? due),
    byline: form.byline,
    dateline: form.dateline,
    published_on: form.published_on.trim() === '' ? null : form.published_on.trim(),
    url: form.url.trim() === '' ? null : form.url.trim(),
    language: form.language,
    ...(hasBody ? { body: form.body } : {}),
  };
}

function outletBody(name: string, before: Outlet | null): unknown {
  if (name.trim() === '') return null;
  if (before && before.name === name) return { id: before.id };
  return { name, type: 'media', identity: 'named_org' };
}

function isYes(body: unknown): boolean {
  const isTrue = typeof body === 'object' && body !== null && 'ours' in body && body.ours === true;
  return isTrue || textOf(body, 'ours') === 'yes';
}
