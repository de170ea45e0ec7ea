/** From an article's form to its page. */
import type { DraftView } from '../drafts/open.ts';
import type { FieldError } from '../web/errors.ts';
import type { ArticleRecord } from './article.ts';
import { type ArticleForm, FORM_TEXTS } from './form.ts';
import type { ArticleFormPage, Conflict } from './models.ts';

export function articleFormPage(
  article: ArticleRecord | null,
  form: ArticleForm,
  errors: readonly FieldError[],
  around: {
    readonly outlets: readonly string[];
    readonly desks: readonly string[];
    readonly draft: DraftView;
  },
  conflict: Conflict | null = null,
): ArticleFormPage {
  const fields = FORM_TEXTS.map((name) => {
    // An outlet's errors may stand at a part of it.
    const at = (path: string) => path === name || path.startsWith(`${name}.`);
    const error = errors.find(({ path }) => at(path))?.message ?? null;
    return [name, { value: form[name], error }] as const;
  });
  const url = article ? `/articles/${article.id}` : '/articles';
  return {
    ...{ action: url, back: url, isNew: article === null, headline: article?.headline ?? '' },
    fields: Object.fromEntries(fields) as ArticleFormPage['fields'],
    errors: errors.map(({ path, message }) => ({ path: path.split('.')[0] ?? path, message })),
    dateType: /^(\d{4}-\d\d-\d\d)?$/.test(form.published_on) ? 'date' : 'text',
    dueType: /^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$/.test(form.due_at) ? 'datetime-local' : 'text',
    ...{ ours: form.ours, conflict, ...around },
  };
}
