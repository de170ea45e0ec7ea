import type { TokenSpan } from './cue-view.ts';
import type { Draft } from './drafts.ts';
import { nounPhraseBefore, nounPhraseFrom } from './noun-phrases.ts';
import type { Passage } from './passages.ts';
import { readType } from './source-types.ts';
import type { Line } from './wording.ts';
import { lineOf, sentenceAround, tokensAt } from './wording.ts';

/** What the training text hardly has: found by wording, one sentence at a time. */
export function findByPattern(passage: Passage): Draft[] {
  const drafts: Draft[] = [];
  for (let start = 0; start < passage.tokens.length; ) {
    const sentence = sentenceAround(passage, start);
    const line = lineOf(passage, sentence);
    drafts.push(
      ...silences(passage, line),
      ...passives(passage, line),
      ...positions(passage, line),
      ...requests(passage, line),
      ...closings(passage, line),
    );
    start = sentence.end;
  }
  return drafts;
}

const SILENCE =
  /(?<!\p{L})(?:(?:did|do|does|has|have|had)(?: not|n't)(?: immediately| yet| initially| also| publicly)*(?: respond(?:ed)?| repl(?:y|ied)| return(?:ed)? (?:\w+ ){0,3}(?:calls?|messages?|e-?mails?|requests?)| answer(?:ed)? (?:calls|questions|repeated|requests|e-?mails))|could not (?:immediately )?be reached|(?:was|were) not (?:immediately )?(?:available|reachable)(?= (?:for|to) comment)|declined(?: immediate)? (?:to comment|comment)|refused to comment|would (?:neither confirm n?or deny|not comment)|(?:has|have) yet to (?:respond|reply|comment)|(?:has|have|had) not (?:yet |publicly )?commented|(?:has|have|had) not (?:released|issued|made) an? (?:public )?statement(?: or (?:responded|commented))?|(?:has|have|had|was|were)(?: also)?(?: been)? (?:asked|contacted|approached)(?= for (?:comment|a (?:comment|response|reply)))|neither confirmed nor denied)(?! in kind)(?: to (?:(?:an?|several|repeated|multiple|our|\p{L}+'s?|telephone|phone|email|e-mail|emailed|written|the) )*(?:requests?|questions?|calls?|e-?mails?|messages?|inquir(?:y|ies)|quer(?:y|ies))(?: (?:for|seeking) (?:further |additional )?(?:comments?|information|an interview|clarification))?| for comments?)?/gu;

function silences(passage: Passage, line: Line): Draft[] {
  return [...line.words.matchAll(SILENCE)].flatMap((match) => {
    const all = tokensAt(line, match.index, match[0].length);
    const source = nounPhraseBefore(passage, all.start);
    if (source === null) return [];
    const cueEnd = endOfCue(passage, all);
    const cue = { start: all.start, end: cueEnd };
    const content = cueEnd < all.end ? [{ start: cueEnd, end: all.end }] : [];
    return [makeDraft(passage, cue, [source], content, match[0])];
  });
}

/** "did not immediately respond" is the cue, "to requests for comment" what it is about. */
function endOfCue(passage: Passage, all: TokenSpan): number {
  for (let i = all.start + 1; i < all.end; i += 1) {
    const { lower } = passage.tokens[i]!;
    if ((lower === 'to' || lower === 'for') && i > all.start + 1) return i;
    if (lower === 'to' && /^(?:declin|refus)/.test(passage.tokens[all.start]!.lower)) return i;
  }
  return all.end;
}

const PASSIVE =
  /(?<!\p{L})(?:have|has|had|was|were|is|are)(?: been| being| also| not| since| all| repeatedly| strongly| firmly| flatly| vehemently| categorically| partly| partially| independently| publicly| later| first)* (denied|rejected|dismissed|disputed|contested|confirmed|corroborated|aired|contradicted|refuted|rebutted|questioned|challenged|acknowledged|verified)(?: \p{L}+ly| in part| outright)? by(?! \p{L}+ing)/gu;

function passives(passage: Passage, line: Line): Draft[] {
  return [...line.words.matchAll(PASSIVE)].flatMap((match) => {
    const all = tokensAt(line, match.index, match[0].length);
    const source = nounPhraseFrom(passage, all.end);
    if (source === null) return [];
    const participle = match.index + match[0].indexOf(match[1]!);
    const verb = tokensAt(line, participle, match[1]!.length);
    const cue = { start: verb.start, end: all.end };
    const content = subjectBefore(passage, all.start);
    const draft = makeDraft(passage, cue, [source], content === null ? [] : [content], match[0]);
    return [{ ...draft, isCertain: true }];
  });
}

const POSITION =
  /(?<!\p{L})((?:flatly |strongly |vehemently |categorically |partly |later )?(?:denied|confirmed|corroborated|disputed|contested|contradicted|retracted|recanted|played down|downplayed|walked back|took back))(?= (?:that|parts? of|some of|any|the|its|his|her|their|this) )/gu;

/** "The envoy's deputy contested the claim": rare verbs in the training text, plain in meaning. */
function positions(passage: Passage, line: Line): Draft[] {
  return [...line.words.matchAll(POSITION)].flatMap((match) => {
    const cue = tokensAt(line, match.index, match[0].length);
    const source = nounPhraseBefore(passage, cue.start);
    if (source === null || passage.quoted[cue.start] === 1) return [];
    const { end } = sentenceAround(passage, cue.start);
    const last = /^[.!?]$/.test(passage.tokens[end - 1]!.text) ? end - 1 : end;
    if (last <= cue.end || !startsLikeSource(passage, source)) return [];
    return [makeDraft(passage, cue, [source], [{ start: cue.end, end: last }], match[0])];
  });
}

function startsLikeSource(passage: Passage, source: TokenSpan): boolean {
  const first = passage.tokens[source.start]!;
  return (
    source.end - source.start <= 8 &&
    /^(?:the|a|an|two|three|four|another|some|several|both)$|^\p{Lu}/iu.test(first.text) &&
    /^\p{L}/u.test(passage.tokens[source.end - 1]!.text)
  );
}

/** "The claims, which …, were denied by": the subject stands before the first of two commas. */
function subjectBefore(passage: Passage, at: number): TokenSpan | null {
  const { tokens } = passage;
  const { start } = sentenceAround(passage, at);
  const isRelative = /^(?:which|that|who)$/.test(tokens[at - 1]?.lower ?? '');
  if (!isRelative && tokens[at - 1]?.text !== ',') return nounPhraseBefore(passage, at);
  let comma = isRelative ? at - 1 : start;
  while (!isRelative && comma < at && tokens[comma]!.text !== ',') comma += 1;
  while (comma > start && tokens[comma - 1]!.text === ',') comma -= 1;
  return comma > start ? nounPhraseBefore(passage, comma) : null;
}

const REQUEST =
  /(?<!\p{L})(?:all )?(?:the )?(?:sources?|officials?|diplomats?|people|persons?|they|he|she|both|three|two) (?:all )?(asked|requested|spoke|insisted) (?:not to be (?:named|identified)|(?:for )?anonymity|(?:on|under) (?:the )?condition of anonymity)/gu;

/** "All the sources asked not to be named because …": a small claim, and the reason for the others. */
function requests(passage: Passage, line: Line): Draft[] {
  return [...line.words.matchAll(REQUEST)].flatMap((match) => {
    const at = match.index + match[0].indexOf(` ${match[1]!} `) + 1;
    const cue = tokensAt(line, at, match[1]!.length);
    const all = tokensAt(line, match.index, match[0].length);
    const { end } = sentenceAround(passage, all.start);
    const last = passage.tokens[end - 1]!.text === '.' ? end - 1 : end;
    if (last <= cue.end) return [];
    const source = { start: all.start, end: cue.start };
    return [makeDraft(passage, cue, [source], [{ start: cue.end, end: last }], match[0])];
  });
}

const CLOSING =
  /, ((?:the )?[\p{L}\p{N}.'&-]+(?: [\p{L}\p{N}.'&-]+){0,4}) (reported|said|wrote)(?: at the time| earlier| on \p{L}+day| this week| last \p{L}+| in \p{L}+){0,2} \.$/u;

/** "…, Reuters reported at the time.": an outlet at the end of a long sentence. */
function closings(passage: Passage, line: Line): Draft[] {
  const match = CLOSING.exec(line.words);
  if (match === null || readType(match[1]!, false).type !== 'media') return [];
  const source = tokensAt(line, match.index + 2, match[1]!.length);
  const verb = match.index + 2 + match[1]!.length + 1;
  const cue = tokensAt(line, verb, match[2]!.length);
  const content = { start: line.from, end: source.start - 1 };
  return [makeDraft(passage, cue, [source], [content], match[2]!)];
}

/** "According to X, …": what follows the comma is the content, also where it holds another cue. */
export function fillAccording(draft: Draft): Draft {
  const { passage, cue, source, content } = draft;
  if (cue === null || content.length > 0 || source.length !== 1) return draft;
  const sentence = sentenceAround(passage, cue.start);
  const isOpening = cue.start === sentence.start && lineOf(passage, cue).words === 'according to';
  const start = source[0]!.end + 1;
  if (!isOpening || passage.tokens[start - 1]?.text !== ',' || start >= sentence.end) return draft;
  const end = /^[.!?]$/.test(passage.tokens[sentence.end - 1]!.text)
    ? sentence.end - 1
    : sentence.end;
  return end > start ? { ...draft, content: [{ start, end }] } : draft;
}

/** "six sources who spoke to …, including people in …": a group's description ends with who is in it. */
export function withIncluded(draft: Draft): Draft {
  const { passage, source, content } = draft;
  const last = source.at(-1);
  if (last === undefined || last.end >= passage.tokens.length) return draft;
  const { end: limit } = sentenceAround(passage, last.end - 1);
  const isRelative = passage.tokens[last.end]!.lower === 'who';
  const comma = isRelative ? nextMark(passage, last.end, limit) : last.end;
  if (comma + 1 >= limit || passage.tokens[comma]!.text !== ',') return draft;
  if (passage.tokens[comma + 1]!.lower !== 'including') return draft;
  const end = nextMark(passage, comma + 2, limit);
  if (content.some((span) => span.start < end && span.end > last.end)) return draft;
  return { ...draft, source: [...source.slice(0, -1), { start: last.start, end }] };
}

function nextMark(passage: Passage, from: number, limit: number): number {
  let i = from;
  while (i < limit && !/^[,.;:“”"—–]$/.test(passage.tokens[i]!.text)) i += 1;
  return i;
}

// How sure the wording alone makes; the model's own finding counts where it has one.
const BY_WORDING = 0.85;

function makeDraft(
  passage: Passage,
  cue: TokenSpan,
  source: readonly TokenSpan[],
  content: readonly TokenSpan[],
  because: string,
): Draft {
  return {
    passage,
    cue,
    source,
    content,
    confidence: BY_WORDING,
    via: [],
    because: [because],
    carried: false,
  };
}
