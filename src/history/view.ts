/** From entries of history to what pages show of them. */
import { type TimeView, timeView } from '../web/dates.ts';
import { fieldByField, type Json } from './change.ts';
import { didWhat, type Line, linesOf, type RowNames, reasonOf, whoOf } from './sentences.ts';
import type { Change } from './store.ts';
import { hasCommonWords, type PartView, partViews, wordDifference } from './words.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'history/record': RecordHistoryPage;
  }
}

export interface LineView extends Line {
  /** Was and now in one, word by word; null where they have no word in common. */
  readonly parts: readonly PartView[] | null;
}

export interface ChangeView {
  readonly who: string;
  /** "recorded the claim", "changed the claim". */
  readonly did: string;
  readonly time: TimeView;
  readonly reason: string | null;
  readonly lines: readonly LineView[];
}

/** The history of one record. */
export interface RecordHistoryPage {
  /** "Claims", "Articles", "Sources". */
  readonly list: { readonly label: string; readonly url: string };
  readonly name: string;
  readonly url: string;
  readonly changes: readonly (ChangeView & {
    readonly id: number;
    /** The record as it was after this entry; null where that cannot be looked at. */
    readonly version: { readonly label: string; readonly url: string } | null;
  })[];
  /** Address of the entries before these. */
  readonly earlier: string | null;
  readonly isFirst: boolean;
  readonly newest: string;
}

export function changeView(change: Change, zone: string, names?: RowNames): ChangeView {
  return {
    who: whoOf(change),
    did: didWhat(change),
    time: timeView(change.at, zone),
    reason: reasonOf(change.values),
    lines: lineViews(linesOf(change.values, names).filter((line) => line.what !== '')),
  };
}

/** The same with what a record was when it was made, or taken out. */
export function wholeChangeView(change: Change, zone: string): ChangeView {
  const lines = linesOf(fieldByField(change.values)).filter(({ was, now }) => was ?? now);
  return { ...changeView(change, zone), lines: lineViews(lines) };
}

export function lineViews(lines: readonly Line[]): LineView[] {
  return lines.map((line) => ({ ...line, parts: partsOf(line) }));
}

function partsOf({ was, now, isText }: Line): PartView[] | null {
  if (!isText || was === null || now === null) return null;
  const parts = wordDifference(was, now);
  return hasCommonWords(parts) ? partViews(parts) : null;
}

/** The JSON of an entry. */
export function changeJson(change: Change): { readonly [name: string]: Json } {
  return {
    ...{ id: change.id, at: change.at, person: change.personName, entity: change.entity },
    ...{ entity_id: change.entityId, claim_id: change.claimId, action: change.action },
    values: change.values.map((value) => ({ ...value })),
    hash: change.hash,
  };
}
