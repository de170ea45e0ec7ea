import type { TokenSpan } from './cue-view.ts';
import type { Passage } from './passages.ts';
import { sentenceAround } from './wording.ts';

const AUXILIARY =
  /^(?:have|has|had|was|were|is|are|be|been|will|would|could|can|should|may|might|did|do|does|said|says|say|told|but|because|while|although|though|if|so|yet|as|when|where|since|after|before|until|during|last|earlier|this|next|on|late|early|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|that|not|also|which|who)$/;

/** The noun phrase that starts at `from`: up to a mark, a verb or a time. */
export function nounPhraseFrom(passage: Passage, from: number): TokenSpan | null {
  const { tokens } = passage;
  const { end: limit } = sentenceAround(passage, Math.min(from, tokens.length - 1));
  let end = from;
  while (end < limit && end - from < 25) {
    const token = tokens[end]!;
    if (AUXILIARY.test(token.lower) && end > from) break;
    if (!/^[\p{L}\p{N}'’&.]/u.test(token.text) || token.text === '.') {
      const isAbbreviation =
        token.text === '.' && end + 1 < limit && /^\p{Lu}/u.test(tokens[end + 1]!.text);
      if (!isAbbreviation) break;
    }
    if (token.lower === 'and' && AND_VERB.test(tokens[end + 1]?.lower ?? '')) break;
    end += 1;
  }
  while (end > from && /^(?:and|the|of|to|for|in|a|an|by|at|with)$/.test(tokens[end - 1]!.lower))
    end -= 1;
  return end > from ? { start: from, end } : null;
}

const AND_VERB =
  /^(?:for|have|has|had|was|were|is|are|did|do|said|then|later|not|that|which|will|would|in|by|on)$/;

/** The noun phrase that ends before `to`: back to the start of the clause. */
export function nounPhraseBefore(passage: Passage, to: number): TokenSpan | null {
  const { tokens } = passage;
  const { start: limit } = sentenceAround(passage, to);
  let start = to;
  while (start > limit && to - start < 30) {
    const token = tokens[start - 1]!;
    if (CLAUSE_START.test(token.lower)) break;
    if (/^[“”";:—–(]$/.test(token.text)) break;
    if (token.text === ',' && !isApposition(passage, start - 1, to)) break;
    if (token.lower === 'and' && isClauseBefore(passage, limit, start - 1)) break;
    start -= 1;
  }
  while (
    start < to &&
    /^(?:and|but|,|that|also|meanwhile|however|so|then)$/.test(tokens[start]!.lower)
  )
    start += 1;
  return start < to ? { start, end: to } : null;
}

const CLAUSE_START = /^(?:but|that|because|while|although|though|if|when|where|as|said|says|;)$/;

/** A comma before the verb belongs to the phrase only where another one closes it: "X, a Y, did". */
function isApposition(passage: Passage, comma: number, to: number): boolean {
  if (comma === to - 1) return true;
  return passage.tokens[to - 1]!.text === ',';
}

function isClauseBefore(passage: Passage, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    if (
      /^(?:said|says|is|are|was|were|has|had|have|did|told|denied|declined)$/.test(
        passage.tokens[i]!.lower,
      )
    )
      return true;
  }
  return false;
}
