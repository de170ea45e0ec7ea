/** Saves claims: facts, what is derived of them and history, in the caller's one transaction. */
import type { Connection } from '../database/database.ts';
import { differences, type ValueChange } from '../history/change.ts';
import { changesSince, Stale } from '../history/stale.ts';
import { type Change, recordChange } from '../history/store.ts';
import type { By } from '../people/person.ts';
import { moveClaim } from '../review/move.ts';
import { needSeenToChange } from '../sources/restriction.ts';
import { type FieldError, NotFound, Unprocessable } from '../web/errors.ts';
import type { NewClaim } from './claim.schema.ts';
import { rederiveClaims, sourcesOfRow } from './derive.ts';
import { claimFacts } from './json.ts';
import { readKept } from './kept.ts';
import type { ClaimRecord } from './record.ts';
import { resolveClaim } from './resolve.ts';
import { writeRows } from './rows.ts';
import { readClaim } from './store.ts';

/** Somebody else saved the claim since it was opened. */
export class StaleClaim extends Stale<ClaimRecord> {
  constructor(current: ClaimRecord, changes: readonly Change[]) {
    super('claim', current, claimFacts(current), changes);
  }
}

/**
 * Saves a new claim.
 * @returns its id
 * @throws Unprocessable with an error for each reference that is wrong
 */
export async function createClaim(tx: Connection, claim: NewClaim, by: By): Promise<number> {
  const time = by.at.toISOString();
  const { id } = await tx.run(
    `INSERT INTO claim (statement, kind, adverse, author_id, created_at, changed_at, claim_date,
       denial, level, origins_min) VALUES (?, ?, ?, ?, ?, ?, ?, 'not_required', 'unattributed', 0)`,
    ...[claim.statement, claim.kind, claim.adverse ? 1 : 0, by.personId, time, time, time],
  );
  const none = { attributions: new Set<number>(), evidence: new Set<number>() };
  const resolved = await resolveClaim(tx, id, claim, none, by);
  await writeRows(tx, id, resolved, by);
  await rederiveClaims(tx, [id], by);
  const [created] = await readKept(tx, [id]);
  await record(tx, id, by, 'created', [{ path: '', old: null, new: created?.kept ?? null }]);
  return id;
}

/**
 * Replaces a claim's facts.
 * @throws NotFound, StaleClaim when `claim.version` is not the current one, Unprocessable
 */
export async function replaceClaim(
  tx: Connection,
  id: number,
  claim: NewClaim,
  by: By,
): Promise<void> {
  const [found] = await readKept(tx, [id]);
  if (!found) throw new NotFound('There is no such claim.');
  const before = found.claim;
  await needSeenToChange(tx, sourcesOfClaim(before), by.personId);
  if (claim.version === null) {
    throw new Unprocessable([{ path: 'version', message: 'Say which version you change.' }]);
  }
  if (claim.version !== before.version) {
    throw new StaleClaim(before, await changesSince(tx, { claimId: id }, claim.version));
  }
  const known = {
    attributions: new Set(before.facts.attributions.map((row) => row.id)),
    evidence: new Set(before.evidence.map((row) => row.id)),
  };
  const resolved = await resolveClaim(tx, id, claim, known, by);
  await writeRows(tx, id, resolved, by);
  await tx.run(
    'UPDATE claim SET version = version + 1, changed_at = ? WHERE id = ?',
    ...[by.at.toISOString(), id],
  );
  if (before.reviewState === 'cleared') await unlock(tx, before, by);
  await rederiveClaims(tx, [id], by);
  const [after] = await readKept(tx, [id]);
  await record(tx, id, by, 'changed', differences(found.kept, after?.kept ?? null));
}

/** Everybody that a claim leans on or is about. */
export function sourcesOfClaim({ facts }: ClaimRecord): (number | null)[] {
  return [...facts.subjects, ...facts.attributions.flatMap(sourcesOfRow)];
}

/** Changes a part of a claim: reads it, lets `change` make the new one, saves that. */
export async function changeClaim(
  tx: Connection,
  id: number,
  change: (claim: NewClaim) => NewClaim | { readonly errors: readonly FieldError[] },
  by: By,
): Promise<void> {
  const next = change(newClaimOf(await readClaim(tx, id)));
  if ('errors' in next) throw new Unprocessable(next.errors);
  await replaceClaim(tx, id, next, by);
}

/** A claim on file as one that could be sent. */
export function newClaimOf(record: ClaimRecord): NewClaim {
  const { facts } = record;
  const refer = (id: number) => ({ id });
  return {
    version: record.version,
    statement: record.statement,
    kind: facts.kind,
    adverse: facts.adverse,
    madeOn: record.madeOn,
    reportedSpeaker: record.reportedSpeaker,
    credibility: record.credibility,
    subjects: facts.subjects.map(refer),
    articleId: facts.articleId,
    appearances: [...record.appearances],
    attributions: facts.attributions.map(({ sourceId, identityKnownBy: knownBy, ...row }) => ({
      ...row,
      source: refer(sourceId),
      onBehalfOf: row.onBehalfOf === null ? null : refer(row.onBehalfOf),
      via: row.via.map((one) => ({ source: refer(one.sourceId), ownChannel: one.ownChannel })),
      retracts: [...row.retracts],
      identityKnown: knownBy === null ? null : { by: knownBy, on: row.identityKnownOn },
    })),
    evidence: [...record.evidence],
  };
}

/** Clearing locks a claim: a change makes a revision that has to be reviewed again. */
async function unlock(tx: Connection, before: ClaimRecord, by: By): Promise<void> {
  const step = { claimId: before.id, from: 'cleared', to: 'ready', cause: 'changed' } as const;
  const none = { reason: null, assessment: null, explanation: null, was: null, now: null };
  const version = before.version + 1;
  await moveClaim(tx, { ...step, ...none, did: 'reopened', version }, by);
}

async function record(
  tx: Connection,
  id: number,
  by: By,
  action: string,
  values: readonly ValueChange[],
): Promise<void> {
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'claim', entityId: id, claimId: id },
    ...{ action, why: null, values },
  });
}
