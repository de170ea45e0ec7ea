/** What is derived for a claim. Placeholder of the contract; see the vocabulary in domain.md. */
import type { ClaimFacts } from './claim.ts';

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

export function deriveStanding(facts: ClaimFacts): Standing {
  return {
    denial: { status: facts.adverse ? 'not_recorded' : 'not_required', flags: [], because: [] },
    corroboration: {
      ...{ level: 'unattributed', min: 0, max: 0, flags: [], because: [] },
      ...{ origins: [], setAside: [] },
    },
  };
}
