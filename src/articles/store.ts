/** Reads articles. */
import type { Connection } from '../database/database.ts';
import type { Identity, SourceType } from '../sources/source.ts';
import { NotFound } from '../web/errors.ts';
import type { ArticleRecord, ArticleText, Outlet, TextVersion } from './article.ts';

export interface ArticleRow {
  readonly id: number;
  readonly version: number;
  readonly headline: string;
  readonly ours: 0 | 1;
  readonly desk: string | null;
  readonly dueAt: string | null;
  readonly byline: string | null;
  readonly dateline: string | null;
  readonly publishedOn: string | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly publisherId: number | null;
  readonly publisherName: string | null;
  readonly publisherType: SourceType | null;
  readonly publisherIdentity: Identity | null;
  readonly agencyId: number | null;
  readonly agencyName: string | null;
  readonly agencyType: SourceType | null;
  readonly agencyIdentity: Identity | null;
}

export const ARTICLE_COLUMNS = `article.id, article.version, headline, ours, desk,
  due_at AS dueAt, byline, dateline, published_on AS publishedOn, url, language,
  article.created_at AS createdAt, article.changed_at AS changedAt,
  publisher.id AS publisherId, publisher.name AS publisherName, publisher.type AS publisherType,
  publisher.identity AS publisherIdentity, agency.id AS agencyId, agency.name AS agencyName,
  agency.type AS agencyType, agency.identity AS agencyIdentity`;

/** An article with its outlets, under the names that hold after merges. */
export const ARTICLE_TABLES = `article
  LEFT JOIN source AS recorded_publisher ON recorded_publisher.id = publisher_id
  LEFT JOIN source AS publisher ON publisher.id = recorded_publisher.canonical_id
  LEFT JOIN source AS recorded_agency ON recorded_agency.id = agency_id
  LEFT JOIN source AS agency ON agency.id = recorded_agency.canonical_id`;

/** @throws NotFound */
export async function readArticle(connection: Connection, id: number): Promise<ArticleRecord> {
  const row = await connection.one<
    ArticleRow & { authorId: number | null; authorName: string | null }
  >(
    `SELECT ${ARTICLE_COLUMNS}, author.id AS authorId, author.name AS authorName
     FROM ${ARTICLE_TABLES} LEFT JOIN person AS author ON author.id = author_id
     WHERE article.id = ?`,
    id,
  );
  if (!row) throw new NotFound('There is no such article.');
  const { authorId, authorName } = row;
  return {
    ...fieldsOf(row),
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
    createdAt: row.createdAt,
    changedAt: row.changedAt,
    text: await currentText(connection, id),
    versions: await readVersions(connection, id),
  };
}

/** The newest text of an article, null where none was recorded. */
export async function currentText(
  connection: Connection,
  articleId: number,
): Promise<ArticleText | null> {
  const row = await connection.one<ArticleText>(
    `SELECT number, body, sha256 FROM article_text
     WHERE article_id = ? ORDER BY number DESC LIMIT 1`,
    articleId,
  );
  return row ?? null;
}

/** One version of an article's text. @throws NotFound */
export async function readText(
  connection: Connection,
  articleId: number,
  number: number,
): Promise<ArticleText> {
  const row = await connection.one<ArticleText>(
    'SELECT number, body, sha256 FROM article_text WHERE article_id = ? AND number = ?',
    ...[articleId, number],
  );
  if (!row) throw new NotFound('There is no such version of the text.');
  return row;
}

/**
 * The claims with a passage in the article, or recorded for it, in their order in the text;
 * withdrawn ones are marked and counted there no more.
 */
export async function claimIdsInOrder(
  connection: Connection,
  articleId: number,
): Promise<number[]> {
  const rows = await connection.all<{ id: number }>(
    `SELECT claim.id, MIN(appearance.start) AS first, MIN(appearance."end") AS last
     FROM claim LEFT JOIN appearance ON appearance.claim_id = claim.id AND appearance.article_id = ?
     WHERE (claim.article_id = ? OR appearance.id IS NOT NULL) AND review_state <> 'withdrawn'
     GROUP BY claim.id ORDER BY first IS NULL, first, last, claim.id`,
    ...[articleId, articleId],
  );
  return rows.map((row) => row.id);
}

/** Names of outlets on file, for the form to offer. */
export async function outletNames(connection: Connection, most: number): Promise<string[]> {
  const rows = await connection.all<{ name: string }>(
    `SELECT name FROM source WHERE type = 'media' AND identity = 'named_org'
       AND merged_into IS NULL ORDER BY name_key LIMIT ?`,
    most,
  );
  return rows.map((row) => row.name);
}

/** Desks that any article has. */
export async function deskNames(connection: Connection): Promise<string[]> {
  const rows = await connection.all<{ desk: string }>(
    'SELECT DISTINCT desk FROM article WHERE desk IS NOT NULL ORDER BY desk LIMIT 100',
  );
  return rows.map((row) => row.desk);
}

export function fieldsOf(row: ArticleRow) {
  return {
    ...{ id: row.id, version: row.version, headline: row.headline, ours: row.ours === 1 },
    ...{ desk: row.desk, dueAt: row.dueAt, byline: row.byline, dateline: row.dateline },
    ...{ publishedOn: row.publishedOn, url: row.url, language: row.language },
    publisher: outlet(
      ...([row.publisherId, row.publisherName, row.publisherType, row.publisherIdentity] as const),
    ),
    agency: outlet(
      ...([row.agencyId, row.agencyName, row.agencyType, row.agencyIdentity] as const),
    ),
  };
}

function outlet(
  id: number | null,
  name: string | null,
  type: SourceType | null,
  identity: Identity | null,
): Outlet | null {
  if (id === null || name === null || type === null || identity === null) return null;
  return { id, name, type, identity };
}

function readVersions(connection: Connection, articleId: number): Promise<TextVersion[]> {
  return connection.all<TextVersion>(
    `SELECT number, sha256, at, person.name AS by, length(CAST(body AS BLOB)) AS bytes
     FROM article_text LEFT JOIN person ON person.id = person_id
     WHERE article_id = ? ORDER BY number DESC`,
    articleId,
  );
}
