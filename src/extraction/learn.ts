import type { Lattice } from './chain.ts';
import { marginals, NEVER, passMessages } from './chain.ts';

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
  readonly weights: Float32Array;
  readonly squares: Float32Array;
  readonly steps: Float32Array;
  readonly stepSquares: Float32Array;
  readonly random: () => number;
};

/** AdaGrad, one sequence at a time; dropout of features, so that rare ones share the work. */
export function learnChain(examples: readonly Example[], options: LearnOptions): Learnt {
  const { labels, contexts, rows, rounds, say } = options;
  const state: State = {
    options,
    weights: new Float32Array(rows * labels),
    squares: new Float32Array(rows * labels),
    steps: new Float32Array(contexts * labels * labels),
    stepSquares: new Float32Array(contexts * labels * labels),
    random: seededRandom(options.seed),
  };
  const sums = { weights: new Float32Array(rows * labels), steps: state.steps.slice() };
  const averaged = Math.max(1, Math.floor(rounds / 3));
  const order = examples.map((_, i) => i);
  for (let round = 1; round <= rounds; round += 1) {
    shuffle(order, state.random);
    let loss = 0;
    for (const i of order) loss += learnOne(state, examples[i]!);
    say(`  round ${round} of ${rounds}: loss ${(loss / examples.length).toFixed(3)}`);
    if (round > rounds - averaged) {
      addTo(sums.weights, state.weights, 1 / averaged);
      addTo(sums.steps, state.steps, 1 / averaged);
    }
  }
  return sums;
}

function addTo(sum: Float32Array, values: Float32Array, factor: number): void {
  for (let i = 0; i < sum.length; i += 1) sum[i]! += values[i]! * factor;
}

function learnOne(state: State, example: Example): number {
  const { labels } = state.options;
  const kept = keepFeatures(state, example);
  const lattice = score(state, example, kept);
  const expSteps = Float64Array.from(state.steps, Math.exp);
  const messages = passMessages(labels, expSteps, lattice);
  const chances = marginals(labels, messages);
  updateWeights(state, example, kept, chances);
  const stepScore = updateSteps(state, example, expSteps, messages);
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
      const base = rows[k]! * labels;
      for (let b = 0; b < labels; b += 1) scores[i * labels + b]! += state.weights[base + b]!;
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
  for (let i = 0; i < example.length; i += 1) total += lattice.scores[i * labels + example.gold[i]!]!;
  return total;
}

function updateWeights(
  state: State,
  example: Example,
  kept: Uint8Array,
  chances: Float64Array,
): void {
  const { labels, rate, decay, dropout } = state.options;
  const { weights, squares } = state;
  const factor = 1 / (1 - dropout);
  for (let i = 0; i < example.length; i += 1) {
    for (let b = 0; b < labels; b += 1) {
      const wanted = example.gold[i] === b ? 1 : 0;
      const slope = (wanted - chances[i * labels + b]!) * factor;
      if (Math.abs(slope) < 1e-4) continue;
      for (let k = example.offsets[i]!; k < example.offsets[i + 1]!; k += 1) {
        if (kept[k] === 0) continue;
        const at = example.rows[k]! * labels + b;
        const gradient = slope - decay * weights[at]!;
        squares[at]! += gradient * gradient;
        weights[at]! += (rate * gradient) / Math.sqrt(squares[at]! + 1);
      }
    }
  }
}

function updateSteps(
  state: State,
  example: Example,
  expSteps: Float64Array,
  messages: ReturnType<typeof passMessages>,
): number {
  const { labels, rate } = state.options;
  const { forward, backward, local } = messages;
  const chance = new Float64Array(labels * labels);
  let goldTotal = 0;
  for (let i = 1; i < example.length; i += 1) {
    const base = example.contexts[i]! * labels * labels;
    let sum = 0;
    for (let a = 0; a < labels; a += 1) {
      for (let b = 0; b < labels; b += 1) {
        const here = i * labels + b;
        const value =
          forward[here - b - labels + a]! *
          expSteps[base + a * labels + b]! *
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
      if (Math.abs(slope) < 1e-4) continue;
      state.stepSquares[base + step]! += slope * slope;
      state.steps[base + step]! += (rate * slope) / Math.sqrt(state.stepSquares[base + step]! + 1);
    }
  }
  return goldTotal;
}

/** Mulberry32: small, quick and the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
