import type { Kind as ClaimKind, Directness, Scope, Stance } from '../claims/claim.ts';
import type { Identity, SourceType } from '../sources/source.ts';
import { extractFrom } from './pipeline.ts';
import type { Model } from './reading.ts';
import type { Span } from './tokens.ts';

export type { Directness, Kind as ClaimKind, Stance } from '../claims/claim.ts';
export type { Identity, SourceType } from '../sources/source.ts';
export type { Model } from './reading.ts';
export type { Span } from './tokens.ts';

/** One source's position as the words of the text give it; all places are UTF-16 code units. */
export type ProposedAttribution = {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
  readonly confidence: number;
  readonly source_type: SourceType;
  readonly partial_types: readonly SourceType[];
  readonly identity: Identity;
  readonly collective: boolean;
  readonly count: number | null;
  readonly stance: Stance;
  readonly scope: Scope;
  readonly provisional: boolean;
  readonly directness: Directness;
  readonly kind: ClaimKind;
  readonly quote: readonly Span[];
  readonly anonymity_reason: readonly Span[];
  readonly on_behalf_of: readonly Span[];
  readonly via: readonly Relay[];
  readonly same_source_as: number | null;
  readonly carried: boolean;
  readonly because: readonly string[];
};

export type Extraction = { readonly attributions: readonly ProposedAttribution[] };

export type Relay = { readonly spans: readonly Span[]; readonly own_channel: boolean };

/** What is known about the article beforehand: outlets that count as its own are no relays. */
export type ExtractionOptions = { readonly ownOutlets?: readonly string[] };

export function extractAttributions(
  text: string,
  model: Model,
  options: ExtractionOptions = {},
): Extraction {
  return { attributions: extractFrom(text, model, options.ownOutlets ?? []) };
}
