/** Reads the facts of claims: a fixed number of queries for any number of claims. */
import { type Connection, IN_LIST } from '../database/database.ts';
import type { Decision, Source, SourceType } from '../sources/source.ts';
import type { ArticleFacts, Attribution, ClaimFacts, Kind } from './claim.ts';

/** Facts of one claim with the ids that they were recorded under. */
export interface LoadedClaim {
  readonly id: number;
  readonly facts: ClaimFacts;
}

interface ClaimRow {
  readonly id: number;
  readonly kind: Kind;
  readonly adverse: 0 | 1;
  readonly articleId: number | null;
}

type AttributionRow = Omit<Attribution, 'via' | 'retracts' | 'provisional' | 'carried'> & {
  readonly claimId: number;
  readonly provisional: 0 | 1;
  readonly carried: 0 | 1;
};

type SourceRow = Omit<Source, 'collective' | 'partialTypes' | 'words' | 'hidden'> & {
  readonly words: string;
  readonly hidden: 0 | 1;
  readonly collective: 0 | 1;
  readonly partialTypes: string;
};

/** The facts of the given claims, in that order; unknown ids are left out. */
export async function loadFacts(
  connection: Connection,
  ids: readonly number[],
): Promise<LoadedClaim[]> {
  const list = JSON.stringify(ids);
  const claims = await connection.all<ClaimRow>(
    `SELECT id, kind, adverse, article_id AS articleId FROM claim WHERE id ${IN_LIST}`,
    list,
  );
  const subjects = await loadSubjects(connection, list);
  const attributions = await loadAttributions(connection, list);
  const articles = await loadArticles(connection, list);
  const sources = await loadSources(connection, list, articles);
  const decisions = await loadDecisions(connection, [...sources.keys()]);
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return ids.flatMap((id) => {
    const claim = byId.get(id);
    if (!claim) return [];
    const facts = {
      kind: claim.kind,
      adverse: claim.adverse === 1,
      articleId: claim.articleId,
      subjects: subjects.get(id) ?? [],
      attributions: attributions.get(id) ?? [],
      ...{ sources, articles, decisions },
    };
    return [{ id, facts }];
  });
}

async function loadSubjects(connection: Connection, list: string): Promise<Map<number, number[]>> {
  const rows = await connection.all<{ claimId: number; sourceId: number }>(
    `SELECT claim_subject.claim_id AS claimId, source.canonical_id AS sourceId
     FROM claim_subject JOIN source ON source.id = claim_subject.source_id
     WHERE claim_subject.claim_id ${IN_LIST} ORDER BY claim_subject.position`,
    list,
  );
  const subjects = group(rows, (row) => row.claimId);
  return new Map(
    [...subjects].map(([id, of]) => [id, [...new Set(of.map((row) => row.sourceId))]]),
  );
}

async function loadAttributions(
  connection: Connection,
  list: string,
): Promise<Map<number, Attribution[]>> {
  const rows = await connection.all<AttributionRow>(
    `SELECT attribution.id, attribution.claim_id AS claimId, speaker.canonical_id AS sourceId,
       stance, scope, wording, quote, cue, capacity, directness, ground_rules AS groundRules,
       anonymity_reason AS anonymityReason, interest, spoken_for.canonical_id AS onBehalfOf,
       provisional, carried, said_on AS saidOn, attribution.article_id AS articleId,
       reply_id AS replyId, identity_known_by AS identityKnownBy,
       identity_known_on AS identityKnownOn
     FROM attribution JOIN source AS speaker ON speaker.id = attribution.source_id
     LEFT JOIN source AS spoken_for ON spoken_for.id = attribution.on_behalf_of
     WHERE attribution.claim_id ${IN_LIST} ORDER BY attribution.position, attribution.id`,
    list,
  );
  const relays = group(await loadRelays(connection, list), (relay) => relay.attributionId);
  const retractions = group(await loadRetractions(connection, list), (row) => row.attributionId);
  const attributions = rows.map((row) => ({
    ...row,
    provisional: row.provisional === 1,
    carried: row.carried === 1,
    via: (relays.get(row.id) ?? []).map(({ sourceId, ownChannel }) => ({
      ...{ sourceId, ownChannel: ownChannel === 1 },
    })),
    retracts: (retractions.get(row.id) ?? []).map(({ retractedId }) => retractedId),
  }));
  return group(attributions, (row) => row.claimId);
}

function loadRelays(connection: Connection, list: string) {
  return connection.all<{ attributionId: number; sourceId: number; ownChannel: 0 | 1 }>(
    `SELECT attribution_id AS attributionId, source.canonical_id AS sourceId,
       own_channel AS ownChannel
     FROM attribution JOIN relay ON relay.attribution_id = attribution.id
     JOIN source ON source.id = relay.source_id
     WHERE attribution.claim_id ${IN_LIST} ORDER BY relay.position`,
    list,
  );
}

function loadRetractions(connection: Connection, list: string) {
  return connection.all<{ attributionId: number; retractedId: number }>(
    `SELECT attribution_id AS attributionId, retracted_id AS retractedId
     FROM attribution JOIN retraction ON retraction.attribution_id = attribution.id
     WHERE attribution.claim_id ${IN_LIST} ORDER BY retracted_id`,
    list,
  );
}

async function loadArticles(
  connection: Connection,
  list: string,
): Promise<Map<number, ArticleFacts>> {
  const rows = await connection.all<Omit<ArticleFacts, 'ours'> & { ours: 0 | 1 }>(
    `SELECT article.id, publisher.canonical_id AS publisherId, agency.canonical_id AS agencyId,
       published_on AS publishedOn, ours
     FROM article LEFT JOIN source AS publisher ON publisher.id = publisher_id
     LEFT JOIN source AS agency ON agency.id = agency_id
     WHERE article.id IN (
       SELECT article_id FROM claim WHERE id ${IN_LIST}
       UNION SELECT article_id FROM attribution WHERE claim_id ${IN_LIST})`,
    ...[list, list],
  );
  return new Map(rows.map((row) => [row.id, { ...row, ours: row.ours === 1 }]));
}

// All sources that the claims touch, and their organisations upwards, merged ones resolved; and
// those declared the same, wherever they are described: the standing of a claim must not depend on
// which others are read beside it. CROSS JOIN keeps SQLite from reading all sources for these few.
// Nor must it depend on who reads: `main` is the tables themselves, also where a reader may not see
// a source. Of a hidden one only what is derived goes on from here, under the name it has for them.
async function loadSources(
  connection: Connection,
  list: string,
  articles: ReadonlyMap<number, ArticleFacts>,
): Promise<Map<number, Source>> {
  const media = [...articles.values()].flatMap((one) => [one.publisherId, one.agencyId]);
  const rows = await connection.all<SourceRow>(
    `WITH RECURSIVE touched (id) AS (
       SELECT source_id FROM attribution WHERE claim_id ${IN_LIST}
       UNION SELECT on_behalf_of FROM attribution WHERE claim_id ${IN_LIST}
       UNION SELECT relay.source_id FROM attribution
         JOIN relay ON relay.attribution_id = attribution.id WHERE claim_id ${IN_LIST}
       UNION SELECT source_id FROM claim_subject WHERE claim_id ${IN_LIST}
       UNION SELECT value FROM json_each(?)
     ), needed (id) AS (
       SELECT canonical_id FROM touched JOIN main.source USING (id)
       ${sameAs('source_id', 'other_id')}
       ${sameAs('other_id', 'source_id')}
       UNION
       SELECT organisation.canonical_id FROM needed JOIN main.source ON source.id = needed.id
       JOIN main.source AS organisation ON organisation.id = source.part_of
     )
     SELECT source.id, shown.name, source.name AS words, source.type, source.identity,
       source.collective, source.count, source.partial_types AS partialTypes,
       organisation.canonical_id AS partOf, source.article_id AS articleId,
       source.id IN (SELECT id FROM hidden_source) AS hidden
     FROM needed CROSS JOIN main.source ON source.id = needed.id
     CROSS JOIN source AS shown ON shown.id = needed.id
     LEFT JOIN main.source AS organisation ON organisation.id = source.part_of`,
    ...[list, list, list, list, JSON.stringify(media.filter((id) => id !== null))],
  );
  return new Map(rows.map((row) => [row.id, toSource(row)]));
}

// CROSS JOIN keeps the order of the joins: from the few that are needed to their few decisions.
function sameAs(here: 'source_id' | 'other_id', there: 'source_id' | 'other_id'): string {
  return `UNION SELECT other.canonical_id FROM needed
       CROSS JOIN source AS own ON own.canonical_id = needed.id
       CROSS JOIN decision ON ${here} = own.id AND judgement = 'same' AND undone_at IS NULL
       JOIN source AS other ON other.id = ${there}`;
}

function toSource({ words, hidden, ...row }: SourceRow): Source {
  return {
    ...row,
    ...(hidden === 1 ? { words, hidden: true } : {}),
    collective: row.collective === 1,
    // A merge can leave a source within itself.
    partOf: row.partOf === row.id ? null : row.partOf,
    partialTypes: row.partialTypes === '[]' ? [] : (JSON.parse(row.partialTypes) as SourceType[]),
  };
}

async function loadDecisions(
  connection: Connection,
  sourceIds: readonly number[],
): Promise<Decision[]> {
  return connection.all<Decision>(
    `WITH meant (id) AS (SELECT id FROM source WHERE canonical_id ${IN_LIST})
     SELECT decision.id, judgement, source.canonical_id AS sourceId,
       other.canonical_id AS otherId
     FROM decision JOIN source ON source.id = decision.source_id
     LEFT JOIN source AS other ON other.id = decision.other_id
     WHERE undone_at IS NULL
       AND (source_id IN (SELECT id FROM meant) OR other_id IN (SELECT id FROM meant))
     ORDER BY decision.id`,
    JSON.stringify(sourceIds),
  );
}

function group<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const list = groups.get(key);
    if (list) list.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
