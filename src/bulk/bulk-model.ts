/** What the pages about many claims at once show. Pure. */
import { may, type Person } from '../people/person.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { BulkForm } from './bulk.schema.ts';
import { type Bulk, type BulkAction, bulkTitle, claimsText, type Outcome, workOf } from './bulk.ts';
import type { ListedClaim, OutcomeGroup } from './bulk-store.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'bulk/new': NewBulkPage;
    'bulk/show': BulkPage;
    'bulk/index': BulksPage;
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

interface FilterView {
  readonly sentence: string;
  readonly url: string;
}

interface ListedView {
  readonly url: string;
  readonly statement: string;
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

export interface BulkPage {
  readonly id: number;
  readonly heading: string;
  readonly who: string;
  readonly time: TimeView;
  readonly reason: string | null;
  readonly filter: FilterView | null;
  readonly undone: TimeView | null;
  readonly progress: {
    readonly done: number;
    readonly total: number;
    readonly text: string;
    readonly address: string;
  } | null;
  readonly interrupted: string | null;
  readonly mayGoOn: boolean;
  readonly undoLabel: string | null;
  readonly missing: string | null;
  readonly groups: readonly {
    readonly label: string;
    readonly why: string | null;
    readonly count: string;
    readonly url: string;
    readonly isChosen: boolean;
  }[];
  readonly claims: readonly ListedView[];
  readonly nextUrl: string | null;
}

export interface BulkScene {
  readonly bulk: Bulk;
  readonly isRunning: boolean;
  readonly groups: readonly OutcomeGroup[];
  readonly chosen: OutcomeGroup | null;
  readonly claims: readonly ListedClaim[];
  /** Of the last claim shown, where there are more. */
  readonly next: number | null;
  readonly filter: FilterView | null;
  readonly person: Person;
  readonly zone: string;
}

const OUTCOME_LABELS: Readonly<Record<Outcome, string>> = {
  done: 'Done',
  skipped: 'Skipped',
  open: 'Not reached',
  undone: 'Taken back',
  left: 'Not taken back',
};

export function bulkPage(scene: BulkScene): BulkPage {
  const { bulk, isRunning, groups, chosen, zone } = scene;
  const work = workOf(bulk);
  const isOwn = bulk.person.id === scene.person.id && may(scene.person, 'record');
  const count = countOf(groups);
  const done =
    work === 'undoing' ? count('undone') + count('left') : count('done') + count('skipped');
  const total = work === 'undoing' ? done + count('done') : bulk.total;
  const text = `${done} of ${total} ${work === 'undoing' ? 'taken back or left' : 'looked at'} so far.`;
  const missing = bulk.total - groups.reduce((sum, one) => sum + one.count, 0);
  return {
    id: bulk.id,
    heading: bulkTitle(bulk.action, bulk.total, bulk.assigneeName),
    ...{ who: bulk.person.name, time: timeView(bulk.at, zone) },
    ...{ reason: bulk.reason, filter: scene.filter },
    undone: bulk.undoneAt === null ? null : timeView(bulk.undoneAt, zone),
    progress: isRunning && work ? { done, total, text, address: `/bulk/${bulk.id}.json` } : null,
    interrupted: !isRunning && work ? `It was interrupted: ${text}` : null,
    mayGoOn: isOwn,
    undoLabel:
      isOwn && bulk.undoneAt === null && count('done') > 0 ? undoLabel(count('done')) : null,
    missing:
      !isRunning && missing > 0 ? `${claimsText(missing)} were not even written down.` : null,
    groups: groups.map((group) => ({
      ...{ label: OUTCOME_LABELS[group.outcome], why: group.why },
      ...{ count: claimsText(group.count), url: groupAddress(bulk.id, group, null) },
      isChosen: group === chosen,
    })),
    claims: scene.claims.map(({ id, statement }) => ({ url: `/claims/${id}`, statement })),
    nextUrl: chosen && scene.next !== null ? groupAddress(bulk.id, chosen, scene.next) : null,
  };
}

function undoLabel(count: number): string {
  return `Undo: take it back from ${claimsText(count)}`;
}

function countOf(groups: readonly OutcomeGroup[]): (outcome: Outcome) => number {
  return (outcome) =>
    groups.reduce((sum, one) => (one.outcome === outcome ? sum + one.count : sum), 0);
}

function groupAddress(
  id: number,
  { outcome, why }: Pick<OutcomeGroup, 'outcome' | 'why'>,
  after: number | null,
): string {
  const query = new URLSearchParams({ outcome, ...(why === null ? {} : { why }) });
  if (after !== null) query.set('after', `${after}`);
  return `/bulk/${id}?${query}`;
}

export interface BulksPage {
  readonly bulks: readonly {
    readonly url: string;
    readonly title: string;
    readonly who: string;
    readonly time: TimeView;
    readonly state: string;
  }[];
}

export function bulksPage(
  bulks: readonly (Bulk & { readonly isRunning: boolean })[],
  zone: string,
): BulksPage {
  return {
    bulks: bulks.map((bulk) => ({
      url: `/bulk/${bulk.id}`,
      title: bulkTitle(bulk.action, bulk.total, bulk.assigneeName),
      ...{ who: bulk.person.name, time: timeView(bulk.at, zone), state: stateText(bulk) },
    })),
  };
}

function stateText(bulk: Bulk & { readonly isRunning: boolean }): string {
  const work = workOf(bulk);
  if (work && !bulk.isRunning) return 'interrupted';
  if (work) return 'still at work';
  return bulk.undoneAt === null ? 'done' : 'taken back';
}
