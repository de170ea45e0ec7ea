import type { TokenSpan } from './cue-view.ts';
import type { Passage } from './passages.ts';

/** An attribution on its way: in tokens of its passage, before its source is described. */
export type Draft = {
  readonly passage: Passage;
  readonly cue: TokenSpan | null;
  readonly source: readonly TokenSpan[];
  readonly content: readonly TokenSpan[];
  readonly confidence: number;
  readonly via: readonly DraftRelay[];
  readonly because: readonly string[];
  /** Set where the source stands in another passage than the cue or content. */
  readonly sourcePassage?: Passage;
  readonly carried: boolean;
  /** Found by a wording so plain that it overrules what the model took for the source. */
  readonly isCertain?: boolean;
  /** Content that goes on in later paragraphs. */
  readonly further?: readonly { readonly passage: Passage; readonly span: TokenSpan }[];
};

export type DraftRelay = {
  readonly passage: Passage;
  readonly span: TokenSpan;
  readonly ownChannel: boolean;
};

export function overlaps(a: TokenSpan, b: TokenSpan): boolean {
  return a.start < b.end && b.start < a.end;
}

export function placeOfDraft(draft: Draft): number {
  const first = draft.cue ?? draft.content[0] ?? draft.source[0];
  return first === undefined ? 0 : draft.passage.tokens[first.start]!.start;
}

// How sure the wording alone makes; the model's own finding counts where it has one.
const BY_WORDING = 0.85;

export function draftByWording(
  passage: Passage,
  cue: TokenSpan,
  source: readonly TokenSpan[],
  content: readonly TokenSpan[],
  because: string,
): Draft {
  return {
    passage,
    cue,
    source,
    content,
    confidence: BY_WORDING,
    via: [],
    because: [because],
    carried: false,
  };
}
