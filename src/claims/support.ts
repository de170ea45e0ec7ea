/** The rows that speak for a claim, and those that do no longer or add nothing of their own. */
import type { Attribution } from './claim.ts';
import { dateOf, oneSource, positionOf, type Reading, sourceOf } from './reading.ts';
import { findRelayRings, isRelayed, relaysOf } from './relays.ts';
import type { Retracted } from './retraction.ts';
import type { Reason } from './standing.ts';

/** A row that speaks for the claim, as it is counted. */
export interface SupportRow {
  readonly row: Attribution;
  /** The id that stands for its source and all that were declared the same. */
  readonly source: number;
  readonly relayed: boolean;
  /** Relays that count, nearest to us first, each by the id that stands for its source. */
  readonly relays: readonly number[];
}

export interface Support {
  /** All of it: what levels and flags speak of. */
  readonly rows: readonly SupportRow[];
  /** Without outlets that only carry another row: what is counted as origins. */
  readonly counted: readonly SupportRow[];
  readonly rings: ReadonlyMap<number, number>;
  readonly setAside: readonly Reason[];
}

const SUPPORTS = new Set(['asserts', 'confirms', 'admits']);

export function findSupport(reading: Reading, retracted: Retracted): Support {
  const setAside: Reason[] = [];
  const rows: SupportRow[] = [];
  const turned = latestContradictions(reading, retracted);
  for (const row of reading.facts.attributions) {
    if (!SUPPORTS.has(row.stance)) continue;
    const source = oneSource(reading, row.sourceId);
    const why = whyTakenBack(reading, retracted.get(row.id), turned.get(source), row);
    if (why === null) rows.push(countRow(reading, row, source));
    else setAside.push({ attributionId: row.id, text: why });
  }
  const rings = findRelayRings(
    reading,
    rows.map(({ row }) => row),
  );
  const carriers = findCarriers(reading, rows, rings);
  for (const { row, source } of rows) {
    const carried = carriers.get(source);
    if (!carried) continue;
    const text = `carries ${positionOf(reading, carried)}: no origin of its own`;
    setAside.push({ attributionId: row.id, text });
  }
  return { rows, counted: rows.filter(({ source }) => !carriers.has(source)), rings, setAside };
}

function countRow(reading: Reading, row: Attribution, source: number): SupportRow {
  const relays = relaysOf(reading.facts, row).map((id) => oneSource(reading, id));
  return { row, source, relayed: isRelayed(reading.facts, row), relays };
}

/** By source, its last denial or dispute that has a date: an undated one is never later. */
function latestContradictions(
  reading: Reading,
  retracted: Retracted,
): ReadonlyMap<number, Attribution> {
  const latest = new Map<number, Attribution>();
  for (const row of reading.facts.attributions) {
    if (row.stance !== 'denies' && row.stance !== 'disputes') continue;
    if (retracted.has(row.id)) continue;
    const source = oneSource(reading, row.sourceId);
    const last = latest.get(source);
    if (!last || dateOf(row) > dateOf(last)) latest.set(source, row);
  }
  return latest;
}

function whyTakenBack(
  reading: Reading,
  retraction: Attribution | undefined,
  contradiction: Attribution | undefined,
  row: Attribution,
): string | null {
  if (retraction) return `retracted by ${positionOf(reading, retraction)}`;
  if (!contradiction || dateOf(contradiction) <= dateOf(row)) return null;
  const did = contradiction.stance === 'denies' ? 'denied' : 'disputed';
  return `the same source ${did} it later, in ${positionOf(reading, contradiction)}`;
}

/**
 * Media sources that are also a relay of another support row and have no direct row, each with the
 * row it carries. In a ring only a row from outside it counts: else a ring of outlets that have it
 * from each other would have no origin at all, where domain.md counts one.
 */
function findCarriers(
  reading: Reading,
  rows: readonly SupportRow[],
  rings: ReadonlyMap<number, number>,
): ReadonlyMap<number, Attribution> {
  const carriers = new Map<number, Attribution>();
  const carriedBy = new Map<number, Attribution>();
  const ringOf = (source: number): number => rings.get(source) ?? source;
  for (const { row, source, relays } of rows) {
    for (const ring of relays.map(ringOf)) {
      if (ring !== ringOf(source) && !carriedBy.has(ring)) carriedBy.set(ring, row);
    }
  }
  if (carriedBy.size === 0) return carriers;
  const direct = new Set(rows.filter((one) => !one.relayed).map((one) => one.source));
  for (const { row, source } of rows) {
    const carried = carriedBy.get(ringOf(source));
    const isMedia = sourceOf(reading, row.sourceId)?.type === 'media';
    if (carried && isMedia && !direct.has(source)) carriers.set(source, carried);
  }
  return carriers;
}
