/** Whether the rows of a claim bear the ids of requests that asked about it. */
import { type Connection, IN_LIST } from '../database/database.ts';
import type { FieldError } from '../web/errors.ts';

interface Answer {
  /** Null: a row that is to be added. */
  readonly id: number | null;
  readonly replyId: number | null;
}

/** What is wrong with the rows' `reply_id`; what a row had before it may keep. */
export async function findUnfitRequests(
  tx: Connection,
  claimId: number,
  rows: readonly Answer[],
): Promise<FieldError[]> {
  const named = rows.flatMap(({ replyId }) => replyId ?? []);
  if (named.length === 0) return [];
  const asked = await tx.all<{ id: number; isAbout: 0 | 1 }>(
    `SELECT id, EXISTS (SELECT 1 FROM reply_claim WHERE reply_id = reply.id AND claim_id = ?)
       AND withdrawn_at IS NULL AS isAbout
     FROM reply WHERE id ${IN_LIST}`,
    ...[claimId, JSON.stringify(named)],
  );
  const had = await tx.all<{ id: number; replyId: number }>(
    `SELECT id, reply_id AS replyId FROM attribution WHERE claim_id = ? AND reply_id IS NOT NULL`,
    claimId,
  );
  const isAbout = new Map(asked.map((one) => [one.id, one.isAbout === 1]));
  return rows.flatMap(({ id, replyId }, index) => {
    const isKept = had.some((one) => one.id === id && one.replyId === replyId);
    if (replyId === null || isKept || isAbout.get(replyId)) return [];
    const message = isAbout.has(replyId)
      ? `Request ${replyId} does not ask about this claim.`
      : `There is no request ${replyId} for a reply.`;
    return [{ path: `attributions.${index}.reply_id`, message }];
  });
}
