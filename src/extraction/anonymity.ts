import type { TokenSpan } from './cue-view.ts';
import type { Passage } from './passages.ts';
import { lineOf, sentenceAround, tokensAt } from './wording.ts';

/** Why a source is not named, and whom the words concern. */
export type AnonymityReason = {
  readonly passage: Passage;
  readonly span: TokenSpan;
  /** True for "all the sources asked …": the reason holds for every unnamed source before it. */
  readonly forAll: boolean;
};

const GRANTED =
  /(?:not to be (?:named|identified|quoted by name)|(?:for )?anonymity|without being (?:named|identified)|declin(?:ed|ing) to be (?:named|identified)|refus(?:ed|ing) to be (?:named|identified)|not be (?:named|identified)|name not be used|withheld (?:his|her|their) names?)/gu;
const REASON =
  /^(?: ,)? (because (?:of )?|since |as |given |citing |due to |for fear of |fearing |out of (?:fear|concern) |in order to |so as to |to (?=(?:discuss|speak|talk|describe|share|protect|avoid|disclose|candidly|freely|be able|detail|preserve|reveal|comment)))/u;
const NOT_ALLOWED =
  /(?:(?:was|were|is|are)(?: not|n't)|not) (?:authori[sz]ed|allowed|permitted|cleared|supposed) to (?:speak|talk|discuss|comment|brief|address|disclose|release|share|give|be quoted)/gu;

export function findReasons(passage: Passage): AnonymityReason[] {
  const reasons: AnonymityReason[] = [];
  for (let start = 0; start < passage.tokens.length; ) {
    const sentence = sentenceAround(passage, start);
    const { words, starts, from } = lineOf(passage, sentence);
    const line = { words, starts, from };
    const forAll =
      /(?:all (?:of )?the|all|both|these|the) (?:sources|people|officials|diplomats)/.test(words);
    for (const match of words.matchAll(GRANTED)) {
      const after = match.index + match[0].length;
      const reason = REASON.exec(words.slice(after));
      if (reason === null) continue;
      const skipped = reason[0].length - reason[1]!.length;
      const begin = /^(?:because(?! of)|since|as|given|citing)/.test(reason[1]!)
        ? after + reason[0].length
        : after + skipped;
      const span = upToMark(passage, tokensAt(line, begin, 1).start, sentence.end);
      if (span !== null) reasons.push({ passage, span, forAll });
    }
    for (const match of words.matchAll(NOT_ALLOWED)) {
      const begin = tokensAt(line, match.index, match[0].length).start;
      if (reasons.some(({ span }) => span.start <= begin && begin < span.end)) continue;
      const span = upToMark(passage, begin, sentence.end);
      if (span !== null) reasons.push({ passage, span, forAll: false });
    }
    start = sentence.end;
  }
  return reasons;
}

function upToMark(passage: Passage, start: number, limit: number): TokenSpan | null {
  let end = start;
  while (
    end < limit &&
    !/^(?:[,.;:“”"—–)]|said|told|says|confirmed|described)$/.test(passage.tokens[end]!.text)
  )
    end += 1;
  return end > start ? { start, end } : null;
}
