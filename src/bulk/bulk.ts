/** One thing done to many claims: what it is, and what became of each claim. Pure. */

export const BULK_ACTIONS = ['assign', 'ready', 'withdraw'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** What somebody asked for. */
export interface NewBulk {
  readonly action: BulkAction;
  /** Of `assign`; null gives the claims to nobody. */
  readonly assigneeId: number | null;
  /** Of `withdraw`. */
  readonly reason: string | null;
  /** The query of the list whose claims it takes; null where they were chosen one by one. */
  readonly filter: string | null;
}

export interface Bulk extends NewBulk {
  readonly id: number;
  readonly assigneeName: string | null;
  readonly person: { readonly id: number; readonly name: string };
  readonly at: string;
  readonly total: number;
  readonly finishedAt: string | null;
  readonly undoneAt: string | null;
  readonly undoFinishedAt: string | null;
}

/** What became of a claim; `open` until its turn comes, or for good where it was stopped. */
export const OUTCOMES = ['done', 'skipped', 'open', 'undone', 'left'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Whether there is something left to do for it, and what. */
export function workOf(bulk: Bulk): 'doing' | 'undoing' | null {
  if (bulk.undoneAt !== null) return bulk.undoFinishedAt === null ? 'undoing' : null;
  return bulk.finishedAt === null ? 'doing' : null;
}

const NUMBER = new Intl.NumberFormat('en-GB');

export function claimsText(count: number): string {
  return count === 1 ? '1 claim' : `${NUMBER.format(count)} claims`;
}

/** "Withdraw 312 claims", "Give 3 claims to Felix Check". */
export function bulkTitle(
  action: BulkAction,
  count: number,
  assignee: string | null | undefined,
): string {
  const claims = claimsText(count);
  if (action === 'ready') return `Mark ${claims} ready`;
  if (action === 'withdraw') return `Withdraw ${claims}`;
  if (assignee === undefined) return `Assign ${claims}`;
  return assignee === null
    ? `Take ${claims} from whoever has them`
    : `Give ${claims} to ${assignee}`;
}
