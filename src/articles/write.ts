/** Saves articles: particulars, texts, passages and history, in the caller's one transaction. */
import { createHash } from 'node:crypto';
import { claimsOfArticle, rederiveClaims } from '../claims/derive.ts';
import type { Connection } from '../database/database.ts';
import { differences, type Json, type ValueChange } from '../history/change.ts';
import { changesSince, Stale } from '../history/stale.ts';
import { type Change, recordChange } from '../history/store.ts';
import type { By } from '../people/person.ts';
import { resolveSource } from '../sources/resolve.ts';
import type { SourceReference } from '../sources/source.schema.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import type { NewArticle } from './article.schema.ts';
import type { ArticleRecord } from './article.ts';
import { articleFacts } from './json.ts';
import { refindPassages } from './refind.ts';
import { readArticle } from './store.ts';

/** Somebody else saved the article since it was opened. */
export class StaleArticle extends Stale<ArticleRecord> {
  constructor(current: ArticleRecord, changes: readonly Change[]) {
    super('article', current, articleFacts(current), changes);
  }
}

/**
 * Saves a new article.
 * @returns its id
 * @throws Unprocessable with an error for each outlet that is wrong
 */
export async function createArticle(tx: Connection, article: NewArticle, by: By): Promise<number> {
  const time = by.at.toISOString();
  const { id } = await tx.run(
    'INSERT INTO article (headline, author_id, created_at, changed_at) VALUES (?, ?, ?, ?)',
    ...[article.headline, by.personId, time, time],
  );
  await writeFields(tx, id, article, by);
  if (article.body) await addText(tx, id, 1, article.body, by);
  const created = await readKept(tx, id);
  await record(tx, id, by, 'created', [{ path: '', old: null, new: created }]);
  return id;
}

/**
 * Replaces an article's particulars, and its text if that is another one; finds the passages of
 * its claims again and derives them anew.
 * @throws NotFound, StaleArticle when `article.version` is not the current one, Unprocessable
 */
export async function replaceArticle(
  tx: Connection,
  id: number,
  article: NewArticle,
  by: By,
): Promise<void> {
  const before = await readArticle(tx, id);
  if (article.version === null) {
    throw new Unprocessable([{ path: 'version', message: 'Say which version you change.' }]);
  }
  if (article.version !== before.version) {
    throw new StaleArticle(
      before,
      await changesSince(tx, { entity: 'article', entityId: id }, article.version),
    );
  }
  const kept = await readKept(tx, id);
  await writeFields(tx, id, article, by);
  const old = before.text?.body ?? '';
  if (article.body !== undefined && article.body !== old) {
    const number = (before.text?.number ?? 0) + 1;
    await addText(tx, id, number, article.body, by);
    await refindPassages(tx, id, { before: old, after: article.body, number }, by);
  }
  await tx.run(
    'UPDATE article SET version = version + 1, changed_at = ? WHERE id = ?',
    ...[by.at.toISOString(), id],
  );
  await rederiveClaims(tx, await claimsOfArticle(tx, id), by);
  await record(tx, id, by, 'changed', differences(kept, await readKept(tx, id)));
}

/**
 * The state that history keeps: facts name the outlets as they stand at the moment; beside them the
 * ids that were recorded.
 */
async function readKept(tx: Connection, id: number): Promise<{ readonly [name: string]: Json }> {
  const recorded = await tx.one<{ publisher: number | null; agency: number | null }>(
    'SELECT publisher_id AS publisher, agency_id AS agency FROM article WHERE id = ?',
    id,
  );
  return { ...articleFacts(await readArticle(tx, id)), recorded: { ...recorded } };
}

/** SHA-256 of a text's UTF-8, in hexadecimal digits. */
function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

// What was recorded under a name that was merged away stays so, that the merge can be undone.
const keepIfSame = (column: 'publisher_id' | 'agency_id') =>
  `CASE WHEN (SELECT canonical_id FROM source WHERE source.id = ${column}) = ?
     THEN ${column} ELSE ? END`;

async function writeFields(tx: Connection, id: number, article: NewArticle, by: By): Promise<void> {
  const errors: FieldError[] = [];
  const resolve = async (reference: SourceReference | null, path: string) => {
    if (reference === null) return null;
    try {
      return await resolveSource(tx, reference, { ...by, articleId: id, claimId: null }, path);
    } catch (error) {
      if (!(error instanceof Unprocessable)) throw error;
      errors.push(...error.errors);
      return null;
    }
  };
  const publisher = await resolve(article.publisher, 'publisher');
  const agency = await resolve(article.agency, 'agency');
  if (errors.length > 0) throw new Unprocessable(errors);
  await tx.run(
    `UPDATE article SET headline = ?, publisher_id = ${keepIfSame('publisher_id')},
       agency_id = ${keepIfSame('agency_id')}, ours = ?, desk = ?, due_at = ?, byline = ?,
       dateline = ?, published_on = ?, url = ?, language = ? WHERE id = ?`,
    ...[article.headline, publisher, publisher, agency, agency, article.ours ? 1 : 0],
    ...[article.desk, article.dueAt],
    ...[article.byline, article.dateline, article.publishedOn, article.url, article.language, id],
  );
}

async function addText(
  tx: Connection,
  articleId: number,
  number: number,
  body: string,
  by: By,
): Promise<void> {
  await tx.run(
    `INSERT INTO article_text (article_id, number, body, sha256, person_id, at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    ...[articleId, number, body, sha256Of(body), by.personId, by.at.toISOString()],
  );
}

async function record(
  tx: Connection,
  id: number,
  by: By,
  action: string,
  values: readonly ValueChange[],
): Promise<void> {
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'article', entityId: id, claimId: null },
    ...{ action, why: null, values },
  });
}
