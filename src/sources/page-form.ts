/** The form of a source: blank, filled, or with what was typed and what is wrong with it. */
import type { DraftView } from '../drafts/open.ts';
import { timeView } from '../web/dates.ts';
import type { SourceError } from './check.ts';
import type { Overtaken } from './conflict.ts';
import { type Choice, type Option, options, type Picker } from './fields.ts';
import type { SourceForm } from './form.ts';
import {
  IDENTITIES,
  IDENTITY_LABELS,
  RELIABILITIES,
  RELIABILITY_LABELS,
  SOURCE_TYPE_LABELS,
  SOURCE_TYPES,
} from './source.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'sources/form': SourceFormPage;
  }
}

export interface SourceFormPage {
  readonly heading: string;
  readonly crumb: { readonly url: string; readonly label: string } | null;
  readonly action: string;
  readonly version: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly existing: { readonly url: string; readonly label: string } | null;
  readonly conflict: {
    readonly who: string;
    readonly when: { readonly iso: string; readonly text: string };
    readonly lines: readonly {
      readonly label: string;
      readonly was: string;
      readonly now: string;
      readonly typed: string | null;
      readonly fieldUrl: string;
    }[];
  } | null;
  readonly name: string;
  readonly count: string;
  readonly partOf: Picker;
  readonly aliases: string;
  readonly wrong: Readonly<Record<'name' | 'count' | 'aliases', string | null>>;
  readonly type: Choice;
  readonly identity: Choice;
  readonly collective: Choice;
  readonly reliability: Choice;
  readonly article: Choice;
  readonly partialTypes: readonly Option[];
  readonly partialInside: string;
  readonly cancelUrl: string;
  readonly draft: DraftView;
}

/** What the form of a source shows. */
export interface SourceFormView {
  readonly form: SourceForm;
  /** Null for a new source. */
  readonly source: { readonly id: number; readonly name: string } | null;
  readonly errors: readonly SourceError[];
  readonly articles: readonly { readonly id: number; readonly headline: string }[];
  readonly conflict: {
    readonly who: string;
    readonly at: string;
    readonly overtaken: readonly Overtaken[];
  } | null;
  readonly draft: DraftView;
  readonly zone: string;
}

const LABELS: Readonly<Partial<Record<keyof SourceForm, string>>> = {
  ...{ name: 'Name', type: 'Type', identity: 'Identity', collective: 'One or several' },
  ...{ count: 'Number of people', partialTypes: 'Some of them are', partOf: 'Part of' },
  ...{ aliases: 'Other names', reliability: 'Reliability', articleId: 'Article' },
};
const PATHS: Readonly<Partial<Record<keyof SourceForm, string>>> = {
  ...{ partialTypes: 'partial_types', partOf: 'part_of', articleId: 'article_id' },
};

export function sourceFormPage(view: SourceFormView): SourceFormPage {
  const { form, source } = view;
  // Errors inside a list or a reference stand at the one field that the page has for it.
  const errors = view.errors.map((one) => ({ ...one, path: one.path.split('.')[0] ?? '' }));
  const error = (path: string) => errors.find((one) => one.path === path)?.message ?? null;
  const existing = errors.find((one) => one.existing)?.existing;
  const url = source ? `/sources/${source.id}` : '/sources';
  return {
    heading: source ? 'Change a source' : 'Record a source',
    crumb: source && { url, label: source.name },
    ...{ action: url, cancelUrl: url, version: form.version, errors },
    draft: view.draft,
    existing: existing ? { url: `/sources/${existing.id}`, label: existing.name } : null,
    conflict: conflictOf(view),
    ...{ name: form.name, count: form.count, aliases: form.aliases },
    partOf: {
      ...{ id: 'part_of', name: 'part_of', label: 'Part of', error: error('part_of') },
      ...{ value: form.partOf, idField: 'part_of_id', chosen: form.partOfId },
      ...{
        hint: 'the organisation they belong to',
        filter: 'identity=named_org',
        knownOnly: false,
      },
    },
    wrong: { name: error('name'), count: error('count'), aliases: error('aliases') },
    ...choicesOf(view, error),
    partialTypes: SOURCE_TYPES.filter((type) => type !== 'untyped').map((type) => ({
      ...{ value: type, label: SOURCE_TYPE_LABELS[type] },
      selected: form.partialTypes.includes(type),
    })),
    partialInside: partialInside(form),
  };
}

function choicesOf(
  { form, source, articles }: SourceFormView,
  errorOf: (path: string) => string | null,
) {
  const byWords: [string, string][] = source ? [] : [['', 'From the name']];
  const choice = (
    ...[name, label, hint, chosen, pairs]: [string, string, string, string, [string, string][]]
  ): Choice => ({
    ...{ id: name, name, label, hint, error: errorOf(name), options: options(chosen, pairs) },
  });
  const labelled = <Code extends string>(codes: readonly Code[], labels: Record<Code, string>) =>
    codes.map((code): [string, string] => [code, labels[code]]);
  return {
    type: choice('type', 'Type', '', form.type, [
      ...byWords,
      ...labelled(SOURCE_TYPES, SOURCE_TYPE_LABELS),
    ]),
    identity: choice('identity', 'Identity', '', form.identity, [
      ...byWords,
      ...labelled(IDENTITIES, IDENTITY_LABELS),
    ]),
    collective: choice('collective', 'One or several', '', form.collective, [
      ...byWords,
      ...([
        ['no', 'One'],
        ['yes', 'A group'],
      ] as [string, string][]),
    ]),
    reliability: choice('reliability', 'Reliability', '', form.reliability, [
      ['', 'Not graded'],
      ...RELIABILITIES.map((grade): [string, string] => [
        grade,
        `${grade} · ${RELIABILITY_LABELS[grade]}`,
      ]),
    ]),
    article: choice('article_id', 'Article', 'of an unnamed source', form.articleId, [
      ['', 'None'],
      ...articles.map(({ id, headline }): [string, string] => [`${id}`, headline]),
    ]),
  };
}

function conflictOf({ conflict, zone, articles }: SourceFormView): SourceFormPage['conflict'] {
  if (!conflict) return null;
  const shown = (field: keyof SourceForm, value: string) => {
    if (value === '') return 'nothing';
    const words = field === 'type' || field === 'partialTypes' ? SOURCE_TYPE_LABELS : undefined;
    const headline = articles.find((one) => `${one.id}` === value)?.headline;
    if (field === 'articleId') return headline ?? value;
    if (field === 'identity') return IDENTITY_LABELS[value as keyof typeof IDENTITY_LABELS];
    if (field === 'collective') return value === 'yes' ? 'A group' : 'One';
    return value
      .split('\n')
      .map((line) => words?.[line as keyof typeof words] ?? line)
      .join(', ');
  };
  return {
    who: conflict.who,
    when: timeView(conflict.at, zone),
    lines: conflict.overtaken.map(({ field, was, now, typed }) => ({
      ...{ label: LABELS[field] ?? field, was: shown(field, was), now: shown(field, now) },
      typed: typed === null ? null : shown(field, typed),
      fieldUrl: `#field-${PATHS[field] ?? field}`,
    })),
  };
}

function partialInside({ partialTypes }: SourceForm): string {
  const labels = SOURCE_TYPES.filter((type) => partialTypes.includes(type)).map(
    (type) => SOURCE_TYPE_LABELS[type],
  );
  return labels.length > 0 ? labels.join(', ') : 'for a mixed group';
}
