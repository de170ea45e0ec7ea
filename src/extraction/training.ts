import { findRow, hashText } from './hashing.ts';
import { trainJudge } from './judge-training.ts';
import type { LearnOptions } from './learn.ts';
import { learnChain } from './learn.ts';
import type { Lesson, MarkedArticle, Raw, StemCounts } from './lessons.ts';
import {
  countStems,
  cueLesson,
  makeExamples,
  makeFacts,
  makeLevels,
  readLessons,
  roleLessons,
} from './lessons.ts';
import type { LearntChain, LearntModel } from './model-file.ts';
import { toChain } from './model-file.ts';
import type { Model } from './reading.ts';
import { CUE_CONTEXTS, CUE_LABEL_COUNT, ROLE_CONTEXTS, ROLE_LABEL_COUNT } from './reading.ts';
import type { WordFacts } from './signals.ts';
import { readSignals } from './signals.ts';
import { learnClasses } from './word-classes.ts';

export type TrainingOptions = {
  readonly seed: number;
  /** As many features of each chain go into the model, those that weigh most. */
  readonly mostRows: number;
  readonly say: (line: string) => void;
};

const CLASSES = 200;
// Chosen on dev.jsonl: slow steps and much dropout, since the marking itself is noisy.
const CUE_SETTINGS = { rounds: 10, rate: 0.02, dropout: 0.5, decay: 1e-4, least: 3 };
const ROLE_SETTINGS = { rounds: 6, rate: 0.15, dropout: 0.5, decay: 1e-4, least: 4 };
// Every fourth article is read by a model that never saw it, to learn how sure to be.
const HELD_OUT = 4;

/** Everything the extractor knows, from marked articles: classes, two chains, the judge. */
export function trainModel(
  articles: readonly MarkedArticle[],
  options: TrainingOptions,
): LearntModel {
  const { say } = options;
  const lessons = articles.map(readLessons);
  say('word classes');
  const classes = learnClasses(lessons.flat().map(wordsOfLesson), CLASSES, say);
  const isHeldOut = (i: number) => i % HELD_OUT === HELD_OUT - 1;
  say('model for the judge');
  const first = trainChains(
    lessons.filter((_, i) => !isHeldOut(i)),
    classes,
    options,
  );
  const unseen = articles.filter((_, i) => isHeldOut(i));
  const judge = trainJudge(unseen, asModel(first, options.mostRows), say);
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
  const cues = learnFrom(cueRaws, cueShape, options);
  const roles = learnFrom(roleRaws, roleShape, options);
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

function learnFrom(
  raws: readonly Raw[],
  shape: Shape,
  { seed, say }: TrainingOptions,
): LearntChain {
  const { keys, examples } = makeExamples(raws, shape.least);
  say(`  ${examples.length} sequences, ${keys.length} features`);
  const learnt = learnChain(examples, { ...shape, rows: keys.length, seed, say });
  return { labels: shape.labels, keys, ...learnt };
}

/** As the model will be in use, weights rounded and all. */
function asModel({ learnt, facts }: Trained, mostRows: number): Model {
  const judge = { keep: [], right: [], threshold: 0 };
  const cues = toChain(learnt.cues, mostRows);
  return { facts, cues, roles: toChain(learnt.roles, mostRows), judge };
}
