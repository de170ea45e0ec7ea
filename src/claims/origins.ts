/** Counts origins, not labels: which support rows go back to one and the same speaker. */
import { isNamed } from '../sources/source.ts';
import { type Group, groupReader } from './groups.ts';
import { positionOf, type Reading, sourceOf } from './reading.ts';
import { uniteSets } from './sets.ts';
import type { Support, SupportRow } from './support.ts';
import { findTies, type Tie } from './ties.ts';

/** An origin as it is counted, before it is put into words. */
export interface CountedOrigin {
  /** The row that stands for it: direct, named, with a number, the first in the claim. */
  readonly lead: SupportRow;
  readonly rows: readonly SupportRow[];
  readonly ties: readonly Tie[];
  readonly groups: readonly Group[];
  readonly direct: boolean;
  readonly primary: boolean;
  /** Whether a named source speaks directly in it; or at all, where none speaks directly. */
  readonly named: boolean;
  readonly circular: boolean;
  readonly min: number;
  readonly max: number | null;
}

/** The independent origins of the support, the weightiest first. */
export function countOrigins(reading: Reading, support: Support): CountedOrigin[] {
  const ties = findTies(reading, support);
  const united = uniteSets(ties.map((tie) => [...tie.sources]));
  const originOf = (source: number): number => united.get(source) ?? source;
  const tiesOf = Map.groupBy(ties, (tie) => originOf([...tie.sources][0] ?? 0));
  const readGroups = groupReader(reading, ties);
  return [...Map.groupBy(support.counted, ({ source }) => originOf(source))]
    .map(([origin, rows]): CountedOrigin => {
      const circular = rows.some(({ source }) => support.rings.has(source));
      const found = { rows, ties: tiesAmong(rows, tiesOf.get(origin) ?? []), circular };
      return { ...found, ...weigh(reading, rows, readGroups(rows)) };
    })
    .toSorted((one, other) => compareWeight(reading, one, other));
}

/** None where a single source is left: what it was tied to is no origin of its own. */
function tiesAmong(rows: readonly SupportRow[], ties: readonly Tie[]): readonly Tie[] {
  const sources = new Set(rows.map((one) => one.source));
  return sources.size > 1 ? ties : [];
}

function weigh(
  reading: Reading,
  rows: readonly SupportRow[],
  groups: readonly Group[],
): Omit<CountedOrigin, 'rows' | 'ties' | 'circular'> {
  const direct = rows.filter((one) => !one.relayed);
  const heard = direct.length > 0 ? direct : rows;
  const proven = groups.reduce((sum, group) => sum + group.separate, 0);
  return {
    ...{ lead: chooseLead(reading, heard), groups, direct: direct.length > 0 },
    primary: rows.some((one) => isPrimary(reading, one)),
    named: heard.some((one) => isNamedRow(reading, one)),
    min: direct.length > 0 ? Math.max(1, proven) : 0,
    max: highestNumber(groups),
  };
}

function chooseLead(reading: Reading, heard: readonly SupportRow[]): SupportRow {
  const weight = (one: SupportRow): number => {
    if (isPrimary(reading, one)) return 3;
    if (isNamedRow(reading, one)) return 2;
    return sourceOf(reading, one.row.sourceId)?.count == null ? 0 : 1;
  };
  return heard.reduce((best, one) => (weight(one) > weight(best) ? one : best));
}

/** Seen by our own staff, or in a document that we hold ourselves. */
function isPrimary(reading: Reading, { row, relayed }: SupportRow): boolean {
  if (relayed) return false;
  const type = sourceOf(reading, row.sourceId)?.type;
  if (type === 'record') return row.directness === 'document';
  return type === 'own' && (row.directness === 'witnessed' || row.directness === 'document');
}

/** One, or as many as its groups say they are; none where a group does not say. */
function highestNumber(groups: readonly Group[]): number | null {
  let sum = 0;
  for (const { stated } of groups) {
    if (stated === null) return null;
    sum += stated;
  }
  return Math.max(1, sum);
}

export function isNamedRow(reading: Reading, { row }: SupportRow): boolean {
  const source = sourceOf(reading, row.sourceId);
  return source !== undefined && isNamed(source);
}

function compareWeight(reading: Reading, one: CountedOrigin, other: CountedOrigin): number {
  return (
    Number(other.primary) - Number(one.primary) ||
    Number(other.direct) - Number(one.direct) ||
    Number(other.named) - Number(one.named) ||
    positionOf(reading, one.lead.row) - positionOf(reading, other.lead.row)
  );
}
