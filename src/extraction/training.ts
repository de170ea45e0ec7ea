import { findRow, hashText } from './hashing.ts';
import type { Judge } from './judge.ts';
import { chance, JUDGED, judgedValues } from './judge.ts';
import type { LearnOptions } from './learn.ts';
import { learnChain } from './learn.ts';
import type { Lesson, MarkedArticle, Raw, StemCounts } from './lessons.ts';
import { countStems, cueLesson, makeExamples, makeFacts, makeLevels, readLessons, roleLessons } from './lessons.ts';
import type { Grade } from './measure.ts';
import { gradeArticle } from './measure.ts';
import type { LearntChain, LearntModel } from './model-file.ts';
import { toChain } from './model-file.ts';
import type { Model } from './reading.ts';
import { CUE_CONTEXTS, CUE_LABEL_COUNT, ROLE_CONTEXTS, ROLE_LABEL_COUNT, readPassage } from './reading.ts';
import type { WordFacts } from './signals.ts';
import { readSignals } from './signals.ts';
import { learnClasses } from './word-classes.ts';
import { placeOf, placesOf } from './wording.ts';

export type TrainingOptions = {
  readonly seed: number;
  /** Features whose weights are all smaller are left out of the model. */
  readonly leastWeight: number;
  readonly say: (line: string) => void;
};

const CLASSES = 200;
// Chosen on dev.jsonl: slow steps and much dropout, since the marking itself is noisy.
const CUE_SETTINGS = { rounds: 10, rate: 0.02, dropout: 0.5, decay: 1e-4, least: 3 };
const ROLE_SETTINGS = { rounds: 8, rate: 0.06, dropout: 0.4, decay: 1e-4, least: 4 };
// Every fourth article is read by a model that never saw it, to learn how sure to be.
const HELD_OUT = 4;

/** Everything the extractor knows, from marked articles: classes, two chains, the judge. */
export function trainModel(articles: readonly MarkedArticle[], options: TrainingOptions): LearntModel {
  const { say } = options;
  const lessons = articles.map(readLessons);
  say('word classes');
  const classes = learnClasses(lessons.flat().map(wordsOfLesson), CLASSES, say);
  const isHeldOut = (i: number) => i % HELD_OUT === HELD_OUT - 1;
  say('model for the judge');
  const first = trainChains(lessons.filter((_, i) => !isHeldOut(i)), classes, options);
  const judge = trainJudge(articles.filter((_, i) => isHeldOut(i)), first, options);
  say('model');
  const all = trainChains(lessons, classes, options);
  return { ...all.learnt, judge };
}

function wordsOfLesson({ passage }: Lesson): string[] {
  return passage.tokens.map((token) => token.lower.replace(/\p{N}/gu, '0'));
}

type Trained = { readonly learnt: Omit<LearntModel, 'judge'>; readonly facts: WordFacts };

function trainChains(
  lessons: readonly Lesson[][],
  classes: Map<string, number>,
  options: TrainingOptions,
): Trained {
  const counts: StemCounts = new Map();
  for (const article of lessons) countStems(article, counts);
  const levels = makeLevels(counts);
  const facts = makeFacts(levels, classes);
  const cueRaws: Raw[] = [];
  const roleRaws: Raw[] = [];
  for (const article of lessons) {
    const restore = forget(facts, counts, article);
    for (const lesson of article) {
      const signals = readSignals(lesson.passage, facts);
      cueRaws.push(cueLesson(lesson, signals));
      roleRaws.push(...roleLessons(lesson, signals));
    }
    restore();
  }
  const cueShape = { ...CUE_SETTINGS, labels: CUE_LABEL_COUNT, contexts: CUE_CONTEXTS };
  const roleShape = { ...ROLE_SETTINGS, labels: ROLE_LABEL_COUNT, contexts: ROLE_CONTEXTS };
  const cues = fit(cueRaws, cueShape, options);
  const roles = fit(roleRaws, roleShape, options);
  const rates = { keys: hashes(levels), values: facts.levels };
  const classed = { keys: hashes(classes), values: facts.classes };
  return { learnt: { rates, classes: classed, cues, roles }, facts };
}

function hashes(words: Map<string, number>): Int32Array {
  return Int32Array.from([...words.keys()], hashText);
}

/** Takes an article's own words out of the counts while its features are made. */
function forget(facts: WordFacts, counts: StemCounts, article: readonly Lesson[]): () => void {
  const own = countStems(article);
  const without = makeLevels(counts, own);
  const saved: [number, number][] = [];
  for (const key of own.keys()) {
    const row = findRow(facts.rates, hashText(key));
    if (row < 0) continue;
    saved.push([row, facts.levels[row]!]);
    facts.levels[row] = without.get(key) ?? 0;
  }
  return () => {
    for (const [row, level] of saved) facts.levels[row] = level;
  };
}

type Shape = Omit<LearnOptions, 'rows' | 'seed' | 'say'> & { readonly least: number };

function fit(raws: readonly Raw[], shape: Shape, { seed, say }: TrainingOptions): LearntChain {
  const { keys, examples } = makeExamples(raws, shape.least);
  say(`  ${examples.length} sequences, ${keys.length} features`);
  const learnt = learnChain(examples, { ...shape, rows: keys.length, seed, say });
  return { labels: shape.labels, keys, ...learnt };
}

/** As the model will be in use, weights rounded and all. */
function asModel({ learnt, facts }: Trained, judge: Judge, leastWeight: number): Model {
  const cues = toChain(learnt.cues, leastWeight);
  return { facts, cues, roles: toChain(learnt.roles, leastWeight), judge };
}

type Judged = { readonly values: readonly number[]; readonly grade: Grade };

function trainJudge(articles: readonly MarkedArticle[], trained: Trained, options: TrainingOptions): Judge {
  const none = { keep: [], right: [], threshold: 0 };
  const model = asModel(trained, none, options.leastWeight);
  const cases = articles.flatMap((article) => judgeCases(article, model));
  const gold = articles.reduce((sum, article) => sum + article.attributions.length, 0);
  const keep = fitScale(cases.map(({ values, grade }) => ({ values, isRight: grade >= 1 })));
  const right = fitScale(cases.map(({ values, grade }) => ({ values, isRight: grade >= 3 })));
  const threshold = bestThreshold(cases, keep, gold);
  options.say(`judge: ${cases.length} cases, threshold ${threshold.toFixed(2)}`);
  return { keep, right, threshold };
}

function judgeCases(article: MarkedArticle, model: Model): Judged[] {
  const found = readLessons(article).flatMap(({ passage }) => {
    const signals = readSignals(passage, model.facts);
    return readPassage(model, signals).map((reading) => ({
      values: judgedValues(signals, reading),
      cue: [placeOf(passage, reading.cue)],
      source: placesOf(passage, reading.source),
      content: placesOf(passage, reading.content),
    }));
  });
  const grades = gradeArticle(article.text, article.attributions, found);
  return found.map(({ values }, i) => ({ values, grade: grades[i]! }));
}

/** Logistic regression by plain gradient steps: a few thousand cases, two dozen values. */
function fitScale(cases: readonly { values: readonly number[]; isRight: boolean }[]): number[] {
  const weights = new Array<number>(JUDGED).fill(0);
  const squares = new Array<number>(JUDGED).fill(1e-8);
  for (let round = 0; round < 600; round += 1) {
    const slope = weights.map((weight) => weight * -0.5);
    for (const { values, isRight } of cases) {
      const error = (isRight ? 1 : 0) - chance(weights, values);
      for (let i = 0; i < JUDGED; i += 1) slope[i]! += error * values[i]!;
    }
    for (let i = 0; i < JUDGED; i += 1) {
      squares[i] = 0.9 * squares[i]! + 0.1 * slope[i]! * slope[i]!;
      weights[i]! += ((round < 300 ? 0.03 : 0.006) * slope[i]!) / Math.sqrt(squares[i]!);
    }
  }
  return weights.map((weight) => Math.round(weight * 1e4) / 1e4);
}

/** Where the sum of the three F1 measures is greatest. */
function bestThreshold(cases: readonly Judged[], keep: readonly number[], gold: number): number {
  const sorted = cases
    .map(({ values, grade }) => ({ grade, chance: chance(keep, values) }))
    .sort((a, b) => b.chance - a.chance);
  let [right, most, threshold] = [0, 0, 0.5];
  sorted.forEach(({ grade, chance: at }, i) => {
    right += grade;
    const f1 = (2 * right) / 3 / (i + 1 + gold);
    if (f1 > most) [most, threshold] = [f1, at];
  });
  return Math.round(threshold * 1000) / 1000;
}
