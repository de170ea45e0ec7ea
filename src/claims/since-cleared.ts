/** What a reviewer has to look at again: everything since the claim was last cleared. */
import { linesOf } from '../history/sentences.ts';
import type { Change } from '../history/store.ts';
import type { ChangeView } from '../history/view.ts';
import { changeView } from '../history/view.ts';
import { lastClearing, type ReviewRecord } from '../review/store.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import type { ClaimRecord } from './record.ts';

export interface SinceCleared {
  readonly who: string;
  readonly version: number;
  readonly time: TimeView;
  readonly changes: readonly ChangeView[];
}

/** Whether the claim was cleared once and is not now. */
export function mayHaveChanged(claim: ClaimRecord, reviews: readonly ReviewRecord[]): boolean {
  return claim.reviewState !== 'cleared' && lastClearing(reviews) !== null;
}

/**
 * @param changes the claim's history
 * @returns null while it is cleared, or was never so
 */
export function sinceCleared(
  claim: ClaimRecord,
  reviews: readonly ReviewRecord[],
  changes: readonly Change[],
  zone: string,
): SinceCleared | null {
  const clearing = lastClearing(reviews);
  if (!clearing || !mayHaveChanged(claim, reviews)) return null;
  const differing = changes.filter(
    (change) =>
      change.id > clearing.changeId &&
      ['changed', 'reopened'].includes(change.action) &&
      linesOf(change.values).some((line) => line.what !== 'review state'),
  );
  return {
    who: clearing.person?.name ?? 'The program',
    version: clearing.version,
    time: timeView(clearing.at, zone),
    changes: differing.map((change) => withoutState(changeView(change, zone))),
  };
}

// That it is to be reviewed again is what the section says as a whole.
function withoutState(change: ChangeView): ChangeView {
  return { ...change, lines: change.lines.filter((line) => line.what !== 'review state') };
}
