/** A claim as it is read: its facts with what is derived of them, everything a page shows. */
import type {
  Assessment,
  ClaimFacts,
  Credibility,
  EvidenceBearing,
  EvidenceKind,
  ReviewState,
} from './claim.ts';
import type { Standing } from './standing.ts';

/** The exact words of an article's text that make the claim. */
export interface Appearance {
  readonly id: number;
  readonly articleId: number;
  readonly quote: string;
  /** Up to 32 characters before and after, to find the quote again in a changed text. */
  readonly prefix: string;
  readonly suffix: string;
  /** Place in the current text, UTF-16 code units, end exclusive; null where it is gone. */
  readonly start: number | null;
  readonly end: number | null;
  /** Number of the paragraph it starts in, from 1; null where it is gone. */
  readonly paragraph: number | null;
  readonly state: 'found' | 'moved' | 'gone';
}

export interface Evidence {
  readonly id: number;
  readonly kind: EvidenceKind;
  readonly bearing: EvidenceBearing;
  readonly title: string;
  readonly url: string | null;
  /** How it was obtained. */
  readonly obtained: string | null;
  readonly note: string | null;
}

/** A sourcing rule that the claim breaks, as stored with the claim. */
export interface StoredFinding {
  readonly code: string;
  readonly severity: 'block' | 'warn' | 'note';
  readonly message: string;
  readonly attributionId: number | null;
  readonly waived: boolean;
}

export interface ArticleHead {
  readonly id: number;
  readonly headline: string;
  readonly publisher: string | null;
  readonly agency: string | null;
  readonly publishedOn: string | null;
  readonly desk: string | null;
  readonly ours: boolean;
}

export interface ClaimRecord {
  readonly id: number;
  readonly version: number;
  readonly statement: string;
  readonly reportedSpeaker: string | null;
  readonly madeOn: string | null;
  readonly credibility: Credibility | null;
  readonly reviewState: ReviewState;
  readonly assessment: Assessment;
  readonly author: { readonly id: number; readonly name: string } | null;
  readonly assignee: { readonly id: number; readonly name: string } | null;
  /** UTC, ISO 8601. */
  readonly createdAt: string;
  readonly changedAt: string;
  /** `madeOn`, else the article's date, else the day it was recorded. */
  readonly claimDate: string;
  readonly article: ArticleHead | null;
  /** Kind, adverse, subjects, attributions in their order, sources by id (merged ones resolved). */
  readonly facts: ClaimFacts;
  readonly appearances: readonly Appearance[];
  readonly evidence: readonly Evidence[];
  readonly standing: Standing;
  readonly findings: readonly StoredFinding[];
}
