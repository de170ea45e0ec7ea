/** How nearly two statements say the same, judged by their words. Pure. */

/** From here on two statements are shown to people as perhaps the same claim. */
export const ALIKE = 0.4;
/** From here on they differ in a word or two. */
export const NEARLY_SAME = 0.75;

const MOST_WORDS = 400;
/** Endings differ where the word is the same: "denied", "denies". */
const ENDING = /(?<=.{3})(?:ies|ied|ing|ed|es|s|y)$/;
const STEM = 6;
const EMPTY = new Set(
  `a an and are as at be been by for from had has have he her his in into is it its of on or she
   that the their they this to was were which who will with`.split(/\s+/),
);

/** A statement folded for comparing: the same for the same words, whatever stands between them. */
export function statementKey(statement: string): string {
  return wordsOf(statement).join(' ');
}

/**
 * From 0 to 1: the shared part of the telling words and of the pairs of neighbours among them
 * (Jaccard). Order counts a little, so that who did what to whom does.
 */
export function similarity(one: string, other: string): number {
  const [a, b] = [shinglesOf(one), shinglesOf(other)];
  if (a.size === 0 || b.size === 0) return statementKey(one) === statementKey(other) ? 1 : 0;
  let shared = 0;
  for (const shingle of a) if (b.has(shingle)) shared += 1;
  return shared / (a.size + b.size - shared);
}

/** The longest telling words, by which candidates are looked up. */
export function tellingWords(statement: string, most: number): string[] {
  const words = [...new Set(wordsOf(statement).filter(isTelling))];
  return words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, most);
}

function shinglesOf(statement: string): Set<string> {
  const stems = wordsOf(statement)
    .filter(isTelling)
    .slice(0, MOST_WORDS)
    .map((word) => word.replace(ENDING, '').slice(0, STEM));
  const pairs = stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`);
  // Words count three times as much as neighbours.
  return new Set([...stems.flatMap((stem) => [stem, `${stem}·2`, `${stem}·3`]), ...pairs]);
}

function wordsOf(statement: string): string[] {
  const folded = statement.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.replace(/['’]s\b/gu, '').match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isTelling(word: string): boolean {
  return !EMPTY.has(word);
}
