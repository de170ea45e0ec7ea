/**
 * A claim is one checkable statement in the editor's words; an attribution is one source's
 * position on it. Facts only: every judgement about them is in `standing.ts`.
 */
import type { Decision, Source, SourceType } from '../sources/source.ts';

export const KINDS = [
  'fact',
  'allegation',
  'position',
  'opinion',
  'analysis',
  'prediction',
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds of which the page says "who says so", not "corroborated". */
export const UNCORROBORATED_KINDS: readonly Kind[] = ['position', 'opinion', 'prediction'];

export const STANCES = [
  'asserts',
  'confirms',
  'admits',
  'disputes',
  'denies',
  'declines',
  'no_response',
  'awaiting',
  'retracts',
] as const;
export type Stance = (typeof STANCES)[number];

export const SCOPES = ['whole', 'part'] as const;
export type Scope = (typeof SCOPES)[number];

export const DIRECTNESSES = [
  'witnessed',
  'first_hand',
  'second_hand',
  'document',
  'analysis',
  'unknown',
] as const;
export type Directness = (typeof DIRECTNESSES)[number];

export const GROUND_RULES = [
  'on_record',
  'background',
  'deep_background',
  'off_record',
  'unknown',
] as const;
export type GroundRule = (typeof GROUND_RULES)[number];

export const INTERESTS = ['subject', 'party', 'independent', 'unknown'] as const;
export type Interest = (typeof INTERESTS)[number];

/** The Admiralty scale for what was said; entered by a person, never derived. */
export const CREDIBILITIES = [1, 2, 3, 4, 5, 6] as const;
export type Credibility = (typeof CREDIBILITIES)[number];

export const REVIEW_STATES = [
  'draft',
  'ready',
  'in_review',
  'changes_requested',
  'cleared',
  'withdrawn',
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const ASSESSMENTS = [
  'unassessed',
  'supported',
  'unproven',
  'misleading',
  'refuted',
] as const;
export type Assessment = (typeof ASSESSMENTS)[number];

/** `none`: the story says that none has been presented. */
export const EVIDENCE_KINDS = [
  'document',
  'recording',
  'image',
  'dataset',
  'link',
  'none',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const EVIDENCE_BEARINGS = ['supports', 'contradicts'] as const;
export type EvidenceBearing = (typeof EVIDENCE_BEARINGS)[number];

/** An outlet or speaker between the article's publisher and the source. */
export interface Relay {
  readonly sourceId: number;
  /** The speaker's own channel (a party's media arm): it carries, but is no relay in counting. */
  readonly ownChannel: boolean;
}

/** One source's position on one claim. */
export interface Attribution {
  readonly id: number;
  readonly sourceId: number;
  readonly stance: Stance;
  /** Of a denial, confirmation or admission. */
  readonly scope: Scope;
  /** The attribution phrase, verbatim: "seven Iraqi sources who spoke to Reuters". */
  readonly wording: string | null;
  /** The source's own words, where quoted. */
  readonly quote: string | null;
  readonly cue: string | null;
  /** The source type in which the source spoke, kept as it was at the time. */
  readonly capacity: SourceType;
  readonly directness: Directness;
  readonly groundRules: GroundRule;
  readonly anonymityReason: string | null;
  readonly interest: Interest;
  /** The source spoken for. */
  readonly onBehalfOf: number | null;
  /** Of a no_response: "did not immediately respond". */
  readonly provisional: boolean;
  /** The source stands in another sentence and was carried over. */
  readonly carried: boolean;
  /** `YYYY-MM-DD`, or null where unknown. */
  readonly saidOn: string | null;
  readonly articleId: number | null;
  /** Nearest to us first. */
  readonly via: readonly Relay[];
  /** Of a `retracts` row: the ids of the attributions it takes back; none means all earlier ones. */
  readonly retracts: readonly number[];
  readonly replyId: number | null;
  /** "Identity known to an editor": who and when; never the name itself. */
  readonly identityKnownBy: string | null;
  readonly identityKnownOn: string | null;
}

/** What the standing needs of an article that an attribution or the claim stands in. */
export interface ArticleFacts {
  readonly id: number;
  readonly publisherId: number | null;
  readonly agencyId: number | null;
  /** `YYYY-MM-DD`, or null. */
  readonly publishedOn: string | null;
  readonly ours: boolean;
}

/** Everything that a judgement about one claim may look at. Plain data, order without meaning. */
export interface ClaimFacts {
  readonly kind: Kind;
  readonly adverse: boolean;
  /** Ids of the sources that the claim is about. */
  readonly subjects: readonly number[];
  readonly articleId: number | null;
  readonly attributions: readonly Attribution[];
  /**
   * All sources that the claim touches (speakers, relays, subjects, spoken for, publishers,
   * agencies) and their organisations upwards. Sources that were merged away do not occur.
   */
  readonly sources: ReadonlyMap<number, Source>;
  readonly articles: ReadonlyMap<number, ArticleFacts>;
  /** Decisions in force about any of the sources. */
  readonly decisions: readonly Decision[];
}
