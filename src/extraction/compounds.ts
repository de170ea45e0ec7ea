import type { TokenSpan } from './cue-view.ts';
import type { Draft } from './drafts.ts';
import type { Passage } from './passages.ts';

const NO_SOURCE_ALONE =
  /^(?:men|women|friends|family|wife|husband|son|daughter|sons|daughters|ladies|gentlemen|boys|girls|johnson|sons|more|others|co|trade|energy|commerce|security|justice|defence|defense|health|culture|development|research|labor|industry|agriculture|human|rights|black|white|young|old|north|south|east|west)$/;
const STOPS_NOUN_PHRASE =
  /^(?:who|whom|whose|which|that|where|when|including|such|like|familiar|close|working|of|for|to|at|in|between|from|with|on)$/;
const STARTS_SOURCE =
  /^(?:the|a|an|his|her|its|their|our|some|several|many|other|another|two|three|four|five|six|seven|eight|nine|ten|dozens|independent|former|senior|local|most|all|both|major|top)$/;

/** "Loyalists and independent observers say": two sources, each with its own attribution. */
export function splitCompound(draft: Draft): Draft[] {
  const passage = draft.sourcePassage ?? draft.passage;
  if (draft.source.length !== 1) return [draft];
  const parts = splitSpan(passage, draft.source[0]!);
  if (parts.length < 2) return [draft];
  const because = [...draft.because, 'several sources joined by "and"'];
  return parts.map((part) => ({ ...draft, source: [part], because }));
}

function splitSpan(passage: Passage, span: TokenSpan): TokenSpan[] {
  const { tokens } = passage;
  const joins: TokenSpan[] = [];
  for (let i = span.start + 1; i < span.end - 1; i += 1) {
    if (STOPS_NOUN_PHRASE.test(tokens[i]!.lower) && joins.length === 0) break;
    if (tokens[i]!.lower !== 'and' && tokens[i]!.text !== '&') continue;
    const start = tokens[i - 1]!.text === ',' ? i - 1 : i;
    joins.push({ start, end: i + 1 });
  }
  if (joins.length !== 1) return [span];
  const [join] = joins as [TokenSpan];
  const left = { start: span.start, end: join.start };
  const right = { start: join.end, end: span.end };
  if (!isSource(passage, left, false) || !isSource(passage, right, true)) return [span];
  const lists = splitList(passage, left);
  return [...lists, right];
}

/** "A, B and C": the commas on the left part list too, if each part is a name of its own. */
function splitList(passage: Passage, left: TokenSpan): TokenSpan[] {
  const { tokens } = passage;
  const parts: TokenSpan[] = [];
  let start = left.start;
  for (let i = left.start; i < left.end; i += 1) {
    if (tokens[i]!.text !== ',') continue;
    parts.push({ start, end: i });
    start = i + 1;
  }
  parts.push({ start, end: left.end });
  return parts.every((part) => part.end > part.start && isSource(passage, part, true))
    ? parts
    : [left];
}

function isSource(passage: Passage, span: TokenSpan, isRight: boolean): boolean {
  const { tokens } = passage;
  if (span.end <= span.start) return false;
  const first = tokens[span.start]!;
  const last = tokens[nounEnd(passage, span) - 1]!;
  if (NO_SOURCE_ALONE.test(last.lower) || NO_SOURCE_ALONE.test(first.lower)) return false;
  if (!/^\p{L}/u.test(first.text) || !/^[\p{L}.]/u.test(last.text)) return false;
  const isNamed = /^\p{Lu}/u.test(last.text) && !isOpeningPlural(passage, span);
  const isPlural = /[^su']s$|people$|men$|police$|media$|ies$/.test(last.lower);
  if (isRight) return isNamed || isPlural || STARTS_SOURCE.test(first.lower);
  // "Republican and Democratic lawmakers" has no noun on the left: it is one group.
  if (isNamed)
    return (
      /^(?:\p{Lu}|the$)/u.test(tokens[span.end + 1]?.text ?? '') || hasDeterminer(passage, span)
    );
  return isPlural || STARTS_SOURCE.test(first.lower);
}

/** "Loyalists and …" at the start of a sentence: the capital comes from the place. */
function isOpeningPlural(passage: Passage, span: TokenSpan): boolean {
  const { start, end } = span;
  const isOpening = start === 0 || passage.sentence[start - 1] !== passage.sentence[start];
  return isOpening && end - start === 1 && /[^su']s$/.test(passage.tokens[start]!.lower);
}

function hasDeterminer(passage: Passage, span: TokenSpan): boolean {
  return passage.tokens[span.start]!.lower === 'the';
}

function nounEnd(passage: Passage, span: TokenSpan): number {
  for (let i = span.start + 1; i < span.end; i += 1) {
    const { lower, text } = passage.tokens[i]!;
    if (STOPS_NOUN_PHRASE.test(lower) || text === ',' || text === '(') return i;
  }
  return span.end;
}
