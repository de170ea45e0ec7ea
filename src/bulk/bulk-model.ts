/** What came of what was done to many claims, as its pages show it. Pure. */
import { may, type Person } from '../people/person.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import { type Bulk, bulkTitle, claimsText, OUTCOMES, type Outcome, workOf } from './bulk.ts';
import type { ListedClaim, OutcomeGroup } from './bulk-store.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'bulk/show': BulkPage;
    'bulk/index': BulksPage;
  }
}

export interface FilterView {
  readonly sentence: string;
  readonly url: string;
}

export interface ListedView {
  readonly url: string;
  readonly statement: string;
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
  const isOwn = bulk.person.id === scene.person.id && may(scene.person, 'record');
  const progress = progressOf(bulk, groups);
  return {
    id: bulk.id,
    heading: bulkTitle(bulk.action, bulk.total, bulk.assigneeName),
    ...{ who: bulk.person.name, time: timeView(bulk.at, zone) },
    ...{ reason: bulk.reason, filter: scene.filter },
    undone: bulk.undoneAt === null ? null : timeView(bulk.undoneAt, zone),
    progress: isRunning ? progress : null,
    interrupted: !isRunning && progress ? `It was interrupted: ${progress.text}` : null,
    mayGoOn: isOwn,
    undoLabel: isOwn && bulk.undoneAt === null ? undoLabel(groups) : null,
    missing: isRunning ? null : missingText(bulk, groups),
    groups: groups.map((group) => ({
      label: isRunning && group.outcome === 'open' ? 'To come' : OUTCOME_LABELS[group.outcome],
      why: group.why,
      ...{ count: claimsText(group.count), url: groupAddress(bulk.id, group, null) },
      isChosen: group === chosen,
    })),
    claims: scene.claims.map(({ id, statement }) => ({ url: `/claims/${id}`, statement })),
    nextUrl: chosen && scene.next !== null ? groupAddress(bulk.id, chosen, scene.next) : null,
  };
}

/** How far it is; null where nothing is left to do. */
function progressOf(bulk: Bulk, groups: readonly OutcomeGroup[]): BulkPage['progress'] {
  const work = workOf(bulk);
  if (work === null) return null;
  const count = (...outcomes: Outcome[]) => countOf(groups, outcomes);
  const isUndo = work === 'undoing';
  const done = isUndo ? count('undone', 'left') : count('done', 'skipped');
  const total = isUndo ? done + count('done') : bulk.total;
  const text = `${done} of ${total} ${isUndo ? 'taken back or left' : 'looked at'} so far.`;
  return { done, total, text, address: `/bulk/${bulk.id}.json` };
}

function undoLabel(groups: readonly OutcomeGroup[]): string | null {
  const count = countOf(groups, ['done']);
  return count === 0 ? null : `Undo: take it back from ${claimsText(count)}`;
}

function missingText({ total }: Bulk, groups: readonly OutcomeGroup[]): string | null {
  const missing = total - countOf(groups, OUTCOMES);
  return missing === 0 ? null : `${claimsText(missing)} were not even written down.`;
}

function countOf(groups: readonly OutcomeGroup[], outcomes: readonly Outcome[]): number {
  const counted = groups.filter((one) => outcomes.includes(one.outcome));
  return counted.reduce((sum, one) => sum + one.count, 0);
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
