/**
 * Finds a text that is to be redacted, however it is written: in any case, in any of Unicode's
 * forms, with any white space, with marks between that nobody sees. Pure.
 */

/** What stands where a text was taken out. It is always the same: its length tells nothing. */
export const MARK = '[redacted]';

/** What is looked for. */
export interface Sought {
  /** The text, and other ways to write it. */
  readonly texts: readonly string[];
  /** Also within words. */
  readonly anywhere: boolean;
}

/** A place that is replaced by the mark: UTF-16 code units, end exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
}

export interface Matcher {
  /** Where it stands, in order, overlaps joined. */
  readonly find: (text: string) => Edit[];
  /** Whether an address has it: also with other signs between the words, and encoded. */
  readonly isInAddress: (address: string) => boolean;
  /** Whether a text begins or ends with a part of it only, as one that was cut off does. */
  readonly cutAt: (text: string, side: 'start' | 'end') => number;
}

interface Folded {
  readonly units: string;
  /** For each unit, the stretch of the text that it comes from. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

// A sign with all that belongs to it; Korean letters make one sign together.
const SIGNS = /[\u1100-\u11ff]+|[\s\S]\p{M}*/gu;
/** A shorter part of a text tells nothing. */
const LEAST_CUT = 4;
const WORD = /[\p{L}\p{N}\p{M}]/u;

export function matcherOf({ texts, anywhere }: Sought): Matcher {
  const needles = texts.map((text) => fold(text).units.trim()).filter((one) => one !== '');
  const hints = needles.map(longestWord);
  const loose = needles.map(toWords).filter((one) => one !== '');
  return {
    find: (text) => {
      const quick = foldQuickly(text);
      const likely = needles.filter((_, at) => quick.includes(hints[at] ?? ''));
      if (likely.length === 0) return [];
      const folded = fold(text);
      return join(likely.flatMap((needle) => occurrences(folded, needle, anywhere)));
    },
    isInAddress: (address) => {
      const words = toWords(fold(decode(address)).units);
      return loose.some((needle) =>
        anywhere ? words.includes(needle) : ` ${words} `.includes(` ${needle} `),
      );
    },
    cutAt: (text, side) => cutLength(fold(text), needles, side),
  };
}

/** The text with the mark in the places found. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of edits) {
    result += text.slice(at, start) + MARK;
    at = end;
  }
  return result + text.slice(at);
}

/**
 * Where an offset of the old text is in the new one. One within a place that was taken out goes to
 * the beginning of the mark, or as the end of a passage to the mark's end.
 */
export function moveOffset(edits: readonly Edit[], offset: number, as: 'start' | 'end'): number {
  let shift = 0;
  for (const { start, end } of edits) {
    if (offset <= start) break;
    if (offset < end) return start + shift + (as === 'end' ? MARK.length : 0);
    shift += MARK.length - (end - start);
  }
  return offset + shift;
}

function fold(text: string): Folded {
  let units = '';
  const from: number[] = [];
  const to: number[] = [];
  for (const match of text.matchAll(SIGNS)) {
    const end = match.index + match[0].length;
    const sign = foldSign(match[0]);
    if (sign === ' ' && units.endsWith(' ')) {
      to[to.length - 1] = end;
      continue;
    }
    units += sign;
    for (let at = 0; at < sign.length; at += 1) {
      from.push(match.index);
      to.push(end);
    }
  }
  return { units, from, to };
}

function foldSign(sign: string): string {
  return foldCase(sign.replace(/\p{Cf}/gu, '').normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .replace(/\p{Pd}/gu, '-')
    .replace(/[‘’ʼ`´]/g, "'");
}

// Upper case first: it makes one of ß and ss; the two small sigmas are one letter.
function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

// Cheap, and finds all that folding sign by sign does: most texts need not be looked at closely.
function foldQuickly(text: string): string {
  const visible = /\p{Cf}/u.test(text) ? text.replace(/\p{Cf}/gu, '') : text;
  return foldCase(visible.normalize('NFKC'));
}

function longestWord(needle: string): string {
  const words = needle.match(/[\p{L}\p{N}]+/gu) ?? [''];
  return words.reduce((best, word) => (word.length > best.length ? word : best));
}

function occurrences({ units, from, to }: Folded, needle: string, anywhere: boolean): Edit[] {
  const found: Edit[] = [];
  for (let at = units.indexOf(needle); at >= 0; at = units.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (!anywhere && !isWhole(units, at, end)) continue;
    found.push({ start: from[at] ?? 0, end: to[end - 1] ?? 0 });
  }
  return found;
}

function isWhole(units: string, start: number, end: number): boolean {
  const before = Array.from(units.slice(Math.max(0, start - 2), start)).at(-1) ?? '';
  const first = String.fromCodePoint(units.codePointAt(start) ?? 32);
  const last = Array.from(units.slice(Math.max(start, end - 2), end)).at(-1) ?? '';
  const after = String.fromCodePoint(units.codePointAt(end) ?? 32);
  return !(WORD.test(before) && WORD.test(first)) && !(WORD.test(last) && WORD.test(after));
}

function join(edits: Edit[]): Edit[] {
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last && edit.start < last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, edit.end) };
    } else joined.push(edit);
  }
  return joined;
}

/** How many units of the text, at the side where it was cut off, are a part of what is sought. */
function cutLength(
  { units, from, to }: Folded,
  needles: readonly string[],
  side: 'start' | 'end',
): number {
  for (const needle of needles) {
    for (let length = Math.min(needle.length - 1, units.length); length >= LEAST_CUT; length -= 1) {
      const isCut =
        side === 'start'
          ? units.startsWith(needle.slice(-length))
          : units.endsWith(needle.slice(0, length));
      if (!isCut) continue;
      const whole = (to.at(-1) ?? 0) - (from[units.length - length] ?? 0);
      return side === 'start' ? (to[length - 1] ?? 0) : whole;
    }
  }
  return 0;
}

function toWords(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim();
}

// Piece by piece: one wrong escape must not hide the rest.
function decode(address: string): string {
  return address.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
