/** Saves requests for replies and what came back, with the claims' positions, in one transaction. */
import { attributionSchema, type NewAttribution } from '../claims/claim.schema.ts';
import { rederiveClaims } from '../claims/derive.ts';
import { changeClaim } from '../claims/write.ts';
import { type Connection, IN_LIST } from '../database/database.ts';
import { differences } from '../history/change.ts';
import { changesSince, Stale } from '../history/stale.ts';
import { type Change, recordChange } from '../history/store.ts';
import type { ByPerson } from '../people/person.ts';
import { resolveSource } from '../sources/resolve.ts';
import type { SourceReference } from '../sources/source.schema.ts';
import { isNamed } from '../sources/source.ts';
import { readSource } from '../sources/store.ts';
import { dayIn } from '../web/dates.ts';
import { Conflict, type FieldError, Unprocessable } from '../web/errors.ts';
import { replyFacts } from './json.ts';
import type { ChangedReply, NewReply } from './reply.schema.ts';
import { isProvisional, type ReplyRecord } from './reply.ts';
import { readReply } from './store.ts';

/** Who asks or changes, and in which time zone days begin for them. */
export interface Asker extends ByPerson {
  readonly zone: string;
}

/** Somebody else changed the request, or what came back, since it was opened. */
export class StaleReply extends Stale<ReplyRecord> {
  constructor(current: ReplyRecord, changes: readonly Change[]) {
    super('request', current, replyFacts(current), changes);
  }
}

/**
 * Records that a subject was asked; each claim gets its position, "awaiting".
 * @returns the request's id
 * @throws Unprocessable
 */
export async function createReply(tx: Connection, reply: NewReply, by: Asker): Promise<number> {
  const at = by.at.toISOString();
  const askedAt = reply.asked_at ?? at;
  const claimIds = [...new Set(reply.claims)];
  const errors = [
    ...wrongTimes(askedAt, reply.due_at, by.at),
    ...(await findWrongClaims(tx, reply.claims)),
  ];
  const subjectId = await findSubject(tx, reply.subject, by, errors);
  if (errors.length > 0) throw new Unprocessable(errors);
  const { id } = await tx.run(
    `INSERT INTO reply (source_id, channel, asked_by, asked_at, due_at, note, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[subjectId, reply.channel, by.personId, askedAt, reply.due_at, reply.note, at, at],
  );
  for (const [position, claimId] of claimIds.entries()) {
    await tx.run(
      'INSERT INTO reply_claim (reply_id, claim_id, position) VALUES (?, ?, ?)',
      ...[id, claimId, position],
    );
    const row = awaitingRow(id, subjectId, dayIn(new Date(askedAt), by.zone));
    await changeClaim(
      tx,
      claimId,
      (claim) => ({ ...claim, attributions: [...claim.attributions, row] }),
      by,
    );
  }
  const created = replyFacts(await readReply(tx, id));
  await record(tx, id, by, 'asked for a reply', [{ path: '', old: null, new: created }]);
  return id;
}

/** The claim is about whoever is asked: that makes the answer a position, whoever else it is about. */
export function awaitingRow(replyId: number, sourceId: number, askedOn: string): NewAttribution {
  return attributionSchema.parse({
    ...{ source: { id: sourceId }, stance: 'awaiting', interest: 'subject' },
    ...{ said_on: askedOn, reply_id: replyId },
  });
}

/**
 * Changes how and when they were asked, and the deadline.
 * @throws NotFound, Conflict where it was withdrawn, StaleReply, Unprocessable
 */
export async function changeReply(
  tx: Connection,
  id: number,
  sent: ChangedReply,
  by: Asker,
): Promise<void> {
  const before = await readToChange(tx, id, sent.version);
  const errors = wrongTimes(sent.asked_at, sent.due_at, by.at);
  const provisional = before.claims.some(({ position }) => position && isProvisional(position));
  if (provisional && sent.follow_up_on === null) {
    errors.push({ path: 'follow_up_on', message: 'Say when to ask again.' });
  }
  if (errors.length > 0) throw new Unprocessable(errors);
  const followUpOn = provisional ? sent.follow_up_on : null;
  await tx.run(
    `UPDATE reply SET channel = ?, asked_at = ?, due_at = ?, follow_up_on = ?, note = ?,
       version = version + 1, changed_at = ? WHERE id = ?`,
    ...[sent.channel, sent.asked_at, sent.due_at, followUpOn, sent.note],
    ...[by.at.toISOString(), id],
  );
  await moveAskedDay(tx, before, sent.asked_at, by);
  if (followUpOn !== before.followUpOn) {
    await rederiveClaims(tx, before.claims.map(idOfClaim), by);
  }
  await recordDifference(tx, before, 'changed the request', null, by);
}

// A position that is awaited bears the day of asking.
async function moveAskedDay(tx: Connection, before: ReplyRecord, askedAt: string, by: Asker) {
  const [was, now] = [before.askedAt, askedAt].map((one) => dayIn(new Date(one), by.zone));
  if (was === now) return;
  for (const { claimId, position } of before.claims) {
    if (position?.stance !== 'awaiting') continue;
    await changeRow(tx, claimId, position.attributionId, { saidOn: now ?? null }, by);
  }
}

/** Changes the row of a claim that a request led to. */
export async function changeRow(
  tx: Connection,
  claimId: number,
  attributionId: number,
  change: Partial<NewAttribution>,
  by: ByPerson,
): Promise<void> {
  const changed = (row: NewAttribution) => (row.id === attributionId ? { ...row, ...change } : row);
  await changeClaim(
    tx,
    claimId,
    (claim) => ({ ...claim, attributions: claim.attributions.map(changed) }),
    by,
  );
}

/**
 * Withdraws a request that nothing came back on; its rows leave the claims.
 * @throws NotFound, Conflict where an outcome is recorded or it was withdrawn already
 */
export async function withdrawReply(
  tx: Connection,
  id: number,
  reason: string,
  by: ByPerson,
): Promise<void> {
  const before = await readToChange(tx, id, null);
  const answered = `SELECT 1 FROM attribution WHERE reply_id = ? AND stance <> 'awaiting' LIMIT 1`;
  if (await tx.one(answered, id)) {
    throw new Conflict(
      'An outcome is recorded. If there was none, correct it to “awaiting” first, then withdraw.',
    );
  }
  await tx.run(
    `UPDATE reply SET withdrawn_at = ?, withdrawn_by = ?, withdrawn_why = ?,
       version = version + 1, changed_at = ? WHERE id = ?`,
    ...[by.at.toISOString(), by.personId, reason, by.at.toISOString(), id],
  );
  for (const { claimId, position } of before.claims) {
    if (!position) continue;
    await changeClaim(
      tx,
      claimId,
      (claim) => ({
        ...claim,
        attributions: claim.attributions.filter((row) => row.replyId !== id),
      }),
      by,
    );
  }
  await recordDifference(tx, before, 'withdrew the request', reason, by);
}

/** @param version that it must have; null: any @throws NotFound, Conflict, Unprocessable, StaleReply */
export async function readToChange(
  tx: Connection,
  id: number,
  version: number | null,
): Promise<ReplyRecord> {
  const reply = await readReply(tx, id);
  if (reply.withdrawn) throw new Conflict('This request was withdrawn.');
  if (version !== null && version !== reply.version) {
    throw new StaleReply(reply, await changesSince(tx, { entity: 'reply', entityId: id }, version));
  }
  return reply;
}

/** Writes down in what a request differs from what it was. */
export async function recordDifference(
  tx: Connection,
  before: ReplyRecord,
  action: string,
  why: string | null,
  by: ByPerson,
): Promise<void> {
  const after = await readReply(tx, before.id);
  await record(tx, before.id, by, action, differences(replyFacts(before), replyFacts(after)), why);
}

function record(
  tx: Connection,
  id: number,
  by: ByPerson,
  action: string,
  values: ReturnType<typeof differences>,
  why: string | null = null,
): Promise<number> {
  return recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'reply', entityId: id, claimId: null },
    ...{ action, why, values },
  });
}

export function idOfClaim({ claimId }: { readonly claimId: number }): number {
  return claimId;
}

/** Who is on file under another name now is asked under that. Adds to `errors`. */
async function findSubject(
  tx: Connection,
  reference: SourceReference,
  by: ByPerson,
  errors: FieldError[],
): Promise<number> {
  try {
    const context = { articleId: null, claimId: null, at: by.at, personId: by.personId };
    const source = await readSource(tx, await resolveSource(tx, reference, context, 'subject'));
    if (isNamed(source)) return source.canonicalId;
    const message = 'Only somebody named can be asked for a reply: an unnamed source is not.';
    errors.push({ path: 'subject', message });
  } catch (error) {
    if (!(error instanceof Unprocessable)) throw error;
    errors.push(...error.errors);
  }
  return 0;
}

async function findWrongClaims(tx: Connection, ids: readonly number[]): Promise<FieldError[]> {
  const rows = await tx.all<{ id: number; state: string }>(
    `SELECT id, review_state AS state FROM claim WHERE id ${IN_LIST}`,
    JSON.stringify(ids),
  );
  return ids.flatMap((id, index) => {
    const state = rows.find((row) => row.id === id)?.state;
    if (state !== undefined && state !== 'withdrawn') return [];
    const message = state ? `Claim ${id} was withdrawn.` : `There is no claim ${id}.`;
    return [{ path: `claims.${index}`, message }];
  });
}

const CLOCKS_DIFFER_MS = 60_000;

function wrongTimes(askedAt: string, dueAt: string, now: Date): FieldError[] {
  const errors: FieldError[] = [];
  if (Date.parse(askedAt) > now.getTime() + CLOCKS_DIFFER_MS) {
    errors.push({ path: 'asked_at', message: 'This time is still to come.' });
  }
  if (Date.parse(dueAt) <= Date.parse(askedAt)) {
    errors.push({ path: 'due_at', message: 'The deadline is not after the time of asking.' });
  }
  return errors;
}
