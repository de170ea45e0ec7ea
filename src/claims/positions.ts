/** Which rows are a subject's position: of a subject, or for one. */
import type { Attribution } from './claim.ts';
import { oneSource, organisationsUpwards, type Reading } from './reading.ts';

export const ANSWERS = ['admitted', 'disputed', 'partly_denied', 'denied'] as const;
export const NON_ANSWERS = ['awaiting', 'no_response', 'declined'] as const;
export type Said = (typeof ANSWERS)[number] | (typeof NON_ANSWERS)[number];

export interface Position {
  readonly row: Attribution;
  /** The subject whose position it is. */
  readonly subject: number;
  readonly said: Said;
  /** Whether the subject speaks itself, not another for it. */
  readonly itself: boolean;
}

/** The row as a position on the claim, or null where a third party speaks or it takes none. */
export function readPosition(reading: Reading, row: Attribution): Position | null {
  const said = readSaid(reading, row);
  const subject = said && subjectOf(reading, row);
  if (said === null || subject === null) return null;
  return { row, subject, said, itself: oneSource(reading, row.sourceId) === subject };
}

function readSaid(reading: Reading, row: Attribution): Said | null {
  switch (row.stance) {
    case 'denies':
      return row.scope === 'part' ? 'partly_denied' : 'denied';
    case 'disputes':
      return 'disputed';
    case 'declines':
      return 'declined';
    case 'no_response':
    case 'awaiting':
      return row.stance;
    default:
      return isAdmission(reading, row) ? 'admitted' : null;
  }
}

/**
 * An admission is a row that admits; and, where the claim is adverse, a subject's own word that it
 * is so. A member of a subject who asserts it (a whistle-blower) does not admit it for the subject:
 * that takes speaking on its behalf. Taking it for one would put words into the subject's mouth.
 */
export function isAdmission(reading: Reading, row: Attribution): boolean {
  if (row.stance === 'admits') return true;
  if (row.stance !== 'asserts' && row.stance !== 'confirms') return false;
  if (!reading.facts.adverse) return false;
  return (
    row.interest === 'subject' ||
    reading.subjects.has(oneSource(reading, row.sourceId)) ||
    (row.onBehalfOf !== null && subjectAbove(reading, row.onBehalfOf) !== null)
  );
}

/**
 * Whose position a row is: the subject spoken for; else the source, if it is a subject; else the
 * nearest organisation of the source that is one. Where the claim lists no subjects, or the row
 * says that the claim is about its source, it is who is spoken for, or the source.
 */
function subjectOf(reading: Reading, row: Attribution): number | null {
  const spokenFor = row.onBehalfOf;
  if (spokenFor !== null) {
    const subject = subjectAbove(reading, spokenFor);
    if (subject !== null) return subject;
    if (reading.subjects.size === 0) return oneSource(reading, spokenFor);
  }
  const own = subjectAbove(reading, row.sourceId);
  if (own !== null) return own;
  return row.interest === 'subject' ? oneSource(reading, spokenFor ?? row.sourceId) : null;
}

/** Who belongs to a subject, at any height, and speaks or is spoken for, stands for it. */
function subjectAbove(reading: Reading, sourceId: number): number | null {
  if (reading.subjects.size === 0) return null;
  for (const id of organisationsUpwards(reading, sourceId)) {
    const source = oneSource(reading, id);
    if (reading.subjects.has(source)) return source;
  }
  return null;
}
