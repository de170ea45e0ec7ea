/** Finds the claims' passages again when an article's text was corrected. */
import { type KeptClaim, readKept } from '../claims/kept.ts';
import type { Connection } from '../database/database.ts';
import { differences } from '../history/change.ts';
import { recordChange } from '../history/store.ts';
import type { By } from '../people/person.ts';
import { findPassage, quotePassage, type SoughtPassage } from './passage.ts';

interface AppearanceRow extends SoughtPassage {
  readonly id: number;
  readonly claimId: number;
  readonly start: number | null;
  readonly end: number | null;
}

/**
 * Looks for all passages of an article in its new text. Those that stand elsewhere are `moved`,
 * those that cannot be found are `gone`: never dropped, and looked for again with the next text.
 */
export async function refindPassages(
  tx: Connection,
  articleId: number,
  texts: { readonly before: string; readonly after: string; readonly number: number },
  by: By,
): Promise<void> {
  const rows = await tx.all<AppearanceRow>(
    `SELECT id, claim_id AS claimId, quote, prefix, suffix, start, "end"
     FROM appearance WHERE article_id = ? ORDER BY id`,
    articleId,
  );
  const claimIds = [...new Set(rows.map((row) => row.claimId))];
  const before = await readKept(tx, claimIds);
  for (const row of rows) await refind(tx, row, texts);
  await recordMoves(tx, before, by);
}

async function refind(
  tx: Connection,
  row: AppearanceRow,
  { before, after, number }: { readonly before: string; readonly after: string; number: number },
): Promise<void> {
  const found = findPassage(after, { ...row, ...expectedPlace(row, before, after) });
  if (!found) {
    await tx.run(
      `UPDATE appearance SET start = NULL, "end" = NULL, paragraph = NULL, state = 'gone',
         text_number = ? WHERE id = ?`,
      ...[number, row.id],
    );
    return;
  }
  const isElsewhere = row.start !== null && (row.start !== found.start || row.end !== found.end);
  const { prefix, suffix } = quotePassage(after, found.start, found.end);
  await tx.run(
    `UPDATE appearance SET start = ?, "end" = ?, paragraph = ?, prefix = ?, suffix = ?,
       state = ?, text_number = ? WHERE id = ?`,
    ...[found.start, found.end, found.paragraph, prefix, suffix],
    ...[isElsewhere ? 'moved' : 'found', number, row.id],
  );
}

/**
 * Where a passage must be when the texts are the same before it or after it: there the offsets
 * decide, however often the same words occur.
 */
function expectedPlace({ start, end }: AppearanceRow, before: string, after: string) {
  if (start === null || end === null) return { start: null, end: null };
  const shift = after.length - before.length;
  const isAfterTheChange = start + shift >= 0 && before.slice(start) === after.slice(start + shift);
  return isAfterTheChange ? { start: start + shift, end: end + shift } : { start, end };
}

async function recordMoves(
  tx: Connection,
  before: readonly KeptClaim[],
  { at, personId }: By,
): Promise<void> {
  const after = await readKept(
    tx,
    before.map(({ claim }) => claim.id),
  );
  for (const [index, { claim, kept }] of after.entries()) {
    const old = before[index];
    if (!old || old.claim.id !== claim.id) continue;
    const values = differences(old.kept, kept);
    if (values.length === 0) continue;
    await recordChange(tx, {
      ...{ at, personId, entity: 'claim', entityId: claim.id, claimId: claim.id },
      ...{ action: 'changed', why: 'The text of the article was changed.', values },
    });
  }
}
