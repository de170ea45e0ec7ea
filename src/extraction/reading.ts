import type { Chain, Lattice } from './chain.ts';
import { bestPath, marginals, NEVER, passMessages } from './chain.ts';
import type { Features } from './cue-features.ts';
import { cueFeatures, newFeatures } from './cue-features.ts';
import type { CueView, TokenSpan } from './cue-view.ts';
import { sideOf, viewCue } from './cue-view.ts';
import type { Judge } from './judge.ts';
import { roleFeatures } from './role-features.ts';
import type { Signals, WordFacts } from './signals.ts';
import { addWeights } from './weight-table.ts';

/** Two readings: the first finds cues, the second each cue's source and content. */
export type Model = {
  readonly facts: WordFacts;
  readonly cues: Chain;
  readonly roles: Chain;
  readonly judge: Judge;
};

export const CUE_LABELS = { outside: 0, source: 1, content: 2, cueBegin: 3, cueInside: 4 };
export const ROLE_LABELS = {
  outside: 0,
  sourceBegin: 1,
  sourceInside: 2,
  contentBegin: 3,
  contentInside: 4,
  cue: 5,
};
export const CUE_LABEL_COUNT = 5;
export const ROLE_LABEL_COUNT = 6;
export const CUE_CONTEXTS = 32;
export const ROLE_CONTEXTS = 80;

/** What was found for one cue, in tokens of its passage. */
export type Reading = {
  readonly cue: TokenSpan;
  readonly source: readonly TokenSpan[];
  readonly content: readonly TokenSpan[];
  readonly cueChance: number;
  readonly sourceChance: number;
  readonly contentChance: number;
};

// More cues than this in one passage is no news text; the limit keeps the time linear.
const MOST_CUES = 40;
const LEAST_CHANCE = 0.2;

export function readPassage(model: Model, s: Signals): Reading[] {
  const cues = findCues(model, s);
  const others = new Uint8Array(s.length).fill(2);
  for (const { cue, chance } of cues) {
    if (chance >= 0.4) others[cue.start] = 1;
  }
  return cues.map(({ cue, chance }) => readRoles(model, viewCue(s, cue, others), chance));
}

/** Every place that may be a cue, also the unlikely ones: what is kept is decided later. */
export function findCues(model: Model, s: Signals): { cue: TokenSpan; chance: number }[] {
  const lattice = scoreTokens(model.cues, s.length, (i, to) => cueFeatures(s, i, to));
  for (let i = 0; i < s.length; i += 1) lattice.contexts[i] = cueContext(s, i);
  const chances = chancesOf(model.cues, lattice);
  const found: { cue: TokenSpan; chance: number }[] = [];
  for (let i = 0; i < s.length; i += 1) {
    if (tokenChance(chances, i) < LEAST_CHANCE) continue;
    let end = i + 1;
    while (end < s.length && tokenChance(chances, end) >= LEAST_CHANCE && !begins(chances, end)) {
      end += 1;
    }
    found.push(trimCue(chances, i, end));
    i = end - 1;
  }
  if (found.length <= MOST_CUES) return found;
  const kept = new Set([...found].sort((a, b) => b.chance - a.chance).slice(0, MOST_CUES));
  return found.filter((cue) => kept.has(cue));
}

function tokenChance(chances: Float64Array, i: number): number {
  const base = i * CUE_LABEL_COUNT;
  return chances[base + CUE_LABELS.cueBegin]! + chances[base + CUE_LABELS.cueInside]!;
}

function begins(chances: Float64Array, i: number): boolean {
  const base = i * CUE_LABEL_COUNT;
  return chances[base + CUE_LABELS.cueBegin]! > chances[base + CUE_LABELS.cueInside]!;
}

/** Leaves out the tokens at both ends that are much less likely than the likeliest. */
function trimCue(chances: Float64Array, from: number, to: number) {
  let chance = 0;
  for (let i = from; i < to; i += 1) chance = Math.max(chance, tokenChance(chances, i));
  let [start, end] = [from, to];
  while (tokenChance(chances, start) < chance * 0.5) start += 1;
  while (tokenChance(chances, end - 1) < chance * 0.5) end -= 1;
  return { cue: { start, end }, chance };
}

export function cueContext(s: Signals, i: number): number {
  const begins = s.sentenceStart[i] === i ? 1 : 0;
  return (s.mark[i]! * 2 + s.quoted[i]!) * 2 + begins;
}

export function roleContext(view: CueView, i: number): number {
  const before = i > 0 && view.s.mark[i - 1]! !== 0 ? 1 : 0;
  return (view.s.mark[i]! * 5 + sideOf(view, i)) * 2 + before;
}

export function readRoles(model: Model, view: CueView, cueChance: number): Reading {
  const { window, cue } = view;
  const length = window.end - window.start;
  const lattice = scoreTokens(model.roles, length, (k, to) =>
    roleFeatures(view, window.start + k, to),
  );
  const { scores, contexts } = lattice;
  for (let k = 0; k < length; k += 1) {
    const i = window.start + k;
    contexts[k] = roleContext(view, i);
    const isCueToken = i >= cue.start && i < cue.end;
    for (let b = 0; b < ROLE_LABEL_COUNT; b += 1) {
      if (isCueToken !== (b === ROLE_LABELS.cue)) scores[k * ROLE_LABEL_COUNT + b] = NEVER;
    }
  }
  const path = bestPath(model.roles, lattice);
  const chances = chancesOf(model.roles, lattice);
  return {
    cue,
    source: spansOf(path, ROLE_LABELS.sourceBegin, window.start),
    content: spansOf(path, ROLE_LABELS.contentBegin, window.start),
    cueChance,
    sourceChance: meanChance(path, chances, ROLE_LABELS.sourceBegin),
    contentChance: meanChance(path, chances, ROLE_LABELS.contentBegin),
  };
}

function spansOf(path: Uint8Array, begin: number, offset: number): TokenSpan[] {
  const spans: TokenSpan[] = [];
  for (let k = 0; k < path.length; k += 1) {
    if (path[k] !== begin && path[k] !== begin + 1) continue;
    let end = k + 1;
    while (end < path.length && path[end] === begin + 1) end += 1;
    spans.push({ start: offset + k, end: offset + end });
    k = end - 1;
  }
  return spans;
}

function meanChance(path: Uint8Array, chances: Float64Array, begin: number): number {
  let [sum, count] = [0, 0];
  for (let k = 0; k < path.length; k += 1) {
    if (path[k] !== begin && path[k] !== begin + 1) continue;
    const base = k * ROLE_LABEL_COUNT + begin;
    sum += chances[base]! + chances[base + 1]!;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

function scoreTokens(
  chain: Chain,
  length: number,
  look: (i: number, to: Features) => void,
): Lattice {
  const { labels, weights } = chain;
  const scores = new Float64Array(length * labels);
  const features = newFeatures();
  for (let i = 0; i < length; i += 1) {
    const to = i * labels;
    look(i, features);
    for (let k = 0; k < features.count; k += 1) {
      addWeights(weights, features.keys[k]!, scores, to, labels);
    }
    for (let b = 0; b < labels; b += 1) scores[to + b]! *= weights.scale;
  }
  return { length, scores, contexts: new Uint8Array(length) };
}

function chancesOf(chain: Chain, lattice: Lattice): Float64Array {
  return marginals(chain.labels, passMessages(chain.labels, chain.stepFactors, lattice));
}
