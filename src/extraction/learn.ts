import type { Lattice } from './chain.ts';
import { marginals, NEVER, passMessages } from './chain.ts';
import { seededRandom, shuffle } from './random.ts';

/** One training sequence: the rows of each token's features, its labels, its step contexts. */
export type Example = {
  readonly length: number;
  /** `offsets[i]` to `offsets[i + 1]` are the places of token i in `rows`. */
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly gold: Uint8Array;
  readonly contexts: Uint8Array;
  /** Where a label is fixed beforehand (the cue, for the second reading), others cannot be. */
  readonly fixedLabel: number;
};

export type LearnOptions = {
  readonly labels: number;
  readonly contexts: number;
  readonly rows: number;
  readonly rounds: number;
  readonly rate: number;
  readonly dropout: number;
  readonly decay: number;
  readonly seed: number;
  readonly say: (line: string) => void;
};

export type Learnt = { readonly weights: Float32Array; readonly steps: Float32Array };

type State = {
  readonly options: LearnOptions;
  /** Per row its weights and then their sums of squares: what is changed together lies together. */
  readonly cells: Float32Array;
  readonly steps: Float32Array;
  readonly stepFactors: Float64Array;
  readonly stepSquares: Float32Array;
  readonly random: () => number;
};

/** AdaGrad, one sequence at a time; dropout of features, so that rare ones share the work. */
export function learnChain(examples: readonly Example[], options: LearnOptions): Learnt {
  const { labels, contexts, rows, rounds, say } = options;
  const steps = new Float32Array(contexts * labels * labels);
  const state: State = {
    options,
    cells: new Float32Array(rows * labels * 2),
    steps,
    stepFactors: new Float64Array(steps.length).fill(1),
    stepSquares: new Float32Array(steps.length),
    random: seededRandom(options.seed),
  };
  const sums = { weights: new Float32Array(rows * labels), steps: steps.slice() };
  const averaged = Math.max(1, Math.floor(rounds / 3));
  const order = examples.map((_, i) => i);
  for (let round = 1; round <= rounds; round += 1) {
    shuffle(order, state.random);
    let loss = 0;
    for (const i of order) loss += learnOne(state, examples[i]!);
    say(`  round ${round} of ${rounds}: loss ${(loss / examples.length).toFixed(3)}`);
    if (round > rounds - averaged) addUp(sums, state, averaged);
  }
  return sums;
}

function addUp(sums: Learnt, { cells, steps, options }: State, averaged: number): void {
  const { labels, rows } = options;
  for (let row = 0; row < rows; row += 1) {
    for (let b = 0; b < labels; b += 1) {
      sums.weights[row * labels + b]! += cells[row * labels * 2 + b]! / averaged;
    }
  }
  for (let i = 0; i < steps.length; i += 1) sums.steps[i]! += steps[i]! / averaged;
}

function learnOne(state: State, example: Example): number {
  const { labels } = state.options;
  const kept = keepFeatures(state, example);
  const lattice = score(state, example, kept);
  const messages = passMessages(labels, state.stepFactors, lattice);
  const chances = marginals(labels, messages);
  updateWeights(state, example, kept, chances);
  const stepScore = updateSteps(state, example, messages);
  return messages.logTotal - goldScore(example, lattice, labels) - stepScore;
}

function keepFeatures(state: State, example: Example): Uint8Array {
  const kept = new Uint8Array(example.rows.length);
  const { dropout } = state.options;
  for (let k = 0; k < kept.length; k += 1) kept[k] = state.random() < dropout ? 0 : 1;
  return kept;
}

function score(state: State, example: Example, kept: Uint8Array): Lattice {
  const { labels, dropout } = state.options;
  const { length, offsets, rows, gold, fixedLabel } = example;
  const scores = new Float64Array(length * labels);
  const factor = 1 / (1 - dropout);
  for (let i = 0; i < length; i += 1) {
    for (let k = offsets[i]!; k < offsets[i + 1]!; k += 1) {
      if (kept[k] === 0) continue;
      const base = rows[k]! * labels * 2;
      for (let b = 0; b < labels; b += 1) scores[i * labels + b]! += state.cells[base + b]!;
    }
    for (let b = 0; b < labels; b += 1) {
      const allowed = fixedLabel < 0 || (gold[i] === fixedLabel) === (b === fixedLabel);
      scores[i * labels + b] = allowed ? scores[i * labels + b]! * factor : NEVER;
    }
  }
  return { length, scores, contexts: example.contexts };
}

function goldScore(example: Example, lattice: Lattice, labels: number): number {
  let total = 0;
  for (let i = 0; i < example.length; i += 1)
    total += lattice.scores[i * labels + example.gold[i]!]!;
  return total;
}

// Labels that are as good as settled teach nothing.
const SETTLED = 1e-4;

function updateWeights(
  state: State,
  example: Example,
  kept: Uint8Array,
  chances: Float64Array,
): void {
  const { labels, dropout } = state.options;
  const factor = 1 / (1 - dropout);
  const slopes = new Float64Array(labels);
  for (let i = 0; i < example.length; i += 1) {
    let most = 0;
    for (let b = 0; b < labels; b += 1) {
      const wanted = example.gold[i] === b ? 1 : 0;
      slopes[b] = (wanted - chances[i * labels + b]!) * factor;
      most = Math.max(most, Math.abs(slopes[b]!));
    }
    if (most < SETTLED) continue;
    for (let k = example.offsets[i]!; k < example.offsets[i + 1]!; k += 1) {
      if (kept[k] === 1) updateRow(state, example.rows[k]! * labels * 2, slopes);
    }
  }
}

function updateRow(state: State, base: number, slopes: Float64Array): void {
  const { cells } = state;
  const { labels, rate, decay } = state.options;
  for (let b = 0; b < labels; b += 1) {
    const slope = slopes[b]!;
    if (slope < SETTLED && slope > -SETTLED) continue;
    const at = base + b;
    const gradient = slope - decay * cells[at]!;
    const square = cells[at + labels]! + gradient * gradient;
    cells[at + labels] = square;
    cells[at]! += (rate * gradient) / Math.sqrt(square + 1);
  }
}

function updateSteps(
  state: State,
  example: Example,
  messages: ReturnType<typeof passMessages>,
): number {
  const { labels } = state.options;
  const { forward, backward, local } = messages;
  const chance = new Float64Array(labels * labels);
  let goldTotal = 0;
  // Factors change while the sequence is gone through, which is a step too small to matter.
  for (let i = 1; i < example.length; i += 1) {
    const base = example.contexts[i]! * labels * labels;
    let sum = 0;
    for (let a = 0; a < labels; a += 1) {
      for (let b = 0; b < labels; b += 1) {
        const here = i * labels + b;
        const value =
          forward[here - b - labels + a]! *
          state.stepFactors[base + a * labels + b]! *
          local[here]! *
          backward[here]!;
        chance[a * labels + b] = value;
        sum += value;
      }
    }
    const goldStep = example.gold[i - 1]! * labels + example.gold[i]!;
    goldTotal += state.steps[base + goldStep]!;
    for (let step = 0; step < chance.length; step += 1) {
      const slope = (step === goldStep ? 1 : 0) - chance[step]! / sum;
      if (Math.abs(slope) >= SETTLED) updateStep(state, base + step, slope);
    }
  }
  return goldTotal;
}

function updateStep(state: State, at: number, slope: number): void {
  const square = state.stepSquares[at]! + slope * slope;
  state.stepSquares[at] = square;
  state.steps[at]! += (state.options.rate * slope) / Math.sqrt(square + 1);
  state.stepFactors[at] = Math.exp(state.steps[at]!);
}
