/** The pages of redactions. The text itself is on two of them: where it is typed, and confirmed. */
import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { RedactionForm } from './redaction.schema.ts';
import type { Backup, Count, Holder, Redaction } from './redaction.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'redactions/index': RedactionsPage;
    'redactions/new': NewRedactionPage;
    'redactions/preview': PreviewPage;
    'redactions/show': RedactionPage;
  }
}

export interface RedactionsPage {
  readonly redactions: readonly {
    readonly url: string;
    readonly who: string;
    readonly when: TimeView;
    readonly places: string;
    readonly reason: string;
  }[];
}

export interface NewRedactionPage extends RedactionForm {
  readonly textsError: string | null;
  readonly reasonError: string | null;
  readonly errors: readonly FieldError[];
}

export interface PreviewPage extends RedactionForm {
  readonly lines: readonly string[];
  readonly how: string;
  readonly total: string;
  readonly counts: readonly Count[];
  readonly records: readonly { readonly label: string; readonly url: string }[];
  readonly more: string | null;
  readonly isFound: boolean;
}

export interface RedactionPage {
  readonly id: number;
  readonly who: string;
  readonly when: TimeView;
  readonly reason: string;
  readonly total: string;
  readonly counts: readonly Count[];
  readonly cleaned: TimeView | null;
  readonly backups: readonly { readonly file: string; readonly when: TimeView }[];
}

const MOST_RECORDS = 30;

export function redactionsPage(redactions: readonly Redaction[], zone: string): RedactionsPage {
  return {
    redactions: redactions.map(({ id, personName, madeAt, places, reason }) => ({
      ...{ url: `/redactions/${id}`, who: personName, when: timeView(madeAt, zone), reason },
      places: inPlaces(places),
    })),
  };
}

export function newRedactionPage(
  form: RedactionForm,
  errors: readonly FieldError[],
): NewRedactionPage {
  // A line that is wrong is at the field with all lines.
  const found = errors.map((one) => ({ ...one, path: one.path.replace(/^texts\b.*/, 'texts') }));
  const errorAt = (path: string) => found.find((one) => one.path === path)?.message ?? null;
  return {
    ...{ ...form, errors: found },
    ...{ textsError: errorAt('texts'), reasonError: errorAt('reason') },
  };
}

export function previewPage(
  form: RedactionForm,
  { counts, holders }: { readonly counts: readonly Count[]; readonly holders: readonly Holder[] },
): PreviewPage {
  const total = counts.reduce((sum, count) => sum + count.number, 0);
  const records = [...new Map(holders.flatMap(recordOf).map((one) => [one.url, one])).values()];
  const left = records.length - MOST_RECORDS;
  return {
    ...form,
    lines: form.texts.split(/\r\n?|\n/).filter((line) => line.trim() !== ''),
    how: form.anywhere ? 'also within words' : 'as whole words',
    ...{ total: inPlaces(total), counts, isFound: total > 0 },
    records: records.slice(0, MOST_RECORDS),
    more: left > 0 ? `and ${left} more` : null,
  };
}

export function redactionPage(
  redaction: Redaction,
  backups: readonly Backup[],
  zone: string,
): RedactionPage {
  const { id, personName, madeAt, reason, places, counts, cleanedAt } = redaction;
  return {
    ...{ id, who: personName, when: timeView(madeAt, zone), reason, counts },
    total: inPlaces(places),
    cleaned: cleanedAt === null ? null : timeView(cleanedAt, zone),
    backups: backups.map(({ file, madeAt: at }) => ({ file, when: timeView(at, zone) })),
  };
}

export function redactionJson(redaction: Redaction, backups: readonly Backup[]): object {
  const { id, reason, personName: person, madeAt: made_at, places, counts } = redaction;
  return {
    ...{ id, url: `/redactions/${id}`, reason, person, made_at, places, counts },
    cleaned_at: redaction.cleanedAt,
    backups: backups.map(({ file, madeAt }) => ({ file, made_at: madeAt })),
  };
}

function inPlaces(number: number): string {
  return number === 1 ? '1 place' : `${number} places`;
}

const PAGES: Readonly<Record<string, string>> = { article: '/articles', source: '/sources' };

function recordOf({ entity, id, claimId }: Holder) {
  if (claimId !== null) return [{ label: `claim ${claimId}`, url: `/claims/${claimId}` }];
  const folder = PAGES[entity];
  return folder ? [{ label: `${entity} ${id}`, url: `${folder}/${id}` }] : [];
}
