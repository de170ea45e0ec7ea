import type { TokenSpan } from './cue-view.ts';
import type { Draft, DraftRelay } from './drafts.ts';
import { overlaps } from './drafts.ts';
import { nounPhraseFrom } from './noun-phrases.ts';
import { findOwnChannels, findTold } from './relays.ts';
import { readType } from './source-types.ts';
import { lineOf, sentenceAround, tokensAt, wordsOf } from './wording.ts';

const SPEAKERS =
  /^(?:(?:the|a|an|some|several|two|three|four|five|six|seven|many|multiple|unnamed|anonymous|unidentified|senior|former|current|\p{L}+) ){0,6}?(?:sources?|officials?|diplomats?|people|persons?|witnesses|residents|experts?|analysts?|insiders|aides?|lawmakers?|spokes\p{L}+|agency|minister|ministry|police|documents?|reports?)(?!\p{L})/u;

/** "The Times of Israel cited sources indicating …": the sources speak, the paper relays them. */
export function unchain(draft: Draft): Draft {
  if (draft.cue === null || draft.source.length !== 1 || draft.sourcePassage) return draft;
  const chain = chainInSource(draft) ?? chainBesideCue(draft);
  if (chain === null || !isOutlet(wordsOf(draft.passage, [chain.outlet]))) return draft;
  const { speakers, outlet } = chain;
  return {
    ...draft,
    source: [speakers],
    content: withoutSpan(draft, speakers),
    via: [{ passage: draft.passage, span: outlet, ownChannel: false }, ...draft.via],
    because: [...draft.because, `${wordsOf(draft.passage, [speakers])}, relayed`],
  };
}

type Link = { readonly outlet: TokenSpan; readonly speakers: TokenSpan };

/** The source was taken with the outlet before it: "Le Monde, quoting a judge, said". */
function chainInSource({ passage, source }: Draft): Link | null {
  const { start, end } = source[0]!;
  for (let i = start + 1; i < end - 1; i += 1) {
    if (!CITING.test(passage.tokens[i]!.lower)) continue;
    const outlet = { start, end: passage.tokens[i - 1]!.text === ',' ? i - 1 : i };
    const last = passage.tokens[end - 1]!.text === ',' ? end - 1 : end;
    const isLink = outlet.end > start && last > i + 1;
    return isLink ? { outlet, speakers: { start: i + 1, end: last } } : null;
  }
  return null;
}

const CITING = /^(?:cited|cites|citing|quoted|quotes|quoting)$/;

function chainBesideCue(draft: Draft): Link | null {
  const cue = wordsOf(draft.passage, [draft.cue!]);
  const isCiting = /(?:^| )(?:cit(?:ed|es|e|ing)|quot(?:ed|es|e|ing))$/.test(cue);
  const speakers = isCiting ? speakersAt(draft, draft.cue!.end) : citedBehind(draft);
  return speakers === null ? null : { outlet: draft.source[0]!, speakers };
}

function isOutlet(words: string): boolean {
  return readType(words, false).type === 'media';
}

function speakersAt(draft: Draft, from: number): TokenSpan | null {
  const { passage } = draft;
  if (from >= passage.tokens.length) return null;
  const { end } = sentenceAround(passage, from);
  const line = lineOf(passage, { start: from, end: Math.min(end, from + 30) });
  const match = SPEAKERS.exec(line.words);
  if (match === null) return null;
  const head = tokensAt(line, 0, match[0].length);
  const rest = nounPhraseFrom(passage, from);
  const stop = draft.passage.tokens.findIndex(
    (token, i) =>
      i >= head.end &&
      /^(?:as|saying|indicating|who|that|,|\.|suggesting|claiming)$/.test(token.lower),
  );
  const to =
    rest === null ? head.end : Math.max(head.end, Math.min(rest.end, stop < 0 ? rest.end : stop));
  return { start: from, end: to };
}

/** "Axios reported, citing two officials": what the outlet says it has from others. */
function citedBehind(draft: Draft): TokenSpan | null {
  const { passage, cue } = draft;
  if (cue === null || !/report|said|says|wrote/.test(wordsOf(passage, [cue]))) return null;
  for (let i = draft.source[0]!.end; i < cue.start; i += 1) {
    if (/^(?:citing|quoting)$/.test(passage.tokens[i]!.lower)) return speakersAt(draft, i + 1);
  }
  for (let i = cue.end; i < Math.min(cue.end + 4, passage.tokens.length); i += 1) {
    if (/^(?:citing|quoting)$/.test(passage.tokens[i]!.lower)) return speakersAt(draft, i + 1);
  }
  return null;
}

function withoutSpan(draft: Draft, taken: TokenSpan): TokenSpan[] {
  const { tokens } = draft.passage;
  return draft.content.flatMap((span) => {
    if (span.end <= taken.start || span.start >= taken.end) return [span];
    let start = Math.max(span.start, taken.end);
    while (
      start < span.end &&
      /^(?:as|saying|indicating|suggesting|claiming|who|said|that|,|say)$/.test(
        tokens[start]!.lower,
      )
    ) {
      start += 1;
    }
    return start < span.end ? [{ start, end: span.end }] : [];
  });
}

/** "told CNN", "in an interview published by the faction's media arm". */
export function addRelays(draft: Draft, ownOutlets: ReadonlySet<string>): Draft {
  if (draft.cue === null) return draft;
  const { passage, cue } = draft;
  const line = lineOf(passage, sentenceAround(passage, cue.start));
  const found: DraftRelay[] = [];
  for (const match of [...findTold(line.words), ...findOwnChannels(line.words)]) {
    const span = tokensAt(line, match.index, match.length);
    const words = line.words.slice(match.index, match.index + match.length).replace(/^the /, '');
    if (!ownOutlets.has(words) && isNear(draft, span)) {
      found.push({ passage, span, ownChannel: match.ownChannel });
    }
  }
  const distinct = found.filter(
    (one) =>
      !found.some(
        (other) => other !== one && overlaps(one.span, other.span) && isLonger(other, one),
      ),
  );
  if (distinct.length === 0) return draft;
  return { ...draft, via: [...draft.via, ...distinct.slice(0, 2)] };
}

function isLonger(one: DraftRelay, than: DraftRelay): boolean {
  return one.span.end - one.span.start > than.span.end - than.span.start;
}

/** "cited sources indicating …": where the sources have a cue of their own, theirs takes the relay. */
export function passRelaysOn(drafts: readonly Draft[]): Draft[] {
  const relayed = drafts.filter(({ via, source }) => via.length > 0 && source.length === 1);
  const isSameSource = (one: Draft, other: Draft) =>
    one !== other &&
    one.passage === other.passage &&
    other.source.some((span) => overlaps(span, one.source[0]!));
  return drafts.flatMap((draft) => {
    const mates = relayed.filter((other) => isSameSource(other, draft));
    if (isSpareCiting(draft, relayed)) return [];
    if (draft.via.length === 0) {
      const from = mates.find(({ content }) => content.length === 0) ?? mates[0];
      return from === undefined ? [draft] : [{ ...draft, via: from.via }];
    }
    const isEmpty =
      draft.content.length === 0 && drafts.some((other) => isSameSource(draft, other));
    return isEmpty ? [] : [withOutletsContent(draft, drafts)];
  });
}

/** "citing two sources" without a source of its own, where the two already speak. */
function isSpareCiting(draft: Draft, relayed: readonly Draft[]): boolean {
  if (draft.source.length > 0 || draft.cue === null) return false;
  if (!CITING.test(draft.passage.tokens[draft.cue.start]!.lower)) return false;
  return relayed.some(
    (other) =>
      other.passage === draft.passage &&
      other.source.some((span) => draft.content.some((own) => overlaps(own, span))),
  );
}

/** "The paper reported that …, citing people": what the paper reports is what the people say. */
function withOutletsContent(draft: Draft, drafts: readonly Draft[]): Draft {
  const outlet = draft.via[0];
  if (draft.content.length > 0 || outlet === undefined) return draft;
  const report = drafts.find(
    (other) =>
      other !== draft &&
      other.passage === draft.passage &&
      other.source.some((span) => overlaps(span, outlet.span)),
  );
  return report === undefined ? draft : { ...draft, content: report.content };
}

/** The relay belongs to this attribution only outside of what is said, and close to the cue. */
function isNear(draft: Draft, relay: TokenSpan): boolean {
  const cue = draft.cue!;
  // "said | on state television that …": the first words of the content may still be the relay's.
  if (draft.content.some(({ start, end }) => relay.start >= start + 3 && relay.end <= end)) {
    return false;
  }
  const isSource = draft.source.some((span) => span.start === relay.start);
  if (isSource) return false;
  const distance = relay.start >= cue.end ? relay.start - cue.end : cue.start - relay.end;
  const inSource = draft.source.some((span) => relay.start >= span.start && relay.end <= span.end);
  return inSource || distance < 12;
}
