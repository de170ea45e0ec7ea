/** Accepting proposals: makes ordinary claims of them, or adds their sources to claims on file. */
import {
  attributionSchema,
  type NewAttribution,
  type NewClaim,
  parseClaim,
} from '../claims/claim.schema.ts';
import { changeClaim, createClaim } from '../claims/write.ts';
import type { Connection } from '../database/database.ts';
import type { ByPerson } from '../people/person.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import { fieldErrors } from '../web/forms.ts';
import { appearanceBodies, attributionBody, claimBody, whatIsMissing } from './claim-words.ts';
import { sourcesSoFar, withKnown } from './known-sources.ts';
import { wordsAt } from './linking.ts';
import { type PlannedClaim, type Proposal, planClaims, type TextProposals } from './proposal.ts';
import { storeDecision } from './proposal-store.ts';
import { recordDecision, setWithdrawn } from './taking-back.ts';

/**
 * Accepts proposals: those about the same words go to one claim. What is accepted already stays.
 * @param chosen the claim that each proposal's source is to be added to, where one was chosen
 * @returns how many claims were made
 * @throws Unprocessable where the words do not say enough, or a claim is unknown
 */
export async function acceptProposals(
  tx: Connection,
  all: TextProposals,
  accepted: readonly Proposal[],
  by: ByPerson,
  { chosen = new Map<number, number>(), batchId = null as number | null } = {},
): Promise<number> {
  const open = accepted.filter((one) => one.decision !== 'accepted');
  const errors = open.flatMap((one): FieldError[] => {
    const message = whatIsMissing(all, one);
    const path = 'decision';
    return message === null || isOnlyWithoutClaim(all, one, chosen) ? [] : [{ path, message }];
  });
  if (errors.length > 0) throw new Unprocessable(errors);
  let made = 0;
  for (const plan of planClaims(all, open, chosen)) {
    const ids = await acceptPlan(tx, all, plan, by);
    if (plan.claimId === null) made += 1;
    for (const [index, proposal] of plan.proposals.entries()) {
      const target = { claimId: ids.claimId, attributionId: ids.attributionIds[index] ?? null };
      await recordAcceptance(tx, all, proposal, { ...target, made: plan.claimId === null }, by, {
        batchId,
      });
    }
  }
  return made;
}

/** Accepts a proposal as the claim that somebody corrected it to; its first attribution is it. */
export async function acceptCorrected(
  tx: Connection,
  all: TextProposals,
  proposal: Proposal,
  claim: NewClaim,
  by: ByPerson,
): Promise<void> {
  if (proposal.decision === 'accepted') return;
  const claimId = await createClaim(tx, claim, by);
  const [attributionId = null] = await attributionIdsOf(tx, claimId);
  await recordAcceptance(tx, all, proposal, { claimId, attributionId, made: true }, by);
}

// Which claim it is about was chosen by hand: then only the source must be clear.
function isOnlyWithoutClaim(
  all: TextProposals,
  proposal: Proposal,
  chosen: ReadonlyMap<number, number>,
): boolean {
  return chosen.has(proposal.id) && /which claim/.test(whatIsMissing(all, proposal) ?? '');
}

/** Keeps that a proposal became an attribution of a claim; the claim's history says so too. */
export async function recordAcceptance(
  tx: Connection,
  all: TextProposals,
  proposal: Proposal,
  target: {
    readonly claimId: number;
    readonly attributionId: number | null;
    readonly made: boolean;
  },
  by: ByPerson,
  { batchId = null as number | null } = {},
): Promise<void> {
  await storeDecision(tx, proposal.id, {
    ...{ decision: 'accepted', claimId: target.claimId, attributionId: target.attributionId },
    ...{ madeClaim: target.made, batchId, ...by },
  });
  const proposed = `${wordsAt(all.text, proposal.found.source)} ${proposal.found.stance}`;
  await recordDecision(tx, proposal, 'accepted', target.claimId, by, [
    { path: 'proposed', old: null, new: proposed },
    { path: 'proposed because of', old: null, new: proposal.found.because.join(', ') },
  ]);
}

async function acceptPlan(tx: Connection, all: TextProposals, plan: PlannedClaim, by: ByPerson) {
  const known = await sourcesSoFar(tx, all, by.personId);
  if (plan.claimId === null) {
    const body = claimBody(all, plan);
    const attributions = await Promise.all(
      body.attributions.map((row, at) => withKnown(tx, row, known, plan.proposals[at]!)),
    );
    const parsed = parseClaim({ ...body, attributions });
    if ('errors' in parsed) throw new Unprocessable(parsed.errors);
    const claimId = await createClaim(tx, parsed.claim, by);
    return { claimId, attributionIds: await attributionIdsOf(tx, claimId) };
  }
  const claimId = plan.claimId;
  const found = await tx.one<{ state: string }>(
    'SELECT review_state AS state FROM claim WHERE id = ?',
    claimId,
  );
  if (!found)
    throw new Unprocessable([{ path: 'claim', message: `There is no claim ${claimId}.` }]);
  const rows: NewAttribution[] = [];
  for (const one of plan.proposals) {
    const row = await withKnown(tx, attributionBody(all, one), known, one);
    const parsed = attributionSchema.safeParse(row);
    if (!parsed.success) throw new Unprocessable(fieldErrors(parsed.error));
    rows.push(parsed.data);
  }
  // Only a claim that taking back withdrew gets here by itself.
  if (found.state === 'withdrawn') await setWithdrawn(tx, claimId, false, by, null);
  const places = appearanceBodies(all, plan.anchor).map((one) => ({
    ...{ articleId: one.article_id, quote: one.quote, prefix: '', suffix: '' },
    ...{ start: one.start, end: one.end },
  }));
  await changeClaim(
    tx,
    claimId,
    (claim) => ({
      ...claim,
      appearances: [
        ...claim.appearances,
        ...places.filter(
          (place) =>
            !claim.appearances.some(
              (one) =>
                one.articleId === place.articleId &&
                (one.start ?? 0) < place.end &&
                (one.end ?? 0) > place.start,
            ),
        ),
      ],
      attributions: [...claim.attributions, ...rows],
    }),
    by,
  );
  return { claimId, attributionIds: (await attributionIdsOf(tx, claimId)).slice(-rows.length) };
}

async function attributionIdsOf(tx: Connection, claimId: number): Promise<number[]> {
  const rows = await tx.all<{ id: number }>(
    'SELECT id FROM attribution WHERE claim_id = ? ORDER BY position',
    claimId,
  );
  return rows.map((row) => row.id);
}
