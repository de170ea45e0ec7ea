import type { SourceType } from './extraction.ts';
import { TYPE_WORDS } from './source-type-words.ts';

export type TypeReading = {
  readonly type: SourceType;
  readonly partial: readonly SourceType[];
  /** The words that gave the type, for the list of reasons. */
  readonly because: string | null;
};

// These heads take their type from what stands around them: "a spokesman for Hamas".
const GENERIC_HEAD =
  /(?:^|[ -])(spokes(?:man|woman|person|people|persons|men|women)|officials?|leaders?|chiefs?|heads?|advis[eo]rs?|aides?|members?|representatives?|sources?|people|persons?|someone|those|individuals?|employees?|staff(?:ers)?|presidents?|chair(?:man|woman|person)?|directors?|secretary[ -]general|founders?|deput(?:y|ies)|executives?|managers?|insiders?|participants?|attendees|workers?|figures?|man|woman|men|women|groups?|organi[sz]ations?|agenc(?:y|ies)|officers?|veterans?|guests?|commissioners?|secretary|another|others?|one|some|many|several|delegations?|negotiators?|mediators?)$/u;

const DEFAULTS: readonly (readonly [RegExp, SourceType])[] = [
  [
    /^(?:spokes|official|advis|aide|president|secretary|commissioner|agenc|negotiator|delegation)/,
    'government',
  ],
  [/^(?:worker|employee|man$|woman$|men$|women$)/, 'citizen'],
  [/^(?:executive|manager|founder|chair)/, 'business'],
  [/^officer/, 'security'],
];

// Where the head ends and its complement begins.
const COMPLEMENT =
  / (?:of|for|to|at|in|with|from|on|within|inside|close to|near|who|whose|which|that|including|,|\(|-|—|–|familiar|seen|obtained|reviewed|conducted|published|briefed|involved|based|loyal|critical|affiliated|representing) /;
const RELATIVE = / (?:, )?(?:who|whose|whom|which|that|including|among them|speaking|citing) /;
const INCLUDING = /(?:including|among them|as well as|such as) (.+)$/;

export function readType(words: string, isPerson: boolean): TypeReading {
  const partial = partialTypes(words);
  const plain = ` ${words} `.split(RELATIVE)[0]!.trim();
  const owner = OFFICE.exec(plain)?.[1];
  if (owner !== undefined) return readType(owner, false);
  if (RECORD_TAIL.test(plain) && !isPerson) return { type: 'record', partial, because: plain };
  const cut = COMPLEMENT.exec(`${plain} `);
  const core = cut === null ? plain : plain.slice(0, cut.index);
  const rest = cut === null ? '' : plain.slice(cut.index);
  const found = isPerson && LIVES.test(words) ? CITIZEN : typeOfParts(core, rest, isPerson);
  return {
    type: found.type,
    partial: partial.filter((type) => type !== found.type),
    because: found.because,
  };
}

// "Hezbollah's media office" speaks for its owner, "Ministry of Health data" is no ministry.
const OFFICE =
  /^(.+?)'s (?:(?:media|press|private|executive|head|political|military) )?(?:office|arm|wing|bureau|press service)$/;
const RECORD_TAIL =
  / (?:data|figures|statistics|documents|records|report|audit|survey|poll|filings|emails|minutes)$/;
const LIVES =
  /, who (?:lives?|lived|grew up|was (?:injured|wounded|on board|aboard|hurt|shopping|walking)|were|survived|lost|witnessed|saw|watched|fled|owns a home|voted|attended)(?!\p{L})/u;
const CITIZEN: Found = { type: 'citizen', because: 'who' };

type Found = { readonly type: SourceType; readonly because: string | null };

function typeOfParts(core: string, rest: string, isPerson: boolean): Found {
  const head = GENERIC_HEAD.exec(core);
  if (head === null) {
    return (
      headType(core, isPerson) ?? restType(rest, isPerson) ?? { type: 'untyped', because: null }
    );
  }
  const phrase = headType(core, isPerson);
  if (phrase !== null && phrase.because !== head[1]) return phrase;
  const around = headType(core.slice(0, head.index), isPerson) ?? firstType(rest, isPerson);
  if (around !== null) return around;
  const fallback = DEFAULTS.find(([pattern]) => pattern.test(head[1]!));
  if (fallback !== undefined) return { type: fallback[1], because: head[1]! };
  return { type: 'untyped', because: null };
}

/** An apposition is read like a source of its own, a complement from its first noun. */
function restType(rest: string, isPerson: boolean): Found | null {
  const apposition = /^ ,(?: |$)/.test(rest) ? rest.slice(2).trim() : null;
  if (apposition === null) return firstType(rest, isPerson);
  const { type, because } = readType(apposition, false);
  return type === 'untyped' ? null : { type, because };
}

type Hit = Found & { readonly start: number; readonly end: number };

/** The type told by the words nearest to the end: in "party official" the head is "official". */
function headType(words: string, isPerson: boolean): Found | null {
  const hits = allHits(words, isPerson);
  if (hits.length === 0) return null;
  return hits.reduce((best, hit) => (isNearerEnd(hit, best) ? hit : best));
}

function isNearerEnd(hit: Hit, best: Hit): boolean {
  if (hit.end !== best.end) return hit.end > best.end;
  return hit.start < best.start;
}

/** In a complement the first noun counts: "of the teachers' union in Ohio". */
function firstType(words: string, isPerson: boolean): Found | null {
  const hits = allHits(words, isPerson);
  if (hits.length === 0) return null;
  return hits.reduce((best, hit) =>
    hit.start < best.start || (hit.start === best.start && hit.end > best.end) ? hit : best,
  );
}

// The same few sources come again and again in a text.
const known = new Map<string, Hit[]>();
const MOST_KNOWN = 500;

function allHits(words: string, isPerson: boolean): Hit[] {
  const key = `${isPerson ? 1 : 0}${words}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const hits = findHits(words, isPerson);
  known.set(key, hits);
  return hits;
}

function findHits(words: string, isPerson: boolean): Hit[] {
  const hits: Hit[] = [];
  for (const { type, words: pattern } of TYPE_WORDS) {
    if (isPerson && type === 'record') continue;
    for (const match of words.matchAll(pattern)) {
      const start = match.index;
      hits.push({ type, because: match[0], start, end: start + match[0].length });
    }
  }
  return hits;
}

/** "including people in political parties": some of a mixed group have a type. */
function partialTypes(words: string): SourceType[] {
  const including = INCLUDING.exec(words);
  if (including === null) return [];
  const types = including[1]!
    .split(/ (?:and|,) /)
    .map((part) => readType(part, false).type)
    .filter((type) => type !== 'untyped');
  return [...new Set(types)];
}
