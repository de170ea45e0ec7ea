/** Claims of every shape, for laws: few sources, names, dates and articles, so that all ties occur. */
import fc from 'fast-check';
import {
  type Attribution,
  type ClaimFacts,
  DIRECTNESSES,
  GROUND_RULES,
  INTERESTS,
  SCOPES,
  STANCES,
} from '../../src/claims/claim.ts';
import { IDENTITIES, JUDGEMENTS, type Source } from '../../src/sources/source.ts';
import { claim } from './facts.ts';

const SOURCES = 7;
export const sourceId = fc.integer({ min: 1, max: SOURCES });
const articleId = fc.option(fc.integer({ min: 1, max: 3 }));
const date = fc.option(fc.constantFrom('2024-10-01', '2024-10-02', '2024-10-03'));
const SOMEONE: Source = {
  ...{ id: 0, name: 'someone', type: 'untyped', identity: 'named_person', collective: false },
  ...{ count: null, partialTypes: [], partOf: null, articleId: null },
};

export const anySource = fc.record({
  name: fc.constantFrom('sources', 'Sources ', 'a diplomat'),
  type: fc.constantFrom('media', 'government', 'untyped', 'own', 'record'),
  identity: fc.constantFrom(...IDENTITIES),
  collective: fc.boolean(),
  count: fc.option(fc.integer({ min: 2, max: 5 })),
  partOf: fc.option(sourceId, { freq: 2 }),
  articleId,
});

export const anyRow = fc.record({
  sourceId,
  stance: fc.oneof(fc.constantFrom(...STANCES), fc.constant('asserts' as const)),
  scope: fc.constantFrom(...SCOPES),
  directness: fc.constantFrom(...DIRECTNESSES),
  groundRules: fc.constantFrom(...GROUND_RULES),
  quote: fc.option(fc.constant('It is so.')),
  anonymityReason: fc.option(fc.constant('fear')),
  identityKnownBy: fc.option(fc.constant('R. Adeyemi')),
  interest: fc.constantFrom(...INTERESTS),
  onBehalfOf: fc.option(sourceId),
  provisional: fc.boolean(),
  carried: fc.boolean(),
  saidOn: date,
  articleId,
  via: fc.array(fc.record({ sourceId, ownChannel: fc.boolean() }), { maxLength: 3 }),
  retracts: fc.array(fc.integer({ min: 101, max: 108 }), { maxLength: 2 }),
});

const anyDecision = fc.record({
  judgement: fc.constantFrom(...JUDGEMENTS),
  sourceId,
  otherId: fc.option(sourceId),
});

const anyArticle = fc.record({
  publisherId: fc.option(sourceId),
  agencyId: fc.option(sourceId),
  publishedOn: date,
  ours: fc.boolean(),
});

export const anyFacts: fc.Arbitrary<ClaimFacts> = fc
  .record({
    kind: fc.constantFrom('fact', 'allegation', 'opinion'),
    adverse: fc.boolean(),
    subjects: fc.uniqueArray(sourceId, { maxLength: 2 }),
    articleId,
    rows: fc.array(anyRow, { maxLength: 8 }),
    sources: fc.array(anySource, { minLength: SOURCES, maxLength: SOURCES }),
    articles: fc.array(anyArticle, { minLength: 3, maxLength: 3 }),
    decisions: fc.array(anyDecision, { maxLength: 3 }),
  })
  .map(({ rows, sources, articles, decisions, ...rest }) => ({
    ...rest,
    attributions: rows.map((row, index) => ({ ...BLANK, ...row, id: 101 + index })),
    sources: new Map(sources.map((source, index) => [index + 1, aSource(index + 1, source)])),
    articles: new Map(articles.map((one, index) => [index + 1, { ...one, id: index + 1 }])),
    decisions: decisions.map((decision, index) => ({ ...decision, id: index + 1 })),
  }));

export const BLANK = claim({ rows: [{ source: 'IRGC' }] }).attributions[0] as Attribution;

export function aSource(id: number, source: Partial<Source>): Source {
  return { ...SOMEONE, ...source, id };
}
