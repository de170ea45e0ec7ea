/** Words of an article with the part that matters marked, and enough around it to read it. */
import type { Attribution, Stance } from './claim.ts';
import type { Appearance } from './record.ts';

export interface Phrase {
  readonly before: string;
  /** What gets the highlighter; may be empty. */
  readonly marked: string;
  readonly after: string;
}

export interface Passage extends Phrase {
  readonly articleUrl: string;
  /** "¶2", or nothing where it is gone. */
  readonly place: string;
  /** What has become of it in a changed text. */
  readonly note: string | null;
}

/** Silences are nobody's phrase: nothing in them attributes anything. */
const SPEAKING: readonly Stance[] = ['asserts', 'confirms', 'admits', 'disputes', 'denies'];
/** Two lines of the table. */
const PHRASE_LENGTH = 80;
/** Less than a word or two would only be noise. */
const LEAST_AROUND = 14;
const PASSAGE_AROUND = [160, 280] as const;

/**
 * The wording in its sentence where the text is known, else the wording alone with the source's
 * name marked in it.
 * @param near where in the text the claim stands: of several places the nearest one is meant
 */
export function phraseOf(
  row: Attribution,
  name: string,
  text: string | null,
  near: number,
): Phrase | null {
  const wording = row.wording ?? row.cue;
  if (wording === null) return null;
  if (!SPEAKING.includes(row.stance)) return { before: wording, marked: '', after: '' };
  const start = text === null ? -1 : nearest(text, wording, near);
  if (text !== null && start >= 0) {
    const side = Math.floor((PHRASE_LENGTH - wording.length) / 2);
    if (side < LEAST_AROUND) return { before: '', marked: wording, after: '' };
    return around(text, start, start + wording.length, [side, side], /[.!?]\s|\n/);
  }
  const at = wording.toLowerCase().indexOf(name.toLowerCase());
  // A text whose length changes with its case would be cut in the wrong place.
  if (at < 0 || wording.toLowerCase().length !== wording.length) {
    return { before: '', marked: wording, after: '' };
  }
  const end = at + name.length;
  return {
    before: wording.slice(0, at),
    marked: wording.slice(at, end),
    after: wording.slice(end),
  };
}

export function passageOf(appearance: Appearance, text: string | null): Passage {
  const { articleId, quote, prefix, suffix, start, end, paragraph, state } = appearance;
  const found = text !== null && start !== null && end !== null;
  const phrase = found
    ? around(text, start, end, PASSAGE_AROUND, /\n\s*\n/)
    : { before: prefix, marked: quote, after: suffix };
  return {
    ...phrase,
    articleUrl: `/articles/${articleId}`,
    place: paragraph === null ? '' : `¶${paragraph}`,
    note: NOTES[state],
  };
}

const NOTES: Readonly<Record<Appearance['state'], string | null>> = {
  found: null,
  moved: 'The text was changed; these words were found again.',
  gone: 'The text was changed; these words no longer stand in it.',
};

function nearest(text: string, words: string, near: number): number {
  let best = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const isNearer = best < 0 || Math.abs(at - near) < Math.abs(best - near);
    if (isNearer && standsAlone(text, at, at + words.length)) best = at;
  }
  return best;
}

/** Whether no word is cut at either end: "sources" is not in "resources". */
function standsAlone(text: string, start: number, end: number): boolean {
  const within = /^[\p{L}\p{N}]{2}$/u;
  const isCut = (at: number) => at > 0 && within.test(text.slice(at - 1, at + 1));
  return !isCut(start) && !isCut(end);
}

/** Up to so many characters on either side, whole words, not past what ends the sentence. */
function around(
  text: string,
  start: number,
  end: number,
  [back, ahead]: readonly [number, number],
  stop: RegExp,
): Phrase {
  const left = text.slice(Math.max(0, start - back), start);
  const parts = left.split(stop);
  const whole = parts.length > 1 || start <= back;
  const last = parts.at(-1) ?? '';
  const before = whole ? last.trimStart() : `…${last.replace(/^\S*\s+/, '')}`;
  const right = text.slice(end, end + ahead);
  const cut = right.search(stop);
  if (cut >= 0)
    return { before, marked: text.slice(start, end), after: right.slice(0, cut + 1).trimEnd() };
  const ends = end + ahead >= text.length;
  const after = ends ? right : `${right.replace(/\s+\S*$/, '')}…`;
  return { before, marked: text.slice(start, end), after };
}
