/** Proposals that were accepted at once, and can be taken back at once. */
import type { Connection } from '../database/database.ts';
import { NotFound } from '../web/errors.ts';

/** Begins an acceptance of several proposals at once; returns its id. */
export async function storeBatch(
  tx: Connection,
  articleId: number,
  by: { readonly personId: number; readonly at: Date },
): Promise<number> {
  const { id } = await tx.run(
    'INSERT INTO proposal_batch (article_id, person_id, at) VALUES (?, ?, ?)',
    ...[articleId, by.personId, by.at.toISOString()],
  );
  return id;
}

/** A batch that can still be taken back, with how many proposals it accepted; else null. */
export async function readBatch(
  connection: Connection,
  articleId: number,
  id: number,
): Promise<{ readonly id: number; readonly count: number } | null> {
  const row = await connection.one<{ id: number; count: number }>(
    `SELECT id, (SELECT COUNT(*) FROM proposal_decision WHERE batch_id = proposal_batch.id) AS count
     FROM proposal_batch WHERE id = ? AND article_id = ? AND undone_at IS NULL`,
    ...[id, articleId],
  );
  return row ?? null;
}

/** The article of a batch. @throws NotFound where there is none, or it was taken back */
export async function articleOfBatch(connection: Connection, id: number): Promise<number> {
  const row = await connection.one<{ articleId: number }>(
    'SELECT article_id AS articleId FROM proposal_batch WHERE id = ? AND undone_at IS NULL',
    id,
  );
  if (!row) throw new NotFound('There is nothing to take back.');
  return row.articleId;
}

export async function closeBatch(tx: Connection, id: number, at: Date): Promise<void> {
  await tx.run('UPDATE proposal_batch SET undone_at = ? WHERE id = ?', at.toISOString(), id);
}
