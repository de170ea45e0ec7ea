/** Reads what claims take from their article: its publisher and its desk. */
import { type Connection, IN_LIST } from '../../database/database.ts';
import { type Cards, setStory } from './cards.ts';
import { PLACES } from './kinds.ts';
import { codeOf, type Dictionary } from './values.ts';

/** An article's publisher, as what it became, and the code of its desk; 0 for none. */
export interface Story {
  readonly id: number;
  readonly publisher: number;
  readonly desk: number;
}

const STORIES = `SELECT json_group_array(json_array(article.id, coalesce(canonical_id, 0), desk))
    AS list FROM article LEFT JOIN source ON source.id = publisher_id WHERE article.id`;
const MOST_AT_ONCE = 20_000;

/** Those that are gone have nothing. */
export async function readStories(
  connection: Connection,
  cards: Cards,
  ids: readonly number[],
): Promise<Story[]> {
  if (ids.length === 0) return [];
  const list = JSON.stringify(ids);
  const stories = await read(connection, cards, `${STORIES} ${IN_LIST}`, list);
  const there = new Set(stories.map(({ id }) => id));
  const gone = ids.filter((id) => !there.has(id));
  return [...stories, ...gone.map((id) => ({ id, publisher: 0, desk: 0 }))];
}

/** All of them, some at a time, with other requests in between. */
export async function loadStories(connection: Connection, cards: Cards): Promise<void> {
  const row = await connection.one<{ last: number }>(
    'SELECT coalesce(max(id), 0) AS last FROM article',
  );
  const last = row?.last ?? 0;
  for (let from = 1; from <= last; from += MOST_AT_ONCE) {
    const sql = `${STORIES} BETWEEN ? AND ?`;
    for (const story of await read(connection, cards, sql, from, from + MOST_AT_ONCE - 1)) {
      setStory(cards, story.id, story.publisher, story.desk);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function read(
  connection: Connection,
  { dictionaries }: Cards,
  sql: string,
  ...values: readonly (string | number)[]
): Promise<Story[]> {
  const row = await connection.one<{ list: string }>(sql, ...values);
  const rows: [number, number, string | null][] = JSON.parse(row?.list ?? '[]');
  const desks = dictionaries[PLACES.desk] as Dictionary;
  const publishers = dictionaries[PLACES.publisher] as Dictionary;
  return rows.map(([id, publisher, desk]) => ({
    ...{ id, publisher: codeOf(publishers, publisher), desk: codeOf(desks, desk) },
  }));
}
