/** Reads sources, and what was decided about them. */
import { type Connection, IN_LIST } from '../database/database.ts';
import { NotFound } from '../web/errors.ts';
import type { DecisionRecord, Grade, MergeRecord, SourceRecord } from './record.ts';
import type { SourceType } from './source.ts';

type Row = Omit<SourceRecord, 'collective' | 'partialTypes' | 'organisation' | 'article'> & {
  readonly collective: 0 | 1;
  readonly partialTypes: string;
  readonly partOfName: string | null;
  readonly headline: string | null;
};

/** The sources with the given ids, in that order; unknown ids are left out. */
export async function readSources(
  connection: Connection,
  ids: readonly number[],
): Promise<SourceRecord[]> {
  const list = JSON.stringify(ids);
  const rows = await connection.all<Row>(
    `SELECT source.id, source.name, source.type, source.identity, source.collective, source.count,
       source.partial_types AS partialTypes, source.version, source.created_at AS createdAt,
       source.changed_at AS changedAt, source.article_id AS articleId, headline,
       source.claim_id AS claimId, source.merged_into AS mergedInto,
       source.canonical_id AS canonicalId, organisation.id AS partOf,
       organisation.name AS partOfName,
       (SELECT grade FROM source_reliability WHERE source_id = source.id
         ORDER BY source_reliability.id DESC LIMIT 1) AS reliability,
       (SELECT count(DISTINCT attribution.claim_id) FROM source AS speaker
         JOIN attribution ON attribution.source_id = speaker.id
         WHERE speaker.canonical_id = source.canonical_id) AS claims
     FROM source
     LEFT JOIN source AS parent ON parent.id = source.part_of
     LEFT JOIN source AS organisation ON organisation.id = parent.canonical_id
     LEFT JOIN article ON article.id = source.article_id
     WHERE source.id ${IN_LIST}`,
    list,
  );
  const aliases = await readAliases(connection, list);
  const records = new Map(rows.map((row) => [row.id, toRecord(row, aliases)]));
  return ids.flatMap((id) => records.get(id) ?? []);
}

/** @throws NotFound */
export async function readSource(connection: Connection, id: number): Promise<SourceRecord> {
  const [record] = await readSources(connection, [id]);
  if (!record) throw new NotFound('There is no such source.');
  return record;
}

function toRecord(
  { partOfName, headline, ...row }: Row,
  aliases: ReadonlyMap<number, readonly string[]>,
): SourceRecord {
  return {
    ...row,
    collective: row.collective === 1,
    partialTypes: JSON.parse(row.partialTypes) as SourceType[],
    organisation: row.partOf === null ? null : { id: row.partOf, name: partOfName ?? '' },
    article: row.articleId === null ? null : { id: row.articleId, headline: headline ?? '' },
    aliases: aliases.get(row.id) ?? [],
  };
}

async function readAliases(connection: Connection, list: string): Promise<Map<number, string[]>> {
  const rows = await connection.all<{ id: number; alias: string }>(
    `SELECT source_id AS id, alias FROM source_alias WHERE source_id ${IN_LIST} ORDER BY alias_key`,
    list,
  );
  const aliases = new Map<number, string[]>();
  for (const { id, alias } of rows) aliases.set(id, [...(aliases.get(id) ?? []), alias]);
  return aliases;
}

/** The grades that a source was given, newest first. */
export function readGrades(connection: Connection, id: number): Promise<Grade[]> {
  return connection.all<Grade>(
    `SELECT grade, person.name AS personName, at
     FROM source_reliability LEFT JOIN person ON person.id = person_id
     WHERE source_id = ? ORDER BY source_reliability.id DESC`,
    id,
  );
}

/** The sources that say they are part of this one, by name. */
export function readMembers(
  connection: Connection,
  id: number,
): Promise<{ readonly id: number; readonly name: string }[]> {
  return connection.all(
    `SELECT member.id, member.name FROM source AS member
     JOIN source AS organisation ON organisation.id = member.part_of
     WHERE organisation.canonical_id = ? AND member.merged_into IS NULL
     ORDER BY member.name_key, member.id LIMIT 200`,
    id,
  );
}

const MERGE_COLUMNS = `merge.id, merge.reason, merge.made_at AS madeAt, merge.undone_at AS undoneAt,
  person.name AS personName, undoer.name AS undoneBy, merge.source_id AS sourceId,
  source.name AS sourceName, merge.into_id AS intoId, target.name AS intoName
  FROM merge JOIN person ON person.id = merge.person_id
  LEFT JOIN person AS undoer ON undoer.id = merge.undone_by
  JOIN source ON source.id = merge.source_id JOIN source AS target ON target.id = merge.into_id`;

/** Merges of a source into others and of others into it, newest first; undone ones too. */
export function readMerges(connection: Connection, sourceId: number): Promise<MergeRecord[]> {
  return connection.all<MergeRecord>(
    `SELECT ${MERGE_COLUMNS} WHERE ? IN (merge.source_id, merge.into_id) ORDER BY merge.id DESC`,
    sourceId,
  );
}

/** @throws NotFound */
export async function readMerge(connection: Connection, id: number): Promise<MergeRecord> {
  const merge = await connection.one<MergeRecord>(`SELECT ${MERGE_COLUMNS} WHERE merge.id = ?`, id);
  if (!merge) throw new NotFound('There is no such merge.');
  return merge;
}

const DECISION_COLUMNS = `decision.id, judgement, decision.reason, decision.made_at AS madeAt,
  decision.undone_at AS undoneAt, person.name AS personName, undoer.name AS undoneBy,
  decision.source_id AS sourceId, source.name AS sourceName,
  decision.other_id AS otherId, other.name AS otherName
  FROM decision JOIN person ON person.id = decision.person_id
  LEFT JOIN person AS undoer ON undoer.id = decision.undone_by
  JOIN source ON source.id = decision.source_id
  LEFT JOIN source AS other ON other.id = decision.other_id`;

/** Decisions about a source under any of its merged names, newest first; undone ones too. */
export function readDecisions(connection: Connection, sourceId: number): Promise<DecisionRecord[]> {
  return connection.all<DecisionRecord>(
    `SELECT ${DECISION_COLUMNS}
     WHERE source.canonical_id = ? OR other.canonical_id = ?
       OR ? IN (decision.source_id, decision.other_id) ORDER BY decision.id DESC`,
    ...[sourceId, sourceId, sourceId],
  );
}

/** @throws NotFound */
export async function readDecision(connection: Connection, id: number): Promise<DecisionRecord> {
  const sql = `SELECT ${DECISION_COLUMNS} WHERE decision.id = ?`;
  const decision = await connection.one<DecisionRecord>(sql, id);
  if (!decision) throw new NotFound('There is no such decision.');
  return decision;
}

/** Sources that an unnamed one could be the same as: the others of its article, or its claim. */
export function readPeers(
  connection: Connection,
  { id, articleId, claimId }: Pick<SourceRecord, 'id' | 'articleId' | 'claimId'>,
): Promise<{ readonly id: number; readonly name: string }[]> {
  return connection.all(
    `SELECT id, name FROM source
     WHERE (article_id = ? OR claim_id = ?) AND id <> ? AND merged_into IS NULL
       AND id NOT IN (SELECT id FROM hidden_source)
       AND identity IN ('unnamed_described', 'unnamed_bare') ORDER BY name_key, id LIMIT 200`,
    ...[articleId, claimId, id],
  );
}

/** Other named sources with a name or alias, merged ones as what they went into. */
export async function findNamed(
  connection: Connection,
  key: string,
  exceptId: number,
): Promise<number[]> {
  const rows = await connection.all<{ id: number }>(
    `SELECT DISTINCT canonical_id AS id FROM source
     WHERE identity IN ('named_person', 'named_org') AND canonical_id <> ?
       AND (name_key = ? OR id IN (SELECT source_id FROM source_alias WHERE alias_key = ?))`,
    ...[exceptId, key, key],
  );
  return rows.map((row) => row.id);
}

/** The newest articles, and the chosen one wherever it is, for a choice among them. */
export function readArticleChoices(
  connection: Connection,
  chosen: number | null,
): Promise<{ readonly id: number; readonly headline: string }[]> {
  return connection.all(
    `SELECT id, headline FROM article
     WHERE id = ? OR id IN (SELECT id FROM article ORDER BY id DESC LIMIT 200) ORDER BY id DESC`,
    chosen,
  );
}

export async function readHeadline(connection: Connection, id: number): Promise<string | null> {
  const sql = 'SELECT headline FROM article WHERE id = ?';
  return (await connection.one<{ headline: string }>(sql, id))?.headline ?? null;
}
