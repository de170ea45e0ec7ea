import type { TokenSpan } from './cue-view.ts';
import type { Passage } from './passages.ts';
import { lineOf, tokensAt } from './wording.ts';

const SPEAKER =
  '(?:spokes(?:man|woman|person|people|persons|men|women)|press secretary|lawyers?|attorneys?|advis[eo]rs?|aides?|representatives?|advocates?|counsel|solicitors?|barristers?|agents?|publicists?|envoys?|legal team|deputy spokes\\w+|communications director|campaign manager|allies|ally|associates?|confidants?|negotiators?|emissar(?:y|ies)|press officer|chief of staff)';
const FOR = new RegExp(
  `(?<!\\p{L})(?:${SPEAKER} (?:for|to|of|representing|on behalf of|close to)|(?:speaking|statement|acting|spoke) (?:for|on behalf of)) `,
  'gu',
);
const SPEAKING_FOR =
  /(?<!\p{L})(?:(?:speaking|acting|statement|spoke) (?:for|on behalf of)|on behalf of) /u;
const POSSESSIVE = new RegExp(
  `^((?:\\S+ ){0,5}?\\S+?)(?:'s|s') (?:\\S+ ){0,3}?${SPEAKER}(?!\\p{L})`,
  'u',
);
const BEFORE = new RegExp(
  `^((?:\\S+ ){0,5}?)(?:(?:chief|top|senior|deputy|national|former|lead|defen[cs]e|leading|political|legal|media|press|special) )*${SPEAKER}(?!\\p{L})`,
  'u',
);
const NOT_SPOKEN_FOR =
  /^(?:a|an|the|one|another|some|several|two|three|four|five|many|another|former|senior|top|chief|legal|political|defen[cs]e|deputy|leading|longtime|unnamed|male|female|long-time|other|close|local|criminal|trial|civil|human rights|security|military|independent|international|appointed|public|private)$/;

/** Whom a spokesman, lawyer or adviser speaks for. */
export function findBehalf(passage: Passage, source: readonly TokenSpan[]): TokenSpan[] {
  const span = source[0];
  if (span === undefined) return [];
  const own = behalfIn(passage, span);
  if (own.length > 0 || passage.tokens[span.end]?.text !== ',') return own;
  // "Fadi Al-Shammari, a political advisor to Sudani": the source was taken without its apposition.
  let end = span.end + 1;
  while (
    end < passage.tokens.length &&
    end - span.end < 12 &&
    !/^[,.;)]$/.test(passage.tokens[end]!.text)
  )
    end += 1;
  const words = end > span.end + 1 ? lineOf(passage, { start: span.end + 1, end }).words : '';
  return /^(?:an?|the|his|her|its|their|\S+'s) /.test(words)
    ? behalfIn(passage, { start: span.end + 1, end })
    : [];
}

function behalfIn(passage: Passage, span: TokenSpan): TokenSpan[] {
  const line = lineOf(passage, span);
  const explicit = SPEAKING_FOR.exec(line.words);
  const match = explicit ?? new RegExp(FOR.source, 'u').exec(line.words);
  if (match !== null) return complement(passage, line, match.index + match[0].length, span.end);
  const possessive = POSSESSIVE.exec(line.words);
  const owner = possessive ?? BEFORE.exec(line.words);
  if (owner === null) return [];
  const words = owner[1]!.trim();
  if (words === '') return [];
  const found = tokensAt(line, 0, owner[1]!.trimEnd().length);
  return trimOwner(passage, found, possessive !== null);
}

function complement(
  passage: Passage,
  line: { words: string; starts: readonly number[]; from: number },
  at: number,
  end: number,
): TokenSpan[] {
  if (at >= line.words.length) return [];
  const { start } = tokensAt(line, at, 1);
  let to = start;
  while (
    to < end &&
    !/^(?:,|\(|—|–|who|whose|which|that|said|and|familiar|speaking)$/.test(
      passage.tokens[to]!.lower,
    )
  )
    to += 1;
  return to > start ? [{ start, end: to }] : [];
}

// "A Western envoy", "an Iraqi official": where somebody is from is not whom he speaks for.
const ORIGIN =
  /^(?:\p{L}+(?:ern|ian|ean|ish|ese|ican)|israeli|iraqi|pakistani|french|dutch|german|arab|greek|turkish|swiss|czech|u\.s\.|us|eu)$/u;

/** "The U.S. State Department spokesman": leaves out words that only describe the speaker. */
function trimOwner(passage: Passage, span: TokenSpan, isPossessive: boolean): TokenSpan[] {
  const { tokens } = passage;
  let { start, end } = span;
  const isTrimmed = (i: number) =>
    tokens[i]!.lower === "'s" || (!isPossessive && NOT_SPOKEN_FOR.test(tokens[i]!.lower));
  while (end > start && isTrimmed(end - 1)) end -= 1;
  while (start < end && /^(?:a|an|one|another|former|some)$/.test(tokens[start]!.lower)) start += 1;
  const words = tokens.slice(start, end).filter(({ lower }) => lower !== 'the');
  const last = words.at(-1);
  if (last === undefined) return [];
  const isOrigin = words.length === 1 && ORIGIN.test(last.lower);
  const isBody = words.some(({ text }) => /^\p{Lu}/u.test(text)) || BODY.test(last.lower);
  return isPossessive || (isBody && !isOrigin) ? [{ start, end }] : [];
}

const BODY =
  /^(?:company|ministry|party|government|police|department|group|campaign|family|president|minister|union|army|military|court|council|bank|university|agency|administration|club|hospital|his|her|its|their)$/;
