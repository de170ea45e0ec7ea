/** The page that asks before something is done to many claims. Pure. */
import type { FieldError } from '../web/errors.ts';
import type { BulkForm } from './bulk.schema.ts';
import { type BulkAction, bulkTitle } from './bulk.ts';
import type { FilterView, ListedView } from './bulk-model.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'bulk/new': NewBulkPage;
  }
}

interface Named {
  readonly id: number;
  readonly name: string;
}

export interface NewBulkPage {
  readonly heading: string;
  readonly errors: readonly FieldError[];
  /** Null where it cannot be done as it was asked. */
  readonly form: {
    readonly action: string;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
    readonly people: readonly (Named & { readonly isChosen: boolean })[] | null;
    readonly reason: { readonly value: string } | null;
    readonly error: string | null;
    readonly button: string;
    readonly isGrave: boolean;
  } | null;
  readonly filter: FilterView | null;
  readonly claims: readonly ListedView[];
  readonly backUrl: string;
}

export interface NewBulkScene {
  readonly form: BulkForm;
  readonly action: BulkAction | null;
  readonly count: number;
  readonly filter: FilterView | null;
  /** Of claims that were ticked. */
  readonly claims: readonly { readonly id: number; readonly statement: string }[];
  readonly people: readonly Named[];
  readonly errors: readonly FieldError[];
}

/** What must be put right on another page before anything can be done. */
const ELSEWHERE = ['ids', 'filter', 'action'];

export function newBulkPage(scene: NewBulkScene): NewBulkPage {
  const { form, action, count, filter, claims, errors } = scene;
  const isPossible =
    action !== null && count > 0 && !errors.some((one) => ELSEWHERE.includes(one.path));
  const title = action ? bulkTitle(action, count, undefined) : 'Many claims at once';
  return {
    heading: isPossible ? title : 'Many claims at once',
    ...{ errors, filter },
    form: isPossible ? formView(scene, action, title) : null,
    claims: claims.map(({ id, statement }) => ({ url: `/claims/${id}`, statement })),
    backUrl: filter?.url ?? (form.filter ? `/claims?${form.filter}` : '/claims'),
  };
}

function formView(
  { form, count, people, errors }: NewBulkScene,
  action: BulkAction,
  button: string,
): NewBulkPage['form'] {
  const which =
    form.filter === null
      ? form.ids.map((value) => ({ name: 'ids', value }))
      : [
          { name: 'all', value: 'yes' },
          { name: 'filter', value: form.filter },
        ];
  return {
    ...{ action, button, isGrave: action === 'withdraw' },
    hidden: [...which, { name: 'count', value: `${count}` }],
    people:
      action === 'assign'
        ? people.map((one) => ({ ...one, isChosen: form.value === `${one.id}` }))
        : null,
    reason: action === 'withdraw' ? { value: form.value } : null,
    error: errors.find((one) => one.path === 'value')?.message ?? null,
  };
}
