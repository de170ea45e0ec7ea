/** The state of a source that history keeps and compares, and the writing of it. */
import type { Connection } from '../database/database.ts';
import { differences, type Json, type ValueChange } from '../history/change.ts';
import { recordChange } from '../history/store.ts';
import type { By } from '../people/person.ts';
import { sourceFacts } from './json.ts';
import { readSource } from './store.ts';

/**
 * Facts name the organisation as it stands at the moment; beside them the id that was recorded, and
 * the claim that an unnamed source belongs to while there is no article.
 */
export async function readKept(
  tx: Connection,
  id: number,
): Promise<{ readonly [name: string]: Json }> {
  const source = await readSource(tx, id);
  const row = await tx.one<{ partOf: number | null }>(
    'SELECT part_of AS partOf FROM source WHERE id = ?',
    id,
  );
  const recorded = { part_of: row?.partOf ?? null, claim_id: source.claimId };
  return { ...sourceFacts(source), recorded };
}

/** Unnamed sources that were described before there was an article now belong to it. */
export async function moveToArticle(
  tx: Connection,
  claimId: number,
  articleId: number,
  by: By,
): Promise<void> {
  const rows = await tx.all<{ id: number }>('SELECT id FROM source WHERE claim_id = ?', claimId);
  for (const { id } of rows) {
    const before = await readKept(tx, id);
    await tx.run(
      'UPDATE source SET article_id = ?, claim_id = NULL WHERE id = ?',
      ...[articleId, id],
    );
    await recordSource(tx, id, by, 'changed', differences(before, await readKept(tx, id)));
  }
}

export async function recordSource(
  tx: Connection,
  id: number,
  { at, personId }: By,
  action: 'created' | 'changed',
  values: readonly ValueChange[],
): Promise<void> {
  await recordChange(tx, {
    ...{ at, personId, entity: 'source', entityId: id, claimId: null },
    ...{ action, why: null, values },
  });
}
