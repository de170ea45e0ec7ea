/** A source as it is read: what a page shows of it. */
import type { Judgement, Reliability, Source } from './source.ts';

export interface SourceRecord extends Source {
  readonly version: number;
  /** UTC, ISO 8601. */
  readonly createdAt: string;
  readonly changedAt: string;
  /** The organisation it belongs to, under the name it has now. */
  readonly organisation: { readonly id: number; readonly name: string } | null;
  /** The article of an unnamed source. */
  readonly article: { readonly id: number; readonly headline: string } | null;
  /** The claim of an unnamed source that was described before there was an article. */
  readonly claimId: number | null;
  readonly aliases: readonly string[];
  /** The newest grade. */
  readonly reliability: Reliability | null;
  /** Where it was merged into, at first and after all merges; null and itself where it was not. */
  readonly mergedInto: number | null;
  readonly canonicalId: number;
  /** Number of claims with a position of it, under any of its merged names. */
  readonly claims: number;
}

/** An Admiralty grade that somebody gave; null takes it back. */
export interface Grade {
  readonly grade: Reliability | null;
  readonly personName: string | null;
  readonly at: string;
}

interface Dated {
  readonly id: number;
  readonly reason: string;
  readonly personName: string;
  readonly madeAt: string;
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
}

export interface MergeRecord extends Dated {
  readonly sourceId: number;
  readonly sourceName: string;
  readonly intoId: number;
  readonly intoName: string;
}

export interface DecisionRecord extends Dated {
  readonly judgement: Judgement;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly otherId: number | null;
  readonly otherName: string | null;
}
