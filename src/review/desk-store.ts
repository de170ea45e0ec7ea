/** What the desk shows, read from the stores' tables. */
import type { Connection } from '../database/database.ts';

export interface LatestChange {
  readonly at: string;
  readonly who: string | null;
  readonly entity: string;
  readonly entityId: number;
  readonly action: string;
  /** What the changed record is called; null where it has no page. */
  readonly name: string | null;
}

/** The person's own drafts, last changed first. */
export function readDraftIds(connection: Connection, personId: number, most: number) {
  return idsOf(
    connection,
    `SELECT id FROM claim WHERE author_id = ? AND review_state = 'draft'
     ORDER BY changed_at DESC, id DESC LIMIT ?`,
    ...[personId, most],
  );
}

/** Claims of the person with a blocking finding that is not waived. */
export function readBlockedIds(connection: Connection, personId: number, most: number) {
  return idsOf(
    connection,
    `SELECT id FROM claim WHERE author_id = ? AND review_state <> 'withdrawn' AND id IN (
       SELECT claim_id FROM claim_finding WHERE severity = 'block' AND waived = 0)
     ORDER BY changed_at DESC, id DESC LIMIT ?`,
    ...[personId, most],
  );
}

/** The newest entries of history about claims, articles and sources. */
export function readLatest(connection: Connection, most: number): Promise<LatestChange[]> {
  return connection.all<LatestChange>(
    `SELECT change.at, person.name AS who, entity, entity_id AS entityId, action,
       CASE entity WHEN 'claim' THEN (SELECT statement FROM claim WHERE id = entity_id)
         WHEN 'article' THEN (SELECT headline FROM article WHERE id = entity_id)
         WHEN 'source' THEN (SELECT name FROM source WHERE id = entity_id) END AS name
     FROM change LEFT JOIN person ON person.id = person_id
     WHERE entity IN ('claim', 'article', 'source') AND NOT (entity = 'source' AND action = 'created')
     ORDER BY change.id DESC LIMIT ?`,
    most,
  );
}

/** How much the newsroom has on record. */
export async function countRecords(connection: Connection) {
  const row = await connection.one<{ claims: number; articles: number }>(
    'SELECT (SELECT count(*) FROM claim) AS claims, (SELECT count(*) FROM article) AS articles',
  );
  return row ?? { claims: 0, articles: 0 };
}

async function idsOf(connection: Connection, sql: string, ...values: number[]): Promise<number[]> {
  const rows = await connection.all<{ id: number }>(sql, ...values);
  return rows.map((row) => row.id);
}
