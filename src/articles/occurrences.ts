/** Finding all places of some words in a text, in time that grows with their lengths only. Pure. */

/** A text as its UTF-16 units, perhaps folded, with the place where each stood in the text. */
export interface Units {
  readonly units: Uint16Array;
  readonly at: Int32Array;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const SPACE = 0x20;
const CURLY: ReadonlyMap<number, number> = new Map([
  ...[...'‘’‚‛′'].map((mark) => [mark.charCodeAt(0), 0x27] as const),
  ...[...'“”„‟″'].map((mark) => [mark.charCodeAt(0), 0x22] as const),
]);

/** The units as they are. */
export function unitsOf(text: string): Units {
  const units = new Uint16Array(text.length);
  const at = new Int32Array(text.length);
  for (let place = 0; place < text.length; place += 1) {
    units[place] = text.charCodeAt(place);
    at[place] = place;
  }
  return { units, at };
}

/** Any white space is one space, curly quotation marks are straight, soft hyphens are nothing. */
export function foldUnits(text: string): Units {
  const units = new Uint16Array(text.length);
  const at = new Int32Array(text.length);
  let length = 0;
  for (let place = 0; place < text.length; place += 1) {
    const unit = fold(text.charCodeAt(place));
    if (unit === null || (unit === SPACE && length > 0 && units[length - 1] === SPACE)) continue;
    units[length] = unit;
    at[length] = place;
    length += 1;
  }
  return { units: units.subarray(0, length), at: at.subarray(0, length) };
}

function fold(unit: number): number | null {
  if (unit < 0x80) return unit >= 9 && unit <= 13 ? SPACE : unit;
  if (unit === 0xad || unit === 0x200b) return null;
  if (isWideSpace(unit)) return SPACE;
  return CURLY.get(unit) ?? unit;
}

function isWideSpace(unit: number): boolean {
  if (unit >= 0x2000 && unit <= 0x200a) return true;
  return [0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff].includes(unit);
}

/** All places of `words`, overlapping ones too (Knuth, Morris, Pratt). */
export function findAll(text: Uint16Array, words: Uint16Array): Stretch[] {
  if (words.length === 0 || words.length > text.length) return [];
  const borders = bordersOf(words);
  const found: Stretch[] = [];
  let matched = 0;
  for (let place = 0; place < text.length; place += 1) {
    while (matched > 0 && text[place] !== words[matched]) matched = borders[matched - 1] ?? 0;
    if (text[place] === words[matched]) matched += 1;
    if (matched === words.length) {
      found.push({ start: place + 1 - matched, end: place + 1 });
      matched = borders[matched - 1] ?? 0;
    }
  }
  return found;
}

// For each beginning of the words, how long its longest proper beginning is that also ends it.
function bordersOf(words: Uint16Array): Int32Array {
  const borders = new Int32Array(words.length);
  let matched = 0;
  for (let place = 1; place < words.length; place += 1) {
    while (matched > 0 && words[place] !== words[matched]) matched = borders[matched - 1] ?? 0;
    if (words[place] === words[matched]) matched += 1;
    borders[place] = matched;
  }
  return borders;
}
