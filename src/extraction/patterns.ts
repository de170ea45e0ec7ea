import type { TokenSpan } from './cue-view.ts';
import type { Draft } from './drafts.ts';
import { draftByWording } from './drafts.ts';
import { nounPhraseBefore, nounPhraseFrom } from './noun-phrases.ts';
import type { Passage } from './passages.ts';
import { closings, introductions } from './sentence-ends.ts';
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
      ...introductions(passage, line),
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
    return [draftByWording(passage, cue, [source], content, match[0])];
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
    const contents = content === null ? [] : [content];
    return [source, ...alsoBy(passage, source.end)].map((one) => ({
      ...draftByWording(passage, cue, [one], contents, match[0]),
      isCertain: true,
    }));
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
    return [draftByWording(passage, cue, [source], [{ start: cue.end, end: last }], match[0])];
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

/** "denied by the committee and by aides to the mayor": the second one who did. */
function alsoBy(passage: Passage, at: number): TokenSpan[] {
  const [and, by] = [passage.tokens[at]?.lower, passage.tokens[at + 1]?.lower];
  const second = and === 'and' && by === 'by' ? nounPhraseFrom(passage, at + 2) : null;
  return second === null ? [] : [second];
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
  if (comma <= start) return null;
  return comma - start <= 12 ? { start, end: comma } : nounPhraseBefore(passage, comma);
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
    return [draftByWording(passage, cue, [source], [{ start: cue.end, end: last }], match[0])];
  });
}
