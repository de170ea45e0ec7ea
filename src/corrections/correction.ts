/** Corrections after publication: what one is, and the words for it. */

export const OUTCOMES = ['open', 'corrected', 'clarified', 'removed', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_LABELS: Readonly<Record<Outcome, string>> = {
  open: 'Not decided yet',
  corrected: 'Corrected',
  clarified: 'Clarified',
  removed: 'Taken down',
  refused: 'Stands as it is',
};

/** Whether readers were told: such an outcome has a wording and the day it was published. */
export function isPublished(outcome: Outcome): boolean {
  return outcome === 'corrected' || outcome === 'clarified' || outcome === 'removed';
}

export interface CorrectionRecord {
  readonly id: number;
  readonly version: number;
  readonly article: { readonly id: number; readonly headline: string };
  /** The version of the article's text that it is about. */
  readonly textNumber: number | null;
  readonly wrong: string;
  readonly askedBy: string;
  /** `YYYY-MM-DD`. */
  readonly askedOn: string;
  readonly outcome: Outcome;
  /** Why it was decided so. */
  readonly decision: string | null;
  /** As it was published. */
  readonly wording: string | null;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string | null;
  readonly claims: readonly { readonly id: number; readonly statement: string }[];
  readonly person: { readonly id: number; readonly name: string };
  readonly createdAt: string;
  readonly changedAt: string;
}
