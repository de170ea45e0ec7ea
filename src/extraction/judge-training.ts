import type { Judge } from './judge.ts';
import { chance, JUDGED, judgedValues } from './judge.ts';
import type { MarkedArticle } from './lessons.ts';
import { readLessons } from './lessons.ts';
import type { Grade } from './measure.ts';
import { gradeArticle } from './measure.ts';
import type { Model } from './reading.ts';
import { readPassage } from './reading.ts';
import { readSignals } from './signals.ts';
import { placeOf, placesOf } from './wording.ts';

type Judged = { readonly values: readonly number[]; readonly grade: Grade };

/** How sure to be, learnt on articles that the model has not seen. */
export function trainJudge(
  articles: readonly MarkedArticle[],
  model: Model,
  say: (line: string) => void,
): Judge {
  const cases = articles.flatMap((article) => judgeCases(article, model));
  const gold = articles.reduce((sum, article) => sum + article.attributions.length, 0);
  const keep = fitScale(cases.map(({ values, grade }) => ({ values, wanted: grade / 3 })));
  const right = fitScale(
    cases.map(({ values, grade }) => ({ values, wanted: grade === 3 ? 1 : 0 })),
  );
  right[0]! += shiftToPrecision(cases, right);
  const threshold = bestThreshold(cases, keep, gold);
  say(`judge: ${cases.length} cases, threshold ${threshold.toFixed(2)}`);
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
function fitScale(cases: readonly { values: readonly number[]; wanted: number }[]): number[] {
  const weights = new Array<number>(JUDGED).fill(0);
  const squares = new Array<number>(JUDGED).fill(1e-8);
  for (let round = 0; round < 600; round += 1) {
    const slope = weights.map((weight) => weight * -0.5);
    for (const { values, wanted } of cases) {
      const error = wanted - chance(weights, values);
      for (let i = 0; i < JUDGED; i += 1) slope[i]! += error * values[i]!;
    }
    for (let i = 0; i < JUDGED; i += 1) {
      squares[i] = 0.9 * squares[i]! + 0.1 * slope[i]! * slope[i]!;
      weights[i]! += ((round < 300 ? 0.03 : 0.006) * slope[i]!) / Math.sqrt(squares[i]!);
    }
  }
  return weights.map((weight) => Math.round(weight * 1e4) / 1e4);
}

const SURE = 0.9;
const WANTED_PRECISION = 0.928;

/** Moves the scale so that of all proposals at 0.9 and above 92.8 % are wholly right. */
function shiftToPrecision(cases: readonly Judged[], right: readonly number[]): number {
  const sorted = cases
    .map(({ values, grade }) => ({ isRight: grade === 3, chance: chance(right, values) }))
    .sort((a, b) => b.chance - a.chance);
  let [count, limit] = [0, SURE];
  sorted.forEach(({ isRight, chance: at }, i) => {
    if (isRight) count += 1;
    if (count / (i + 1) >= WANTED_PRECISION) limit = at;
  });
  return Math.log(SURE / (1 - SURE)) - Math.log(limit / (1 - limit));
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
