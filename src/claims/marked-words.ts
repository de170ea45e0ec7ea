/**
 * Where the words of a search stand in a text. Words are cut and folded as the index does it
 * (FTS5's `unicode61 remove_diacritics 2`), so that what is marked is what was found. Pure.
 */
import { searchTerms, type Term } from './words-search.ts';

/** A piece of a text; those that the search found are marked. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The terms of a search, cut into words once for all texts. */
export type Sought = readonly { readonly words: readonly string[]; readonly isPrefix: boolean }[];

export function seek(typed: string | null): Sought {
  return searchTerms(typed ?? '')
    .map(({ text, isPrefix }: Term) => ({ words: tokens(text).map(({ word }) => word), isPrefix }))
    .filter(({ words }) => words.length > 0);
}

/** The whole text in pieces; one plain piece where nothing is found. */
export function markFound(text: string, sought: Sought): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const [start, end] of placesOf(text, sought)) {
    if (start > from) pieces.push({ text: text.slice(from, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    from = end;
  }
  if (from < text.length || pieces.length === 0) {
    pieces.push({ text: text.slice(from), marked: false });
  }
  return pieces;
}

/** Places of the terms in the order of the text, those that overlap as one. */
function placesOf(text: string, sought: Sought): [number, number][] {
  if (sought.length === 0) return [];
  const all = tokens(text);
  const places = sought.flatMap((term) =>
    all.flatMap((first, at): [number, number][] => {
      const last = all[at + term.words.length - 1];
      return last && isAt(all, at, term) ? [[first.start, last.end]] : [];
    }),
  );
  const merged: [number, number][] = [];
  for (const [start, end] of places.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const before = merged.at(-1);
    if (before && start <= before[1]) before[1] = Math.max(before[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function isAt(all: readonly Token[], at: number, { words, isPrefix }: Sought[number]): boolean {
  return words.every((word, index) => {
    const there = all[at + index]?.word;
    const mayGoOn = isPrefix && index === words.length - 1;
    return mayGoOn ? there?.startsWith(word) : there === word;
  });
}

/** The terms that a text has. */
export function termsIn(text: string, sought: Sought): Sought {
  return sought.filter((term) => placesOf(text, [term]).length > 0);
}

// Letters and numbers make words; these combining marks may stand in them and do not count.
const IN_WORD = /[\p{L}\p{N}\p{Co}]/u;
const UNCOUNTED =
  /[\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331]/;

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let word = '';
  let start = 0;
  let at = 0;
  const close = () => {
    if (word !== '') found.push({ word, start, end: at });
    word = '';
  };
  for (const character of text) {
    if (IN_WORD.test(character)) {
      if (word === '') start = at;
      word += folded(character);
    } else if (word === '' || !UNCOUNTED.test(character)) close();
    at += character.length;
  }
  close();
  return found;
}

// Latin letters lose their accents, those of other scripts do not.
function folded(character: string): string {
  const [base = ''] = character.normalize('NFD');
  const bare = /^[a-z]$/i.test(base) ? base : character;
  const lower = bare.toLowerCase();
  return lower === 'ς' ? 'σ' : lower;
}
