/** The pages of saved filters: finished strings. */

import { namesOfFilter } from '../claims/names.ts';
import { filterSentence } from '../claims/sentence.ts';
import type { Connection } from '../database/database.ts';
import type { Person } from '../people/person.ts';
import { may } from '../people/person.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { News } from './news.ts';
import { claimsAddress, type FilterForm, filterOf, type SavedFilter } from './saved-filter.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'filters/index': FiltersPage;
    'filters/form': FilterFormPage;
    'filters/show': FilterPage;
  }
}

export interface FiltersPage {
  readonly groups: readonly {
    readonly title: string;
    readonly empty: string;
    readonly rows: readonly FilterRow[];
  }[];
  readonly hasDefault: boolean;
}

interface FilterRow {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly detailsUrl: string;
  readonly sentence: string;
  readonly claims: string;
  readonly news: string;
  readonly isFresh: boolean;
  /** "shared", "by Nour Haddad". */
  readonly whose: string;
  readonly isDefault: boolean;
}

/** A filter with what a page shows of it. */
export interface KnownFilter {
  readonly filter: SavedFilter;
  readonly sentence: string;
  readonly news: News;
}

interface Fields {
  readonly errors: readonly FieldError[];
  readonly name: { readonly value: string; readonly error: string | null };
  readonly queryError: string | null;
  readonly query: string;
  readonly audiences: readonly {
    readonly value: string;
    readonly label: string;
    readonly chosen: boolean;
  }[];
}

export interface FilterFormPage extends Fields {
  readonly sentence: string;
  readonly url: string;
  /** Filters of one's own that could get this query instead. */
  readonly replaceable: readonly { readonly id: number; readonly name: string }[];
}

export interface FilterPage extends Fields {
  readonly id: number;
  readonly title: string;
  readonly sentence: string;
  readonly url: string;
  readonly claims: string;
  readonly news: string;
  readonly looked: TimeView | null;
  readonly shortAddress: string | null;
  readonly owner: string;
  readonly isShared: boolean;
  readonly mayChange: boolean;
  readonly isDefault: boolean;
}

const NUMBER = new Intl.NumberFormat('en-GB');

export function claimsText(count: number): string {
  return count === 1 ? '1 claim' : `${NUMBER.format(count)} claims`;
}

/** "3 new", "3 new or changed", "nothing new". */
export function newsText({ fresh, meaning }: News): string {
  if (fresh === null) return 'not opened yet';
  if (fresh === 0) return 'nothing new';
  return `${NUMBER.format(fresh)} new${meaning === 'changed' ? ' or changed' : ''}`;
}

export async function sentenceOfFilter(
  connection: Connection,
  saved: Pick<SavedFilter, 'query'>,
): Promise<string> {
  const filter = filterOf(saved);
  return filterSentence(filter, await namesOfFilter(connection, filter));
}

export function filtersPage(known: readonly KnownFilter[], person: Person): FiltersPage {
  const rows = (own: boolean) =>
    known.filter(({ filter }) => (filter.owner.id === person.id) === own).map(rowOf);
  return {
    groups: [
      {
        ...{ title: 'Yours', rows: rows(true).map((row) => ({ ...row, whose: sharedText(row) })) },
        empty: 'Filter the claims as you need them, then choose “Save this filter”.',
      },
      {
        ...{ title: 'Shared by colleagues', rows: rows(false) },
        empty: 'Nobody else shares a filter.',
      },
    ],
    hasDefault: known.some(({ filter }) => filter.isDefault),
  };
}

function sharedText({ whose }: FilterRow): string {
  return whose === '' ? '' : 'shared';
}

function rowOf({ filter, sentence, news }: KnownFilter): FilterRow {
  return {
    ...{ id: filter.id, name: filter.name, sentence, isDefault: filter.isDefault },
    url: claimsAddress(filter),
    detailsUrl: `/filters/${filter.id}`,
    claims: claimsText(news.total),
    news: newsText(news),
    isFresh: (news.fresh ?? 0) > 0,
    whose: filter.shared ? `by ${filter.owner.name}` : '',
  };
}

function fieldsOf(
  form: FilterForm,
  errors: readonly FieldError[],
  { mayShare }: { readonly mayShare: boolean },
): Fields {
  const errorOf = (path: string) => errors.find((one) => one.path === path)?.message ?? null;
  return {
    errors: errors.map((one) => (one.path === 'query' ? { ...one, path: 'name' } : one)),
    name: { value: form.name, error: errorOf('name') },
    ...{ query: form.query, queryError: errorOf('query') },
    audiences: [
      { value: 'no', label: 'only you', chosen: !form.shared },
      ...(mayShare ? [{ value: 'yes', label: 'the newsroom', chosen: form.shared }] : []),
    ],
  };
}

export function filterFormPage(
  form: FilterForm,
  errors: readonly FieldError[],
  scene: {
    readonly person: Person;
    readonly sentence: string;
    readonly own: readonly SavedFilter[];
  },
): FilterFormPage {
  return {
    ...fieldsOf(form, errors, { mayShare: may(scene.person, 'record') }),
    ...{ sentence: scene.sentence, url: claimsAddress(form) },
    replaceable: scene.own.map(({ id, name }) => ({ id, name })),
  };
}

export function filterPage(
  { filter, sentence, news }: KnownFilter,
  scene: {
    readonly person: Person;
    readonly zone: string;
    readonly origin: string;
    readonly form: FilterForm;
    readonly errors: readonly FieldError[];
  },
): FilterPage {
  const { person, zone, origin, form, errors } = scene;
  return {
    ...fieldsOf(form, errors, { mayShare: may(person, 'record') }),
    ...{ id: filter.id, title: filter.name, sentence, url: claimsAddress(filter) },
    ...{ claims: claimsText(news.total), news: newsText(news) },
    looked: news.lookedAt === null ? null : timeView(news.lookedAt, zone),
    shortAddress: filter.shared ? `${origin}/f/${filter.code}` : null,
    ...{ owner: filter.owner.name, isShared: filter.shared, isDefault: filter.isDefault },
    mayChange: mayChange(filter, person),
  };
}

/** Whoever saved it; what is shared also an administrator, should its owner be gone. */
export function mayChange(filter: SavedFilter, person: Person): boolean {
  return filter.owner.id === person.id || (filter.shared && may(person, 'administer'));
}

export function filterJson({ filter, sentence, news }: KnownFilter) {
  return {
    ...{ id: filter.id, url: `/filters/${filter.id}`, name: filter.name, shared: filter.shared },
    ...{ owner: filter.owner, is_default: filter.isDefault, query: filter.query, sentence },
    ...{ claims_url: claimsAddress(filter), short_url: `/f/${filter.code}`, total: news.total },
    ...{ new: news.fresh, new_means: news.meaning, looked_at: news.lookedAt },
    ...{ created_at: filter.createdAt, changed_at: filter.changedAt },
  };
}
