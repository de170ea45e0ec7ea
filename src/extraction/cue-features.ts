import { mix } from './hashing.ts';
import type { Signals } from './signals.ts';
import { MARK, STRONG_CUE } from './signals.ts';

/** Where templates leave their features: a buffer used again for every token. */
export type Features = { readonly keys: Int32Array; count: number };

const MOST_FEATURES = 120;

export function newFeatures(): Features {
  return { keys: new Int32Array(MOST_FEATURES), count: 0 };
}

export function add(to: Features, template: number, value: number): void {
  to.keys[to.count] = mix(value, template);
  to.count += 1;
}

const EDGE = 0x5f3759df;

export function at(values: ArrayLike<number>, i: number): number {
  return i < 0 || i >= values.length ? EDGE : values[i]!;
}

export function bucket(distance: number): number {
  if (distance < 4) return distance;
  if (distance < 6) return 4;
  if (distance < 9) return 5;
  if (distance < 14) return 6;
  return distance < 25 ? 7 : 8;
}

/** What the first reading looks at for one token: its neighbours, the quotation, nearby verbs. */
export function cueFeatures(s: Signals, i: number, to: Features): void {
  to.count = 0;
  wordFeatures(s, i, to);
  classFeatures(s, i, to);
  placeFeatures(s, i, to);
  neighbourFeatures(s, i, to);
}

function wordFeatures(s: Signals, i: number, to: Features): void {
  const w2 = at(s.word, i - 2);
  const w1 = at(s.word, i - 1);
  const w0 = s.word[i]!;
  const n1 = at(s.word, i + 1);
  const n2 = at(s.word, i + 2);
  add(to, 1, w2);
  add(to, 2, w1);
  add(to, 3, w0);
  add(to, 4, n1);
  add(to, 5, n2);
  add(to, 6, mix(w1, w0));
  add(to, 7, mix(w0, n1));
  add(to, 8, mix(w1, n1));
  add(to, 9, mix(mix(w2, w1), w0));
  add(to, 10, mix(mix(w0, n1), n2));
  add(to, 11, s.stem[i]!);
  add(to, 12, at(s.stem, i - 1));
  add(to, 13, at(s.stem, i + 1));
  add(to, 14, mix(at(s.stem, i - 1), s.stem[i]!));
  add(to, 15, mix(s.stem[i]!, at(s.stem, i + 1)));
  add(to, 16, mix(w2, w1));
  add(to, 17, mix(n1, n2));
  add(to, 18, s.suffix[i]!);
}

function classFeatures(s: Signals, i: number, to: Features): void {
  const c2 = at(s.wordClass, i - 2);
  const c1 = at(s.wordClass, i - 1);
  const c0 = s.wordClass[i]!;
  const d1 = at(s.wordClass, i + 1);
  const d2 = at(s.wordClass, i + 2);
  add(to, 20, c0);
  add(to, 21, c1);
  add(to, 22, d1);
  add(to, 23, mix(c1, c0));
  add(to, 24, mix(c0, d1));
  add(to, 25, mix(mix(c1, c0), d1));
  add(to, 26, mix(s.stem[i]!, d1));
  add(to, 27, mix(s.stem[i]!, c1));
  add(to, 28, mix(mix(c2, c1), s.stem[i]!));
  add(to, 29, mix(mix(d1, d2), s.stem[i]!));
  add(to, 30, mix(c2, c1));
  add(to, 31, mix(d1, d2));
  const h1 = at(s.shape, i - 1);
  const h0 = s.shape[i]!;
  const k1 = at(s.shape, i + 1);
  add(to, 32, h0);
  add(to, 33, mix(h1, h0));
  add(to, 34, mix(h0, k1));
  add(to, 35, mix(mix(h1, h0), k1));
}

function placeFeatures(s: Signals, i: number, to: Features): void {
  const level = s.cueLevel[i]!;
  const quoted = s.quoted[i]!;
  const start = s.sentenceStart[i]!;
  const end = s.sentenceEnd[i]!;
  const place = bucket(i - start) * 16 + bucket(end - 1 - i);
  add(to, 40, level * 2 + quoted);
  add(to, 41, mix(s.word[i]!, quoted));
  add(to, 42, bucket(i - start));
  add(to, 43, bucket(end - 1 - i));
  add(to, 44, place * 2 + quoted);
  add(to, 45, level * 8 + s.sourceLevel[i]!);
  add(to, 46, levelAt(s, i - 1) * 64 + level * 8 + levelAt(s, i + 1));
  const wholeQuoted = s.quoted[start]! + 2 * s.quoted[end - 1]!;
  add(to, 47, (wholeQuoted * 8 + level) * 2 + quoted);
  add(to, 48, Math.min(s.sentence[i]!, 3) * 8 + level);
  add(to, 49, mix(s.stem[i]!, wholeQuoted * 2 + quoted));
}

function levelAt(s: Signals, i: number): number {
  return i < 0 || i >= s.length ? 7 : s.cueLevel[i]!;
}

/** The nearest marks and likely cues on both sides, within the sentence. */
function neighbourFeatures(s: Signals, i: number, to: Features): void {
  const before = nearest(s, i, -1, isMark);
  const after = nearest(s, i, 1, isMark);
  const level = s.cueLevel[i]!;
  const markBefore = before < 0 ? 9 : s.mark[before]!;
  const markAfter = after < 0 ? 9 : s.mark[after]!;
  add(to, 50, (markBefore * 16 + bucket(i - before)) * 8 + level);
  add(to, 51, (markAfter * 16 + bucket(after - i)) * 8 + level);
  add(to, 52, mix(s.stem[i]!, markBefore * 16 + markAfter));
  const cueBefore = nearest(s, i, -1, isStrong);
  const cueAfter = nearest(s, i, 1, isStrong);
  const stemBefore = cueBefore < 0 ? 0 : s.stem[cueBefore]!;
  const stemAfter = cueAfter < 0 ? 0 : s.stem[cueAfter]!;
  add(to, 53, stemBefore);
  add(to, 54, stemAfter);
  add(to, 55, mix(stemBefore, bucket(i - cueBefore)));
  add(to, 56, mix(stemAfter, bucket(cueAfter - i)));
  add(to, 57, mix(s.shape[i]!, bucket(cueAfter - i) * 16 + (cueBefore < 0 ? 0 : 1)));
  add(to, 58, mix(s.wordClass[i]!, bucket(i - cueBefore) * 16 + (cueAfter < 0 ? 0 : 1)));
  add(to, 59, mix(stemBefore, level * 16 + markBefore));
  add(to, 60, mix(mix(stemAfter, at(s.wordClass, i)), markAfter));
}

function isMark(s: Signals, i: number): boolean {
  return s.mark[i]! !== MARK.none;
}

function isStrong(s: Signals, i: number): boolean {
  return s.cueLevel[i]! >= STRONG_CUE;
}

/** -1 where there is none; looks at most 30 tokens far, so that the time stays linear. */
function nearest(
  s: Signals,
  i: number,
  step: 1 | -1,
  isWanted: (s: Signals, i: number) => boolean,
): number {
  const last = step > 0 ? s.sentenceEnd[i]! - 1 : s.sentenceStart[i]!;
  for (let j = i + step, left = 30; left > 0 && (step > 0 ? j <= last : j >= last); left -= 1) {
    if (isWanted(s, j)) return j;
    j += step;
  }
  return -1;
}
