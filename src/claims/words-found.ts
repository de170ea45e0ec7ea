/** The claims that have the words of a filter. */
import type { Connection } from '../database/database.ts';
import { stateOf } from '../database/state.ts';
import type { Worded } from './cards/go-through.ts';
import type { Filter } from './filter.ts';
import { matchExpression } from './words-search.ts';

// A page asks for the same words several times, and so do those who go on from page to page.
const FOUND = new WeakMap<Connection, Map<string, Worded>>();
const MOST_FOUND = 8;

/** Null where no words are asked for. */
export async function findWords(connection: Connection, filter: Filter): Promise<Worded | null> {
  if (!filter.words) return null;
  const state = await stateOf(connection);
  const isScored = filter.sort === 'relevance';
  const expression = matchExpression(filter.words);
  if (connection.committed !== null) return lookUp(connection, state, expression, isScored);
  const found = FOUND.get(connection) ?? new Map<string, Worded>();
  FOUND.set(connection, found);
  const name = `${isScored} ${expression}`;
  const known = found.get(name);
  if (known?.state === state) return known;
  const worded = await lookUp(connection, state, expression, isScored);
  found.delete(name);
  const [oldest] = found.keys();
  if (found.size >= MOST_FOUND && oldest !== undefined) found.delete(oldest);
  found.set(name, worded);
  return worded;
}

async function lookUp(
  connection: Connection,
  state: number,
  expression: string,
  isScored: boolean,
): Promise<Worded> {
  if (isScored) return { state, ...(await readScores(connection, expression)) };
  const row = await connection.one<{ ids: string }>(
    'SELECT json_group_array(rowid) AS ids FROM claim_words WHERE claim_words MATCH ?',
    expression,
  );
  return { state, ids: Int32Array.from(JSON.parse(row?.ids ?? '[]') as number[]), scores: null };
}

// How well each matches takes far longer to find out than that it does.
async function readScores(connection: Connection, expression: string) {
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
