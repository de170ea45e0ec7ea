/** A source's record: what became of what it said. Facts about claims, never a score. Pure. */
import type { Attribution, ClaimFacts, Stance } from '../claims/claim.ts';
import { oneSource, readFacts } from '../claims/reading.ts';
import { findRetracted } from '../claims/retraction.ts';

/** One claim that a source took a position on. */
export interface TrackedClaim {
  readonly claimId: number;
  /** Its last stance, retractions aside. */
  readonly stance: Stance;
  readonly supports: boolean;
  /** It took its own position back. */
  readonly retracted: boolean;
  /** Other sources that confirm or admit what it supports. */
  readonly confirmedBy: readonly number[];
  /** Other sources that deny what it supports. */
  readonly deniedBy: readonly number[];
}

export const TRACKS = ['asserted', 'confirmed', 'denied', 'retracted', 'denies', 'silent'] as const;
export type Track = (typeof TRACKS)[number];

export const TRACK_LABELS: Readonly<Record<Track, string>> = {
  asserted: 'Asserted',
  confirmed: 'Confirmed by others',
  denied: 'Denied by others',
  retracted: 'Retracted',
  denies: 'Denied or disputed what others said',
  silent: 'Declined, or did not answer',
};

const SUPPORT: readonly Stance[] = ['asserts', 'confirms', 'admits'];
const SILENCE: readonly Stance[] = ['declines', 'no_response', 'awaiting'];

/** @returns null where the source has no position on the claim */
export function trackClaim(
  sourceId: number,
  { id, facts }: { readonly id: number; readonly facts: ClaimFacts },
): TrackedClaim | null {
  const own = facts.attributions.filter((row) => row.sourceId === sourceId);
  const reading = readFacts(facts);
  const gone = findRetracted(reading);
  const self = oneSource(reading, sourceId);
  const positions = own.filter((row) => row.stance !== 'retracts');
  const said = positions.filter((row) => !gone.has(row.id));
  const last = [...(said.length > 0 ? said : own)].sort(byDate).at(-1);
  if (!last) return null;
  // What was retracted had been supported: the record keeps it.
  const supports = positions.some((row) => SUPPORT.includes(row.stance));
  const others = facts.attributions.filter(
    (row) => supports && !gone.has(row.id) && oneSource(reading, row.sourceId) !== self,
  );
  const by = (...stances: Stance[]) => [
    ...new Set(others.filter((row) => stances.includes(row.stance)).map((row) => row.sourceId)),
  ];
  return {
    ...{ claimId: id, stance: last.stance, supports },
    retracted:
      own.some((row) => row.stance === 'retracts') || positions.some((row) => gone.has(row.id)),
    confirmedBy: by('confirms', 'admits'),
    deniedBy: by('denies'),
  };
}

/** Whether a claim belongs in a part of the record; a claim may be in several. */
export function isIn(track: Track, claim: TrackedClaim): boolean {
  switch (track) {
    case 'asserted':
      return claim.supports;
    case 'confirmed':
      return claim.confirmedBy.length > 0;
    case 'denied':
      return claim.deniedBy.length > 0;
    case 'retracted':
      return claim.retracted;
    case 'denies':
      return claim.stance === 'denies' || claim.stance === 'disputes';
    case 'silent':
      return SILENCE.includes(claim.stance);
  }
}

function byDate(a: Attribution, b: Attribution): number {
  return (a.saidOn ?? '').localeCompare(b.saidOn ?? '') || a.id - b.id;
}
