import type { AnonymityReason } from './anonymity.ts';
import { findBehalf } from './behalf.ts';
import { readKind } from './claim-kinds.ts';
import type { TokenSpan } from './cue-view.ts';
import { readDirectness } from './directness.ts';
import type { Draft } from './drafts.ts';
import { placeOfDraft } from './drafts.ts';
import type { ProposedAttribution, Relay } from './extraction.ts';
import type { Passage } from './passages.ts';
import { isQuoteMark } from './passages.ts';
import type { Linked } from './pronouns.ts';
import type { StanceReading, StanceWords } from './stance.ts';
import { readStance } from './stance.ts';
import type { Span } from './tokens.ts';
import { lineOf, placeOf, placesOf, sentenceAround, wordsOf } from './wording.ts';

export function propose(
  linked: readonly Linked[],
  reasons: readonly AnonymityReason[],
): ProposedAttribution[] {
  return linked.map((source) => {
    const { draft } = source;
    const passage = draft.sourcePassage ?? draft.passage;
    const stance = readStance(stanceWords(draft));
    const cue = draft.cue === null ? '' : wordsOf(draft.passage, [draft.cue]);
    const content = wordsOf(draft.passage, draft.content);
    const kind = readKind(cue, content, source.type, stance.stance);
    const directness = readDirectness(source.words, cue, source.type, kind);
    return {
      source: placesOf(passage, draft.source),
      cue: draft.cue === null ? [] : [placeOf(draft.passage, draft.cue)],
      content: [
        ...placesOf(draft.passage, draft.content),
        ...(draft.further ?? []).map(({ passage: later, span }) => placeOf(later, span)),
      ],
      confidence: draft.confidence,
      source_type: source.type,
      partial_types: source.partial,
      identity: source.identity,
      collective: source.collective,
      count: source.count,
      stance: stance.stance,
      scope: stance.scope,
      provisional: stance.provisional,
      directness: directness.directness,
      kind,
      quote: [{ passage: draft.passage, spans: draft.content }, ...furtherOf(draft)].flatMap(
        (part) => part.spans.flatMap((span) => quotesIn(part.passage, span)),
      ),
      anonymity_reason: reasonFor(source, reasons),
      on_behalf_of: placesOf(passage, findBehalf(passage, draft.source)),
      via: draft.via.map(relayOf),
      same_source_as: source.sameAs,
      carried: draft.carried,
      because: reasonsOf(source, stance, directness.because),
    };
  });
}

function relayOf({ passage, span, ownChannel }: Draft['via'][number]): Relay {
  return { spans: [placeOf(passage, span)], own_channel: ownChannel };
}

function reasonsOf(source: Linked, stance: StanceReading, directness: string | null): string[] {
  const all = [...source.draft.because, stance.because, ...source.because, directness];
  return [...new Set(all.filter((words): words is string => words !== null && words !== ''))];
}

function stanceWords(draft: Draft): StanceWords {
  const { passage, cue } = draft;
  const content = wordsOf(passage, draft.content);
  if (cue === null) return { before: '', cue: '', after: '', content };
  const sentence = sentenceAround(passage, cue.start);
  const [from, to] = [Math.max(sentence.start, cue.start - 6), Math.max(sentence.end, cue.end)];
  return {
    before: from < cue.start ? lineOf(passage, { start: from, end: cue.start }).words : '',
    cue: wordsOf(passage, [cue]),
    after:
      cue.end < to
        ? lineOf(passage, { start: cue.end, end: Math.min(to, cue.end + 14) }).words
        : '',
    content,
  };
}

/** The parts of the content between quotation marks, the marks left out. */
function furtherOf(draft: Draft) {
  return (draft.further ?? []).map(({ passage, span }) => ({ passage, spans: [span] }));
}

function quotesIn(passage: Passage, span: TokenSpan): Span[] {
  const quotes: Span[] = [];
  let start = -1;
  for (let i = span.start; i <= span.end; i += 1) {
    const token = passage.tokens[i];
    const inside = i < span.end && passage.quoted[i] === 1 && !isQuoteMark(token!.text);
    if (inside && start < 0) start = i;
    if (!inside && start >= 0) {
      quotes.push(placeOf(passage, { start, end: i }));
      start = -1;
    }
  }
  return quotes;
}

/** A reason given in the same sentence, or for "all the sources" anywhere in the text. */
/** "All the sources" are those called so, and the unnamed who speak beside them. */
function isConfidential(source: Linked, passage: Passage): boolean {
  if (source.type === 'media' || source.type === 'record') return false;
  if (/\b(?:sources?|people|persons?)\b/.test(source.words)) return true;
  return source.draft.passage === passage && source.pronoun === null;
}

function reasonFor(source: Linked, reasons: readonly AnonymityReason[]): Span[] {
  if (source.identity === 'named_person' || source.identity === 'named_org') return [];
  const { draft } = source;
  const cue = draft.cue ?? draft.content[0];
  const near = reasons.find(({ passage, span }) => {
    if (cue === undefined || passage !== draft.passage) return false;
    return passage.sentence[span.start] === passage.sentence[cue.start];
  });
  const place = placeOfDraft(draft);
  const found =
    near ??
    reasons.find((reason) => {
      const at = reason.passage.tokens[reason.span.start]!.start;
      return reason.forAll && at > place && isConfidential(source, reason.passage);
    });
  return found === undefined ? [] : [placeOf(found.passage, found.span)];
}
