/** From corrections to what their pages show. */
import { dayView, type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import { type CorrectionRecord, isPublished, OUTCOME_LABELS, OUTCOMES } from './correction.ts';
import { type CorrectionForm, FORM_TEXTS, formOf } from './form.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'corrections/index': CorrectionsPage;
    'corrections/article': ArticleCorrectionsPage;
    'corrections/show': CorrectionPage;
    'corrections/form': CorrectionFormPage;
  }
}

export interface CorrectionView {
  readonly id: number;
  readonly outcome: string;
  readonly isOpen: boolean;
  readonly article: { readonly headline: string; readonly url: string };
  readonly version: { readonly text: string; readonly url: string } | null;
  readonly wrong: string;
  readonly askedBy: string;
  readonly asked: TimeView;
  readonly decision: string | null;
  readonly wording: string | null;
  readonly published: TimeView | null;
  readonly claims: readonly { readonly statement: string; readonly url: string }[];
  readonly who: string;
  readonly recorded: TimeView;
  readonly editUrl: string | null;
}

export interface CorrectionsPage {
  readonly count: string;
  readonly tabs: readonly { readonly label: string; readonly url: string; isChosen: boolean }[];
  readonly corrections: readonly CorrectionView[];
  readonly next: string | null;
  readonly fileUrl: string;
  readonly problem: string | null;
}

export interface ArticleCorrectionsPage {
  readonly article: { readonly headline: string; readonly url: string };
  readonly corrections: readonly CorrectionView[];
  readonly form: CorrectionFormPage | null;
  readonly errors: readonly FieldError[];
}

export interface CorrectionPage extends CorrectionView {
  /** The one, as a list. */
  readonly corrections: readonly CorrectionView[];
}

interface Field {
  readonly value: string;
  readonly error: string | null;
}

export interface CorrectionFormPage {
  readonly action: string;
  readonly isNew: boolean;
  readonly article: { readonly headline: string; readonly url: string };
  readonly fields: Readonly<Record<(typeof FORM_TEXTS)[number], Field>>;
  readonly askedType: string;
  readonly publishedType: string;
  readonly outcomes: readonly Option[];
  readonly texts: readonly Option[];
  readonly claims: readonly {
    readonly id: number;
    readonly statement: string;
    readonly checked: boolean;
  }[];
  readonly claimsError: string | null;
  readonly errors: readonly FieldError[];
  readonly conflict: Conflict | null;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}

interface Conflict {
  readonly who: string;
  readonly when: TimeView;
  readonly lines: readonly { readonly what: string; readonly now: string; typed: string }[];
}

export function correctionView(
  one: CorrectionRecord,
  around: { readonly mayRecord: boolean; readonly zone: string },
): CorrectionView {
  const url = `/articles/${one.article.id}`;
  const number = one.textNumber;
  return {
    ...{ id: one.id, outcome: OUTCOME_LABELS[one.outcome], isOpen: one.outcome === 'open' },
    article: { headline: one.article.headline, url },
    version:
      number === null ? null : { text: `version ${number}`, url: `${url}/versions/${number}` },
    ...{ wrong: one.wrong, askedBy: one.askedBy, asked: dayView(one.askedOn) },
    ...{ decision: one.decision, wording: one.wording },
    published: one.publishedOn === null ? null : dayView(one.publishedOn),
    claims: one.claims.map(({ id, statement }) => ({ statement, url: `/claims/${id}` })),
    ...{ who: one.person.name, recorded: timeView(one.createdAt, around.zone) },
    editUrl: around.mayRecord ? `/corrections/${one.id}/edit` : null,
  };
}

/** All that a form of a correction stands on. */
export interface FormGround {
  readonly article: {
    readonly id: number;
    readonly headline: string;
    readonly versions: readonly { readonly number: number }[];
  };
  /** Null for a new one. */
  readonly correctionId: number | null;
  readonly claims: readonly { readonly id: number; readonly statement: string }[];
}

export function correctionFormPage(
  { article, correctionId, claims }: FormGround,
  form: CorrectionForm,
  errors: readonly FieldError[],
  conflict: Conflict | null = null,
): CorrectionFormPage {
  const at = (name: string) => errors.find(({ path }) => path === name)?.message ?? null;
  const fields = FORM_TEXTS.map((name) => [name, { value: form[name], error: at(name) }] as const);
  const url = `/articles/${article.id}`;
  const dateType = (text: string) => (/^(\d{4}-\d\d-\d\d)?$/.test(text) ? 'date' : 'text');
  return {
    action: correctionId === null ? `${url}/corrections` : `/corrections/${correctionId}`,
    ...{ isNew: correctionId === null, article: { headline: article.headline, url }, conflict },
    fields: Object.fromEntries(fields) as CorrectionFormPage['fields'],
    ...{ askedType: dateType(form.asked_on), publishedType: dateType(form.published_on) },
    outcomes: OUTCOMES.map((value) => {
      const label = isPublished(value)
        ? `${OUTCOME_LABELS[value]}, published`
        : OUTCOME_LABELS[value];
      return { value, label, selected: value === form.outcome };
    }),
    texts: [
      ...article.versions.map(({ number }, index) => ({
        ...{ value: `${number}`, selected: form.text_number === `${number}` },
        label: index === 0 ? `Version ${number}, current` : `Version ${number}`,
      })),
      { value: '', label: 'Not tied to a text', selected: form.text_number === '' },
    ],
    claims: claims.map((claim) => ({ ...claim, checked: form.claims.includes(`${claim.id}`) })),
    claimsError: errors.find(({ path }) => path.startsWith('claims'))?.message ?? null,
    errors: errors.map(({ path, message }) => ({ path: path.split('.')[0] ?? path, message })),
  };
}

const LABELS: Readonly<Record<string, string>> = {
  ...{ text_number: 'Version of the text', wrong: 'What was wrong', asked_by: 'Who asked' },
  ...{ asked_on: 'Asked on', outcome: 'Outcome', decision: 'Why', wording: 'Wording published' },
  ...{ published_on: 'Published on', claims: 'Claims' },
};

/** What stands there now beside what was typed; only where they differ. */
export function conflictOf(
  current: CorrectionRecord,
  latest: { readonly who: string; readonly at: string },
  typed: CorrectionForm,
  zone: string,
): Conflict {
  const now = formOf(current);
  const names = Object.keys(LABELS) as (keyof CorrectionForm)[];
  return {
    ...{ who: latest.who, when: timeView(latest.at, zone) },
    lines: names.flatMap((name) => {
      const [theirs, yours] = [said(name, now), said(name, typed)];
      return theirs === yours ? [] : [{ what: LABELS[name] ?? name, now: theirs, typed: yours }];
    }),
  };
}

function said(name: keyof CorrectionForm, form: CorrectionForm): string {
  if (name === 'claims') return [...form.claims].sort().join(', ');
  if (name === 'outcome') return OUTCOMES.find((one) => one === form.outcome) ?? '';
  return form[name].replace(/\r\n?/g, '\n');
}
