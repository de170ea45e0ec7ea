/**
 * Where the cards keep a criterion: those whose values go together share a list, as each list is
 * decided once per filter.
 */
import { CRITERIA, type Criterion } from '../criteria.ts';

/** What a claim has one list of each of. `story`: what follows from its article. */
export const OF_CLAIM = ['standing', 'handling', 'subjects', 'story'] as const;
export type ClaimKind = (typeof OF_CLAIM)[number];
/**
 * What an attribution has one of each of. `signature`: its values of fixed lists; `speaker`: its
 * source; `channel`: other sources that have to do with it.
 */
type Kind = ClaimKind | 'signature' | 'speaker' | 'channel';

const STANDING = ['denial', 'corroboration', 'adverse', 'flag', 'finding', 'waived'];
const STORY = ['article', 'publisher', 'desk'];

function kindOf({ key, of, values }: Criterion): Kind {
  if (of === 'attribution') {
    if (typeof values !== 'string') return 'signature';
    return key === 'source' ? 'speaker' : 'channel';
  }
  if (STORY.includes(key)) return 'story';
  if (STANDING.includes(key)) return 'standing';
  return values === 'source' ? 'subjects' : 'handling';
}

/** In the order of the criteria. */
export const KINDS: readonly Kind[] = CRITERIA.map(kindOf);

/** The place in the table of criteria of one that the cards know by name. */
export function place(key: string): number {
  return CRITERIA.findIndex((criterion) => criterion.key === key);
}

export const PLACES = {
  ...{ speaker: place('source'), article: place('article') },
  ...{ publisher: place('publisher'), desk: place('desk') },
} as const;

/** The places of all criteria of a kind. */
export function placesOf(...kinds: readonly Kind[]): number[] {
  return KINDS.flatMap((kind, at) => (kinds.includes(kind) ? [at] : []));
}
