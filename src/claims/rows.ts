/** Writes a claim's rows: those with an id are kept, those without are added, others go. */
import { findPassage, quotePassage } from '../articles/passage.ts';
import { currentText } from '../articles/store.ts';
import { type Connection, IN_LIST } from '../database/database.ts';
import type { By } from '../people/person.ts';
import { moveToArticle } from '../sources/kept.ts';
import type { NewAppearance, NewEvidence } from './claim.schema.ts';
import type { ResolvedAttribution, ResolvedClaim } from './resolve.ts';

export async function writeRows(
  tx: Connection,
  id: number,
  claim: ResolvedClaim,
  by: By,
): Promise<void> {
  await tx.run(
    `UPDATE claim SET statement = ?, kind = ?, adverse = ?, reported_speaker = ?, article_id = ?,
       made_on = ?, credibility = ? WHERE id = ?`,
    ...[claim.statement, claim.kind, claim.adverse ? 1 : 0, claim.reportedSpeaker],
    ...[claim.articleId, claim.madeOn, claim.credibility, id],
  );
  if (claim.articleId !== null) await moveToArticle(tx, id, claim.articleId, by);
  await writeSubjects(tx, id, claim.subjects);
  await writeAppearances(tx, id, claim);
  await writeAttributions(tx, id, claim.attributions);
  await writeEvidence(tx, id, claim.evidence);
}

async function writeSubjects(tx: Connection, id: number, subjects: readonly number[]) {
  await tx.run('DELETE FROM claim_subject WHERE claim_id = ?', id);
  for (const [position, sourceId] of [...new Set(subjects)].entries()) {
    await tx.run(
      'INSERT INTO claim_subject (claim_id, source_id, position) VALUES (?, ?, ?)',
      ...[id, sourceId, position],
    );
  }
}

// An appearance is its words in its article: the same words keep their row.
async function writeAppearances(tx: Connection, id: number, claim: ResolvedClaim) {
  const rows = await tx.all<{ id: number; articleId: number; quote: string; start: number | null }>(
    'SELECT id, article_id AS articleId, quote, start FROM appearance WHERE claim_id = ?',
    id,
  );
  const left = [...rows];
  for (const appearance of claim.appearances) {
    const articleId = appearance.articleId ?? claim.articleId ?? 0;
    const found = left.findIndex(
      (row) =>
        row.articleId === articleId &&
        row.quote === appearance.quote &&
        (appearance.start === null || row.start === appearance.start),
    );
    if (found >= 0) left.splice(found, 1);
    else await insertAppearance(tx, id, articleId, appearance);
  }
  for (const row of left) await tx.run('DELETE FROM appearance WHERE id = ?', row.id);
}

async function insertAppearance(
  tx: Connection,
  id: number,
  articleId: number,
  appearance: NewAppearance,
) {
  const text = await currentText(tx, articleId);
  const place = text ? findPassage(text.body, appearance) : null;
  const words = text && place ? quotePassage(text.body, place.start, place.end) : appearance;
  await tx.run(
    `INSERT INTO appearance (claim_id, article_id, quote, prefix, suffix, start, "end", paragraph,
       state, text_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, articleId, appearance.quote, words.prefix, words.suffix, place?.start ?? null],
    ...[place?.end ?? null, place?.paragraph ?? null, place ? 'found' : 'gone'],
    text?.number ?? null,
  );
}

async function writeAttributions(
  tx: Connection,
  id: number,
  attributions: readonly ResolvedAttribution[],
) {
  const kept = attributions.map((row) => row.id).filter((one) => one !== null);
  await tx.run(
    `DELETE FROM attribution WHERE claim_id = ? AND id NOT ${IN_LIST}`,
    ...[id, JSON.stringify(kept)],
  );
  const ids: number[] = [];
  for (const [position, row] of attributions.entries()) {
    ids.push(await writeAttribution(tx, id, position, row));
  }
  for (const [index, row] of attributions.entries()) {
    const attributionId = ids[index]!;
    for (const [position, { sourceId, ownChannel }] of row.via.entries()) {
      await tx.run(
        `INSERT INTO relay (attribution_id, position, source_id, own_channel)
         VALUES (?, ?, ?, ?)`,
        ...[attributionId, position, sourceId, ownChannel ? 1 : 0],
      );
    }
    for (const retracted of new Set(row.retracts)) {
      await tx.run(
        'INSERT INTO retraction (attribution_id, retracted_id) VALUES (?, ?)',
        ...[attributionId, retracted],
      );
    }
  }
}

const ATTRIBUTION_COLUMNS = [
  ...['position', 'source_id', 'stance', 'scope', 'wording', 'quote', 'cue', 'directness'],
  ...['ground_rules', 'anonymity_reason', 'interest', 'on_behalf_of', 'provisional', 'carried'],
  ...['said_on', 'article_id', 'reply_id', 'identity_known_by', 'identity_known_on'],
];

// The capacity is that of the source at the time, unless said: a row that is kept keeps it.
async function writeAttribution(
  tx: Connection,
  claimId: number,
  position: number,
  row: ResolvedAttribution,
): Promise<number> {
  const values = [
    ...[position, row.sourceId, row.stance, row.scope, row.wording, row.quote, row.cue],
    ...[row.directness, row.groundRules, row.anonymityReason, row.interest, row.onBehalfOf],
    ...[row.provisional ? 1 : 0, row.carried ? 1 : 0, row.saidOn, row.articleId, row.replyId],
    ...[row.identityKnown?.by ?? null, row.identityKnown?.on ?? null],
  ];
  const ofSource = '(SELECT type FROM source WHERE id = ?)';
  if (row.id === null) {
    const { id } = await tx.run(
      `INSERT INTO attribution (${ATTRIBUTION_COLUMNS.join(', ')}, claim_id, capacity)
       VALUES (${values.map(() => '?').join(', ')}, ?, COALESCE(?, ${ofSource}))`,
      ...[...values, claimId, row.capacity, row.sourceId],
    );
    return id;
  }
  await tx.run(
    `UPDATE attribution SET capacity = COALESCE(?,
         CASE WHEN source_id = ? THEN capacity ELSE ${ofSource} END),
       ${ATTRIBUTION_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
    ...[row.capacity, row.sourceId, row.sourceId, ...values, row.id],
  );
  await tx.run('DELETE FROM relay WHERE attribution_id = ?', row.id);
  await tx.run('DELETE FROM retraction WHERE attribution_id = ?', row.id);
  return row.id;
}

async function writeEvidence(tx: Connection, id: number, evidence: readonly NewEvidence[]) {
  const kept = evidence.map((row) => row.id).filter((one) => one !== null);
  await tx.run(
    `DELETE FROM evidence WHERE claim_id = ? AND id NOT ${IN_LIST}`,
    ...[id, JSON.stringify(kept)],
  );
  for (const [position, row] of evidence.entries()) {
    const values = [position, row.kind, row.bearing, row.title, row.url, row.obtained, row.note];
    if (row.id === null) {
      await tx.run(
        `INSERT INTO evidence (position, kind, bearing, title, url, obtained, note, claim_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[...values, id],
      );
    } else {
      await tx.run(
        `UPDATE evidence SET position = ?, kind = ?, bearing = ?, title = ?, url = ?,
           obtained = ?, note = ? WHERE id = ?`,
        ...[...values, row.id],
      );
    }
  }
}
