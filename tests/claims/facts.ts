/**
 * Builds the facts of a claim from newsroom words, so that a case reads like copy:
 * `claim({ subjects: ['IRGC'], rows: [{ source: 'seven Iraqi sources' }] })`.
 *
 * A name tells what its source is unless `sources` says more: a capital letter is a named
 * organisation, "a" or "an" an unnamed person, a number word a counted group, and any other small
 * letter a group with no number ("lawmakers").
 */
import type { ArticleFacts, Attribution, ClaimFacts, Kind, Relay } from '../../src/claims/claim.ts';
import type { Decision, Judgement, Source } from '../../src/sources/source.ts';

export interface SourceWords extends Partial<Omit<Source, 'id' | 'name' | 'partOf'>> {
  readonly partOf?: string;
  /** A second source of the same words: `called` is its name, the key tells the two apart. */
  readonly called?: string;
}

export interface RowWords
  extends Partial<Omit<Attribution, 'id' | 'sourceId' | 'onBehalfOf' | 'via' | 'retracts'>> {
  readonly source: string;
  readonly for?: string;
  /** Nearest to us first; "own: Faction TV" is the speaker's own channel. */
  readonly via?: readonly string[];
  /** Position numbers (from 1) of the rows taken back. */
  readonly retracts?: readonly number[];
}

interface ArticleWords {
  readonly publisher?: string;
  readonly agency?: string;
  readonly publishedOn?: string;
  readonly ours?: boolean;
}

export interface ClaimWords {
  readonly kind?: Kind;
  readonly adverse?: boolean;
  readonly subjects?: readonly string[];
  readonly rows?: readonly RowWords[];
  readonly sources?: Readonly<Record<string, SourceWords>>;
  /** The first is the claim's own; a row's or source's `articleId` is its number from 1. */
  readonly articles?: readonly ArticleWords[];
  readonly decisions?: readonly (readonly [Judgement, string, string?])[];
}

/** Rows get the ids 101, 102, ...: no id is also a position number. */
export function claim(words: ClaimWords): ClaimFacts {
  const sources = new Map<number, Source>();
  const idOf = sourceBook(words.sources ?? {}, sources);
  const articles = new Map(
    (words.articles ?? []).map((article, index) => [index + 1, buildArticle(article, index, idOf)]),
  );
  return {
    kind: words.kind ?? 'fact',
    adverse: words.adverse ?? false,
    subjects: (words.subjects ?? []).map(idOf),
    articleId: articles.size > 0 ? 1 : null,
    attributions: (words.rows ?? []).map((row, index) => buildRow(row, index, idOf, sources)),
    decisions: (words.decisions ?? []).map(([judgement, one, other], index): Decision => {
      return { id: index + 1, judgement, sourceId: idOf(one), otherId: other ? idOf(other) : null };
    }),
    sources,
    articles,
  };
}

type IdOf = (name: string) => number;

function sourceBook(
  said: Readonly<Record<string, SourceWords>>,
  sources: Map<number, Source>,
): IdOf {
  const ids = new Map<string, number>();
  const idOf = (key: string): number => {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = ids.size + 1;
    ids.set(key, id);
    const { partOf, called, ...rest } = said[key] ?? {};
    const above = partOf === undefined ? null : idOf(partOf);
    sources.set(id, { ...guess(called ?? key), ...rest, id, partOf: above });
    return id;
  };
  for (const key of Object.keys(said)) idOf(key);
  return idOf;
}

const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

function guess(name: string): Source {
  const [first = ''] = name.split(' ');
  const number = NUMBERS.indexOf(first);
  const isNamed = /^\p{Lu}/u.test(name);
  return {
    ...{ id: 0, name, type: 'untyped', partialTypes: [], partOf: null, articleId: null },
    identity: isNamed ? 'named_org' : 'unnamed_described',
    collective: !isNamed && first !== 'a' && first !== 'an',
    count: number < 0 ? null : number + 2,
  };
}

function buildRow(
  row: RowWords,
  index: number,
  idOf: IdOf,
  sources: ReadonlyMap<number, Source>,
): Attribution {
  const { source, for: onBehalfOf, via, retracts, ...rest } = row;
  const sourceId = idOf(source);
  return {
    ...{ id: 101 + index, sourceId, stance: 'asserts', scope: 'whole', wording: null },
    ...{ quote: null, cue: null, capacity: sources.get(sourceId)?.type ?? 'untyped' },
    ...{ directness: 'unknown', groundRules: 'unknown', anonymityReason: null },
    ...{ interest: 'unknown', provisional: false, carried: false, saidOn: null },
    ...{ articleId: null, replyId: null, identityKnownBy: null, identityKnownOn: null },
    ...rest,
    onBehalfOf: onBehalfOf === undefined ? null : idOf(onBehalfOf),
    via: (via ?? []).map((name) => buildRelay(name, idOf)),
    retracts: (retracts ?? []).map((number) => 100 + number),
  };
}

function buildRelay(name: string, idOf: IdOf): Relay {
  const ownChannel = name.startsWith('own: ');
  return { sourceId: idOf(ownChannel ? name.slice('own: '.length) : name), ownChannel };
}

function buildArticle(words: ArticleWords, index: number, idOf: IdOf): ArticleFacts {
  return {
    id: index + 1,
    publisherId: words.publisher ? idOf(words.publisher) : null,
    agencyId: words.agency ? idOf(words.agency) : null,
    publishedOn: words.publishedOn ?? null,
    ours: words.ours ?? false,
  };
}

/** A named person, for `sources`. */
export function person(words: SourceWords = {}): SourceWords {
  return { identity: 'named_person', ...words };
}

/** A named outlet, for `sources`. */
export function outlet(words: SourceWords = {}): SourceWords {
  return { type: 'media', ...words };
}
