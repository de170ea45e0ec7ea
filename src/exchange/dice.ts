/** Deterministic chance for generated newsrooms: the same seed gives the same newsroom. */

export interface Dice {
  /** A number from 0 up to, not including, 1. */
  roll(): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** As `pick`, but the first items come far more often, as words and sources do (Zipf). */
  skewed<Item>(items: readonly Item[]): Item;
}

// Mulberry32: small, fast and good enough for test data.
export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  function roll(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    roll,
    chance: (probability) => roll() < probability,
    pick: (items) => items[Math.floor(roll() * items.length)]!,
    // The rank's logarithm is spread evenly, which gives frequencies of about 1/rank.
    skewed: (items) => items[Math.floor((items.length + 1) ** roll()) - 1]!,
  };
}

const ONSETS = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'st', 'tr'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea'];
const FREQUENT = `the of to in a and said that for on was with by as at from it has is were had be
an which after not its who government official minister report would between over about against
been more two new last week talks war army city police court party people state security`;

/** So many distinct words, those of everyday news first. */
export function makeWords(dice: Dice, count: number): string[] {
  const words = new Set(FREQUENT.split(/\s+/));
  while (words.size < count) {
    const syllables = 2 + Math.floor(dice.roll() * 3);
    let word = '';
    for (let n = 0; n < syllables; n += 1) word += dice.pick(ONSETS) + dice.pick(VOWELS);
    words.add(word);
  }
  return [...words];
}
