/** From an article's form to its page, with what somebody else did meanwhile. */
import type { Change } from '../history/store.ts';
import { timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import { toLf } from '../web/schema.ts';
import type { ArticleRecord } from './article.ts';
import { differenceOf } from './difference.ts';
import { type ArticleForm, FORM_TEXTS, formOf } from './form.ts';
import type { ArticleFormPage, Conflict } from './models.ts';
import { stretchViews } from './version-page.ts';

export function articleFormPage(
  article: ArticleRecord | null,
  form: ArticleForm,
  errors: readonly FieldError[],
  offered: { readonly outlets: readonly string[]; readonly desks: readonly string[] },
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
    ...{ ours: form.ours, conflict, ...offered },
  };
}

const LABELS: Readonly<Record<string, string>> = {
  ...{ headline: 'Headline', publisher: 'Publisher', agency: 'Agency', desk: 'Desk' },
  ...{ due_at: 'Due', byline: 'Byline', dateline: 'Dateline', published_on: 'Published' },
  ...{ url: 'Address', language: 'Language' },
};

/** What stands there now beside what was typed; only where they differ. */
export function conflictOf(
  current: ArticleRecord,
  changes: readonly Change[],
  typed: ArticleForm,
  zone: string,
): Conflict {
  const now = formOf(current, zone);
  const names = Object.keys(LABELS) as (keyof typeof now & keyof typeof typed)[];
  const lines = names.flatMap((name) => {
    const [theirs, yours] = [`${now[name]}`, `${typed[name]}`];
    if (theirs === yours) return [];
    return { what: LABELS[name] ?? name, now: theirs || null, typed: yours || null };
  });
  const ours = now.ours === typed.ours ? [] : [oursLine(now.ours, typed.ours)];
  return {
    who: changes[0]?.personName ?? 'Somebody',
    when: timeView(changes[0]?.at ?? current.changedAt, zone),
    lines: [...lines, ...ours],
    text:
      now.body === toLf(typed.body) ? null : stretchViews(differenceOf(now.body, toLf(typed.body))),
  };
}

function oursLine(now: boolean, typed: boolean) {
  return { what: 'Ours', now: now ? 'yes' : 'no', typed: typed ? 'yes' : 'no' };
}
