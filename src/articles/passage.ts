/**
 * Passages: the words of a text that make a claim, kept by quote, prefix and suffix so that they
 * are found again when the text changes. Offsets are UTF-16 code units, end exclusive. Pure; time
 * grows with the length of text and quote, whatever they are.
 */
import { wholeAfter, wholeBefore } from './characters.ts';
import { findAll, foldUnits, type Stretch, type Units, unitsOf } from './occurrences.ts';

const CONTEXT = 32;
/** How far apart the parts of "first words … last words" may stand. */
const MOST_GAP = 1000;
const MOST_PARTS = 6;
/** Words this long are convincing wherever they stand. */
const TELLING = 24;
/** Words this long are convincing where they occur once. */
const TELLING_ONCE = 8;

export interface Paragraph {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly number: number;
}

export interface Quotation {
  readonly quote: string;
  /** The characters around it, empty where not known. */
  readonly prefix: string;
  readonly suffix: string;
}

/** Where a quotation was, or is said to be. */
export interface SoughtPassage extends Quotation {
  readonly start?: number | null;
  readonly end?: number | null;
}

export interface FoundPassage {
  readonly start: number;
  readonly end: number;
  readonly paragraph: number;
}

/** The blocks between line breaks; lines without a word are none. */
export function paragraphs(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let start = 0;
  while (start <= text.length) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (/\S/.test(text.slice(start, end))) found.push({ start, end, number: found.length + 1 });
    start = end + 1;
  }
  return found;
}

/** The words of a place with 32 units around them; a character cut in half is taken whole. */
export function quotePassage(text: string, start: number, end: number): Quotation {
  const from = wholeBefore(text, clamp(start, 0, text.length));
  const to = wholeAfter(text, clamp(end, from, text.length));
  return {
    quote: text.slice(from, to),
    prefix: text.slice(wholeAfter(text, Math.max(0, from - CONTEXT)), from),
    suffix: text.slice(to, wholeBefore(text, Math.min(text.length, to + CONTEXT))),
  };
}

/**
 * Finds a quotation in a text: at its offsets, if they give exactly the quote; else where the same
 * words stand in the most similar surroundings, nearest to the old place; else the same but for
 * white space and the shape of quotation marks; else, for "first words … last words", all between
 * the two. Null when nothing is convincing.
 */
export function findPassage(text: string, sought: SoughtPassage): FoundPassage | null {
  const { quote, start, end } = sought;
  if (quote === '') return null;
  if (start != null && end != null && start >= 0 && text.slice(start, end) === quote) {
    return { start, end, paragraph: paragraphAt(text, start) };
  }
  const exact = search(unitsOf(text), unitsOf, [quote], sought);
  const found = exact ?? searchTolerantly(text, sought);
  return found && { ...found, paragraph: paragraphAt(text, found.start) };
}

function searchTolerantly(text: string, sought: SoughtPassage): Stretch | null {
  const folded = foldUnits(text);
  const whole = search(folded, foldUnits, [sought.quote.trim()], sought);
  if (whole) return whole;
  const parts = sought.quote.split(/\[?(?:…|\.{3,})\]?/).map((part) => part.trim());
  const spoken = parts.filter(Boolean);
  if (parts.length === 1 || spoken.length > MOST_PARTS) return null;
  return search(folded, foldUnits, spoken, sought);
}

// The best of all places where the parts follow one another, in the units of the text.
function search(
  text: Units,
  read: (text: string) => Units,
  parts: readonly string[],
  sought: SoughtPassage,
): Stretch | null {
  const places = chain(parts.map((part) => findAll(text.units, read(part).units)));
  const [prefix, suffix] = [read(sought.prefix).units, read(sought.suffix).units];
  const length = parts.join('').length;
  let best: (Stretch & { agreement: number; distance: number }) | null = null;
  for (const place of places) {
    const around = surroundings(text.units, place, prefix, suffix);
    if (!isConvincing(around, sought, length, places.length)) continue;
    const start = text.at[place.start] ?? 0;
    const end = (text.at[place.end - 1] ?? 0) + 1;
    const distance =
      Math.abs(start - (sought.start ?? start)) + Math.abs(end - (sought.end ?? end));
    const agreement = around.before + around.after;
    const isBetter =
      !best ||
      agreement > best.agreement ||
      (agreement === best.agreement && distance < best.distance);
    if (isBetter) best = { start, end, agreement, distance };
  }
  return best && { start: best.start, end: best.end };
}

// Each occurrence of the first part with the next occurrence of each further part.
function chain(occurrences: readonly (readonly Stretch[])[]): Stretch[] {
  const [first = [], ...rest] = occurrences;
  return rest.reduce<Stretch[]>((joined, nexts) => join(joined, nexts), [...first]);
}

function join(places: readonly Stretch[], nexts: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  let at = 0;
  for (const place of places) {
    while (at < nexts.length && (nexts[at]?.start ?? 0) < place.end) at += 1;
    const next = nexts[at];
    if (next && next.start - place.end <= MOST_GAP) {
      joined.push({ start: place.start, end: next.end });
    }
  }
  return joined;
}

interface Surroundings {
  readonly before: number;
  readonly after: number;
  /** One side is exactly as it was, the edge of the text included. */
  readonly hasWholeSide: boolean;
}

function surroundings(
  text: Uint16Array,
  { start, end }: Stretch,
  prefix: Uint16Array,
  suffix: Uint16Array,
): Surroundings {
  const mostBefore = Math.min(prefix.length, CONTEXT);
  let before = 0;
  while (before < mostBefore && text[start - 1 - before] === prefix[prefix.length - 1 - before]) {
    before += 1;
  }
  const mostAfter = Math.min(suffix.length, CONTEXT);
  let after = 0;
  while (after < mostAfter && text[end + after] === suffix[after]) after += 1;
  const isWholeBefore = before === mostBefore && (mostBefore > 0 || start === 0);
  const isWholeAfter = after === mostAfter && (mostAfter > 0 || end === text.length);
  return { before, after, hasWholeSide: isWholeBefore || isWholeAfter };
}

// A short, common word elsewhere in the text is not the passage that was lost.
function isConvincing(
  around: Surroundings,
  { prefix, suffix }: Quotation,
  length: number,
  places: number,
): boolean {
  if (prefix === '' && suffix === '') return true;
  if (around.hasWholeSide || around.before + around.after >= CONTEXT / 2) return true;
  return length >= TELLING || (length >= TELLING_ONCE && places === 1);
}

function paragraphAt(text: string, start: number): number {
  const all = paragraphs(text.slice(0, endOfLine(text, start)));
  return Math.max(1, all.length);
}

// Of the line in which the first word at or after the place stands.
function endOfLine(text: string, start: number): number {
  const word = /\S/g;
  word.lastIndex = start;
  const end = text.indexOf('\n', word.exec(text)?.index ?? start);
  return end < 0 ? text.length : end;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.trunc(value) || 0));
}
