import type { WeightTable } from './weight-table.ts';
import { makeWeights } from './weight-table.ts';

/** A linear-chain conditional random field: a weight per feature and label, and per step. */
export type Chain = {
  readonly labels: number;
  readonly weights: WeightTable;
  /** Per context, from label × to label. */
  readonly steps: Float32Array;
  /** The same as factors instead of summands: wanted for every sequence, so made once. */
  readonly stepFactors: Float64Array;
};

export function makeChain(
  labels: number,
  keys: Int32Array,
  weights: Int8Array,
  scale: number,
  steps: Float32Array,
): Chain {
  const table = makeWeights(labels, keys, weights, scale);
  return { labels, weights: table, steps, stepFactors: Float64Array.from(steps, Math.exp) };
}

/** Scores of one sequence: n × labels, and per token the context that picks the step weights. */
export type Lattice = {
  readonly length: number;
  readonly scores: Float64Array;
  readonly contexts: Uint8Array;
};

export const NEVER = -1e9;

export function bestPath(chain: Chain, lattice: Lattice): Uint8Array {
  const { labels, steps } = chain;
  const { length, scores, contexts } = lattice;
  const from = new Uint8Array(length * labels);
  let best = Array.from(scores.subarray(0, labels));
  for (let i = 1; i < length; i += 1) {
    const base = contexts[i]! * labels * labels;
    const next = new Array<number>(labels).fill(NEVER * 2);
    for (let b = 0; b < labels; b += 1) {
      for (let a = 0; a < labels; a += 1) {
        const score = best[a]! + steps[base + a * labels + b]!;
        if (score > next[b]!) {
          next[b] = score;
          from[i * labels + b] = a;
        }
      }
      next[b]! += scores[i * labels + b]!;
    }
    best = next;
  }
  return followBack(from, best, length, labels);
}

function followBack(from: Uint8Array, last: number[], length: number, labels: number): Uint8Array {
  const path = new Uint8Array(length);
  if (length === 0) return path;
  path[length - 1] = last.indexOf(Math.max(...last));
  for (let i = length - 1; i > 0; i -= 1) path[i - 1] = from[i * labels + path[i]!]!;
  return path;
}

/** Forward and backward messages, each token's scaled to sum to one, and what training needs. */
export type Messages = {
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  readonly local: Float64Array;
  readonly logTotal: number;
};

export function passMessages(labels: number, expSteps: Float64Array, lattice: Lattice): Messages {
  const { length, contexts } = lattice;
  const local = expScores(lattice, labels);
  const forward = new Float64Array(length * labels);
  const backward = new Float64Array(length * labels);
  let logTotal = local.shift;
  for (let i = 0; i < length; i += 1) {
    let sum = 0;
    for (let b = 0; b < labels; b += 1) {
      let value = i === 0 ? 1 : 0;
      const base = contexts[i]! * labels * labels + b;
      for (let a = 0; i > 0 && a < labels; a += 1) {
        value += forward[(i - 1) * labels + a]! * expSteps[base + a * labels]!;
      }
      value *= local.values[i * labels + b]!;
      forward[i * labels + b] = value;
      sum += value;
    }
    for (let b = 0; b < labels; b += 1) forward[i * labels + b]! /= sum;
    logTotal += Math.log(sum);
  }
  passBack(labels, expSteps, lattice, local.values, backward);
  return { forward, backward, local: local.values, logTotal };
}

function expScores(lattice: Lattice, labels: number): { values: Float64Array; shift: number } {
  const { length, scores } = lattice;
  const values = new Float64Array(length * labels);
  let shift = 0;
  for (let i = 0; i < length; i += 1) {
    let most = NEVER;
    for (let b = 0; b < labels; b += 1) most = Math.max(most, scores[i * labels + b]!);
    for (let b = 0; b < labels; b += 1) {
      values[i * labels + b] = Math.exp(scores[i * labels + b]! - most);
    }
    shift += most;
  }
  return { values, shift };
}

function passBack(
  labels: number,
  expSteps: Float64Array,
  lattice: Lattice,
  local: Float64Array,
  backward: Float64Array,
): void {
  const { length, contexts } = lattice;
  for (let a = 0; a < labels && length > 0; a += 1) backward[(length - 1) * labels + a] = 1;
  for (let i = length - 2; i >= 0; i -= 1) {
    const base = contexts[i + 1]! * labels * labels;
    let sum = 0;
    for (let a = 0; a < labels; a += 1) {
      let value = 0;
      for (let b = 0; b < labels; b += 1) {
        const next = (i + 1) * labels + b;
        value += expSteps[base + a * labels + b]! * local[next]! * backward[next]!;
      }
      backward[i * labels + a] = value;
      sum += value;
    }
    for (let a = 0; a < labels; a += 1) backward[i * labels + a]! /= sum;
  }
}

/** Probability of each label at each token. */
export function marginals(labels: number, messages: Messages): Float64Array {
  const { forward, backward } = messages;
  const result = new Float64Array(forward.length);
  for (let i = 0; i < forward.length; i += labels) {
    let sum = 0;
    for (let b = 0; b < labels; b += 1) sum += forward[i + b]! * backward[i + b]!;
    for (let b = 0; b < labels; b += 1) result[i + b] = (forward[i + b]! * backward[i + b]!) / sum;
  }
  return result;
}
