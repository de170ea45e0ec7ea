import type { Reading } from './reading.ts';
import type { Signals } from './signals.ts';

/** Two logistic scales over one reading: is the cue one at all, and is all of it right? */
export type Judge = {
  readonly keep: readonly number[];
  readonly right: readonly number[];
  /** Least chance at which a reading is proposed. */
  readonly threshold: number;
};

export type Verdict = { readonly keep: number; readonly right: number };

export const JUDGED = 24;

export function judge(scales: Judge, s: Signals, reading: Reading): Verdict {
  const values = judgedValues(s, reading);
  return { keep: chance(scales.keep, values), right: chance(scales.right, values) };
}

export function chance(weights: readonly number[], values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += (weights[i] ?? 0) * values[i]!;
  return 1 / (1 + Math.exp(-sum));
}

/** What the verdict rests on; the order is part of the model. */
export function judgedValues(s: Signals, reading: Reading): number[] {
  const { cue, source, content } = reading;
  const sourceLength = total(source);
  const contentLength = total(content);
  const isQuoted = s.quoted[cue.start] === 1;
  const quotedContent = content.filter((span) => s.quoted[span.start] === 1).length > 0;
  let level = 0;
  for (let i = cue.start; i < cue.end; i += 1) level = Math.max(level, s.cueLevel[i]!);
  const gap = source[0] === undefined ? 9 : distance(cue, source[0]);
  const contentGap =
    content[0] === undefined ? 9 : Math.min(...content.map((span) => distance(cue, span)));
  const crossing = content.some((span) => s.sentence[span.start] !== s.sentence[cue.start]);
  return [
    1,
    logOdds(reading.cueChance),
    logOdds(reading.sourceChance),
    logOdds(reading.contentChance),
    reading.cueChance,
    reading.sourceChance,
    reading.contentChance,
    reading.cueChance * reading.sourceChance * reading.contentChance,
    source.length === 0 ? 1 : 0,
    content.length === 0 ? 1 : 0,
    content.length > 1 ? 1 : 0,
    isQuoted ? 1 : 0,
    quotedContent ? 1 : 0,
    quotedContent && !isQuoted && level >= 6 ? 1 : 0,
    level >= 7 ? 1 : 0,
    level >= 5 ? 1 : 0,
    Math.min(cue.end - cue.start, 6) / 3,
    cue.end - cue.start === 1 ? 1 : 0,
    Math.min(sourceLength, 10) / 5,
    Math.min(contentLength, 40) / 20,
    contentLength < 3 ? 1 : 0,
    Math.min(gap, 9) / 4,
    Math.min(contentGap, 9) / 4,
    crossing ? 1 : 0,
  ];
}

type Stretch = { readonly start: number; readonly end: number };

function total(spans: readonly Stretch[]): number {
  return spans.reduce((sum, span) => sum + span.end - span.start, 0);
}

function distance(a: Stretch, b: Stretch): number {
  return b.start >= a.end ? b.start - a.end : Math.max(0, a.start - b.end);
}

function logOdds(chance: number): number {
  const safe = Math.min(0.999, Math.max(0.001, chance));
  return Math.log(safe / (1 - safe));
}
