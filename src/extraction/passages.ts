import type { Token } from './tokens.ts';
import { tokenize } from './tokens.ts';

/** A paragraph, or a piece of a very long one: what the tagger reads at a time. */
export type Passage = {
  readonly tokens: readonly Token[];
  /** Per token, which sentence of the passage it stands in. */
  readonly sentence: Int32Array;
  /** Per token, 1 between quotation marks (the marks included), 0 outside. */
  readonly quoted: Uint8Array;
  /** The paragraph this comes from, counted over the whole text. */
  readonly paragraph: number;
};

// Keeps the work per cue, and so the whole, bounded on a text without line breaks.
const LONGEST_PASSAGE = 400;
const ABBREVIATION =
  /^(?:mr|mrs|ms|dr|prof|sen|sens|rep|reps|gov|gen|lt|col|sgt|capt|maj|adm|rev|hon|st|jr|sr|vs|v|no|inc|corp|co|ltd|dept|est|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|d|r|u\.s|u\.n|a\.m|p\.m)$/;
const OPENERS = '“‘«„([{';
const CLOSERS = '”’»)]}"\'';

/** `skipped` holds the starts of paragraphs that are no running text. */
export function readPassages(text: string, skipped: ReadonlySet<number>): Passage[] {
  const passages: Passage[] = [];
  let paragraph = 0;
  for (const line of text.matchAll(/[^\n\r\u2028\u2029]+/g)) {
    if (!skipped.has(line.index)) {
      const tokens = tokenize(text, line.index, line.index + line[0].length);
      addPassages(passages, tokens, text, paragraph);
    }
    paragraph += 1;
  }
  return passages;
}

function addPassages(to: Passage[], tokens: Token[], text: string, paragraph: number): void {
  if (tokens.length === 0) return;
  const sentence = splitSentences(tokens, text);
  const quoted = markQuotations(tokens, text);
  let start = 0;
  while (start < tokens.length) {
    const end = endOfPiece(sentence, start);
    const first = sentence[start] ?? 0;
    to.push({
      tokens: tokens.slice(start, end),
      sentence: sentence.subarray(start, end).map((number) => number - first),
      quoted: quoted.subarray(start, end),
      paragraph,
    });
    start = end;
  }
}

function endOfPiece(sentence: Int32Array, start: number): number {
  if (sentence.length - start <= LONGEST_PASSAGE) return sentence.length;
  const limit = start + LONGEST_PASSAGE;
  for (let end = limit; end > start + LONGEST_PASSAGE / 2; end -= 1) {
    if (sentence[end] !== sentence[end - 1]) return end;
  }
  return limit;
}

function splitSentences(tokens: readonly Token[], text: string): Int32Array {
  const sentence = new Int32Array(tokens.length);
  let number = 0;
  for (let i = 0; i < tokens.length; i += 1) {
    sentence[i] = number;
    if (endsSentence(tokens, i, text)) number += 1;
  }
  return sentence;
}

/** A full stop ends a sentence with its closing marks, if what follows looks like a start. */
function endsSentence(tokens: readonly Token[], at: number, text: string): boolean {
  let i = at;
  while (i > 0 && at - i < 3 && isCloser(tokens[i]!, text)) i -= 1;
  const stop = tokens[i]!;
  const next = tokens[at + 1];
  if (next === undefined) return false;
  if (!/^(?:[.!?…。؟]|\.{2,}|(?:\p{L}\.){2,})$/u.test(stop.text)) return false;
  if (isCloser(next, text) && next.start === tokens[at]!.end) return false;
  if (/^[!?.…]+$/.test(next.text)) return false;
  const startsHigh = /^[\p{Lu}\p{Lt}\p{Lo}\p{N}“"‘«([—–•*@#-]/u.test(next.text);
  if (!startsHigh) return false;
  if (i < at) return true;
  return !isAbbreviated(tokens, i, next);
}

function isAbbreviated(tokens: readonly Token[], i: number, next: Token): boolean {
  const stop = tokens[i]!;
  if (stop.text.length > 1 && stop.text !== '…' && !/^\.+$/.test(stop.text)) {
    // "U.S. officials said" goes on, "in the U.S. The" does not.
    return !/^(?:The|He|She|It|They|But|And|In|We|I|A|An|This|That|“|")$/.test(next.text);
  }
  const before = tokens[i - 1];
  if (stop.text !== '.' || before === undefined || before.end !== stop.start) return false;
  return ABBREVIATION.test(before.lower) || /^\p{Lu}$/u.test(before.text);
}

function isCloser(token: Token, text: string): boolean {
  if (token.text.length !== 1 || !CLOSERS.includes(token.text)) return false;
  if (token.text !== '"' && token.text !== "'") return true;
  return !isOpeningStraight(token, text);
}

function isOpeningStraight(token: Token, text: string): boolean {
  const before = text[token.start - 1] ?? '\n';
  const after = text[token.end] ?? '\n';
  return /[\s([—–“‘-]/.test(before) && !/\s/.test(after);
}

function markQuotations(tokens: readonly Token[], text: string): Uint8Array {
  const quoted = new Uint8Array(tokens.length);
  let inside = false;
  tokens.forEach((token, i) => {
    const change = quoteChange(token, text, inside);
    quoted[i] = inside || change > 0 ? 1 : 0;
    if (change !== 0) inside = change > 0;
  });
  return quoted;
}

/** 1 opens, -1 closes, 0 leaves as it is. Single quotes are left out: they are apostrophes too. */
function quoteChange(token: Token, text: string, inside: boolean): number {
  if (token.text === '“' || token.text === '«' || token.text === '„') return 1;
  if (token.text === '”' || token.text === '»') return -1;
  if (token.text !== '"') return 0;
  if (isOpeningStraight(token, text)) return 1;
  return inside ? -1 : token.start === 0 ? 1 : -1;
}

export function isQuoteMark(text: string): boolean {
  return text.length === 1 && ('"“”«»„'.includes(text) || OPENERS.slice(0, 2).includes(text));
}
