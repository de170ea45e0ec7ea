/**
 * What hangs together among the attributions found in a text: whose words state the claim that
 * "confirmed the account" is about, and which mention describes a source best. Pure.
 */
import type { ProposedAttribution, Span } from './extraction.ts';

export interface Links {
  /** Position of the attribution whose content states the claim; its own where it does. */
  readonly anchor: number;
  /** Position of the attribution that describes the same source best. */
  readonly speaker: number;
}

/** How far back "the account" may lie, in UTF-16 units. */
const MOST_BACK = 1_500;
/** Requests for comment are told further down than what they are about. */
const MOST_BACK_REPLY = 3_000;

const POINTING =
  /^(?:(?:the|this|that|these|those|such|his|her|their|its|any|all)\s+)?(?:(?:\w+\s+)?(?:accounts?|reports?|claims?|accusations?|allegations?|assertions?|charges?|information|story|statements?|comments?|remarks?|news|details)|requests? for comments?|comment)$/i;
const PRONOUN =
  /^(?:which|who|it|this|that|these|those|them|so|both|everything|to comment|comment)$/i;
const ANONYMITY =
  /\b(?:not (?:to )?be (?:named|identified|quoted)|anonym(?:ity|ous(?:ly)?)|condition(?:s)? of)\b/i;
const LEAD_IN = /^(?:to|on|for|about|from)\s+/i;

/** Whether the words only point at a claim that other words state. */
export function pointsElsewhere(words: string): boolean {
  const bare = words.replace(/^[\s"'“”‘’,.]+|[\s"'“”‘’,.]+$/g, '').replace(LEAD_IN, '');
  return bare === '' || PRONOUN.test(bare) || POINTING.test(bare);
}

/** The links of each attribution, in their order. */
export function linkAttributions(text: string, found: readonly ProposedAttribution[]): Links[] {
  const anchors = anchorsOf(text, found);
  const speakers = speakersOf(text, found);
  return found.map((_, at) => ({ anchor: anchors[at] ?? at, speaker: speakers[at] ?? at }));
}

function anchorsOf(text: string, found: readonly ProposedAttribution[]): number[] {
  const anchors = found.map((_, at) => at);
  const places = found
    .map((one, at) => ({
      ...{ at, start: placeOf(one), bounds: boundsOf(one.content) },
      isPointing: pointsElsewhere(wordsAt(text, one.content)),
      isAside: ANONYMITY.test(wordsAt(text, one.content)),
    }))
    // In the order of the text, so that what is pointed at has its own anchor already.
    .sort((a, b) => a.start - b.start || a.at - b.at);
  const firsts = new Map<string, number>();
  for (const [order, { at, bounds, isPointing }] of places.entries()) {
    const key = bounds?.join(' ') ?? '';
    const same = bounds ? firsts.get(key) : undefined;
    if (same !== undefined) anchors[at] = anchors[same] ?? same;
    else if (isPointing && found[at]?.stance !== 'asserts') {
      const before = antecedent(places, order, found[at]?.stance ?? 'asserts');
      anchors[at] = before === null ? at : (anchors[before] ?? before);
    }
    if (bounds && same === undefined) firsts.set(key, at);
  }
  return anchors;
}

interface Place {
  readonly at: number;
  readonly start: number;
  readonly bounds: readonly [number, number] | null;
  readonly isPointing: boolean;
  /** That sources asked not to be named is nothing that others confirm or deny. */
  readonly isAside: boolean;
}

// "The allegations, which have been denied": right before it; else the nearest claim before it.
function antecedent(places: readonly Place[], order: number, stance: string): number | null {
  const start = places[order]?.start ?? 0;
  const isReply = ['declines', 'no_response', 'awaiting'].includes(stance);
  const most = isReply ? MOST_BACK_REPLY : MOST_BACK;
  let best: number | null = null;
  let least = most;
  for (let before = order - 1; before >= 0; before -= 1) {
    const { at, start: other, bounds, isPointing, isAside } = places[before]!;
    if (start - other > most) break;
    const gap = bounds ? start - bounds[1] : -1;
    if (gap < 0 || gap >= least || isAside || (isPointing && gap > 3)) continue;
    best = at;
    least = gap;
  }
  return best;
}

function speakersOf(text: string, found: readonly ProposedAttribution[]): number[] {
  const roots: number[] = [];
  const best = new Map<string, { readonly at: number; readonly fullness: number }>();
  const keys = found.map((one, at) => {
    const same = one.same_source_as;
    roots[at] = same !== null && same < at ? (roots[same] ?? at) : at;
    // A source without a name never gets one from here.
    const key = `${roots[at]} ${isNamed(one)}`;
    const candidate = { at, fullness: fullness(text, one) };
    if (candidate.fullness > (best.get(key)?.fullness ?? -1)) best.set(key, candidate);
    return key;
  });
  return keys.map((key, at) => best.get(key)?.at ?? at);
}

function fullness(text: string, one: ProposedAttribution): number {
  const words = wordsAt(text, one.source);
  if (words === '' || isPronoun(words)) return 0;
  const described = one.identity === 'unnamed_bare' ? 1 : 2;
  return described * 10_000 + (one.count === null ? 0 : 5_000) + Math.min(words.length, 200);
}

export function isPronoun(words: string): boolean {
  return /^(?:he|she|they|it|we|i|you|who|which|that|him|her|them|both|some|others?|one)$/i.test(
    words.trim(),
  );
}

function isNamed({ identity }: ProposedAttribution): boolean {
  return identity === 'named_person' || identity === 'named_org';
}

function placeOf(one: ProposedAttribution): number {
  return (one.content[0] ?? one.cue[0] ?? one.source[0] ?? [0, 0])[0];
}

/** From the first to the last place; null where there is none. */
export function boundsOf(spans: readonly Span[]): readonly [number, number] | null {
  if (spans.length === 0) return null;
  return [Math.min(...spans.map(([s]) => s)), Math.max(...spans.map(([, e]) => e))];
}

/** The words at some places, white space collapsed. */
export function wordsAt(text: string, spans: readonly Span[], between = ' … '): string {
  return spans
    .map(([start, end]) => text.slice(start, end).replace(/\s+/g, ' ').trim())
    .filter((words) => words !== '')
    .join(between);
}
