/** Claims for tests that need no database: a word of defaults, and what the test is about. */
import type { ArticleFacts, Attribution, ClaimFacts, Stance } from '../../src/claims/claim.ts';
import type { ClaimRecord } from '../../src/claims/record.ts';
import type { Origin, Standing } from '../../src/claims/standing.ts';
import type { Source } from '../../src/sources/source.ts';

export function aSource(id: number, name: string, more: Partial<Source> = {}): Source {
  return {
    ...{ id, name, type: 'untyped', identity: 'unnamed_described', collective: false },
    ...{ count: null, partialTypes: [], partOf: null, articleId: 1 },
    ...more,
  };
}

export function anAttribution(
  id: number,
  sourceId: number,
  stance: Stance,
  more: Partial<Attribution> = {},
): Attribution {
  return {
    ...{ id, sourceId, stance, scope: 'whole', wording: null, quote: null, cue: null },
    ...{ capacity: 'untyped', directness: 'unknown', groundRules: 'unknown' },
    ...{ anonymityReason: null, interest: 'unknown', onBehalfOf: null, provisional: false },
    ...{ carried: false, saidOn: null, articleId: null, via: [], retracts: [], replyId: null },
    ...{ identityKnownBy: null, identityKnownOn: null },
    ...more,
  };
}

export function someFacts(
  sources: readonly Source[],
  attributions: readonly Attribution[],
  more: Partial<Omit<ClaimFacts, 'articles'>> & { articles?: readonly ArticleFacts[] } = {},
): ClaimFacts {
  const { articles = [], ...rest } = more;
  return {
    ...{ kind: 'fact', adverse: false, subjects: [], articleId: null, decisions: [] },
    ...rest,
    attributions,
    sources: new Map(sources.map((source) => [source.id, source])),
    articles: new Map(articles.map((article) => [article.id, article])),
  };
}

export function anOrigin(attributions: readonly number[], more: Partial<Origin> = {}): Origin {
  return {
    ...{ attributions, direct: true, named: false, min: 1, max: 1, sharedBecause: null },
    circular: false,
    ...more,
  };
}

export function aStanding(
  corroboration: Partial<Standing['corroboration']> = {},
  denial: Partial<Standing['denial']> = {},
): Standing {
  return {
    denial: { status: 'not_required', flags: [], because: [], ...denial },
    corroboration: {
      ...{ level: 'unattributed', min: 0, max: 0, flags: [], because: [], origins: [] },
      setAside: [],
      ...corroboration,
    },
  };
}

export function aRecord(
  facts: ClaimFacts,
  standing: Standing,
  more: Partial<ClaimRecord> = {},
): ClaimRecord {
  return {
    ...{ id: 1, version: 1, statement: 'It rained.', reportedSpeaker: null, madeOn: null },
    ...{ credibility: null, reviewState: 'draft', assessment: 'unassessed', assignee: null },
    author: { id: 2, name: 'Nour Haddad' },
    createdAt: '2024-10-03T09:00:00.000Z',
    changedAt: '2024-10-03T09:00:00.000Z',
    ...{ claimDate: '2024-10-02', article: null, appearances: [], evidence: [], findings: [] },
    ...more,
    facts,
    standing,
  };
}
