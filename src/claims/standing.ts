/**
 * The standing of a claim: how its subjects answered, and how far it is corroborated. It is derived
 * from the positions of sources, never typed in, and every value of it can show its reasons.
 */
import type { ClaimFacts } from './claim.ts';
import { deriveCorroboration } from './corroboration.ts';
import { deriveDenial } from './denial.ts';
import { readFacts } from './reading.ts';
import { findRetracted } from './retraction.ts';

export const DENIALS = [
  'not_required',
  'not_recorded',
  'awaiting',
  'no_response',
  'declined',
  'disputed',
  'partly_denied',
  'denied',
  'mixed',
  'admitted',
] as const;
export type Denial = (typeof DENIALS)[number];

export const DENIAL_FLAGS = [
  'provisional',
  'by_proxy',
  'in_part',
  'unnamed_denier',
  'incomplete',
  'follow_up_open',
  'denial_withdrawn',
  'late',
] as const;
export type DenialFlag = (typeof DENIAL_FLAGS)[number];

/** Weakest first. */
export const LEVELS = [
  'unattributed',
  'relayed',
  'single_unnamed',
  'uncounted_group',
  'single_named',
  'multi_unnamed',
  'multi_named',
  'primary',
] as const;
export type Level = (typeof LEVELS)[number];

export const CORROBORATION_FLAGS = [
  'contested',
  'circular',
  'shared_origin',
  'interested_only',
  'all_unnamed',
  'carried_over',
] as const;
export type CorroborationFlag = (typeof CORROBORATION_FLAGS)[number];

/** One reason of a derived value, about one attribution. */
export interface Reason {
  readonly attributionId: number;
  /** One clause in plain words: "advisers to Sudani deny it, for his office". */
  readonly text: string;
}

/** One origin: the rows that go back to one and the same speaker. */
export interface Origin {
  /** Ids of its support rows, in order of the claim. */
  readonly attributions: readonly number[];
  /** Whether one of its rows is not relayed. */
  readonly direct: boolean;
  readonly named: boolean;
  /** What it adds to the interval; max is null where it has no upper bound. */
  readonly min: number;
  readonly max: number | null;
  /** Why several sources became this one: "both reached through AFP"; null for one source. */
  readonly sharedBecause: string | null;
  readonly circular: boolean;
}

export interface DenialStanding {
  readonly status: Denial;
  readonly flags: readonly DenialFlag[];
  readonly because: readonly Reason[];
}

export interface CorroborationStanding {
  readonly level: Level;
  /** Independent origins, from what is proven to what is possible; max null: no upper bound. */
  readonly min: number;
  readonly max: number | null;
  readonly flags: readonly CorroborationFlag[];
  readonly because: readonly Reason[];
  readonly origins: readonly Origin[];
  /** Support rows that add nothing, with why: retracted, taken back, no origin of its own, ... */
  readonly setAside: readonly Reason[];
}

export interface Standing {
  readonly denial: DenialStanding;
  readonly corroboration: CorroborationStanding;
}

/**
 * Derives a claim's standing from its facts alone: the same facts, in whatever order, give the same
 * values (only the numbers in the texts of the reasons follow the order of the rows).
 */
export function deriveStanding(facts: ClaimFacts): Standing {
  const reading = readFacts(facts);
  const retracted = findRetracted(reading);
  return {
    denial: deriveDenial(reading, retracted),
    corroboration: deriveCorroboration(reading, retracted),
  };
}
