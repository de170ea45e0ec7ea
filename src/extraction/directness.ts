import type { ClaimKind, Directness, SourceType } from './extraction.ts';

const WITNESSED =
  /\b(?:witness(?:es|ed)?|eyewitness(?:es)?|saw|watched|heard (?:the|a|gunfire|shots|explosions?)|bystanders?|onlookers?)\b/;
const FIRST_HAND =
  /\b(?:who (?:attended|was present|were present|took part|was there|were there|participated|was in the room|were in the room|was at|were at|survived|was involved|were involved|worked on|negotiated)|with (?:direct|first-?hand) knowledge|direct(?:ly)? (?:knowledge|involved)|participants?|attendees|present at|in the room|involved in the|took part in|survivors?|victims?)\b/;
const SECOND_HAND =
  /\b(?:briefed (?:on|by|about)|familiar with|who (?:was|were|had been) (?:told|briefed|informed)|aware of|with knowledge of|(?<!direct )knowledge of|heard (?:from|about)|informed (?:of|about)|close to|citing|quoting|on what they had been told)\b/;
const DOCUMENT =
  /\b(?:documents?|records?|filings?|according to (?:a|the) (?:copy|text|transcript|letter|memo)|reviewed by|seen by|obtained by|transcripts?|emails?|e-mails?|lawsuit|indictment|affidavit|memo|report|survey|poll|study|data|figures|footage|recording|letter)\b/;

/** How the source knows, where the words say it. */
export function readDirectness(
  source: string,
  cue: string,
  type: SourceType,
  kind: ClaimKind,
): { directness: Directness; because: string | null } {
  const tests: readonly (readonly [Directness, RegExp])[] = [
    ['first_hand', FIRST_HAND],
    ['witnessed', WITNESSED],
    ['second_hand', SECOND_HAND],
  ];
  for (const [directness, pattern] of tests) {
    const match = pattern.exec(source);
    if (match !== null) return { directness, because: match[0] };
  }
  if (/\b(?:saw|witnessed|watched)\b/.test(cue)) return { directness: 'witnessed', because: cue };
  if (type === 'record')
    return { directness: 'document', because: DOCUMENT.exec(source)?.[0] ?? null };
  if (type === 'media') return { directness: 'second_hand', because: null };
  if (type === 'own') return { directness: 'witnessed', because: null };
  if (type === 'expert' || kind === 'analysis' || kind === 'prediction' || kind === 'opinion') {
    return { directness: 'analysis', because: null };
  }
  return { directness: 'unknown', because: null };
}
