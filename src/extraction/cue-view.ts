import { at } from './cue-features.ts';
import { hashText, mix } from './hashing.ts';
import type { Signals } from './signals.ts';
import { MARK, STRONG_CUE } from './signals.ts';

/** Tokens from `start` up to `end`. */
export type TokenSpan = { readonly start: number; readonly end: number };

/** A passage seen from one of its cues. */
export type CueView = {
  readonly s: Signals;
  readonly cue: TokenSpan;
  /** The tokens read for this cue: the passage, or the part of it near the cue. */
  readonly window: TokenSpan;
  /** Hash of the cue's head, of the whole cue, and of what stands beside it. */
  readonly head: number;
  readonly phrase: number;
  readonly beside: number;
  /** Per token of the window: what lies between it and the cue. */
  readonly commas: Uint8Array;
  readonly quotes: Uint8Array;
  readonly cues: Uint8Array;
  readonly links: Uint8Array;
  /** Per token: the kind of mark that opened its segment, and whether it is the first in it. */
  readonly opened: Uint8Array;
  /** Per token: the first words of its segment, the mark that closes it and how far that is. */
  readonly firstWords: Int32Array;
  readonly closing: Uint8Array;
  readonly toClosing: Uint8Array;
  /** Per token: whether its segment has a likely cue, and how many segments follow in the sentence. */
  readonly segmentCue: Uint8Array;
  readonly segmentsLeft: Uint8Array;
};

const REACH = 160;
// The words that open a clause; a function word is its own shape.
const LINKS = new Set(
  'that which who whom whose and but if because while'.split(' ').map(hashText),
);

export function viewCue(s: Signals, cue: TokenSpan, others: Uint8Array): CueView {
  const window = {
    start: Math.max(0, cue.start - REACH),
    end: Math.min(s.length, cue.end + REACH),
  };
  let phrase = 7;
  let head = cue.start;
  for (let i = cue.start; i < cue.end; i += 1) {
    phrase = mix(phrase, s.stem[i]!);
    if (s.cueLevel[i]! > s.cueLevel[head]!) head = i;
  }
  const size = window.end - window.start;
  const view = {
    s,
    cue,
    window,
    head: s.stem[head]!,
    phrase,
    beside: mix(at(s.mark, cue.start - 1), at(s.mark, cue.end)),
    commas: new Uint8Array(size),
    quotes: new Uint8Array(size),
    cues: new Uint8Array(size),
    links: new Uint8Array(size),
    opened: new Uint8Array(size),
    firstWords: new Int32Array(size),
    closing: new Uint8Array(size),
    toClosing: new Uint8Array(size),
    segmentCue: new Uint8Array(size),
    segmentsLeft: new Uint8Array(size),
  };
  countBetween(view, others, -1);
  countBetween(view, others, 1);
  findSegments(view);
  describeSegments(view);
  return view;
}

/** Walks away from the cue and counts what is passed on the way. */
function countBetween(view: CueView, others: Uint8Array, step: 1 | -1): void {
  const { s, cue, window } = view;
  let [commas, quotes, cues, links] = [0, 0, 0, 0];
  for (let i = step > 0 ? cue.end : cue.start - 1; i >= window.start && i < window.end; i += step) {
    const k = i - window.start;
    view.commas[k] = Math.min(commas, 3);
    view.quotes[k] = Math.min(quotes, 3);
    view.cues[k] = Math.min(cues, 2);
    view.links[k] = Math.min(links, 2);
    if (s.mark[i] === MARK.comma || s.mark[i] === MARK.dash) commas += 1;
    if (s.mark[i] === MARK.quote) quotes += 1;
    if (others[i] === 1 || (others[i] === 0 && s.cueLevel[i]! > STRONG_CUE)) cues += 1;
    if (LINKS.has(s.shape[i]!)) links += 1;
  }
}

function findSegments(view: CueView): void {
  const { s, window, opened } = view;
  let mark = 8;
  for (let i = window.start; i < window.end; i += 1) {
    const begins = i === window.start || s.sentenceStart[i] === i;
    const before = i > 0 ? s.mark[i - 1]! : 0;
    const fresh = begins || before !== MARK.none;
    if (begins) mark = 8;
    else if (before !== MARK.none) mark = before;
    opened[i - window.start] = mark * 2 + (fresh ? 1 : 0);
  }
}

/** A segment runs from mark to mark within a sentence; what closes it is seen from the end. */
function describeSegments(view: CueView): void {
  const { s, window, opened, firstWords, closing, toClosing, segmentCue, segmentsLeft } = view;
  const { start, end } = window;
  for (let i = start; i < end; i += 1) {
    const k = i - start;
    const isFirst = (opened[k]! & 1) === 1;
    firstWords[k] = isFirst ? mix(s.word[i]!, at(s.word, i + 1)) : firstWords[k - 1]!;
  }
  for (let i = end - 1; i >= start; i -= 1) {
    const k = i - start;
    const isLast = i === end - 1 || s.sentenceEnd[i] === i + 1;
    const isBeforeMark = !isLast && s.mark[i + 1] !== MARK.none;
    closing[k] = isLast ? 8 : isBeforeMark ? s.mark[i + 1]! : closing[k + 1]!;
    toClosing[k] = isLast || isBeforeMark ? 0 : Math.min(30, toClosing[k + 1]! + 1);
    const follows = isLast || isBeforeMark ? 0 : segmentCue[k + 1]!;
    segmentCue[k] = s.cueLevel[i]! > STRONG_CUE ? 1 : follows;
    segmentsLeft[k] = isLast ? 0 : Math.min(3, segmentsLeft[k + 1]! + (isBeforeMark ? 1 : 0));
  }
}

export type Side = 0 | 1 | 2 | 3 | 4;

/** 0 and 4: another sentence; 1 and 3: the cue's own; 2: the cue. */
export function sideOf(view: CueView, i: number): Side {
  const { s, cue } = view;
  if (i < cue.start) return i < s.sentenceStart[cue.start]! ? 0 : 1;
  if (i < cue.end) return 2;
  return i >= s.sentenceEnd[cue.end - 1]! ? 4 : 3;
}
