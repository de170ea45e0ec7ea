import type { Features } from './cue-features.ts';
import { add, at, bucket } from './cue-features.ts';
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
const LINKS = new Set('that which who whom whose and but if because while'.split(' ').map(hashText));

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
  for (
    let i = step > 0 ? cue.end : cue.start - 1;
    i >= window.start && i < window.end;
    i += step
  ) {
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

export function roleFeatures(view: CueView, i: number, to: Features): void {
  to.count = 0;
  const side = sideOf(view, i);
  const distance = i < view.cue.start ? view.cue.start - 1 - i : i - view.cue.end;
  wordsBySide(view.s, i, side, to);
  cueWords(view, i, side, distance, to);
  pathFeatures(view, i, side, distance, to);
  segmentFeatures(view, i, side, to);
}

function wordsBySide(s: Signals, i: number, side: Side, to: Features): void {
  const sided = (template: number, value: number) => add(to, template * 8 + side, value);
  const w0 = s.word[i]!;
  const w1 = at(s.word, i - 1);
  const n1 = at(s.word, i + 1);
  const c1 = at(s.wordClass, i - 1);
  const c0 = s.wordClass[i]!;
  const d1 = at(s.wordClass, i + 1);
  const h1 = at(s.shape, i - 1);
  const h0 = s.shape[i]!;
  const k1 = at(s.shape, i + 1);
  sided(1, w0);
  sided(2, w1);
  sided(3, n1);
  sided(4, mix(w1, w0));
  sided(5, mix(w0, n1));
  sided(6, mix(w1, n1));
  sided(7, mix(at(s.word, i - 2), w1));
  sided(8, mix(n1, at(s.word, i + 2)));
  sided(9, c0);
  sided(10, mix(c1, c0));
  sided(11, mix(c0, d1));
  sided(12, mix(mix(c1, c0), d1));
  sided(13, mix(mix(at(s.wordClass, i - 2), c1), c0));
  sided(14, mix(mix(c0, d1), at(s.wordClass, i + 2)));
  sided(15, mix(h1, h0));
  sided(16, mix(h0, k1));
  sided(17, mix(mix(h1, h0), k1));
  sided(18, s.suffix[i]!);
  sided(19, s.sourceLevel[i]! * 8 + s.cueLevel[i]!);
  sided(20, mix(h0, s.sourceLevel[i]! * 2 + s.quoted[i]!));
}

function cueWords(view: CueView, i: number, side: Side, distance: number, to: Features): void {
  const { s, head, phrase, beside } = view;
  const near = side * 16 + bucket(distance);
  const nearHead = mix(head, near);
  const sideHead = mix(head, side);
  const after = at(s.word, view.cue.end);
  const before = at(s.word, view.cue.start - 1);
  add(to, 300, nearHead);
  add(to, 301, mix(phrase, near));
  add(to, 302, mix(sideHead, s.word[i]!));
  add(to, 303, mix(sideHead, at(s.word, i - 1)));
  add(to, 304, mix(sideHead, s.wordClass[i]!));
  add(to, 305, mix(nearHead, s.mark[i]!));
  add(to, 306, mix(mix(beside, near), s.mark[i]! * 2 + s.quoted[i]!));
  add(to, 307, mix(mix(after, head), near));
  add(to, 308, mix(mix(before, head), side));
  add(to, 309, mix(after, near));
  add(to, 310, mix(before, near));
  add(to, 311, mix(at(s.wordClass, view.cue.end), near));
  add(to, 312, mix(at(s.wordClass, view.cue.start - 1), near));
  add(to, 313, mix(mix(sideHead, s.shape[i]!), at(s.mark, i - 1)));
  add(to, 314, mix(phrase, mix(side, s.word[i]!)));
}

function pathFeatures(view: CueView, i: number, side: Side, distance: number, to: Features): void {
  const { s, cue, window, head } = view;
  const k = i - window.start;
  const sentences = Math.max(-3, Math.min(3, s.sentence[i]! - s.sentence[cue.start]!)) + 3;
  const quoted = s.quoted[i]! * 2 + (s.quoted[cue.start] ?? 0);
  const between = view.commas[k]! * 4 + view.quotes[k]!;
  const path = ((side * 16 + between) * 4 + quoted) * 4 + view.cues[k]!;
  const opened = view.opened[k]!;
  const place = bucket(i - s.sentenceStart[i]!) * 16 + bucket(s.sentenceEnd[i]! - 1 - i);
  add(to, 330, path);
  add(to, 331, mix(path, head));
  add(to, 332, path * 32 + opened);
  add(to, 333, mix(path, s.shape[i]!));
  add(to, 334, mix(path, s.mark[i]! * 8 + at(s.mark, i + 1)));
  add(to, 335, (side * 8 + view.cues[k]!) * 8 + view.links[k]!);
  add(to, 336, mix(s.shape[i]!, ((side * 8 + view.cues[k]!) * 8 + view.links[k]!) * 32 + opened));
  add(to, 337, (sentences * 4 + quoted) * 4 + view.quotes[k]!);
  add(to, 338, mix(s.word[i]!, (sentences * 4 + quoted) * 4 + view.quotes[k]!));
  add(to, 339, (side * 16 + bucket(distance)) * 256 + place);
  add(to, 340, mix((side * 4 + quoted) * 32 + opened, bucket(distance)));
  add(to, 341, mix(mix(s.wordClass[i]!, side), opened * 8 + view.commas[k]!));
  add(to, 342, mix(s.sourceLevel[i]!, side * 256 + bucket(distance) * 16 + view.commas[k]!));
  add(to, 343, mix(mix(s.sourceLevel[i]!, s.shape[i]!), side * 64 + between));
  add(to, 344, mix(view.beside, (path * 8 + bucket(distance)) * 2));
  add(to, 345, mix(head, (sentences * 4 + quoted) * 4 + view.quotes[k]!));
}


function segmentFeatures(view: CueView, i: number, side: Side, to: Features): void {
  const { s, window, head } = view;
  const k = i - window.start;
  const between = Math.min(2, view.commas[k]!) * 4 + view.quotes[k]!;
  const closing = view.closing[k]! * 16 + bucket(view.toClosing[k]!);
  const shape = (view.segmentCue[k]! * 4 + view.segmentsLeft[k]!) * 8 + side;
  const firstWords = view.firstWords[k]!;
  add(to, 360, mix(firstWords, side * 16 + between));
  add(to, 361, mix(mix(firstWords, head), side));
  add(to, 362, (closing * 8 + side) * 16 + between);
  add(to, 363, (shape * 16 + between) * 32 + view.opened[k]!);
  add(to, 364, mix(mix(s.word[i]!, shape), view.opened[k]! * 16 + view.closing[k]!));
  add(to, 365, mix(head, (shape * 16 + view.closing[k]!) * 4 + s.quoted[i]!));
  add(to, 366, mix(mix(s.shape[i]!, closing), side));
}
