/** What changed in a claim, newest first. */

import { didWhat, type Line, linesOf, reasonOf } from '../history/sentences.ts';
import type { Change } from '../history/store.ts';
import { type TimeView, timeView } from '../web/dates.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'claims/history': ClaimHistoryPage;
  }
}

export interface ClaimHistoryPage {
  readonly id: number;
  readonly statement: string;
  readonly changes: readonly ChangeView[];
}

export interface ChangeView {
  readonly who: string;
  /** "recorded the claim", "changed the claim". */
  readonly did: string;
  readonly time: TimeView;
  readonly reason: string | null;
  readonly lines: readonly Line[];
}

export function claimHistoryPage(
  claim: { readonly id: number; readonly statement: string },
  changes: readonly Change[],
  zone: string,
): ClaimHistoryPage {
  return {
    id: claim.id,
    statement: claim.statement,
    changes: changes.map((change) => changeView(change, zone)),
  };
}

export function changeView(change: Change, zone: string): ChangeView {
  return {
    who: change.personName ?? 'The program',
    did: didWhat(change),
    time: timeView(change.at, zone),
    reason: reasonOf(change.values),
    lines: linesOf(change.values).filter((line) => line.what !== ''),
  };
}
