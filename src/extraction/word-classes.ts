/** Sequences of words in, a class per frequent word out: words used alike come together. */
export function learnClasses(
  sequences: readonly (readonly string[])[],
  classes: number,
  say: (line: string) => void,
): Map<string, number> {
  const vocabulary = frequentWords(sequences);
  const network = countPairs(sequences, vocabulary);
  const state = startState(network, classes);
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    let moved = 0;
    for (let word = 0; word < network.size; word += 1)
      if (moveWord(network, state, word)) moved += 1;
    say(`  round ${round}: ${moved} of ${network.size} words moved`);
    if (moved < network.size / 200) break;
  }
  // Class 0 means "no class", so that a word not in the table reads as 0.
  return new Map(vocabulary.map((word, i) => [word, state.classOf[i + OFFSET]! + 1]));
}

const MOST_ROUNDS = 12;
const LEAST_COUNT = 4;
// Word 0 is the edge of a sequence, word 1 any rare word.
const OFFSET = 2;

type Neighbours = readonly (readonly [word: number, count: number])[];
type Network = {
  readonly size: number;
  readonly after: readonly Neighbours[];
  readonly before: readonly Neighbours[];
};
type State = {
  readonly classes: number;
  readonly classOf: Int32Array;
  readonly pairs: Float64Array;
  readonly firsts: Float64Array;
  readonly seconds: Float64Array;
};

function frequentWords(sequences: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const words of sequences) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= LEAST_COUNT)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([word]) => word);
}

function countPairs(sequences: readonly (readonly string[])[], vocabulary: string[]): Network {
  const number = new Map(vocabulary.map((word, i) => [word, i + OFFSET]));
  const size = vocabulary.length + OFFSET;
  const pairs = new Map<number, number>();
  for (const words of sequences) {
    let last = 0;
    for (const word of [...words, null]) {
      const next = word === null ? 0 : (number.get(word) ?? 1);
      pairs.set(last * size + next, (pairs.get(last * size + next) ?? 0) + 1);
      last = next;
    }
  }
  const after: [number, number][][] = Array.from({ length: size }, () => []);
  const before: [number, number][][] = Array.from({ length: size }, () => []);
  for (const [pair, count] of pairs) {
    const [first, second] = [Math.floor(pair / size), pair % size];
    after[first]!.push([second, count]);
    before[second]!.push([first, count]);
  }
  return { size, after, before };
}

function startState(network: Network, classes: number): State {
  const classOf = Int32Array.from({ length: network.size }, (_, i) => i % classes);
  const state = {
    classes,
    classOf,
    pairs: new Float64Array(classes * classes),
    firsts: new Float64Array(classes),
    seconds: new Float64Array(classes),
  };
  network.after.forEach((neighbours, word) => {
    for (const [next, count] of neighbours) {
      const [a, b] = [classOf[word]!, classOf[next]!];
      state.pairs[a * classes + b]! += count;
      state.firsts[a]! += count;
      state.seconds[b]! += count;
    }
  });
  return state;
}

type Links = {
  readonly after: Map<number, number>;
  readonly before: Map<number, number>;
  readonly self: number;
  readonly asFirst: number;
  readonly asSecond: number;
};

/** Takes the word out of its class and puts it where the text becomes most likely. */
function moveWord(network: Network, state: State, word: number): boolean {
  const links = linksOf(network, state, word);
  const old = state.classOf[word]!;
  put(state, links, old, -1);
  let best = old;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < state.classes; c += 1) {
    const gain = gainOf(state, links, c);
    if (gain > most) {
      most = gain;
      best = c;
    }
  }
  put(state, links, best, 1);
  state.classOf[word] = best;
  return best !== old;
}

function linksOf(network: Network, state: State, word: number): Links {
  const [after, before] = [new Map<number, number>(), new Map<number, number>()];
  let [self, asFirst, asSecond] = [0, 0, 0];
  for (const [next, count] of network.after[word]!) {
    asFirst += count;
    if (next === word) self += count;
    else add(after, state.classOf[next]!, count);
  }
  for (const [last, count] of network.before[word]!) {
    asSecond += count;
    if (last !== word) add(before, state.classOf[last]!, count);
  }
  return { after, before, self, asFirst, asSecond };
}

function add(to: Map<number, number>, key: number, count: number): void {
  to.set(key, (to.get(key) ?? 0) + count);
}

function put(state: State, links: Links, c: number, sign: 1 | -1): void {
  const { classes, pairs } = state;
  for (const [b, count] of links.after) pairs[c * classes + b]! += sign * count;
  for (const [a, count] of links.before) pairs[a * classes + c]! += sign * count;
  pairs[c * classes + c]! += sign * links.self;
  state.firsts[c]! += sign * links.asFirst;
  state.seconds[c]! += sign * links.asSecond;
}

function gainOf(state: State, links: Links, c: number): number {
  const { classes, pairs, firsts, seconds } = state;
  let gain = 0;
  for (const [b, count] of links.after) {
    if (b !== c) gain += growth(pairs[c * classes + b]!, count);
  }
  for (const [a, count] of links.before) {
    if (a !== c) gain += growth(pairs[a * classes + c]!, count);
  }
  const own = links.self + (links.after.get(c) ?? 0) + (links.before.get(c) ?? 0);
  gain += growth(pairs[c * classes + c]!, own);
  return gain - growth(firsts[c]!, links.asFirst) - growth(seconds[c]!, links.asSecond);
}

function growth(from: number, by: number): number {
  return weigh(from + by) - weigh(from);
}

function weigh(count: number): number {
  return count > 0 ? count * Math.log(count) : 0;
}
