/** Records what came back: it becomes the position on each claim. */
import type { NewAttribution } from '../claims/claim.schema.ts';
import { rederiveClaims } from '../claims/derive.ts';
import { changeClaim } from '../claims/write.ts';
import type { Connection } from '../database/database.ts';
import { dayIn, daysAfter } from '../web/dates.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import type { ClaimOutcome, NewOutcome } from './reply.schema.ts';
import { isProvisional, type Position, type ReplyRecord } from './reply.ts';
import {
  type Asker,
  awaitingRow,
  changeRow,
  idOfClaim,
  readToChange,
  recordDifference,
} from './write.ts';

/** Silence that may end is asked after again the day after, unless another day is set. */
export const ASK_AGAIN_DAYS = 1;

interface Change {
  readonly claimId: number;
  readonly position: Position | null;
  readonly row: Pick<
    NewAttribution,
    'stance' | 'scope' | 'provisional' | 'wording' | 'quote' | 'saidOn'
  >;
}

/**
 * Claims on which nothing changes are left as they are: a cleared one stays so.
 * @throws NotFound, Conflict where it was withdrawn, StaleReply, Unprocessable
 */
export async function recordOutcome(
  tx: Connection,
  id: number,
  sent: NewOutcome,
  by: Asker,
): Promise<void> {
  const before = await readToChange(tx, id, sent.version);
  const errors = wrongClaims(before, sent.claims);
  if (errors.length > 0) throw new Unprocessable(errors);
  const changes = sent.claims
    .map((outcome) => changeOf(before, outcome, by))
    .filter((change) => change !== null);
  const followUpOn = followUpAfter(before, changes, sent.follow_up_on, by);
  const moved = followUpOn !== before.followUpOn;
  if (changes.length === 0 && !moved) return;
  // The day to ask again comes first: the claims are derived with it.
  await tx.run(
    'UPDATE reply SET follow_up_on = ?, version = version + 1, changed_at = ? WHERE id = ?',
    ...[followUpOn, by.at.toISOString(), id],
  );
  for (const change of changes) await writeRow(tx, before, change, by);
  const left = before.claims
    .map(idOfClaim)
    .filter((claimId) => !changes.some((change) => change.claimId === claimId));
  if (moved) await rederiveClaims(tx, left, by);
  await recordDifference(tx, before, 'recorded what came back', null, by);
}

function wrongClaims({ claims }: ReplyRecord, sent: readonly ClaimOutcome[]): FieldError[] {
  const asked = new Set(claims.map(idOfClaim));
  return sent.flatMap(({ claimId }, index) => {
    const path = `claims.${index}.claim_id`;
    if (!asked.has(claimId))
      return { path, message: `They were not asked about claim ${claimId}.` };
    const isTwice = sent.findIndex((one) => one.claimId === claimId) < index;
    return isTwice ? { path, message: `Claim ${claimId} stands here twice.` } : [];
  });
}

function changeOf(before: ReplyRecord, outcome: ClaimOutcome, by: Asker): Change | null {
  const { claimId, ...said } = outcome;
  const position = before.claims.find((one) => one.claimId === claimId)?.position ?? null;
  const row = { ...said, saidOn: said.saidOn ?? dayOf(before, outcome, position, by) };
  const isSame =
    position !== null &&
    (Object.keys(row) as (keyof typeof row)[]).every((name) => row[name] === position[name]);
  return isSame ? null : { claimId, position, row };
}

/** Where no day is given: the one on file, of a new outcome today. */
function dayOf(
  { askedAt }: ReplyRecord,
  { stance }: ClaimOutcome,
  position: Position | null,
  by: Asker,
): string {
  if (stance === 'awaiting') return dayIn(new Date(askedAt), by.zone);
  const isOnFile = position?.stance === stance;
  return (isOnFile ? position.saidOn : null) ?? dayIn(by.at, by.zone);
}

function followUpAfter(
  before: ReplyRecord,
  changes: readonly Change[],
  sent: string | null,
  by: Asker,
): string | null {
  const isOpen = before.claims.some(({ claimId, position }) => {
    const now = changes.find((change) => change.claimId === claimId)?.row ?? position;
    return now !== null && isProvisional(now);
  });
  if (!isOpen) return null;
  return sent ?? before.followUpOn ?? daysAfter(dayIn(by.at, by.zone), ASK_AGAIN_DAYS);
}

async function writeRow(tx: Connection, reply: ReplyRecord, change: Change, by: Asker) {
  const { claimId, position, row } = change;
  // What the row said otherwise was about another answer.
  const said = { ...row, cue: null, retracts: [] };
  if (position) return changeRow(tx, claimId, position.attributionId, said, by);
  const added = { ...awaitingRow(reply.id, reply.subject.id, dayIn(by.at, by.zone)), ...said };
  await changeClaim(
    tx,
    claimId,
    (claim) => ({ ...claim, attributions: [...claim.attributions, added] }),
    by,
  );
}
