/** Rejecting proposals, and opening them again: what their acceptance made is taken back. */
import { readClaim } from '../claims/store.ts';
import { changeClaim } from '../claims/write.ts';
import type { Connection } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import type { ByPerson } from '../people/person.ts';
import { moveClaim } from '../review/move.ts';
import type { Proposal } from './proposal.ts';
import { storeDecision } from './proposal-store.ts';

/** Keeps that a proposal is none; one that was accepted is taken back first. */
export async function rejectProposal(
  tx: Connection,
  proposal: Proposal,
  by: ByPerson,
): Promise<void> {
  if (proposal.decision === 'rejected') return;
  await takeBack(tx, proposal, by);
  await storeDecision(tx, proposal.id, { ...NO_CLAIM, decision: 'rejected', ...by });
  await recordDecision(tx, proposal, 'rejected', null, by, []);
}

/**
 * Opens a proposal again. The attribution that it became is taken out of its claim; a claim that
 * was made for proposals and has no attribution left is withdrawn, not deleted: its history, and
 * whatever points at it, stay.
 */
export async function reopenProposal(
  tx: Connection,
  proposal: Proposal,
  by: ByPerson,
): Promise<void> {
  if (proposal.decision === 'open') return;
  await takeBack(tx, proposal, by);
  await storeDecision(tx, proposal.id, { ...NO_CLAIM, decision: 'open', ...by });
  await recordDecision(tx, proposal, 'opened again', null, by, []);
}

const NO_CLAIM = { claimId: null, attributionId: null, madeClaim: false, batchId: null } as const;

async function takeBack(tx: Connection, proposal: Proposal, by: ByPerson): Promise<void> {
  const { claimId, attributionId } = proposal;
  if (proposal.decision !== 'accepted' || claimId === null) return;
  const before = await readClaim(tx, claimId);
  if (before.facts.attributions.some((row) => row.id === attributionId)) {
    await changeClaim(
      tx,
      claimId,
      (claim) => ({
        ...claim,
        attributions: claim.attributions
          .filter((row) => row.id !== attributionId)
          .map((row) => ({ ...row, retracts: row.retracts.filter((id) => id !== attributionId) })),
      }),
      by,
    );
  }
  const after = await readClaim(tx, claimId);
  const wasMade = await tx.one(
    'SELECT 1 FROM proposal_decision WHERE claim_id = ? AND made_claim = 1',
    claimId,
  );
  if (wasMade && after.facts.attributions.length === 0) {
    await setWithdrawn(tx, claimId, true, by, 'The proposals that it was made of were taken back.');
  }
}

/** Withdraws a claim, or takes it up again: a step of its review like any other. */
export async function setWithdrawn(
  tx: Connection,
  claimId: number,
  isWithdrawn: boolean,
  by: ByPerson,
  why: string | null,
): Promise<void> {
  const { reviewState, version } = await readClaim(tx, claimId);
  const step = isWithdrawn
    ? ({ to: 'withdrawn', did: 'withdrew' } as const)
    : ({ to: 'draft', did: 'took up again' } as const);
  const nothing = { assessment: null, explanation: null, was: null, now: null };
  await moveClaim(
    tx,
    { ...step, ...nothing, claimId, from: reviewState, cause: 'asked', reason: why, version },
    by,
  );
}

/** Writes a decision into the history, and into that of the claim if there is one. */
export async function recordDecision(
  tx: Connection,
  proposal: Proposal,
  what: string,
  claimId: number | null,
  by: ByPerson,
  values: Parameters<typeof recordChange>[1]['values'],
): Promise<void> {
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'proposal', entityId: proposal.id },
    ...{ claimId, action: `${what} a proposed attribution`, why: null, values },
  });
}
