/** Which positions were taken back, and by which row. */
import type { Attribution } from './claim.ts';
import { dateOf, oneSource, type Reading } from './reading.ts';

/** Retracted rows by id, each with the `retracts` row that took it back. */
export type Retracted = ReadonlyMap<number, Attribution>;

interface Retraction {
  readonly row: Attribution;
  /** An undated retraction comes last. */
  readonly until: string;
}

const ALWAYS = '9999-99-99';

/**
 * A retraction that names rows takes back those and no others. One that names none takes back all
 * rows of its source up to its date, and all that came through it, whatever kind of channel it
 * was. Retractions themselves always hold: who changes its mind again speaks again.
 */
export function findRetracted(reading: Reading): Retracted {
  const rows = reading.facts.attributions;
  const retractions = rows.filter((row) => row.stance === 'retracts');
  const retracted = new Map<number, Attribution>();
  if (retractions.length === 0) return retracted;
  const named = new Map(retractions.flatMap((row) => row.retracts.map((id) => [id, row] as const)));
  const sweeping = latestBySource(reading, retractions);
  for (const row of rows) {
    if (row.stance === 'retracts') continue;
    const by = named.get(row.id) ?? sweptBy(reading, row, sweeping);
    if (by) retracted.set(row.id, by);
  }
  return retracted;
}

function latestBySource(
  reading: Reading,
  retractions: readonly Attribution[],
): ReadonlyMap<number, Retraction> {
  const latest = new Map<number, Retraction>();
  for (const row of retractions) {
    if (row.retracts.length > 0) continue;
    const source = oneSource(reading, row.sourceId);
    const until = row.saidOn ?? ALWAYS;
    if (until > (latest.get(source)?.until ?? '')) latest.set(source, { row, until });
  }
  return latest;
}

function sweptBy(
  reading: Reading,
  row: Attribution,
  sweeping: ReadonlyMap<number, Retraction>,
): Attribution | undefined {
  for (const sourceId of [row.sourceId, ...row.via.map((relay) => relay.sourceId)]) {
    const retraction = sweeping.get(oneSource(reading, sourceId));
    if (retraction && dateOf(row) <= retraction.until) return retraction.row;
  }
  return undefined;
}
