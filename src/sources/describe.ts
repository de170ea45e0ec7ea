/** What a typed description of a source says by itself: defaults for a new source. */
import type { Identity, SourceType } from './source.ts';

export interface Description {
  readonly identity: Identity;
  readonly collective: boolean;
  readonly count: number | null;
  readonly type: SourceType;
}

export function describeWords(words: string): Description {
  const named = /^\p{Lu}/u.test(words);
  return {
    identity: named ? 'named_person' : 'unnamed_described',
    collective: false,
    count: null,
    type: 'untyped',
  };
}
