/** From articles to what their list, form and versions show. */
import type { Change } from '../history/store.ts';
import { dayView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { ArticleRecord, ArticleText } from './article.ts';
import { differenceOf } from './difference.ts';
import { type ArticleForm, FORM_TEXTS, formOf } from './form.ts';
import type { ArticleFilter, ListedArticle } from './list.ts';
import type {
  ArticleFormPage,
  ArticlesPage,
  Conflict,
  StretchView,
  VersionPage,
} from './models.ts';

export function articlesPage(
  filter: ArticleFilter,
  found: { readonly total: number; readonly articles: readonly ListedArticle[] },
  next: string | null,
  around: {
    readonly desks: readonly string[];
    readonly mayRecord: boolean;
    readonly errors: readonly FieldError[];
  },
): ArticlesPage {
  return {
    ...{ q: filter.q, desk: filter.desk, next, ...around },
    isFiltered: filter.q !== '' || filter.desk !== '',
    count: counted(found.total, 'article'),
    desks: around.desks.map((name) => ({ name, chosen: name === filter.desk })),
    articles: found.articles.map((article) => ({
      ...{ url: `/articles/${article.id}`, headline: article.headline },
      ...{ language: article.language, ours: article.ours, desk: article.desk },
      publisher: article.publisher?.name ?? null,
      agency: article.agency?.name ?? null,
      date: article.publishedOn === null ? null : dayView(article.publishedOn),
      claims: counted(article.claims, 'claim'),
    })),
  };
}

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
    text: now.body === lf(typed.body) ? null : stretches(differenceOf(now.body, lf(typed.body))),
  };
}

export function versionPage(
  article: ArticleRecord,
  text: ArticleText,
  before: ArticleText | null,
  zone: string,
): VersionPage {
  const about = article.versions.find((one) => one.number === text.number);
  const at = (number: number) => ({ number, url: `/articles/${article.id}/versions/${number}` });
  return {
    articleUrl: `/articles/${article.id}`,
    ...{ headline: article.headline, language: article.language, number: text.number },
    ...{ sha256: text.sha256, text: text.body, by: about?.by ?? null },
    bytes: (about?.bytes ?? 0).toLocaleString('en-GB'),
    time: timeView(about?.at ?? article.createdAt, zone),
    earlier: before ? at(before.number) : null,
    later: text.number < (article.text?.number ?? 0) ? at(text.number + 1) : null,
    difference: before ? stretches(differenceOf(before.body, text.body)) : [],
  };
}

function stretches(difference: ReturnType<typeof differenceOf>): StretchView[] {
  return difference.map(({ parts, unchanged }) => ({
    unchanged: parts ? null : `${counted(unchanged, 'paragraph')} unchanged`,
    parts: (parts ?? []).map(({ kind, text }) => ({
      ...{ added: kind === 'added', removed: kind === 'removed', text },
    })),
  }));
}

function oursLine(now: boolean, typed: boolean) {
  return { what: 'Ours', now: now ? 'yes' : 'no', typed: typed ? 'yes' : 'no' };
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en-GB')} ${thing}${count === 1 ? '' : 's'}`;
}

function lf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
