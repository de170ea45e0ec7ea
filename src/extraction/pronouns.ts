import type { Described } from './described.ts';
import { placeOfDraft } from './drafts.ts';
import type { Mention, Names } from './people.ts';
import { sentenceAround } from './wording.ts';

/** A source with the index of the earlier attribution whose source it repeats. */
export type Linked = Described & { readonly sameAs: number | null };

// A pronoun is not looked for further back than this many attributions.
const FURTHEST_PRONOUN = 6;
const ORGANISED = new Set([
  'government',
  'business',
  'security',
  'judicial',
  'civil_society',
  'igo',
  'armed_group',
]);

/** "Qaani has intervened before. In February, he asked …": the person need not be a source. */
export function namePronoun(source: Described, linked: readonly Linked[], names: Names): Described {
  if (!/^(?:he|she)$/.test(source.pronoun ?? '') || source.name !== null) return source;
  const place = placeOfDraft(source.draft);
  const last = linked.at(-1);
  const from = last === undefined ? 0 : endOfSpeech(last, place);
  const near = mentionsBetween(names.mentions, Math.max(from, place - NEAR), place);
  const nearest = near.at(-1);
  if (nearest === undefined) return source;
  // The first one named in that sentence is most likely its subject.
  const { name } = near.find(
    (one) => one.passage === nearest.passage && one.sentence === nearest.sentence,
  )!;
  const type = names.descriptions.get(name)?.type ?? source.type;
  return { ...source, name, fullName: name, identity: 'named_person', type };
}

const NEAR = 400;

/** Where the sentence of the last attribution ends: names inside of it are part of what was said. */
function endOfSpeech({ draft }: Linked, limit: number): number {
  const { passage, cue } = draft;
  const spans = cue === null ? draft.content : [cue, ...draft.content];
  const last = Math.max(0, ...spans.map(({ end }) => end - 1));
  const { end } = sentenceAround(passage, Math.min(last, passage.tokens.length - 1));
  return Math.min(limit, passage.tokens[end - 1]!.end);
}

/** Mentions are in order of the text, so the place is found by halving. */
function mentionsBetween(mentions: readonly Mention[], from: number, to: number): Mention[] {
  let [low, high] = [0, mentions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.place < from) low = middle + 1;
    else high = middle;
  }
  const found: Mention[] = [];
  for (let i = low; i < mentions.length && mentions[i]!.place < to; i += 1)
    found.push(mentions[i]!);
  return found;
}

export function findForPronoun(source: Described, linked: readonly Linked[]): number {
  const wanted = pronounKind(source.pronoun!);
  if (wanted === null) return -1;
  const place = placeOfDraft(source.draft);
  for (let i = linked.length - 1, left = FURTHEST_PRONOUN; i >= 0 && left > 0; i -= 1, left -= 1) {
    const one = linked[i]!;
    if (place - placeOfDraft(one.draft) > 1500) break;
    if (wanted(one)) return i;
  }
  return -1;
}

function pronounKind(pronoun: string): ((one: Linked) => boolean) | null {
  if (/^(?:he|she|him|her|his|himself|herself)$/.test(pronoun)) {
    return (one) =>
      one.identity === 'named_person' ||
      (one.identity === 'unnamed_described' && !one.collective && one.type !== 'record');
  }
  if (/^(?:they|them|their|themselves|both|the two|the pair)$/.test(pronoun)) {
    return (one) => one.collective || one.identity === 'named_org';
  }
  if (/^(?:it|its)$/.test(pronoun)) {
    return (one) =>
      one.identity === 'named_org' ||
      one.type === 'media' ||
      (!one.collective &&
        one.identity === 'unnamed_described' &&
        !one.name &&
        ORGANISED.has(one.type));
  }
  return null;
}
