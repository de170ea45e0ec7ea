/** The claims that have the words of a filter. */
import type { Connection } from '../database/database.ts';
import type { Worded } from './cards/go-through.ts';
import type { Filter } from './filter.ts';
import { matchExpression } from './words-search.ts';

/** Null where no words are asked for. */
export async function findWords(connection: Connection, filter: Filter): Promise<Worded | null> {
  if (!filter.words) return null;
  const expression = matchExpression(filter.words);
  if (filter.sort === 'relevance') return readScores(connection, expression);
  const row = await connection.one<{ ids: string }>(
    'SELECT json_group_array(rowid) AS ids FROM claim_words WHERE claim_words MATCH ?',
    expression,
  );
  return { ids: Int32Array.from(JSON.parse(row?.ids ?? '[]') as number[]), scores: null };
}

// How well each matches takes far longer to find out than that it does.
async function readScores(connection: Connection, expression: string): Promise<Worded> {
  const row = await connection.one<{ ids: string; scores: string }>(
    `WITH matching AS MATERIALIZED (
       SELECT rowid AS id, bm25(claim_words) AS score FROM claim_words WHERE claim_words MATCH ?)
     SELECT json_group_array(id) AS ids, json_group_array(score) AS scores FROM matching`,
    expression,
  );
  const ids: number[] = JSON.parse(row?.ids ?? '[]');
  const scores: number[] = JSON.parse(row?.scores ?? '[]');
  return {
    ids: Int32Array.from(ids),
    scores: new Map(ids.map((id, at) => [id, scores[at] ?? 0])),
  };
}
