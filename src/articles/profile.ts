/** The sourcing profile of an article: who speaks in it, named or not, and what is denied. Pure. */
import type { ClaimRecord } from '../claims/record.ts';
import { DENIALS, type Denial } from '../claims/standing.ts';
import { DENIAL_LABELS } from '../claims/words.ts';
import {
  isNamed,
  SOURCE_TYPE_LABELS,
  SOURCE_TYPES,
  type Source,
  type SourceType,
} from '../sources/source.ts';

export interface TypeShare {
  readonly type: SourceType;
  readonly label: string;
  readonly named: number;
  readonly unnamed: number;
  /** Part of all sources, in whole percent. */
  readonly percent: number;
}

export interface DenialCount {
  readonly status: Denial;
  readonly label: string;
  readonly claims: number;
}

export interface Profile {
  /** Distinct sources that say something; a group is one. */
  readonly sources: number;
  readonly named: number;
  readonly unnamed: number;
  /** Largest first; types that occur only. */
  readonly types: readonly TypeShare[];
  readonly claims: number;
  /** Claims by denial status, strongest first; statuses that occur only. */
  readonly denials: readonly DenialCount[];
}

// Whoever declined or did not answer is no source of the story.
const SPEAKING = new Set(['asserts', 'confirms', 'admits', 'disputes', 'denies']);

/** The profile of an article by its claims' attributions that stand in it. */
export function profileOf(articleId: number, claims: readonly ClaimRecord[]): Profile {
  const speakers = speakersIn(articleId, claims);
  const named = speakers.filter(({ source }) => isNamed(source)).length;
  const types = SOURCE_TYPES.map((type) => share(type, speakers)).filter(
    (one) => one.named + one.unnamed > 0,
  );
  const denials = DENIALS.map((status) => ({
    status,
    label: DENIAL_LABELS[status],
    claims: claims.filter((claim) => claim.standing.denial.status === status).length,
  }));
  return {
    sources: speakers.length,
    named,
    unnamed: speakers.length - named,
    types: types.sort((a, b) => b.named + b.unnamed - (a.named + a.unnamed)),
    claims: claims.length,
    denials: denials.filter((one) => one.claims > 0).reverse(),
  };
}

interface Speaker {
  readonly source: Source;
  /** The capacity in which it speaks first. */
  readonly type: SourceType;
}

function speakersIn(articleId: number, claims: readonly ClaimRecord[]): Speaker[] {
  const speakers = new Map<number, Speaker>();
  for (const { facts } of claims) {
    for (const row of facts.attributions) {
      const source = facts.sources.get(row.sourceId);
      const standsHere = (row.articleId ?? facts.articleId) === articleId;
      if (!source || !standsHere || !SPEAKING.has(row.stance)) continue;
      if (!speakers.has(source.id)) speakers.set(source.id, { source, type: row.capacity });
    }
  }
  return [...speakers.values()];
}

function share(type: SourceType, speakers: readonly Speaker[]): TypeShare {
  const ofType = speakers.filter((speaker) => speaker.type === type);
  const named = ofType.filter(({ source }) => isNamed(source)).length;
  return {
    type,
    label: SOURCE_TYPE_LABELS[type],
    named,
    unnamed: ofType.length - named,
    percent: Math.round((100 * ofType.length) / Math.max(1, speakers.length)),
  };
}
