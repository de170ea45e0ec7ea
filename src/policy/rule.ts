/** What a sourcing rule is, and what it may look at. */
import type { Attribution, ClaimFacts, EvidenceBearing, EvidenceKind } from '../claims/claim.ts';
import type { Reading } from '../claims/reading.ts';
import type { Standing } from '../claims/standing.ts';
import type { Aspect } from './aspects.ts';

export const SEVERITIES = ['block', 'warn', 'note', 'off'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Everything that a rule may look at, as plain data. */
export interface RuleFacts extends ClaimFacts {
  readonly standing: Standing;
  readonly evidence: readonly {
    readonly kind: EvidenceKind;
    readonly bearing: EvidenceBearing;
    readonly obtained: string | null;
  }[];
  /** Whether each passage stands in the text; true as well where the article has no text. */
  readonly appearances: readonly { readonly found: boolean }[];
  /** Ids of attributions whose quote does not stand in the text of their article. */
  readonly missingQuotes: readonly number[];
  /** `YYYY-MM-DD`: when to ask a subject again that did not immediately respond; null: not set. */
  readonly followUpOn: string | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** The facts as the rules see them, read once for all of them. */
export interface RuleView extends RuleFacts {
  readonly reading: Reading;
  /** Rows that were not taken back; `retracts` rows are not among them. */
  readonly live: readonly Attribution[];
  /** Rows that count as support, as the standing counted them. */
  readonly support: readonly Attribution[];
}

/** How a claim breaks a rule. */
export interface Breach {
  /** One sentence for an editor. It names no unnamed source: who may not see it reads it too. */
  readonly message: string;
  readonly attributionId: number | null;
}

export interface Rule {
  readonly code: string;
  readonly title: string;
  /** What breaks the rule. */
  readonly wording: string;
  /** Whose published standards ask for it. */
  readonly demandedBy: string;
  /** The default in words; `severity` is the same as a function of the claim. */
  readonly usually: string;
  readonly severity: (claim: RuleView) => Severity;
  /** A waiver holds as long as none of these changes. */
  readonly looksAt: readonly Aspect[];
  readonly find: (claim: RuleView) => Breach | null;
}
