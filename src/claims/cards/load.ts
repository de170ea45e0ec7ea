/** Reads all cards: from the chunks that were saved, or else from the facts. */
import type { Connection } from '../../database/database.ts';
import { type Cards, makeCard, newCards, setCard } from './cards.ts';
import { CHUNK_SIZE } from './chunk.ts';
import { type Position, readCards } from './read.ts';
import { loadStories } from './stories.ts';

/** Few enough for a page that is asked for meanwhile. */
const CLAIMS_AT_ONCE = 1024;

/** The cards, and the entry of the log from which they have to be read again. */
export async function loadCards(
  connection: Connection,
): Promise<{ readonly cards: Cards; readonly position: Position }> {
  const cards = newCards();
  const position = await lastEntry(connection);
  await loadStories(connection, cards);
  const row = await connection.one<{ last: number }>(
    'SELECT coalesce(max(id), 0) AS last FROM claim',
  );
  const chunks = Math.ceil(((row?.last ?? 0) + 1) / CHUNK_SIZE);
  for (let chunk = 0; chunk < chunks; chunk += 1) await loadFacts(connection, cards, chunk);
  return { cards, position };
}

async function lastEntry(connection: Connection): Promise<Position> {
  const entry = await connection.one<Position>(
    'SELECT id, stamp FROM claim_change ORDER BY id DESC LIMIT 1',
  );
  return entry ?? { id: 0, stamp: 0 };
}

async function loadFacts(connection: Connection, cards: Cards, chunk: number): Promise<void> {
  const end = (chunk + 1) * CHUNK_SIZE;
  for (let from = chunk * CHUNK_SIZE; from < end; from += CLAIMS_AT_ONCE) {
    const wanted = { from, to: from + CLAIMS_AT_ONCE - 1 };
    const { claims } = await readCards(connection, wanted, cards.dictionaries);
    for (const claim of claims) setCard(cards, claim.id, makeCard(cards, claim));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
