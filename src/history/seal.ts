/**
 * Writes the latest hash of history to the log, which is kept elsewhere: who cuts off the end of
 * history cannot take it out of there. Done at start and daily with what else is daily, and at stop.
 */
import type { Logger } from 'pino';
import type { Connection } from '../database/database.ts';

/** The newest entry; null where there is none. */
export function readLatest(connection: Connection) {
  return connection.one<{ readonly id: number; readonly hash: string }>(
    'SELECT id, hash FROM change ORDER BY id DESC LIMIT 1',
  );
}

export async function sealHistory(connection: Connection, log: Logger): Promise<void> {
  const latest = await readLatest(connection);
  if (!latest) return;
  const { id: entries, hash } = latest;
  log.info(
    { history: { entries, hash } },
    `History has ${entries} entries; its latest hash is ${hash}. Check it by verify --expect.`,
  );
}

/** The entry that has a hash which was seen earlier; null where none has it any more. */
export async function findSealed(connection: Connection, hash: string): Promise<number | null> {
  const sql = 'SELECT id FROM change WHERE hash = ? LIMIT 1';
  return (await connection.one<{ id: number }>(sql, hash.toLowerCase()))?.id ?? null;
}
