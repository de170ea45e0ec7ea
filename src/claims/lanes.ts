/** Which of several alike unnamed sources may be one, where some are known to be two. */
import type { Reading } from './reading.ts';
import type { SupportRow } from './support.ts';

interface Lane {
  readonly records: Set<number>;
  readonly homes: Set<number | undefined>;
  readonly sources: Set<number>;
}

/**
 * Puts alike sources into as few lanes as can be, each lane one origin: two records of one home
 * (article), and two that an editor recorded as spoken to separately, never share a lane. The
 * records are taken in a fixed order, those with a direct row first, so that neither the order of
 * the rows nor a relayed row can part what was one.
 */
export function shareLanes(
  reading: Reading,
  rows: readonly SupportRow[],
  homeOf: (one: SupportRow) => number | undefined,
): ReadonlySet<number>[] {
  const lanes: Lane[] = [];
  const separate = separateFrom(reading);
  for (const one of inFixedOrder(rows)) {
    const record = one.row.sourceId;
    if (lanes.some((lane) => lane.records.has(record))) continue;
    const home = homeOf(one);
    const others = separate.get(record) ?? [];
    const open = lanes.find(
      (lane) =>
        (home === undefined || !lane.homes.has(home)) &&
        !others.some((other) => lane.records.has(other)),
    );
    const lane = open ?? { records: new Set(), homes: new Set(), sources: new Set() };
    if (!open) lanes.push(lane);
    lane.records.add(record);
    lane.homes.add(home);
    lane.sources.add(one.source);
  }
  return lanes.map((lane) => lane.sources);
}

function inFixedOrder(rows: readonly SupportRow[]): SupportRow[] {
  return rows.toSorted(
    (one, other) =>
      Number(one.relayed) - Number(other.relayed) ||
      one.row.sourceId - other.row.sourceId ||
      one.row.id - other.row.id,
  );
}

function separateFrom(reading: Reading): ReadonlyMap<number, readonly number[]> {
  const others = new Map<number, number[]>();
  for (const { judgement, sourceId, otherId } of reading.facts.decisions) {
    if (judgement !== 'separate' || otherId === null) continue;
    others.set(sourceId, [...(others.get(sourceId) ?? []), otherId]);
    others.set(otherId, [...(others.get(otherId) ?? []), sourceId]);
  }
  return others;
}
