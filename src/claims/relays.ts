/** Through whose reporting a row reached us, and where that reporting runs in a ring. */
import type { Attribution, ClaimFacts } from './claim.ts';
import { articleOf, oneSource, type Reading } from './reading.ts';
import { findRings } from './sets.ts';

/**
 * The relays that count, nearest to us first: not the speaker's own channel, and not the article's
 * own publisher or the agency whose report it carries.
 */
export function relaysOf(facts: ClaimFacts, row: Attribution): number[] {
  if (row.via.length === 0) return [];
  const article = articleOf(facts, row);
  return row.via
    .filter((relay) => !relay.ownChannel)
    .map((relay) => relay.sourceId)
    .filter((id) => id !== article?.publisherId && id !== article?.agencyId);
}

/**
 * Whether we know the row only through others' reporting. Media are that even without a relay,
 * for we cannot see whom they have it from, unless they saw it themselves or it is about them.
 */
export function isRelayed(facts: ClaimFacts, row: Attribution): boolean {
  if (relaysOf(facts, row).length > 0) return true;
  if (facts.sources.get(row.sourceId)?.type !== 'media') return false;
  const knowsItself = row.directness === 'witnessed' || row.directness === 'first_hand';
  return !knowsItself && !facts.subjects.includes(row.sourceId);
}

/** Sources that took it from each other (A from B, B from A), each with the name of its ring. */
export function findRelayRings(
  reading: Reading,
  rows: readonly Attribution[],
): ReadonlyMap<number, number> {
  const takenFrom = new Map<number, Set<number>>();
  for (const row of rows) {
    const relays = relaysOf(reading.facts, row);
    const line = [...relays, row.sourceId].map((id) => oneSource(reading, id));
    for (const [index, upstream] of line.entries()) {
      const taker = line[index - 1];
      if (taker === undefined) continue;
      takenFrom.set(taker, (takenFrom.get(taker) ?? new Set()).add(upstream));
    }
  }
  return takenFrom.size === 0 ? new Map() : findRings(takenFrom);
}
