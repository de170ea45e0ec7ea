/** Reads and writes proposals and what was decided about them. */
import type { Connection } from '../database/database.ts';
import { NotFound } from '../web/errors.ts';
import type { ProposedAttribution, Stance } from './extraction.ts';
import { linkAttributions, wordsAt } from './linking.ts';
import { type Decision, MOST_PROPOSALS, type Proposal, type TextProposals } from './proposal.ts';

export interface Reading {
  /** In words why there are no proposals, or null. */
  readonly failure: string | null;
}

interface ProposalRow extends Omit<Proposal, 'found' | 'decision' | 'madeClaim'> {
  readonly found: string;
  readonly decision: Decision | null;
  readonly madeClaim: 0 | 1 | null;
}

/** Whether and how a version of a text was read; undefined where it was not. */
export function readReading(
  connection: Connection,
  articleId: number,
  textNumber: number,
): Promise<Reading | undefined> {
  return connection.one<Reading>(
    'SELECT failure FROM text_reading WHERE article_id = ? AND text_number = ?',
    ...[articleId, textNumber],
  );
}

/** All proposals of a version of a text, each with the decision that holds. */
export async function readProposals(
  connection: Connection,
  articleId: number,
  textNumber: number,
): Promise<TextProposals> {
  const text = await connection.one<{ body: string }>(
    'SELECT body FROM article_text WHERE article_id = ? AND number = ?',
    ...[articleId, textNumber],
  );
  const rows = await connection.all<ProposalRow>(
    `SELECT proposal.id, article_id AS articleId, text_number AS textNumber, position, anchor,
       speaker, found, decision, claim_id AS claimId, attribution_id AS attributionId,
       made_claim AS madeClaim, batch_id AS batchId, person.name AS decidedBy, at AS decidedAt
     FROM proposal
     LEFT JOIN proposal_decision AS latest ON latest.id = (SELECT MAX(id) FROM proposal_decision
       WHERE proposal_id = proposal.id)
     LEFT JOIN person ON person.id = latest.person_id
     WHERE article_id = ? AND text_number = ? ORDER BY position`,
    ...[articleId, textNumber],
  );
  const proposals = rows.map((row) => ({
    ...row,
    found: JSON.parse(row.found) as ProposedAttribution,
    decision: row.decision ?? ('open' as const),
    madeClaim: row.madeClaim === 1,
  }));
  const claims = await readClaimsOf(connection, articleId, textNumber);
  return { articleId, textNumber, text: text?.body ?? '', proposals, claims };
}

// A claim that taking back emptied and withdrew is taken up again, so that none is made twice; one
// that somebody withdrew is not.
async function readClaimsOf(connection: Connection, articleId: number, textNumber: number) {
  const rows = await connection.all<{ anchor: number; claimId: number }>(
    `SELECT anchor, claim.id AS claimId
     FROM proposal JOIN proposal_decision AS made ON made.proposal_id = proposal.id
     JOIN claim ON claim.id = made.claim_id
     WHERE proposal.article_id = ? AND text_number = ? AND CASE review_state WHEN 'withdrawn'
       THEN made_claim = 1
         AND NOT EXISTS (SELECT 1 FROM attribution WHERE attribution.claim_id = claim.id)
       ELSE NOT EXISTS (SELECT 1 FROM proposal_decision AS later
         WHERE later.proposal_id = proposal.id AND later.id > made.id) END
     ORDER BY made.id`,
    ...[articleId, textNumber],
  );
  return new Map(rows.map((row) => [row.anchor, row.claimId]));
}

/** Where a proposal stands. @throws NotFound */
export async function placeOfProposal(
  connection: Connection,
  id: number,
): Promise<{ readonly articleId: number; readonly textNumber: number; readonly current: number }> {
  const row = await connection.one<{ articleId: number; textNumber: number; current: number }>(
    `SELECT article_id AS articleId, text_number AS textNumber, (SELECT MAX(number)
       FROM article_text WHERE article_text.article_id = proposal.article_id) AS current
     FROM proposal WHERE id = ?`,
    id,
  );
  if (!row) throw new NotFound('There is no such proposal.');
  return row;
}

/** How many proposals of earlier versions of the text were left open: they are obsolete. */
export async function countObsolete(
  connection: Connection,
  articleId: number,
  current: number,
): Promise<number> {
  const row = await connection.one<{ count: number }>(
    `SELECT COUNT(*) AS count FROM proposal WHERE article_id = ? AND text_number < ?
       AND COALESCE((SELECT decision FROM proposal_decision WHERE proposal_id = proposal.id
         ORDER BY id DESC LIMIT 1), 'open') = 'open'`,
    ...[articleId, current],
  );
  return row?.count ?? 0;
}

export interface Rate {
  readonly stance: Stance;
  readonly accepted: number;
  readonly decided: number;
}

/** How often proposals of each stance were accepted, in the whole newsroom. */
export function readRates(connection: Connection): Promise<Rate[]> {
  return connection.all<Rate>(
    `SELECT stance, SUM(decision = 'accepted') AS accepted, COUNT(*) AS decided
     FROM proposal_decision AS latest JOIN proposal ON proposal.id = proposal_id
     WHERE decision <> 'open' AND latest.person_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM proposal_decision AS later
         WHERE later.proposal_id = latest.proposal_id AND later.id > latest.id)
     GROUP BY stance ORDER BY stance`,
  );
}

/** Keeps what was found in a text, or why nothing could be; a text is read once. */
export async function storeReading(
  tx: Connection,
  articleId: number,
  textNumber: number,
  result: { readonly failure: string } | { readonly found: readonly ProposedAttribution[] },
  at: Date,
): Promise<void> {
  if (await readReading(tx, articleId, textNumber)) return;
  const failure = 'failure' in result ? result.failure : null;
  await tx.run(
    'INSERT INTO text_reading (article_id, text_number, failure, at) VALUES (?, ?, ?, ?)',
    ...[articleId, textNumber, failure, at.toISOString()],
  );
  if ('failure' in result) return;
  const found = result.found.slice(0, MOST_PROPOSALS);
  const { text } = await readProposals(tx, articleId, textNumber);
  for (const [position, links] of linkAttributions(text, found).entries()) {
    await tx.run(
      `INSERT INTO proposal (article_id, text_number, position, anchor, speaker, stance, found)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[articleId, textNumber, position, links.anchor, links.speaker],
      ...[found[position]!.stance, JSON.stringify(found[position])],
    );
  }
  await carryDecisionsOver(tx, articleId, textNumber, at);
}

/** Forgets that a text could not be read, so that it is tried again. */
export async function forgetFailure(
  tx: Connection,
  articleId: number,
  textNumber: number,
): Promise<void> {
  await tx.run(
    `DELETE FROM text_reading WHERE article_id = ? AND text_number = ? AND failure IS NOT NULL`,
    ...[articleId, textNumber],
  );
}

// What was decided about words that the new text still has need not be decided again.
async function carryDecisionsOver(tx: Connection, articleId: number, number: number, at: Date) {
  const now = await readProposals(tx, articleId, number);
  const before = await readProposals(tx, articleId, number - 1);
  const decided = new Map<string, Proposal>();
  for (const one of before.proposals) {
    if (one.decision !== 'open') decided.set(wordsOf(before, one), one);
  }
  if (decided.size === 0) return;
  for (const one of now.proposals) {
    const words = wordsOf(now, one);
    const old = decided.get(words);
    if (!old) continue;
    // Words that stand there twice were decided twice, or are to be.
    decided.delete(words);
    await storeDecision(tx, one.id, { ...old, personId: null, batchId: null, at });
  }
}

function wordsOf({ text }: TextProposals, { found }: Proposal): string {
  const parts = [found.source, found.cue, found.content].map((spans) => wordsAt(text, spans));
  return JSON.stringify([found.stance, ...parts]);
}

export interface NewDecision {
  readonly decision: Decision;
  readonly claimId: number | null;
  readonly attributionId: number | null;
  readonly madeClaim: boolean;
  readonly batchId: number | null;
  readonly personId: number | null;
  readonly at: Date;
}

export async function storeDecision(
  tx: Connection,
  proposalId: number,
  decision: NewDecision,
): Promise<void> {
  await tx.run(
    `INSERT INTO proposal_decision (proposal_id, decision, claim_id, attribution_id, made_claim,
       batch_id, person_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[proposalId, decision.decision, decision.claimId, decision.attributionId],
    ...[decision.madeClaim ? 1 : 0, decision.batchId, decision.personId],
    decision.at.toISOString(),
  );
}
