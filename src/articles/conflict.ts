/**
 * Two people changed one article. What only one of them changed is taken over; where both changed
 * the same field, what was typed here stays, and what stands there now is shown beside it.
 */
import type { Json } from '../history/change.ts';
import type { Change } from '../history/store.ts';
import { undo } from '../history/undo.ts';
import { timeView } from '../web/dates.ts';
import { toLf } from '../web/schema.ts';
import type { ArticleRecord, Outlet } from './article.ts';
import { differenceOf } from './difference.ts';
import { type ArticleForm, formOf } from './form.ts';
import { articleFacts } from './json.ts';
import type { Conflict } from './models.ts';
import { stretchViews } from './version-page.ts';

/** What was done by others since the form was opened. */
export interface Overtaking {
  readonly current: ArticleRecord;
  /** Newest first. */
  readonly changes: readonly Change[];
  /** The text that the form was opened with. */
  readonly baseText: string;
}

const LABELS: Readonly<Partial<Record<keyof ArticleForm, string>>> = {
  ...{ headline: 'Headline', publisher: 'Publisher', agency: 'Agency', desk: 'Desk' },
  ...{ due_at: 'Due', byline: 'Byline', dateline: 'Dateline', published_on: 'Published' },
  ...{ url: 'Address', language: 'Language', ours: 'Ours' },
};

/** Number of the text that the form was opened with, 0 where there was none. */
export function baseTextNumber(current: ArticleRecord, changes: readonly Change[]): number {
  const { text } = factsBefore(current, changes) as { text: { number: number } | null };
  return text?.number ?? 0;
}

/** The form to finish with: saving it is a change of the current version. */
export function catchUp(
  typed: ArticleForm,
  { current, changes, baseText }: Overtaking,
  zone: string,
): { readonly form: ArticleForm; readonly conflict: Conflict } {
  const now = formOf(current, zone);
  const was = formOf(articleBefore(current, changes), zone);
  const names = Object.keys(LABELS) as (keyof ArticleForm)[];
  const theirs = names.filter((name) => was[name] !== now[name]);
  const isMine = (name: keyof ArticleForm) => typed[name] !== was[name];
  const taken = theirs.filter((name) => !isMine(name)).map((name) => [name, now[name]]);
  const body = toLf(typed.body);
  const tookText = body === baseText && now.body !== baseText;
  const isTorn = body !== baseText && now.body !== baseText && body !== now.body;
  return {
    form: {
      ...{ ...typed, ...Object.fromEntries(taken), version: now.version },
      body: tookText ? now.body : typed.body,
    },
    conflict: {
      who: changes[0]?.personName ?? 'Somebody',
      when: timeView(changes[0]?.at ?? current.changedAt, zone),
      lines: theirs.map((name) => ({
        ...{ what: LABELS[name] ?? name, was: wordsOf(was[name]), now: wordsOf(now[name]) },
        typed: isMine(name) ? { text: wordsOf(typed[name]), fieldUrl: `#field-${name}` } : null,
      })),
      text: isTorn ? stretchViews(differenceOf(now.body, body)) : null,
      tookText,
    },
  };
}

function wordsOf(value: string | boolean): string | null {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value || null;
}

function factsBefore(current: ArticleRecord, changes: readonly Change[]): Json {
  return undo(
    articleFacts(current),
    changes.flatMap((change) => change.values),
  );
}

/** The article as it was; its text only by its number. */
function articleBefore(current: ArticleRecord, changes: readonly Change[]): ArticleRecord {
  const facts = factsBefore(current, changes) as Readonly<Record<string, Json>>;
  const text = (name: string) => (facts[name] ?? null) as string | null;
  return {
    ...current,
    ...{ headline: text('headline') ?? '', ours: facts.ours === true, desk: text('desk') },
    ...{ publisher: outletOf(facts.publisher), agency: outletOf(facts.agency) },
    ...{ dueAt: text('due_at'), byline: text('byline'), dateline: text('dateline') },
    ...{ publishedOn: text('published_on'), url: text('url'), language: text('language') },
  };
}

function outletOf(facts: Json | undefined): Outlet | null {
  return (facts ?? null) as Outlet | null;
}
