import { isTitle, readName } from './names.ts';
import type { Passage } from './passages.ts';
import type { TypeReading } from './source-types.ts';
import { readType } from './source-types.ts';
import { lineOf } from './wording.ts';

/** What the text says somewhere about a name: "Fadi Al-Shammari, a political advisor to …". */
export type Descriptions = ReadonlyMap<string, TypeReading>;

/** A person named anywhere in the text, source or not. */
export type Mention = {
  readonly place: number;
  readonly passage: Passage;
  readonly sentence: number;
  readonly name: string;
};
export type Names = { readonly descriptions: Descriptions; readonly mentions: readonly Mention[] };

const LONGEST_APPOSITION = 14;

export function readNames(passages: readonly Passage[]): Names {
  const found = new Map<string, TypeReading>();
  const mentions: Mention[] = [];
  for (const passage of passages) {
    const { tokens } = passage;
    let i = 0;
    while (i < tokens.length) {
      const { name, isPerson } = readName(tokens, i, Math.min(i + 8, tokens.length));
      if (name === null) {
        i += 1;
        continue;
      }
      const key = tokens[name.end - 1]!.lower;
      if (!found.has(key)) {
        const type = typeAround(passage, name.start, name.end);
        if (type.type !== 'untyped') found.set(key, type);
      }
      if (isPerson && passage.quoted[name.start] === 0) {
        const { start: place } = tokens[name.start]!;
        mentions.push({ place, passage, sentence: passage.sentence[name.start]!, name: key });
      }
      i = name.end;
    }
  }
  return { descriptions: found, mentions };
}

/** Looks at the title before the name and at the apposition behind it. */
function typeAround(passage: Passage, start: number, end: number): TypeReading {
  const behind = readApposition(passage, end);
  if (behind !== null) {
    const type = readType(behind, false);
    if (type.type !== 'untyped') return type;
  }
  let from = start;
  const first = Math.max(0, start - 4);
  while (from > first && /^\p{L}/u.test(passage.tokens[from - 1]!.text)) from -= 1;
  const titled = lineOf(passage, { start: from, end }).words;
  const hasTitle = passage.tokens.slice(from, end - 1).some((token) => isTitle(token.lower));
  if (hasTitle) return readType(titled, true);
  return { type: 'untyped', partial: [], because: null };
}

/** ", a political advisor to Sudani," or "(R-Wis.)" right behind a name. */
export function readApposition(passage: Passage, end: number): string | null {
  const { tokens, sentence } = passage;
  const mark = tokens[end];
  if (mark === undefined || (mark.text !== ',' && mark.text !== '(')) return null;
  let to = end + 1;
  while (
    to < tokens.length &&
    to - end < LONGEST_APPOSITION &&
    sentence[to] === sentence[end] &&
    !/^(?:,|\)|;|—|said|says|told|who|which|has|had|was|is|and)$/.test(tokens[to]!.lower)
  ) {
    to += 1;
  }
  if (to === end + 1) return null;
  const words = lineOf(passage, { start: end + 1, end: to }).words;
  const describes =
    /^(?:a|an|the|one|who|\p{L}+'s|[rd]-|chief|head|director|president|professor|senior|former|deputy|director|leader|founder|secretary|spokes\w+|\p{L}+ (?:of|for|at|to))/u;
  return describes.test(words) ? words : null;
}
