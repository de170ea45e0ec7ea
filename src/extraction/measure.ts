import type { Span } from './tokens.ts';

export type Marked = {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
};

/** 0: no gold beside it; 1: the cue; 2: and the source; 3: and the content. */
export type Grade = 0 | 1 | 2 | 3;

export type Score = {
  readonly gold: number;
  readonly proposed: number;
  readonly right: readonly number[];
};

const WORD = /[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;

/** Pairs gold and proposed one to one, by overlap of the cues and then likeness of the content. */
export function gradeArticle(
  text: string,
  gold: readonly Marked[],
  proposed: readonly Marked[],
): Grade[] {
  const words = [...text.matchAll(WORD)].map(
    (word) => [word.index, word.index + word[0].length] as const,
  );
  const ours = proposed.map((one) => inWords(text, words, one));
  const theirs = gold.map((one) => inWords(text, words, one));
  const grades = proposed.map((): Grade => 0);
  const usedGold = new Set<number>();
  for (const pair of possiblePairs(theirs, ours)) {
    if (usedGold.has(pair.gold) || grades[pair.proposed] !== 0) continue;
    usedGold.add(pair.gold);
    grades[pair.proposed] = grade(theirs[pair.gold]!, ours[pair.proposed]!, pair.likeness);
  }
  return grades;
}

export function addScores(scores: readonly Score[]): Score {
  const right = [0, 1, 2].map((k) => scores.reduce((sum, score) => sum + score.right[k]!, 0));
  return {
    gold: scores.reduce((sum, score) => sum + score.gold, 0),
    proposed: scores.reduce((sum, score) => sum + score.proposed, 0),
    right,
  };
}

export function scoreOf(gold: number, grades: readonly Grade[]): Score {
  const right = [1, 2, 3].map((least) => grades.filter((grade) => grade >= least).length);
  return { gold, proposed: grades.length, right };
}

type InWords = {
  readonly paragraph: number;
  readonly cue: ReadonlySet<number>;
  readonly source: ReadonlySet<number>;
  readonly content: ReadonlySet<number>;
};

function inWords(text: string, words: readonly Span[], one: Marked): InWords {
  const first = one.cue[0];
  return {
    paragraph: first === undefined ? -2 : text.lastIndexOf('\n', first[0] - 1),
    cue: wordsIn(words, one.cue),
    source: wordsIn(words, one.source),
    content: wordsIn(words, one.content),
  };
}

function wordsIn(words: readonly Span[], spans: readonly Span[]): Set<number> {
  const found = new Set<number>();
  for (const [start, end] of spans) {
    for (let i = firstAfter(words, start); i < words.length && words[i]![0] < end; i += 1)
      found.add(i);
  }
  return found;
}

function firstAfter(words: readonly Span[], place: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]![1] <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function possiblePairs(gold: readonly InWords[], proposed: readonly InWords[]) {
  const pairs: { gold: number; proposed: number; overlap: number; likeness: number }[] = [];
  gold.forEach((one, g) => {
    proposed.forEach((other, p) => {
      if (one.paragraph !== other.paragraph) return;
      const overlap = shared(one.cue, other.cue);
      if (overlap === 0) return;
      pairs.push({ gold: g, proposed: p, overlap, likeness: likeness(one.content, other.content) });
    });
  });
  return pairs.sort((a, b) => b.overlap - a.overlap || b.likeness - a.likeness);
}

function grade(gold: InWords, proposed: InWords, like: number): Grade {
  const bothAbsent = gold.source.size === 0 && proposed.source.size === 0;
  if (!bothAbsent && shared(gold.source, proposed.source) === 0) return 1;
  return like >= 0.5 ? 3 : 2;
}

function shared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let count = 0;
  for (const one of a) if (b.has(one)) count += 1;
  return count;
}

/** Token F1; two empty sides are alike. */
function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  return a.size + b.size === 0 ? 1 : (2 * shared(a, b)) / (a.size + b.size);
}
