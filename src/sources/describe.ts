/**
 * What a typed description of a source says by itself: defaults for a new source, shown before
 * they are saved. In doubt a source is unnamed: that keeps it within its article.
 */
import {
  EMPTY_WORDS,
  FIELDS,
  NUMBERS,
  ORGANISATION_WORDS,
  PLACES,
  ROLES,
  TITLES,
} from './role-words.ts';
import type { Identity, SourceType } from './source.ts';
import { isCapital, isPlural, isWithoutCase, keyOf, singularOf } from './word-forms.ts';

export interface Description {
  readonly identity: Identity;
  /** Whether the words are about several people. */
  readonly collective: boolean;
  /** How many they say, 2 or more; null where they do not. */
  readonly count: number | null;
  readonly type: SourceType;
}

/** The words taken apart: "at least three | Iraqi officials | in Baghdad". */
interface Parts {
  /** 1 for "a" and "one", null where nothing is said. */
  readonly number: number | null;
  /** "several", "dozens of": more than one, not said how many. */
  readonly many: boolean;
  /** Who, without the quantity: the head is the last word, in Arabic the first. */
  readonly who: readonly string[];
  /** What is said of them after that. */
  readonly rest: readonly string[];
  /** Whether more follows that tells nothing here but makes the source a described one. */
  readonly goesOn: boolean;
}

const HEDGE =
  /^(?:at least|at most|more than|fewer than|as many as|about|around|nearly|almost|over|up to|roughly|all|all of|some of|most of|these|those|his|her|its|their|the)\s+/i;
const MANY =
  /^(?:a few|few|several|some|many|most|numerous|multiple|various|(?:dozens|scores|hundreds|thousands|a (?:small |large )?number|a (?:small |large )?group) of)\s+/i;
const PAIR = /^a (?:couple|pair) of\s+/i;
const ONE = /^(?:an?|one(?: of the| of his| of her| of its| of their)?|another)\s+/i;
const DOZEN = /^(half a|an?|\p{L}+|\d+) dozen(?: of)?\s+/iu;
const BREAK = new Set(
  `who whom whose which that familiar close briefed including speaking said says told knowledgeable
   critical citing asking seen obtained reviewed published present based loyal opposed قال قالت مطلع مقرب مقربة`.split(
    /\s+/,
  ),
);
const PREPOSITIONS = new Set(
  'of in at from for to with inside within near on by باسم في من لدى'.split(' '),
);
const BARE_HEADS = new Set(['source', 'report', 'media', 'people', 'person', 'مصدر', 'مصادر']);
/** Roles whose type is that of whom they serve, where the words say it. */
const SERVING = /^(?:official|spokes|aide|advis|representative|secretary|مسؤول|متحدث|ناطق|مستشار)/;
const ONE_ORGANISATION = new Set(
  `ministry government cabinet department presidency army military police parliament court embassy
   consulate office administration judiciary union university bank party press`.split(/\s+/),
);

/** Reads a description as an editor would at first sight. Never throws; '' is an unnamed source. */
export function describeWords(words: string): Description {
  const parts = takeApart(
    words
      .normalize('NFKC')
      .replace(/[’‘`ʼ]/g, "'")
      .trim(),
  );
  const named = nameOf(parts);
  if (named) {
    return { identity: named, collective: false, count: null, type: typeOfNamed(parts, named) };
  }
  const counted = parts.number !== null && parts.number > 1;
  const collective = counted || parts.many || (parts.number === null && isPlural(headOf(parts)));
  return {
    identity: isBare(parts) ? 'unnamed_bare' : 'unnamed_described',
    collective,
    count: counted ? parts.number : null,
    type: typeOfUnnamed(parts),
  };
}

function takeApart(words: string): Parts {
  const quantity = takeQuantity(words);
  const [main = '', ...after] = quantity.text.split(/[,;:()–—]\s*/);
  const mainWords = main.split(/\s+/).filter((word) => word !== '');
  const end = endOfWho(mainWords);
  const tail = [...mainWords.slice(end), ...after.join(' ').split(/\s+/)].filter(Boolean);
  const stop = tail.findIndex((word) => BREAK.has(word.toLowerCase()));
  return {
    ...{ number: quantity.number, many: quantity.many, who: mainWords.slice(0, end) },
    rest: stop === -1 ? tail : tail.slice(0, stop),
    goesOn: tail.length > 0,
  };
}

function takeQuantity(words: string): { text: string; number: number | null; many: boolean } {
  let text = words;
  let many = false;
  for (;;) {
    const found = HEDGE.exec(text) ?? MANY.exec(text);
    if (!found) break;
    many ||= MANY.test(text);
    text = text.slice(found[0].length);
  }
  const pair = PAIR.exec(text);
  if (pair) return { text: text.slice(pair[0].length), number: 2, many };
  const dozen = DOZEN.exec(text);
  if (dozen) {
    const times = dozen[1] === 'half a' ? 0.5 : (numberOf(dozen[1] ?? '') ?? 1);
    return { text: text.slice(dozen[0].length), number: times * 12, many };
  }
  const one = ONE.exec(text);
  if (one) return { text: text.slice(one[0].length), number: many ? null : 1, many };
  const [first = '', ...others] = text.split(/\s+/);
  const number = others.length > 0 ? numberOf(first) : null;
  if (number === null) return { text, number, many };
  return { text: others.join(' ').replace(/^of the /, ''), number, many: false };
}

function numberOf(word: string): number | null {
  const text = word.toLowerCase();
  if (/^\d{1,3}(?:,?\d{3})?$/.test(text)) return Number(text.replace(',', '')) || null;
  const [tens = '', ones] = text.split('-');
  const base = NUMBERS.get(tens);
  if (base === undefined) return null;
  const unit = ones === 'one' ? 1 : NUMBERS.get(ones ?? '');
  return ones === undefined ? base : unit === undefined || unit > 9 ? null : base + unit;
}

// "Times of Israel" goes on after its "of"; "members of parliament" ends before it.
function endOfWho(words: readonly string[]): number {
  for (const [at, word] of words.entries()) {
    if (at === 0) continue;
    if (BREAK.has(word.toLowerCase())) return at;
    if (!PREPOSITIONS.has(word)) continue;
    const before = words[at - 1] ?? '';
    const isName = isCapital(before) && isCapital(words[at + 1] ?? '') && !find(ROLES, before);
    if (word !== 'of' || !isName) return at;
  }
  return words.length;
}

function nameOf(parts: Parts): 'named_person' | 'named_org' | null {
  const { who, number, many } = parts;
  const head = headOf(parts);
  if (number !== null || many || who.length === 0) return null;
  if (isWithoutCase(head)) return nameWithoutCase(who);
  const isOrganisation = ONE_ORGANISATION.has(keyOf(head)) && who.slice(0, -1).some(isCapital);
  if (isOrganisation) return 'named_org';
  if (find(ROLES, head) || !isCapital(head)) return null;
  const titleAt = who.findIndex((word) => TITLES.has(keyOf(word)));
  if (titleAt !== -1 && titleAt < who.length - 1) return 'named_person';
  const isKnown = who.some((word) => find(FIELDS, word) || ORGANISATION_WORDS.has(keyOf(word)));
  if (isKnown || PLACES.has(who.join(' ').toLowerCase())) return 'named_org';
  return /^[\p{Lu}\d&.+-]{2,}$/u.test(head) && who.length === 1 ? 'named_org' : 'named_person';
}

// Arabic has no capitals; its head comes first.
function nameWithoutCase(who: readonly string[]): 'named_person' | 'named_org' | null {
  const head = who[0] ?? '';
  if (TITLES.has(keyOf(head)) && who.length >= 4) return 'named_person';
  if (find(ROLES, head)) return null;
  return find(FIELDS, head) || ORGANISATION_WORDS.has(keyOf(head)) ? 'named_org' : 'named_person';
}

function typeOfNamed({ who, rest }: Parts, identity: Identity): SourceType {
  if (identity === 'named_org') {
    const isPlace = PLACES.has(who.join(' ').toLowerCase());
    return firstOf(FIELDS, [...who].reverse()) ?? (isPlace ? 'government' : 'untyped');
  }
  const title = firstOf(TITLES, who);
  return title ?? firstOf(ROLES, rest) ?? firstOf(FIELDS, rest) ?? 'untyped';
}

function typeOfUnnamed(parts: Parts): SourceType {
  const head = headOf(parts);
  const role = find(ROLES, head);
  if (role && role !== 'untyped' && !SERVING.test(keyOf(head))) return role;
  const around = parts.who.filter((word) => word !== head).reverse();
  const field = firstOf(FIELDS, around) ?? firstOf(FIELDS, [head]) ?? firstOf(FIELDS, parts.rest);
  return field ?? role ?? 'untyped';
}

function isBare({ who, goesOn }: Parts): boolean {
  const head = headOf({ who });
  const said = who.filter((word) => word !== head).map(keyOf);
  return !goesOn && BARE_HEADS.has(singularOf(head)) && said.every((one) => EMPTY_WORDS.has(one));
}

function headOf({ who }: Pick<Parts, 'who'>): string {
  const last = who.at(-1) ?? '';
  return isWithoutCase(last) ? (who[0] ?? '') : last;
}

function firstOf(words: ReadonlyMap<string, SourceType>, of: readonly string[]): SourceType | null {
  const types = of.map((word) => find(words, word));
  return types.find((type) => type !== undefined && type !== 'untyped') ?? null;
}

function find(words: ReadonlyMap<string, SourceType>, word: string): SourceType | undefined {
  return words.get(keyOf(word)) ?? words.get(singularOf(word));
}
