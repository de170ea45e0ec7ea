/** Unnamed groups and the numbers they state: seven sources in one report are one group. */
import { isNamed, type Source } from '../sources/source.ts';
import { type Reading, sourceOf } from './reading.ts';
import { uniteSets } from './sets.ts';
import type { SupportRow } from './support.ts';
import type { Tie } from './ties.ts';

/** An unnamed group within one origin. */
export interface Group {
  /** The number stated, or null: then there is no telling how many they are. */
  readonly stated: number | null;
  /** How many of them an editor recorded as spoken to separately, in a row without relay. */
  readonly separate: number;
  readonly direct: boolean;
}

export type GroupReader = (rows: readonly SupportRow[]) => readonly Group[];

/**
 * Reads the distinct groups of an origin. Records declared the same are one group, whichever of
 * them states the number; so are the same words in articles that carry one agency's report.
 */
export function groupReader(reading: Reading, ties: readonly Tie[]): GroupReader {
  const reports = ties.filter((tie) => tie.kind === 'report').map((tie) => [...tie.sources]);
  const groupOf = uniteSets(reports);
  const spokenTo = separatelySpokenTo(reading);
  const records = recordsDeclaredSame(reading);
  const sizes = new Map<number, number | null | undefined>();
  return (rows) => {
    const groups = new Map<number, Group>();
    for (const { row, source, relayed } of rows) {
      const own = sourceOf(reading, row.sourceId);
      if (!sizes.has(source)) sizes.set(source, sizeOf(records.get(source) ?? (own ? [own] : [])));
      const size = sizes.get(source);
      if (size === undefined) continue;
      const isSeparate = !relayed && own && isGroup(own) && spokenTo.has(own.id);
      const separate = isSeparate ? (own.count ?? 0) : 0;
      const name = groupOf.get(source) ?? source;
      groups.set(name, merge(groups.get(name), { stated: size, separate, direct: !relayed }));
    }
    return [...groups.values()];
  };
}

function merge(one: Group | undefined, other: Group): Group {
  if (!one) return other;
  const stated = Math.max(one.stated ?? 0, other.stated ?? 0);
  return {
    stated: stated === 0 ? null : stated,
    separate: Math.max(one.separate, other.separate),
    direct: one.direct || other.direct,
  };
}

/** The largest number stated; null where none is; undefined where no record is a group. */
function sizeOf(records: readonly Source[]): number | null | undefined {
  const groups = records.filter(isGroup);
  if (groups.length === 0) return undefined;
  const counts = groups.map((source) => source.count).filter((count) => count !== null);
  return counts.length > 0 ? counts.reduce((most, count) => Math.max(most, count)) : null;
}

/** Several people under one description: "lawmakers", "seven Iraqi sources". */
export function isGroup(source: Source): boolean {
  return !isNamed(source) && (source.collective || source.count !== null);
}

/** Only decisions about a group's own members; those about two groups part the two. */
function separatelySpokenTo(reading: Reading): ReadonlySet<number> {
  return new Set(
    reading.facts.decisions
      .filter(({ judgement, otherId }) => judgement === 'separate' && otherId === null)
      .map((decision) => decision.sourceId),
  );
}

function recordsDeclaredSame(reading: Reading): ReadonlyMap<number, Source[]> {
  const records = new Map<number, Source[]>();
  for (const [id, source] of reading.same) {
    const record = sourceOf(reading, id);
    if (record) records.set(source, [...(records.get(source) ?? []), record]);
  }
  return records;
}
