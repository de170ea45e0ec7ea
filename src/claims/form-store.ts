/** What the claim form shows of other records: articles to choose, and sources of a name. */
import type { Connection } from '../database/database.ts';
import { nameKey } from '../sources/resolve.ts';
import type { Identity, SourceType } from '../sources/source.ts';

const MOST_ARTICLES = 50;

export interface ArticleChoice {
  readonly id: number;
  readonly headline: string;
  readonly publishedOn: string | null;
}

/** The articles that changed last, and those already chosen. */
export function articleChoices(
  connection: Connection,
  chosen: readonly number[],
): Promise<ArticleChoice[]> {
  return connection.all<ArticleChoice>(
    `SELECT id, headline, published_on AS publishedOn FROM article
     WHERE id IN (SELECT value FROM json_each(?))
       OR id IN (SELECT id FROM article ORDER BY changed_at DESC, id DESC LIMIT ${MOST_ARTICLES})
     ORDER BY changed_at DESC, id DESC`,
    JSON.stringify(chosen),
  );
}

/** Null where there is no such article. */
export async function articleHeadline(connection: Connection, id: number): Promise<string | null> {
  const row = await connection.one<{ headline: string }>(
    'SELECT headline FROM article WHERE id = ?',
    id,
  );
  return row?.headline ?? null;
}

/** @param id null of a new claim */
export async function isCleared(connection: Connection, id: number | null): Promise<boolean> {
  const sql = `SELECT 1 FROM claim WHERE id = ? AND review_state = 'cleared'`;
  return id !== null && (await connection.one(sql, id)) !== undefined;
}

export interface KnownSource {
  readonly id: number;
  readonly name: string;
  readonly key: string;
  readonly type: SourceType;
  readonly identity: Identity;
  readonly collective: 0 | 1;
  readonly count: number | null;
  readonly articleId: number | null;
}

/** Sources with one of the ids; named ones of a name or alias; unnamed ones of an article. */
export async function knownSources(
  connection: Connection,
  names: readonly string[],
  ids: readonly number[],
  articleId: number | null,
): Promise<KnownSource[]> {
  const keys = JSON.stringify([...new Set(names.map(nameKey))]);
  return connection.all<KnownSource>(
    `WITH asked (key) AS (SELECT value FROM json_each(?)),
     meant (id, key) AS (
       SELECT canonical_id, name_key FROM source JOIN asked ON key = name_key
         WHERE identity IN ('named_person', 'named_org') OR article_id = ?
       UNION SELECT canonical_id, alias_key FROM source_alias
         JOIN source ON source.id = source_id JOIN asked ON key = alias_key
       UNION SELECT value, '' FROM json_each(?)
     )
     SELECT source.id, source.name, key, type, identity, collective, count,
       article_id AS articleId
     FROM meant JOIN source ON source.id = meant.id ORDER BY source.id`,
    ...[keys, articleId, JSON.stringify(ids)],
  );
}
