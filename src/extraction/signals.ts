import type { FeatureTable } from './hashing.ts';
import { findRow, hashText } from './hashing.ts';
import type { Passage } from './passages.ts';
import { stem } from './stems.ts';
import type { Token } from './tokens.ts';

/** What training counted about single words: how often a word is part of a cue or a source. */
export type WordFacts = {
  /** Keyed by the hash of the stem; the row's byte is cue level + 8 × source level. */
  readonly rates: FeatureTable;
  readonly levels: Uint8Array;
  /** Keyed by the hash of the lower-case word; words used alike share a class. */
  readonly classed: FeatureTable;
  readonly classes: Uint8Array;
};

/** The tokens of a passage as numbers, which the feature templates combine. */
export type Signals = {
  readonly length: number;
  readonly word: Int32Array;
  readonly stem: Int32Array;
  readonly shape: Int32Array;
  readonly suffix: Int32Array;
  readonly wordClass: Int32Array;
  readonly cueLevel: Uint8Array;
  readonly sourceLevel: Uint8Array;
  readonly mark: Uint8Array;
  readonly quoted: Uint8Array;
  readonly sentence: Int32Array;
  readonly sentenceStart: Int32Array;
  readonly sentenceEnd: Int32Array;
};

export const MARK = {
  none: 0,
  comma: 1,
  stop: 2,
  quote: 3,
  colon: 4,
  dash: 5,
  bracket: 6,
  other: 7,
};
export const STRONG_CUE = 4;
const FUNCTION_WORDS = new Set(
  (
    'the a an of to in on at by for from with about as that which who whom whose what when where ' +
    'why how and or but if because while although he she it they we i you him her them his its ' +
    'their our my your this these those there not no be is are was were been has have had do does ' +
    'did will would can could should may might must according'
  ).split(' '),
);

export function readSignals(passage: Passage, facts: WordFacts): Signals {
  const { tokens } = passage;
  const n = tokens.length;
  const signals = emptySignals(n, passage);
  for (let i = 0; i < n; i += 1) {
    const token = tokens[i]!;
    const stemHash = hashText(stem(token.lower));
    const level = factOf(facts.rates, facts.levels, stemHash);
    signals.word[i] = hashText(token.lower.replace(/\p{N}/gu, '0'));
    signals.stem[i] = stemHash;
    signals.shape[i] = hashText(shapeOf(token));
    signals.suffix[i] = hashText(`-${token.lower.slice(-3)}`);
    signals.wordClass[i] = classOf(token, facts);
    signals.cueLevel[i] = level & 7;
    signals.sourceLevel[i] = level >> 3;
    signals.mark[i] = markOf(token.text);
  }
  findSentences(signals);
  return signals;
}

function emptySignals(n: number, passage: Passage): Signals {
  return {
    length: n,
    word: new Int32Array(n),
    stem: new Int32Array(n),
    shape: new Int32Array(n),
    suffix: new Int32Array(n),
    wordClass: new Int32Array(n),
    cueLevel: new Uint8Array(n),
    sourceLevel: new Uint8Array(n),
    mark: new Uint8Array(n),
    quoted: passage.quoted,
    sentence: passage.sentence,
    sentenceStart: new Int32Array(n),
    sentenceEnd: new Int32Array(n),
  };
}

function factOf(table: FeatureTable, values: Uint8Array, key: number): number {
  const row = findRow(table, key);
  return row === -1 ? 0 : values[row]!;
}

/** Rare words fall back on their shape and ending, which say much about the part of speech. */
function classOf(token: Token, facts: WordFacts): number {
  const found = factOf(facts.classed, facts.classes, hashText(token.lower));
  if (found > 0) return found;
  return hashText(`${shapeOf(token)}${/^[a-z]/.test(token.text) ? token.lower.slice(-2) : ''}`);
}

function shapeOf(token: Token): string {
  if (FUNCTION_WORDS.has(token.lower)) return token.lower;
  const { text } = token;
  if (/^\p{N}/u.test(text)) return text.length === 4 ? '0000' : '0';
  if (!/^\p{L}/u.test(text)) return /^'[a-z]+$/.test(token.lower) ? token.lower : text.slice(0, 2);
  if (/^\p{Lu}/u.test(text)) return /^[\p{Lu}.]{2,}$/u.test(text) ? 'AA' : 'Aa';
  const ending = /(?:ing|ed|ly|ion|er|or|s)$/.exec(token.lower);
  return ending === null ? 'a' : `a${ending[0]}`;
}

function markOf(text: string): number {
  if (text === ',') return MARK.comma;
  if (/^(?:[.!?;…]|\.+)$/.test(text)) return MARK.stop;
  if (/^["“”«»„]$/.test(text)) return MARK.quote;
  if (text === ':') return MARK.colon;
  if (/^(?:[—–]|-+)$/.test(text)) return MARK.dash;
  if (/^[()[\]]$/.test(text)) return MARK.bracket;
  return /^['’]?[\p{L}\p{N}]/u.test(text) ? MARK.none : MARK.other;
}

function findSentences(signals: Signals): void {
  const { length, sentence, sentenceStart, sentenceEnd } = signals;
  for (let i = 0; i < length; i += 1) {
    sentenceStart[i] = i > 0 && sentence[i] === sentence[i - 1] ? sentenceStart[i - 1]! : i;
  }
  for (let i = length - 1; i >= 0; i -= 1) {
    const same = i + 1 < length && sentence[i] === sentence[i + 1];
    sentenceEnd[i] = same ? sentenceEnd[i + 1]! : i + 1;
  }
}
