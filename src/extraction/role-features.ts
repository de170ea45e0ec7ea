import type { Features } from './cue-features.ts';
import { add, at, bucket } from './cue-features.ts';
import type { CueView, Side } from './cue-view.ts';
import { sideOf } from './cue-view.ts';
import { mix } from './hashing.ts';
import type { Signals } from './signals.ts';

/** What the second reading looks at for one token: its words, its place, the way to the cue. */
export function roleFeatures(view: CueView, i: number, to: Features): void {
  to.count = 0;
  addSideFeatures(view.s, i, sideOf(view, i), to);
  addCueFeatures(view, i, to);
}

/** What is the same for all cues on the same side of the token, so that it is scored once. */
export function sideFeatures(s: Signals, i: number, side: Side, to: Features): void {
  to.count = 0;
  addSideFeatures(s, i, side, to);
}

/** The rest: what depends on the cue itself. */
export function ownFeatures(view: CueView, i: number, to: Features): void {
  to.count = 0;
  addCueFeatures(view, i, to);
}

function addCueFeatures(view: CueView, i: number, to: Features): void {
  const side = sideOf(view, i);
  const distance = i < view.cue.start ? view.cue.start - 1 - i : i - view.cue.end;
  cueWords(view, i, side, distance, to);
  pathFeatures(view, i, side, distance, to);
  segmentFeatures(view, i, side, to);
}

function addSideFeatures(s: Signals, i: number, side: Side, to: Features): void {
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
