/** A proposal: an attribution found in a text, and what people decided about it. */
import type { ProposedAttribution } from './extraction.ts';

export const DECISIONS = ['accepted', 'rejected', 'open'] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * From here on a proposal is ticked to begin with. The measure of the extractor asks that at least
 * 92 of 100 proposals with this confidence are right, so about one tick in twelve is to be taken
 * out; below it people should read before they tick.
 */
export const CONFIDENT = 0.9;

/** How many proposals of one text are kept: nobody works through more. */
export const MOST_PROPOSALS = 500;

export interface Proposal {
  readonly id: number;
  readonly articleId: number;
  readonly textNumber: number;
  readonly position: number;
  /** Position of the proposal whose words state the claim. */
  readonly anchor: number;
  /** Position of the proposal that describes the source best. */
  readonly speaker: number;
  readonly found: ProposedAttribution;
  readonly decision: Decision;
  /** Of an acceptance. */
  readonly claimId: number | null;
  readonly attributionId: number | null;
  readonly madeClaim: boolean;
  readonly batchId: number | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

/** All proposals of one version of a text. */
export interface TextProposals {
  readonly articleId: number;
  readonly textNumber: number;
  readonly text: string;
  /** In the order of their positions: each stands at its own. */
  readonly proposals: readonly Proposal[];
  /** The claim that proposals about the same words went to, by their anchor. */
  readonly claims: ReadonlyMap<number, number>;
}

/** What a choice of proposals comes to: claims made, and sources added to claims on file. */
export interface PlannedClaim {
  /** Null: a new claim. */
  readonly claimId: number | null;
  readonly anchor: Proposal;
  readonly proposals: readonly Proposal[];
}

/**
 * Proposals about the same words become one claim; if one of them was accepted before, the others
 * join its claim.
 * @param chosen claims that were chosen by hand, by the proposal's id
 */
export function planClaims(
  { proposals, claims }: TextProposals,
  accepted: readonly Proposal[],
  chosen: ReadonlyMap<number, number> = new Map(),
): PlannedClaim[] {
  const plans = new Map<string, { claimId: number | null; anchor: Proposal; of: Proposal[] }>();
  for (const one of accepted) {
    const claimId = chosen.get(one.id) ?? claims.get(one.anchor) ?? null;
    const key = claimId === null ? `new ${one.anchor}` : `${claimId}`;
    const plan = plans.get(key) ?? { claimId, anchor: proposals[one.anchor] ?? one, of: [] };
    plan.of.push(one);
    plans.set(key, plan);
  }
  return [...plans.values()].map(({ claimId, anchor, of }) => ({
    ...{ claimId, anchor },
    proposals: of,
  }));
}
