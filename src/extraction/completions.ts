import type { Draft } from './drafts.ts';
import { draftByWording } from './drafts.ts';
import { nounPhraseBefore } from './noun-phrases.ts';
import type { Passage } from './passages.ts';
import { lineOf, sentenceAround } from './wording.ts';

/** What the model left open although the sentence plainly says it. */
export function complete(draft: Draft): Draft {
  return fillBefore(fillAccording(withIncluded(fillSource(trimAmid(keepNearest(draft))))));
}

/** "who asked not to be named" tells about the talk with the source, and is no claim. */
export function isAboutNaming({ passage, cue, source }: Draft): boolean {
  if (cue === null) return false;
  const words = lineOf(passage, { start: cue.start, end: restEnd(passage, cue.start, 6) }).words;
  if (/^(?:declined|refused) to be (?:named|identified|quoted)/.test(words)) return true;
  const isRelative = source.length === 1 && passage.tokens[source[0]!.start]!.lower === 'who';
  return isRelative && /^(?:asked|requested) (?:not to be|anonymity|to remain)/.test(words);
}

/** "A clerk who asked not to be named said …": what the clerk said, where the model missed it. */
export function speechAfterNaming(draft: Draft, found: readonly Draft[]): Draft[] {
  const { passage, cue } = draft;
  const who = draft.source[0]?.start ?? 0;
  if (cue === null || passage.tokens[who]!.lower !== 'who') return [];
  const { end } = sentenceAround(passage, cue.start);
  const said = passage.tokens.findIndex(
    (token, i) => i >= cue.end && i < end && /^(?:said|confirmed|described)$/.test(token.lower),
  );
  const isFound = found.some((other) => other.cue!.start <= said && other.cue!.end > said);
  const comma = passage.tokens[who - 1]?.text === ',' ? who - 1 : who;
  const source = nounPhraseBefore(passage, comma);
  if (said < 0 || isFound || source === null || said + 2 >= end) return [];
  const content = {
    start: said + 1,
    end: /^[.!?]$/.test(passage.tokens[end - 1]!.text) ? end - 1 : end,
  };
  return [draftByWording(passage, { start: said, end: said + 1 }, [source], [content], 'said')];
}

function restEnd(passage: Passage, from: number, most: number): number {
  return Math.min(sentenceAround(passage, from).end, from + most);
}

/** "The port is shut, three officials told us": the clause before the comma is the content. */
function fillBefore(draft: Draft): Draft {
  const { passage, cue, source, content } = draft;
  if (cue === null || content.length > 0 || source.length !== 1) return draft;
  const { start } = sentenceAround(passage, cue.start);
  const comma = source[0]!.start - 1;
  const isSpeech = /^(?:said|says|say|told|tells)$/.test(passage.tokens[cue.end - 1]!.lower);
  if (!isSpeech || cue.start < comma || passage.tokens[comma]?.text !== ',') return draft;
  if (comma - start < 4) return draft;
  return {
    ...draft,
    content: [{ start, end: comma }],
    confidence: Math.max(draft.confidence, FILLED),
  };
}

const FILLED = 0.6;

/** "Channel 12, citing two sources, reported": the source stands before the insertion. */
function fillSource(draft: Draft): Draft {
  const { passage, cue, source } = draft;
  if (cue === null || source.length > 0 || passage.tokens[cue.start - 1]?.text !== ',')
    return draft;
  if (!/^(?:reported|said|says|reports)$/.test(passage.tokens[cue.start]!.lower)) return draft;
  const { start } = sentenceAround(passage, cue.start);
  for (let i = cue.start - 2; i > start; i -= 1) {
    if (!/^(?:citing|quoting)$/.test(passage.tokens[i]!.lower)) continue;
    const found = passage.tokens[i - 1]!.text === ',' ? nounPhraseBefore(passage, i - 1) : null;
    return found === null ? draft : { ...draft, source: [found] };
  }
  return draft;
}

/** Of a source in pieces the one right beside the cue is it: "The minister told …, sources said". */
function keepNearest(draft: Draft): Draft {
  const { cue, source } = draft;
  if (cue === null || source.length < 2) return draft;
  const beside = source.find(({ start, end }) => end === cue.start || start === cue.end);
  return beside === undefined ? draft : { ...draft, source: [beside] };
}

/** "According to X, …": what follows the comma is the content, also where it holds another cue. */
function fillAccording(draft: Draft): Draft {
  const { passage, cue, source, content } = draft;
  if (cue === null || content.length > 0 || source.length !== 1) return draft;
  const sentence = sentenceAround(passage, cue.start);
  const isOpening = cue.start === sentence.start && lineOf(passage, cue).words === 'according to';
  const start = source[0]!.end + 1;
  if (!isOpening || passage.tokens[start - 1]?.text !== ',' || start >= sentence.end) return draft;
  const end = /^[.!?]$/.test(passage.tokens[sentence.end - 1]!.text)
    ? sentence.end - 1
    : sentence.end;
  if (end <= start) return draft;
  return { ...draft, content: [{ start, end }], confidence: Math.max(draft.confidence, FILLED) };
}

/** "The appeal comes amid reports suggesting …": the reports suggest it, not the appeal. */
function trimAmid(draft: Draft): Draft {
  const { passage, source } = draft;
  const span = source[0];
  if (span === undefined || source.length > 1 || span.end - span.start < 4) return draft;
  for (let i = span.end - 2; i > span.start; i -= 1) {
    const { lower } = passage.tokens[i]!;
    if (lower === 'amid') return { ...draft, source: [{ start: i + 1, end: span.end }] };
    if (span.end - i > 5) break;
  }
  return draft;
}

/** "six sources who spoke to …, including people in …": a group's description ends with who is in it. */
function withIncluded(draft: Draft): Draft {
  const { passage, source, content } = draft;
  const last = source.at(-1);
  if (last === undefined || last.end >= passage.tokens.length) return draft;
  const { end: limit } = sentenceAround(passage, last.end - 1);
  const isRelative = passage.tokens[last.end]!.lower === 'who';
  const comma = isRelative ? nextMark(passage, last.end, limit) : last.end;
  if (comma + 1 >= limit || passage.tokens[comma]!.text !== ',') return draft;
  if (passage.tokens[comma + 1]!.lower !== 'including') return draft;
  const end = nextMark(passage, comma + 2, limit);
  if (content.some((span) => span.start < end && span.end > last.end)) return draft;
  return { ...draft, source: [...source.slice(0, -1), { start: last.start, end }] };
}

function nextMark(passage: Passage, from: number, limit: number): number {
  let i = from;
  while (i < limit && !/^[,.;:“”"—–]$/.test(passage.tokens[i]!.text)) i += 1;
  return i;
}
