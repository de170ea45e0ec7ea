/** From proposals to the claim that they make, in the JSON that records one. Pure. */
import { describeWords } from '../sources/describe.ts';
import { MOST_NAME } from '../sources/source.schema.ts';
import { isNamed } from '../sources/source.ts';
import type { ProposedAttribution, Span } from './extraction.ts';
import { boundsOf, isPronoun, pointsElsewhere, wordsAt } from './linking.ts';
import type { PlannedClaim, Proposal, TextProposals } from './proposal.ts';

const MOST_SENTENCE = 600;
const MOST_STATEMENT = 2_000;
const MOST_WORDS = 5_000;
const MOST_CUE = 200;
/** Parts of a claim nearer than this are one passage, the attribution between them included. */
const MOST_GAP = 200;

/** The claim that a text's words make, as a sentence; '' where the words state none. */
export function statementOf({ text, proposals }: TextProposals, proposal: Proposal): string {
  const { found } = proposals[proposal.anchor] ?? proposal;
  const words = wordsAt(text, placesOfStatement(text, found), ' ')
    .replace(/^[\s,;:.–—-]+|[\s,;:–—-]+$/g, '')
    .replace(/^that\s+/i, '');
  if (words === '' || pointsElsewhere(words)) return '';
  const bare = /^["“”][^"“”]*["“”]?$/.test(words) ? words.replace(/["“”]/g, '') : words;
  const sentence = bare.trim().replace(/[,;:]+(["”’]?)$/, '$1');
  const ended = /[.!?…]["”’)]?$/.test(sentence) ? sentence : `${sentence}.`;
  const [first = ''] = ended;
  return (first.toUpperCase() + ended.slice(first.length)).slice(0, MOST_STATEMENT).trim();
}

/** Verbs whose content is a sentence of its own; that of others is what somebody asks or stresses. */
const SAYING =
  /\b(?:sa(?:id|ys?|ying)|told|tells?|according|stat(?:ed?|es|ing)|reports?|reported|claim(?:s|ed|ing)?|add(?:s|ed|ing)|not(?:es?|ed|ing)|believe[sd]?|th(?:ink|inks|ought)|announce[sd]?|insist(?:s|ed)?|argue[sd]?|warn(?:s|ed|ing)?|explain(?:s|ed|ing)?|suggest(?:s|ed|ing)?|confirm(?:s|ed)?|den(?:y|ies|ied)|admit(?:s|ted)?|wr(?:ote|ites?)|alleg(?:es?|ed)|estimate[sd]?|expect(?:s|ed)?)\b/i;

// "… asked not to be named", "… called on them to go": without who and what, it is no sentence.
function placesOfStatement(text: string, { source, cue, content }: ProposedAttribution) {
  const bounds = boundsOf(content);
  const from = boundsOf([...source, ...cue])?.[0];
  if (!bounds || from === undefined || source.length === 0) return content;
  if (isSentence(text, cue, content, bounds[0])) return content;
  const [start, end] = bounds;
  const isOneLine = from < start && !text.slice(from, end).includes('\n');
  return isOneLine && end - from <= MOST_SENTENCE ? [[from, end] as const] : content;
}

function isSentence(
  text: string,
  cue: readonly Span[],
  content: readonly Span[],
  start: number,
): boolean {
  const words = wordsAt(text, content);
  const before = text.slice(Math.max(0, start - 8), start);
  if (
    /^(?:(?:not\s+)?to|responsibility)\s/i.test(words) ||
    /(?<!according\s)\bto\s+$/i.test(before)
  )
    return false;
  return /^(?:that\s|["“‘])/i.test(words) || cue.length === 0 || SAYING.test(wordsAt(text, cue));
}

/** Why it cannot be accepted as it is, or null where it can. */
export function whatIsMissing(all: TextProposals, proposal: Proposal): string | null {
  const speaker = all.proposals[proposal.speaker] ?? proposal;
  const words = wordsAt(all.text, speaker.found.source);
  if (words === '') return 'The words do not say who the source is.';
  if (isPronoun(words)) return `It is not clear who “${words}” is.`;
  const isJoining = all.claims.has(proposal.anchor);
  if (isJoining || statementOf(all, proposal) !== '') return null;
  return 'The words do not say which claim this is about.';
}

/** The name under which a source is recorded: its words without what is said further of it. */
export function nameOf(all: TextProposals, proposal: Proposal): string {
  const { found } = all.proposals[proposal.speaker] ?? proposal;
  const words = wordsAt(all.text, found.source);
  const named = found.identity === 'named_person' || found.identity === 'named_org';
  const cut = named
    ? /,|\s(?:at|from|of the|who|which|with|on)\s/
    : /,|\s(?:who|whose|which|that)\s/;
  const start = found.identity === 'named_org' ? words : (words.split(cut)[0] ?? words);
  const name = start.replace(/^["“‘]+|[\s"”’,;:]+$/g, '');
  return (named ? name.replace(/^the\s+/i, '') : name).slice(0, MOST_NAME) || words;
}

/** The body of the new claim that a plan makes. */
export function claimBody(all: TextProposals, { anchor, proposals }: PlannedClaim) {
  return {
    statement: statementOf(all, anchor),
    kind: anchor.found.kind,
    article_id: all.articleId,
    appearances: appearanceBodies(all, anchor),
    attributions: proposals.map((one) => attributionBody(all, one)),
  };
}

/** The exact words that state the claim. */
export function appearanceBodies(all: TextProposals, { found }: Proposal) {
  const bounds = boundsOf(found.content);
  if (!bounds) return [];
  const sorted = [...found.content].sort(([a], [b]) => a - b);
  const isOne = sorted.every(([start], at) => at === 0 || start - sorted[at - 1]![1] <= MOST_GAP);
  return (isOne ? [bounds] : sorted)
    .map(([start, end]) => ({
      ...{ article_id: all.articleId, start, end },
      quote: all.text.slice(start, end),
    }))
    .filter(({ quote }) => quote.trim() !== '' && quote.length <= MOST_WORDS);
}

/** One attribution, in the JSON that records one. */
export function attributionBody(all: TextProposals, proposal: Proposal) {
  const { found } = proposal;
  const { text } = all;
  const words = (spans: readonly Span[], most = MOST_WORDS) => wordsAt(text, spans).slice(0, most);
  const isPartial = found.scope === 'part';
  const capacity = (all.proposals[proposal.speaker] ?? proposal).found.source_type;
  return {
    source: sourceBody(all, proposal),
    stance: found.stance,
    ...(isPartial && ['confirms', 'admits', 'denies'].includes(found.stance)
      ? { scope: 'part' }
      : {}),
    wording: words(found.source),
    cue: words(found.cue, MOST_CUE),
    quote: words(found.quote),
    directness: found.directness,
    // A source on file may be of another type; what the words say holds for this row.
    capacity: capacity === 'untyped' ? null : capacity,
    provisional: found.provisional && found.stance === 'no_response',
    carried: found.carried,
    ...{ anonymity_reason: words(found.anonymity_reason), article_id: all.articleId },
    on_behalf_of: described(words(found.on_behalf_of, MOST_NAME)),
    via: found.via
      .map((relay) => ({ words: words(relay.spans, MOST_NAME), own: relay.own_channel }))
      .filter((relay) => relay.words !== '')
      .map((relay) => ({ source: relayBody(relay.words), own_channel: relay.own })),
  };
}

function sourceBody(all: TextProposals, proposal: Proposal) {
  const { found } = all.proposals[proposal.speaker] ?? proposal;
  return { name: nameOf(all, proposal), ...descriptionOf(found) };
}

function descriptionOf(found: ProposedAttribution) {
  const isGroup = found.collective || found.count !== null;
  return {
    ...{ type: found.source_type, identity: found.identity, collective: isGroup },
    ...{ count: found.count !== null && found.count >= 2 ? found.count : null },
    partial_types: [...found.partial_types],
  };
}

function described(words: string) {
  if (words === '') return null;
  const name = words.replace(/^the\s+(?=\p{Lu})/u, '');
  const { type, identity } = describeWords(name);
  return { name, type, identity };
}

// An outlet unless its words say something else: that is what most relays are.
function relayBody(words: string) {
  const name = words.replace(/^the\s+(?=\p{Lu})/iu, '');
  const said = describeWords(name);
  if (isNamed(said) && said.type === 'untyped') {
    return { name, type: 'media' as const, identity: 'named_org' as const };
  }
  return { name, type: said.type, identity: said.identity };
}
