/** Saves the cards in chunks, so that the next start need not read all the facts. */
import type { Database } from '../../database/database.ts';
import { chunkOf } from './chunk.ts';
import { cardsNow } from './keep.ts';
import { CHUNK_VERSION, packChunk } from './pack.ts';

/** Entries of the log that other processes may still go on from. */
const MOST_KEPT = 10_000;
/** A newsroom with fewer claims starts as quickly without. */
const FEWEST_CLAIMS = 10_000;
/** Fewer changes are read at the start, rather than that chunks are saved all the time. */
const FEWEST_CHANGES = 2_000;

/**
 * Saves those that changed, if enough did; other requests come in between.
 * @param least how many claims and changes are enough
 */
export async function saveCards(
  database: Database,
  least = { claims: FEWEST_CLAIMS, changes: FEWEST_CHANGES },
): Promise<void> {
  const { cards, position } = await cardsNow(database);
  if (cards.total < least.claims) return forget(database, position - MOST_KEPT);
  const saved = await readPositions(database);
  const stale = await findStale(database, saved, cards.chunks.length, least.changes);
  if (stale.size === 0) return;
  for (const chunk of stale) await saveChunk(database, chunk);
  // What was not stale is right up to where the cards were before it was looked for.
  await database.write((tx) =>
    tx.run('UPDATE claim_chunk SET position = ? WHERE position < ?', position, position),
  );
  // All before is in the chunks; that entry itself stays, as cards go on from it.
  await forget(database, position);
}

async function forget(database: Database, before: number): Promise<void> {
  await database.write((tx) => tx.run('DELETE FROM claim_change WHERE id < ?', before));
}

// A chunk that a program with other criteria saved is as good as missing: without that, every start
// would read all the facts. What it was saved by stands at its beginning.
async function readPositions(database: Database): Promise<Map<number, number>> {
  const rows = await database.all<{ chunk: number; position: number }>(
    `SELECT chunk, position FROM claim_chunk
     WHERE length(bytes) = 0 OR instr(substr(bytes, 1, 200), ?) > 0`,
    Buffer.from(CHUNK_VERSION),
  );
  return new Map(rows.map(({ chunk, position }) => [chunk, position]));
}

// The entry up to which a chunk is right may have had more behind it since.
async function findStale(
  database: Database,
  saved: ReadonlyMap<number, number>,
  chunks: number,
  leastChanges: number,
): Promise<Set<number>> {
  const all = Array.from({ length: chunks }, (_, chunk) => chunk);
  const missing = all.filter((chunk) => !saved.has(chunk));
  const entries = await database.all<{ id: number; claimId: number }>(
    `SELECT id, claim_id AS claimId FROM claim_change WHERE id >= ? AND claim_id IS NOT NULL`,
    Math.min(...saved.values(), Number.MAX_SAFE_INTEGER),
  );
  if (missing.length === 0 && entries.length < leastChanges) return new Set();
  const changed = entries.map(({ id, claimId }) => ({ id, chunk: chunkOf(claimId) }));
  const stale = changed.filter(({ id, chunk }) => id >= (saved.get(chunk) ?? 0));
  return new Set([...missing, ...stale.map(({ chunk }) => chunk)]);
}

async function saveChunk(database: Database, number: number): Promise<void> {
  const { cards, position } = await cardsNow(database);
  const chunk = cards.chunks[number];
  const bytes = chunk ? packChunk(cards, chunk) : new Uint8Array();
  await database.write((tx) =>
    tx.run(
      `INSERT INTO claim_chunk (chunk, position, bytes) VALUES (?, ?, ?) ON CONFLICT (chunk)
       DO UPDATE SET position = excluded.position, bytes = excluded.bytes`,
      ...[number, position, bytes],
    ),
  );
  await new Promise((resolve) => setImmediate(resolve));
}
