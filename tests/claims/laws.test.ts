/** What must hold of every claim, however it was recorded. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Attribution,
  type ClaimFacts,
  DIRECTNESSES,
  INTERESTS,
  SCOPES,
  STANCES,
} from '../../src/claims/claim.ts';
import { DENIALS, deriveStanding, LEVELS, type Standing } from '../../src/claims/standing.ts';
import { IDENTITIES, JUDGEMENTS, type Source } from '../../src/sources/source.ts';
import { claim } from './facts.ts';

const SOURCES = 7;
const sourceId = fc.integer({ min: 1, max: SOURCES });
const articleId = fc.option(fc.integer({ min: 1, max: 3 }));
const date = fc.option(fc.constantFrom('2024-10-01', '2024-10-02', '2024-10-03'));
const SOMEONE: Source = {
  ...{ id: 0, name: 'someone', type: 'untyped', identity: 'named_person', collective: false },
  ...{ count: null, partialTypes: [], partOf: null, articleId: null },
};

/** Few sources, names, dates and articles, so that ties of every kind come about. */
const anySource = fc.record({
  name: fc.constantFrom('sources', 'Sources ', 'a diplomat'),
  type: fc.constantFrom('media', 'government', 'untyped', 'own', 'record'),
  identity: fc.constantFrom(...IDENTITIES),
  collective: fc.boolean(),
  count: fc.option(fc.integer({ min: 2, max: 5 })),
  partOf: fc.option(sourceId, { freq: 2 }),
  articleId,
});

const anyRow = fc.record({
  sourceId,
  stance: fc.oneof(fc.constantFrom(...STANCES), fc.constant('asserts' as const)),
  scope: fc.constantFrom(...SCOPES),
  directness: fc.constantFrom(...DIRECTNESSES),
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

const anyFacts: fc.Arbitrary<ClaimFacts> = fc
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

const BLANK = claim({ rows: [{ source: 'IRGC' }] }).attributions[0] as Attribution;
const NEW_ROW: Attribution = { ...BLANK, id: 999 };

function aSource(id: number, source: Partial<Source>): Source {
  return { ...SOMEONE, ...source, id };
}

function withRow(facts: ClaimFacts, row: Attribution, source?: Source): ClaimFacts {
  const sources = source ? new Map([...facts.sources, [source.id, source]]) : facts.sources;
  return { ...facts, sources, attributions: [...facts.attributions, row] };
}

/** Everything but the texts, and with the order of rows and origins forgotten. */
function valuesOf({ denial, corroboration }: Standing): unknown {
  const ids = (list: readonly { readonly attributionId: number }[]): number[] =>
    list.map((one) => one.attributionId).toSorted();
  const { origins, setAside, because, ...rest } = corroboration;
  return {
    denial: { ...denial, because: ids(denial.because) },
    ...rest,
    ...{ because: ids(because), setAside: ids(setAside) },
    origins: origins
      .map(({ sharedBecause, attributions, ...origin }) =>
        JSON.stringify({
          ...origin,
          shared: sharedBecause !== null,
          rows: attributions.toSorted(),
        }),
      )
      .toSorted(),
  };
}

const minOf = (facts: ClaimFacts): number => deriveStanding(facts).corroboration.min;
const levelRank = (facts: ClaimFacts): number =>
  LEVELS.indexOf(deriveStanding(facts).corroboration.level);

/** An admission is the opposite of a denial; between the two stands what is mixed. */
const DENIED_RANK = ['admitted', ...DENIALS.slice(0, 6), 'mixed', 'partly_denied', 'denied'];
const deniedRank = (facts: ClaimFacts): number =>
  DENIED_RANK.indexOf(deriveStanding(facts).denial.status);

function check(law: fc.IProperty<never> | fc.IPropertyWithHooks<never>): void {
  fc.assert(law as fc.IProperty<unknown>, { numRuns: 1500 });
}

describe('laws of the standing', () => {
  test('the order of attributions changes nothing', () => {
    const shuffled = anyFacts.chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray([...facts.attributions], { minLength: facts.attributions.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([facts, attributions]) => {
        const other = deriveStanding({ ...facts, attributions });
        expect(valuesOf(other)).toEqual(valuesOf(deriveStanding(facts)));
      }),
      { numRuns: 1500 },
    );
  });
});
void [check, withRow, NEW_ROW, minOf, levelRank, deniedRank];
