import type { Chain, Lattice } from './chain.ts';
import { bestPath, marginals, NEVER, passMessages } from './chain.ts';
import { cueFeatures, newFeatures } from './cue-features.ts';
import type { CueView, Side, TokenSpan } from './cue-view.ts';
import { sideOf, viewCue } from './cue-view.ts';
import type { Judge } from './judge.ts';
import { ownFeatures, sideFeatures } from './role-features.ts';
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
// A buffer used again for every token; nothing keeps it.
const FEATURES = newFeatures();
const SIDES = 5;
const LEAST_CHANCE = 0.2;

export function readPassage(model: Model, s: Signals): Reading[] {
  const cues = findCues(model, s);
  const others = new Uint8Array(s.length).fill(2);
  for (const { cue, chance } of cues) {
    if (chance >= 0.4) others[cue.start] = 1;
  }
  const shared = shareScores(s.length);
  return cues.map(({ cue, chance }) => readRoles(model, viewCue(s, cue, others), chance, shared));
}

/** Every place that may be a cue, also the unlikely ones: what is kept is decided later. */
function findCues(model: Model, s: Signals): { cue: TokenSpan; chance: number }[] {
  const lattice = scoreCues(model.cues, s);
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

/** Scores that all cues of a passage share, by token and side of the cue; made when wanted. */
type Shared = { readonly scores: Float64Array; readonly made: Uint8Array };

function shareScores(length: number): Shared {
  const places = length * SIDES;
  return { scores: new Float64Array(places * ROLE_LABEL_COUNT), made: new Uint8Array(places) };
}

function sharedPlace(roles: Chain, s: Signals, i: number, side: Side, shared: Shared): number {
  const place = i * SIDES + side;
  if (shared.made[place] === 0) {
    sideFeatures(s, i, side, FEATURES);
    addWeights(roles.weights, FEATURES, shared.scores, place * ROLE_LABEL_COUNT, ROLE_LABEL_COUNT);
    shared.made[place] = 1;
  }
  return place * ROLE_LABEL_COUNT;
}

function scoreRoles(model: Model, view: CueView, shared: Shared): Lattice {
  const { window, cue, s } = view;
  const { roles } = model;
  const lattice = emptyLattice(window.end - window.start, ROLE_LABEL_COUNT);
  for (let k = 0; k < lattice.length; k += 1) {
    const i = window.start + k;
    const to = k * ROLE_LABEL_COUNT;
    lattice.contexts[k] = roleContext(view, i);
    if (i >= cue.start && i < cue.end) {
      lattice.scores.fill(NEVER, to, to + ROLE_LABEL_COUNT);
      lattice.scores[to + ROLE_LABELS.cue] = 0;
      continue;
    }
    const from = sharedPlace(roles, s, i, sideOf(view, i), shared);
    for (let b = 0; b < ROLE_LABEL_COUNT; b += 1) lattice.scores[to + b] = shared.scores[from + b]!;
    ownFeatures(view, i, FEATURES);
    addWeights(roles.weights, FEATURES, lattice.scores, to, ROLE_LABEL_COUNT);
    for (let b = 0; b < ROLE_LABEL_COUNT; b += 1) lattice.scores[to + b]! *= roles.weights.scale;
    lattice.scores[to + ROLE_LABELS.cue] = NEVER;
  }
  return lattice;
}

function readRoles(model: Model, view: CueView, cueChance: number, shared: Shared): Reading {
  const { window, cue } = view;
  const lattice = scoreRoles(model, view, shared);
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

function scoreCues(chain: Chain, s: Signals): Lattice {
  const { labels, weights } = chain;
  const lattice = emptyLattice(s.length, labels);
  for (let i = 0; i < s.length; i += 1) {
    const to = i * labels;
    lattice.contexts[i] = cueContext(s, i);
    cueFeatures(s, i, FEATURES);
    addWeights(weights, FEATURES, lattice.scores, to, labels);
    for (let b = 0; b < labels; b += 1) lattice.scores[to + b]! *= weights.scale;
  }
  return lattice;
}

function emptyLattice(length: number, labels: number): Lattice {
  return {
    length,
    scores: new Float64Array(length * labels),
    contexts: new Uint8Array(length),
  };
}

function chancesOf(chain: Chain, lattice: Lattice): Float64Array {
  return marginals(chain.labels, passMessages(chain.labels, chain.stepFactors, lattice));
}
