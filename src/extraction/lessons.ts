import type { Features } from './cue-features.ts';
import { cueFeatures, newFeatures } from './cue-features.ts';
import type { TokenSpan } from './cue-view.ts';
import { viewCue } from './cue-view.ts';
import { findRow, hashText, makeTable } from './hashing.ts';
import type { Example } from './learn.ts';
import type { Passage } from './passages.ts';
import { readPassages } from './passages.ts';
import { CUE_LABELS, cueContext, ROLE_LABELS, roleContext } from './reading.ts';
import { roleFeatures } from './role-features.ts';
import type { Signals, WordFacts } from './signals.ts';
import { stem } from './stems.ts';
import type { Span } from './tokens.ts';

type MarkedAttribution = {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
};
export type MarkedArticle = {
  readonly id: string;
  readonly text: string;
  readonly attributions: readonly MarkedAttribution[];
};

/** A passage with what was marked in it, in tokens. */
export type Lesson = {
  readonly passage: Passage;
  readonly marked: readonly TokenAttribution[];
};
type TokenAttribution = {
  readonly source: readonly TokenSpan[];
  readonly cue: TokenSpan;
  readonly content: readonly TokenSpan[];
};

export function readLessons(article: MarkedArticle): Lesson[] {
  return readPassages(article.text, new Set()).map((passage) => ({
    passage,
    marked: article.attributions.flatMap((marked) => {
      const cue = tokensOf(passage, marked.cue)[0];
      if (cue === undefined) return [];
      const source = tokensOf(passage, marked.source);
      return [{ cue, source, content: tokensOf(passage, marked.content) }];
    }),
  }));
}

function tokensOf(passage: Passage, spans: readonly Span[]): TokenSpan[] {
  return spans.flatMap(([from, to]) => {
    let start = -1;
    let end = -1;
    passage.tokens.forEach((token, i) => {
      if (token.start >= to || token.end <= from) return;
      if (start < 0) start = i;
      end = i + 1;
    });
    return start < 0 ? [] : [{ start, end }];
  });
}

type Counts = { total: number; cue: number; source: number };
export type StemCounts = Map<string, Counts>;

export function countStems(lessons: readonly Lesson[], into: StemCounts = new Map()): StemCounts {
  for (const { passage, marked } of lessons) {
    const roles = new Uint8Array(passage.tokens.length);
    for (const { cue, source } of marked) {
      for (const span of source) roles.fill(2, span.start, span.end);
      roles.fill(1, cue.start, cue.end);
    }
    passage.tokens.forEach((token, i) => {
      const key = stem(token.lower);
      const counts = into.get(key) ?? { total: 0, cue: 0, source: 0 };
      counts.total += 1;
      if (roles[i] === 1) counts.cue += 1;
      if (roles[i] === 2) counts.source += 1;
      into.set(key, counts);
    });
  }
  return into;
}

const LEVELS = [0.01, 0.04, 0.1, 0.2, 0.4, 0.65];

function level(part: number, total: number): number {
  if (total < 2) return 0;
  const rate = (part + 0.1) / (total + 0.6);
  const above = LEVELS.findIndex((limit) => rate < limit);
  return above < 0 ? 7 : above + 1;
}

/** The levels of all stems, as counted without `left`: an article must not tell on itself. */
export function makeLevels(all: StemCounts, left: StemCounts = new Map()): Map<string, number> {
  const levels = new Map<string, number>();
  for (const [key, counts] of left.size > 0
    ? [...left.keys()].map((k) => [k, all.get(k)!] as const)
    : all) {
    const minus = left.get(key) ?? { total: 0, cue: 0, source: 0 };
    const total = counts.total - minus.total;
    const value =
      level(counts.cue - minus.cue, total) + 8 * level(counts.source - minus.source, total);
    if (value > 0) levels.set(key, value);
  }
  return levels;
}

export function makeFacts(levels: Map<string, number>, classes: Map<string, number>): WordFacts {
  return {
    rates: makeTable([...levels.keys()].map(hashText)),
    levels: Uint8Array.from(levels.values()),
    classed: makeTable([...classes.keys()].map(hashText)),
    classes: Uint8Array.from(classes.values()),
  };
}

/** Writes the features of token i of a sequence into the buffer. */
type Look = (i: number, to: Features) => void;
export type Raw = {
  readonly length: number;
  readonly look: Look;
  readonly gold: Uint8Array;
  readonly contexts: Uint8Array;
  readonly fixedLabel: number;
};

export function cueLesson(lesson: Lesson, s: Signals): Raw {
  const gold = new Uint8Array(s.length);
  const paint = (spans: readonly TokenSpan[], label: number) => {
    for (const span of spans) gold.fill(label, span.start, span.end);
  };
  for (const { content } of lesson.marked) paint(content, CUE_LABELS.content);
  for (const { source } of lesson.marked) paint(source, CUE_LABELS.source);
  for (const { cue } of lesson.marked) {
    paint([cue], CUE_LABELS.cueInside);
    gold[cue.start] = CUE_LABELS.cueBegin;
  }
  const contexts = gold.map((_, i) => cueContext(s, i));
  return {
    length: s.length,
    look: (i, to) => cueFeatures(s, i, to),
    gold,
    contexts,
    fixedLabel: -1,
  };
}

export function roleLessons(lesson: Lesson, s: Signals): Raw[] {
  const others = new Uint8Array(s.length).fill(2);
  for (const { cue } of lesson.marked) others[cue.start] = 1;
  return lesson.marked.map(({ cue, source, content }) => {
    const view = viewCue(s, cue, others);
    const { start, end } = view.window;
    const whole = new Uint8Array(s.length);
    paintRole(whole, content, ROLE_LABELS.contentBegin);
    paintRole(whole, source, ROLE_LABELS.sourceBegin);
    whole.fill(ROLE_LABELS.cue, cue.start, cue.end);
    const gold = whole.slice(start, end);
    const contexts = gold.map((_, k) => roleContext(view, start + k));
    const look: Look = (k, to) => roleFeatures(view, start + k, to);
    return { length: end - start, look, gold, contexts, fixedLabel: ROLE_LABELS.cue };
  });
}

function paintRole(labels: Uint8Array, spans: readonly TokenSpan[], begin: number): void {
  for (const { start, end } of spans) {
    labels.fill(begin + 1, start, end);
    labels[start] = begin;
  }
}

/** Keeps the features seen in at least `least` places, and turns the sequences into rows. */
export function makeExamples(
  raws: readonly Raw[],
  least: number,
): { keys: Int32Array; examples: Example[] } {
  const keys = commonKeys(raws, least);
  const table = makeTable(keys);
  const features = newFeatures();
  const examples = raws.map((raw): Example => {
    const offsets = new Int32Array(raw.length + 1);
    const rows: number[] = [];
    for (let i = 0; i < raw.length; i += 1) {
      raw.look(i, features);
      for (let k = 0; k < features.count; k += 1) {
        const row = findRow(table, features.keys[k]!);
        if (row >= 0) rows.push(row);
      }
      offsets[i + 1] = rows.length;
    }
    const { length, gold, contexts, fixedLabel } = raw;
    return { length, offsets, rows: Int32Array.from(rows), gold, contexts, fixedLabel };
  });
  return { keys, examples };
}

/** Counts in a table of bytes by hash: two features may share a count, which only keeps a few more. */
function commonKeys(raws: readonly Raw[], least: number): Int32Array {
  const size = 1 << 26;
  const seen = new Uint8Array(size);
  const features = newFeatures();
  const keys: number[] = [];
  for (const raw of raws) {
    for (let i = 0; i < raw.length; i += 1) {
      raw.look(i, features);
      for (let k = 0; k < features.count; k += 1) {
        const key = features.keys[k]!;
        const place = key & (size - 1);
        if (seen[place]! >= least) continue;
        seen[place]! += 1;
        if (seen[place] === least) keys.push(key);
      }
    }
  }
  return Int32Array.from(keys).sort();
}
