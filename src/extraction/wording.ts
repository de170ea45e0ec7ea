import type { TokenSpan } from './cue-view.ts';
import type { Passage } from './passages.ts';
import type { Span } from './tokens.ts';

/** A passage's words in one line of lower case, with the way back from letters to tokens. */
export type Line = {
  readonly words: string;
  /** For each token of the line, where it starts in `words`. */
  readonly starts: readonly number[];
  readonly from: number;
};

export function lineOf(passage: Passage, span: TokenSpan): Line {
  const starts: number[] = [];
  let words = '';
  for (let i = span.start; i < span.end; i += 1) {
    const token = passage.tokens[i]!;
    const touches = i > span.start && passage.tokens[i - 1]!.end === token.start;
    if (i > span.start && !(touches && token.lower.startsWith("'"))) words += ' ';
    starts.push(words.length);
    words += token.lower;
  }
  return { words, starts, from: span.start };
}

/** The tokens that a match in the line covers. */
export function tokensAt(line: Line, index: number, length: number): TokenSpan {
  let start = line.starts.length - 1;
  while (start > 0 && line.starts[start]! > index) start -= 1;
  let end = start + 1;
  while (end < line.starts.length && line.starts[end]! < index + length) end += 1;
  return { start: line.from + start, end: line.from + end };
}

export function sentenceAround(passage: Passage, i: number): TokenSpan {
  const number = passage.sentence[i];
  let start = i;
  while (start > 0 && passage.sentence[start - 1] === number) start -= 1;
  let end = i + 1;
  while (end < passage.tokens.length && passage.sentence[end] === number) end += 1;
  return { start, end };
}

export function placeOf(passage: Passage, span: TokenSpan): Span {
  return [passage.tokens[span.start]!.start, passage.tokens[span.end - 1]!.end];
}

export function placesOf(passage: Passage, spans: readonly TokenSpan[]): Span[] {
  return spans.map((span) => placeOf(passage, span));
}

export function wordsOf(passage: Passage, spans: readonly TokenSpan[]): string {
  return spans.map((span) => lineOf(passage, span).words).join(' ');
}
