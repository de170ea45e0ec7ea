/** Stub until the articles are merged. */
import type { Connection } from '../database/database.ts';

export async function currentText(
  connection: Connection,
  articleId: number,
): Promise<{ number: number; body: string } | null> {
  const row = await connection.one<{ number: number; body: string }>(
    'SELECT number, body FROM article_text WHERE article_id = ? ORDER BY number DESC LIMIT 1',
    articleId,
  );
  return row ?? null;
}
