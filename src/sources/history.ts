/** What happened to a source: its own changes, and the merges and decisions about it. */
import type { Connection } from '../database/database.ts';
import { linesOf } from '../history/sentences.ts';
import { type Change, readChanges } from '../history/store.ts';
import { type TimeView, timeView } from '../web/dates.ts';

const MOST = 12;

export interface ChangeView {
  readonly who: string;
  readonly when: TimeView;
  /** "recorded it", "changed type: was Not stated, now Diplomat". */
  readonly what: readonly string[];
}

/** The latest changes, newest first. */
export function readHistory(connection: Connection, sourceId: number): Promise<Change[]> {
  return readChanges(connection, { sourceId }, MOST);
}

export function changeView(change: Change, zone: string): ChangeView {
  return {
    who: change.personName ?? 'Second Source',
    when: timeView(change.at, zone),
    what: whatOf(change),
  };
}

const WHAT: Readonly<Record<string, string>> = {
  'source created': 'recorded it',
  'merge merged': 'merged two sources',
  'merge undone': 'took a merge back',
  'decision decided': 'decided about it',
  'decision undone': 'took a decision back',
  'source restricted': 'restricted it',
  'source redacted': 'redacted it',
  'source opened': 'ended the restriction: everybody sees it',
};

function whatOf(change: Change): string[] {
  const known = WHAT[`${change.entity} ${change.action}`];
  if (known) return [known];
  return linesOf(change.values).map(({ what, was, now }) => {
    if (was === null) return `added ${what}: ${now ?? ''}`;
    return now === null ? `took out ${what}: ${was}` : `changed ${what}: ${was} → ${now}`;
  });
}
