/** The claim form for a proposal that is corrected: filled in from it, and saved as its decision. */
import type { Connection } from '../database/database.ts';
import { recordAcceptance } from '../extraction/acceptance.ts';
import { loadForDecision } from '../extraction/load-proposals.ts';
import { prefillOf } from '../extraction/prefill.ts';
import { setWithdrawn } from '../extraction/taking-back.ts';
import type { ByPerson } from '../people/person.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { type ClaimForm, readClaimForm } from './form.ts';

/**
 * Puts all that a proposal knows into the form: of a new claim, or as one more attribution of a
 * claim on file.
 * @throws NotFound; Conflict where the text has changed since
 */
export async function fillFromProposal(
  connection: Connection,
  form: ClaimForm,
  proposalId: number,
): Promise<ClaimForm> {
  const { all, proposal } = await loadForDecision(connection, proposalId);
  const read = readClaimForm(await prefillOf(connection, all, proposal));
  const own = form.id === '' ? read.article_id : form.article_id;
  // A row that stands in the claim's own article goes with it into another one.
  const attributions = read.attributions.map((row) =>
    row.article_id === own ? { ...row, article_id: '' } : row,
  );
  const proposed = { ...read, attributions };
  const filled =
    form.id === ''
      ? proposed
      : { ...form, attributions: [...form.attributions, ...proposed.attributions] };
  return { ...filled, proposal: String(proposalId) };
}

interface SavedClaim {
  readonly id: number;
  readonly isNew: boolean;
  /** Ids of the attributions that it had before. */
  readonly before: ReadonlySet<number>;
}

/**
 * Keeps that the saved claim is what became of the proposal it was filled in from. One that was
 * decided or became obsolete meanwhile stays as it is: the claim is saved all the same.
 * @returns the address of the article's proposals, or null where there is nothing to go back to
 */
export async function settleProposal(
  tx: Connection,
  proposalId: number,
  claim: SavedClaim,
  by: ByPerson,
): Promise<string | null> {
  try {
    const { all, proposal } = await loadForDecision(tx, proposalId);
    if (proposal.decision !== 'accepted') {
      const rows = await tx.all<{ id: number }>(
        'SELECT id FROM attribution WHERE claim_id = ? ORDER BY position',
        claim.id,
      );
      const added = rows.filter((row) => !claim.before.has(row.id)).map((row) => row.id);
      const attributionId = (claim.isNew ? added[0] : added.at(-1)) ?? null;
      const target = { claimId: claim.id, attributionId, made: claim.isNew };
      await takeUpAgain(tx, claim.id, by);
      await recordAcceptance(tx, all, proposal, target, by);
    }
    const next = all.proposals.find((one) => one.decision === 'open' && one.id > proposalId);
    const at = next?.id ?? proposalId;
    return `/articles/${all.articleId}/proposals?at=${at}#proposal-${at}`;
  } catch (error) {
    if (error instanceof NotFound || error instanceof Conflict) return null;
    throw error;
  }
}

// A claim that was withdrawn because its proposals were taken back has one again.
async function takeUpAgain(tx: Connection, claimId: number, by: ByPerson): Promise<void> {
  const isWithdrawn = await tx.one(
    `SELECT 1 FROM claim WHERE id = ? AND review_state = 'withdrawn' AND EXISTS
       (SELECT 1 FROM proposal_decision WHERE claim_id = claim.id AND made_claim = 1)`,
    claimId,
  );
  if (isWithdrawn) await setWithdrawn(tx, claimId, false, by, null);
}
