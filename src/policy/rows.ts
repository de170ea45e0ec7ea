/** What several rules ask of the rows of a claim. */
import type { Attribution } from '../claims/claim.ts';
import { oneSource, sourceOf } from '../claims/reading.ts';
import { isNamed, type Source } from '../sources/source.ts';
import type { Breach, RuleView } from './rule.ts';

const SPEAKING = new Set(['asserts', 'confirms', 'admits', 'disputes', 'denies']);

/** Rows in which somebody says something about the claim, for or against it. */
export function speakingRows(claim: RuleView): Attribution[] {
  return claim.live.filter((row) => SPEAKING.has(row.stance));
}

/** Whether a person or group speaks whom nobody names. An unnamed outlet is not that. */
export function isUnnamedPerson(claim: RuleView, row: Attribution): boolean {
  const type = sourceOf(claim.reading, row.sourceId)?.type;
  return isUnnamed(claim, row) && type !== 'media' && type !== 'record' && type !== 'own';
}

export function isUnnamed(claim: RuleView, row: Attribution): boolean {
  const source = sourceOf(claim.reading, row.sourceId);
  return source !== undefined && !isNamed(source);
}

/** The source of a row under all descriptions that an editor declared the same. */
export function descriptionsOf({ reading }: RuleView, { sourceId }: Attribution): Source[] {
  const one = oneSource(reading, sourceId);
  const ids = [...reading.same].filter(([, same]) => same === one).map(([id]) => id);
  return [...new Set([sourceId, ...ids])]
    .map((id) => sourceOf(reading, id))
    .filter((source) => source !== undefined);
}

/** Rows whose source has no row for which it holds: what one row tells, tells of the source. */
export function ofSourcesWithout(
  claim: RuleView,
  rows: readonly Attribution[],
  holds: (row: Attribution) => boolean,
): Attribution[] {
  const told = new Set(
    claim.live.filter(holds).map((row) => oneSource(claim.reading, row.sourceId)),
  );
  return rows.filter((row) => !told.has(oneSource(claim.reading, row.sourceId)));
}

/** The breach is shown at the first of the rows; none, where there is no row. */
export function breachAt(rows: readonly Attribution[], message: string): Breach | null {
  const [first] = rows;
  return first ? { message, attributionId: first.id } : null;
}

export function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
