/** Reads all cards: from the chunks that were saved, or else from the facts. */
import type { Connection } from '../../database/database.ts';
import { type Cards, makeCard, newCards, setCards, setChunk } from './cards.ts';
import { CHUNK_SIZE } from './chunk.ts';
import { unpackChunk } from './pack.ts';
import { type Position, readCards } from './read.ts';
import { loadStories } from './stories.ts';

/** Few enough for a page that is asked for meanwhile. */
const CLAIMS_AT_ONCE = 1024;

/** The cards, and the entry of the log from which they have to be read again. */
export async function loadCards(
  connection: Connection,
): Promise<{ readonly cards: Cards; readonly position: Position }> {
  const cards = newCards();
  const last = await connection.one<Position>(
    'SELECT id, stamp FROM claim_change ORDER BY id DESC LIMIT 1',
  );
  const saved = await readSaved(connection);
  await loadStories(connection, cards);
  const row = await connection.one<{ last: number }>(
    'SELECT coalesce(max(id), 0) AS last FROM claim',
  );
  const chunks = Math.ceil(((row?.last ?? 0) + 1) / CHUNK_SIZE);
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const isLoaded = saved !== null && (await loadSaved(connection, cards, chunk));
    if (!isLoaded) await loadFacts(connection, cards, chunk);
  }
  return { cards, position: saved ?? last ?? { id: 0, stamp: 0 } };
}

// The oldest entry up to which a saved chunk is right. Where that entry is not there, or all was
// changed since, the chunks are of no use.
async function readSaved(connection: Connection): Promise<Position | null> {
  const saved = await connection.one<{ id: number | null; stamp: number | null; all: number }>(
    `SELECT oldest AS id, (SELECT stamp FROM claim_change WHERE id = oldest) AS stamp,
       EXISTS (SELECT 1 FROM claim_change
         WHERE id > oldest AND claim_id IS NULL AND article_id IS NULL) AS "all"
     FROM (SELECT min(position) AS oldest FROM claim_chunk)`,
  );
  if (!saved || saved.id === null || saved.all === 1) return null;
  if (saved.id === 0) return { id: 0, stamp: 0 };
  return saved.stamp === null ? null : { id: saved.id, stamp: saved.stamp };
}

async function loadSaved(connection: Connection, cards: Cards, chunk: number): Promise<boolean> {
  const row = await connection.one<{ bytes: Uint8Array }>(
    'SELECT bytes FROM claim_chunk WHERE chunk = ?',
    chunk,
  );
  await new Promise((resolve) => setImmediate(resolve));
  if (!row) return false;
  if (row.bytes.length === 0) return true;
  const read = unpackChunk(cards, row.bytes);
  if (!read) return false;
  setChunk(cards, chunk, read);
  for (const day of read.days) if (day !== 0) cards.total += 1;
  return true;
}

async function loadFacts(connection: Connection, cards: Cards, chunk: number): Promise<void> {
  const end = (chunk + 1) * CHUNK_SIZE;
  for (let from = chunk * CHUNK_SIZE; from < end; from += CLAIMS_AT_ONCE) {
    const wanted = { from, to: from + CLAIMS_AT_ONCE - 1 };
    const { claims } = await readCards(connection, wanted, cards.dictionaries);
    setCards(cards, new Map(claims.map((claim) => [claim.id, makeCard(cards, claim)])));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
