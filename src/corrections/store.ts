/** All SQL about corrections, and the writing of them with their history. */
import { type Connection, IN_LIST } from '../database/database.ts';
import { differences, type Json } from '../history/change.ts';
import { changesSince, Stale } from '../history/stale.ts';
import { type Change, recordChange } from '../history/store.ts';
import type { ByPerson } from '../people/person.ts';
import { type FieldError, NotFound, Unprocessable } from '../web/errors.ts';
import type { NewCorrection } from './correction.schema.ts';
import type { CorrectionRecord } from './correction.ts';
import { correctionFacts } from './json.ts';

/** Somebody else saved the correction since it was opened. */
export class StaleCorrection extends Stale<CorrectionRecord> {
  constructor(current: CorrectionRecord, changes: readonly Change[]) {
    super('correction', current, correctionFacts(current), changes);
  }
}

interface CorrectionRow extends Omit<CorrectionRecord, 'article' | 'claims' | 'person'> {
  readonly articleId: number;
  readonly headline: string;
  readonly claims: string;
  readonly personId: number;
  readonly personName: string;
}

const CORRECTIONS = `SELECT correction.id, correction.version, correction.article_id AS articleId,
    headline, text_number AS textNumber, wrong, asked_by AS askedBy, asked_on AS askedOn, outcome,
    decision, wording, correction.published_on AS publishedOn, correction.person_id AS personId,
    person.name AS personName, correction.created_at AS createdAt,
    correction.changed_at AS changedAt,
    (SELECT json_group_array(json_object('id', claim.id, 'statement', statement)
         ORDER BY claim.id)
       FROM correction_claim JOIN claim ON claim.id = claim_id
       WHERE correction_id = correction.id) AS claims
  FROM correction JOIN article ON article.id = correction.article_id
  JOIN person ON person.id = correction.person_id`;

/** @throws NotFound */
export async function readCorrection(connection: Connection, id: number) {
  const row = await connection.one<CorrectionRow>(`${CORRECTIONS} WHERE correction.id = ?`, id);
  if (!row) throw new NotFound('There is no such correction.');
  return toCorrection(row);
}

/** Newest first. */
export async function readCorrectionsOfArticle(connection: Connection, articleId: number) {
  const sql = `${CORRECTIONS} WHERE correction.article_id = ? ORDER BY correction.id DESC`;
  return (await connection.all<CorrectionRow>(sql, articleId)).map(toCorrection);
}

/** Newest first. */
export async function readCorrectionsOfClaim(connection: Connection, claimId: number) {
  const sql = `${CORRECTIONS} WHERE correction.id IN (SELECT correction_id FROM correction_claim
      WHERE claim_id = ?) ORDER BY correction.id DESC`;
  return (await connection.all<CorrectionRow>(sql, claimId)).map(toCorrection);
}

/** Newest first, from the one before `before` on. */
export async function readCorrections(
  connection: Connection,
  { outcome, before, most }: { outcome: string | null; before: number | null; most: number },
) {
  const sql = `${CORRECTIONS} WHERE (? IS NULL OR outcome = ?) AND (? IS NULL OR correction.id < ?)
    ORDER BY correction.id DESC LIMIT ?`;
  const rows = await connection.all<CorrectionRow>(sql, outcome, outcome, before, before, most);
  return rows.map(toCorrection);
}

export async function countCorrections(connection: Connection, outcome: string | null) {
  const row = await connection.one<{ count: number }>(
    'SELECT count(*) AS count FROM correction WHERE ? IS NULL OR outcome = ?',
    ...[outcome, outcome],
  );
  return row?.count ?? 0;
}

export async function countCorrectionsOf(connection: Connection, articleId: number) {
  const sql = 'SELECT count(*) AS count FROM correction WHERE article_id = ?';
  return (await connection.one<{ count: number }>(sql, articleId))?.count ?? 0;
}

/** @returns the new correction's id @throws Unprocessable */
export async function createCorrection(
  tx: Connection,
  articleId: number,
  correction: NewCorrection,
  by: ByPerson,
): Promise<number> {
  await refuseUnknown(tx, articleId, correction);
  const at = by.at.toISOString();
  const { id } = await tx.run(
    `INSERT INTO correction (article_id, wrong, asked_by, asked_on, outcome, person_id, created_at,
       changed_at) VALUES (?, '', '', '', 'open', ?, ?, ?)`,
    ...[articleId, by.personId, at, at],
  );
  await writeFields(tx, id, correction);
  const made = correctionFacts(await readCorrection(tx, id));
  await record(tx, id, by, 'created', [
    { path: '', old: null, new: { ...made, article_id: articleId } },
  ]);
  return id;
}

/** @throws NotFound, StaleCorrection when `version` is not the current one, Unprocessable */
export async function replaceCorrection(
  tx: Connection,
  id: number,
  correction: NewCorrection,
  by: ByPerson,
): Promise<void> {
  const before = await readCorrection(tx, id);
  if (correction.version === null) {
    throw new Unprocessable([{ path: 'version', message: 'Say which version you change.' }]);
  }
  if (correction.version !== before.version) {
    const of = { entity: 'correction', entityId: id };
    throw new StaleCorrection(before, await changesSince(tx, of, correction.version));
  }
  await refuseUnknown(tx, before.article.id, correction);
  await writeFields(tx, id, correction);
  await tx.run(
    'UPDATE correction SET version = version + 1, changed_at = ? WHERE id = ?',
    ...[by.at.toISOString(), id],
  );
  const after = await readCorrection(tx, id);
  await record(tx, id, by, 'changed', differences(correctionFacts(before), correctionFacts(after)));
}

async function writeFields(tx: Connection, id: number, one: NewCorrection): Promise<void> {
  await tx.run(
    `UPDATE correction SET text_number = ?, wrong = ?, asked_by = ?, asked_on = ?, outcome = ?,
       decision = ?, wording = ?, published_on = ? WHERE id = ?`,
    ...[one.textNumber, one.wrong, one.askedBy, one.askedOn, one.outcome],
    ...[one.decision, one.wording, one.publishedOn, id],
  );
  await tx.run('DELETE FROM correction_claim WHERE correction_id = ?', id);
  await tx.run(
    `INSERT INTO correction_claim (correction_id, claim_id)
     SELECT ?, value FROM json_each(?)`,
    ...[id, JSON.stringify(one.claims)],
  );
}

/** A correction is tied to claims that stand in its article, and to a text that it had. */
async function refuseUnknown(tx: Connection, articleId: number, one: NewCorrection): Promise<void> {
  const errors: FieldError[] = [];
  const known = await claimsToTie(tx, articleId, one.claims);
  for (const [at, id] of one.claims.entries()) {
    if (known.some((claim) => claim.id === id)) continue;
    errors.push({ path: `claims.${at}`, message: `Claim ${id} does not stand in this article.` });
  }
  const text = await tx.one(
    'SELECT 1 FROM article_text WHERE article_id = ? AND number = ?',
    ...[articleId, one.textNumber],
  );
  if (one.textNumber !== null && !text) {
    errors.push({ path: 'text_number', message: 'The text has no such version.' });
  }
  if (errors.length > 0) throw new Unprocessable(errors);
}

/** The claims of an article that a correction of it can be about; `among` those given, if any. */
export function claimsToTie(
  connection: Connection,
  articleId: number,
  among: readonly number[] | null = null,
): Promise<{ id: number; statement: string }[]> {
  return connection.all(
    `SELECT id, statement FROM claim
     WHERE (article_id = ? OR id IN (SELECT claim_id FROM appearance WHERE article_id = ?))
       AND (? IS NULL OR id ${IN_LIST}) ORDER BY id`,
    ...[articleId, articleId, among && 1, JSON.stringify(among ?? [])],
  );
}

async function record(
  tx: Connection,
  id: number,
  by: ByPerson,
  action: string,
  values: readonly { readonly path: string; readonly old: Json; readonly new: Json }[],
): Promise<void> {
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'correction', entityId: id, claimId: null },
    ...{ action, why: null, values },
  });
}

function toCorrection(row: CorrectionRow): CorrectionRecord {
  const { articleId, headline, personId, personName, claims, ...plain } = row;
  return {
    ...{ ...plain, article: { id: articleId, headline }, claims: JSON.parse(claims) },
    person: { id: personId, name: personName },
  };
}
