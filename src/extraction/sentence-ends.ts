import type { Draft } from './drafts.ts';
import { draftByWording } from './drafts.ts';
import { nounPhraseBefore } from './noun-phrases.ts';
import type { Passage } from './passages.ts';
import { readType } from './source-types.ts';
import type { Line } from './wording.ts';
import { tokensAt } from './wording.ts';

const CLOSING =
  /, ((?:the )?[\p{L}\p{N}.'&-]+(?: [\p{L}\p{N}.'&-]+){0,4}) (reported|said|wrote)(?: at the time| earlier| on \p{L}+day| this week| last \p{L}+| in \p{L}+){0,2} \.$/u;

/** "…, Reuters reported at the time.": an outlet at the end of a long sentence. */
export function closings(passage: Passage, line: Line): Draft[] {
  const match = CLOSING.exec(line.words);
  if (match === null || readType(match[1]!, false).type !== 'media') return [];
  const source = tokensAt(line, match.index + 2, match[1]!.length);
  const verb = match.index + 2 + match[1]!.length + 1;
  const cue = tokensAt(line, verb, match[2]!.length);
  const content = { start: line.from, end: source.start - 1 };
  return [draftByWording(passage, cue, [source], [content], match[2]!)];
}

const INTRODUCTION =
  / ((?:said|wrote|added|continued|replied|stated|tweeted|responded|declared|explained|posted)(?: (?:in|on|to|at|of|via)(?: \S+){1,6})? :)$/u;

/** "The bishop wrote:" and what he wrote in the next paragraph. */
export function introductions(passage: Passage, line: Line): Draft[] {
  const match = INTRODUCTION.exec(line.words);
  if (match === null) return [];
  const cue = tokensAt(line, match.index + 1, match[1]!.length - 2);
  const source = nounPhraseBefore(passage, cue.start);
  return source === null ? [] : [draftByWording(passage, cue, [source], [], match[1]!)];
}
