/** Editors' decisions about sources: what data cannot prove, with a name, a reason and a date. */
import * as z from 'zod';
import { claimsTouchingSources, rederiveClaims } from '../claims/derive.ts';
import type { Connection } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import type { ByPerson } from '../people/person.ts';
import { Conflict, type FieldError, Unprocessable } from '../web/errors.ts';
import { oneOf, optionalId } from '../web/schema.ts';
import { reasonWords } from './merge.ts';
import type { DecisionRecord, SourceRecord } from './record.ts';
import { hiddenSources, needSeen } from './restriction.ts';
import { isNamed, JUDGEMENTS, type Judgement } from './source.ts';
import { readDecision, readSource, readSources } from './store.ts';
import { organisationsOf } from './write.ts';

export const decisionSchema = z.object({
  judgement: oneOf(JUDGEMENTS),
  other_id: optionalId(),
  reason: reasonWords,
});
export type NewDecision = z.output<typeof decisionSchema>;

/**
 * Records a decision, and derives anew the claims that rest on it.
 * @returns its id
 * @throws NotFound, Conflict where the same or its opposite is in force, Unprocessable
 */
export async function decide(
  tx: Connection,
  sourceId: number,
  { judgement, other_id: otherId, reason }: NewDecision,
  by: ByPerson,
): Promise<number> {
  const source = await readSource(tx, sourceId);
  if (source.mergedInto !== null) {
    throw new Conflict('This source was merged into another. Decide about that one.');
  }
  const hidden = await hiddenSources(tx, by.personId);
  const isSeen = otherId !== null && !hidden.has(otherId);
  const other = isSeen ? ((await readSources(tx, [otherId]))[0] ?? null) : null;
  const wrong =
    otherId !== null && !other
      ? { path: 'other_id', message: `There is no source ${otherId}.` }
      : await WHY_NOT[judgement](tx, source, other);
  if (wrong) throw new Unprocessable([wrong]);
  await refuseDecided(tx, judgement, source, other);
  const { id } = await tx.run(
    `INSERT INTO decision (judgement, source_id, other_id, reason, person_id, made_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    ...[judgement, sourceId, otherId, reason, by.personId, by.at.toISOString()],
  );
  await record(tx, await readDecision(tx, id), 'decided', reason, by);
  await rederive(tx, sourceId, otherId, by);
  return id;
}

/** @throws NotFound, Conflict where it was taken back already */
export async function takeBack(tx: Connection, id: number, by: ByPerson): Promise<DecisionRecord> {
  const decision = await readDecision(tx, id);
  await needSeen(tx, decision.sourceId, by.personId);
  if (decision.otherId !== null) await needSeen(tx, decision.otherId, by.personId);
  if (decision.undoneAt !== null) throw new Conflict('This decision was taken back already.');
  await tx.run(
    'UPDATE decision SET undone_by = ?, undone_at = ? WHERE id = ?',
    ...[by.personId, by.at.toISOString(), id],
  );
  await record(tx, decision, 'undone', null, by);
  await rederive(tx, decision.sourceId, decision.otherId, by);
  return decision;
}

type WhyNot = (
  tx: Connection,
  source: SourceRecord,
  other: SourceRecord | null,
) => Promise<FieldError | null>;

const WHY_NOT: Readonly<Record<Judgement, WhyNot>> = {
  same: async (_tx, source, other) => {
    if (!other) return wrongOther('Choose the source that it is the same as.');
    if (source.canonicalId === other.canonicalId) return wrongOther('That is this source itself.');
    return isNamed(source) === isNamed(other)
      ? null
      : wrongOther(
          'An unnamed source and a named one cannot be the same: that would write down a name.',
        );
  },
  separate: async (_tx, source, other) => {
    if (isNamed(source)) {
      return wrong('“Spoken to separately” is for unnamed groups: named sources count by name.');
    }
    if (!other) {
      return source.count === null
        ? wrong('The words give no number of people: there is nothing to count separately.')
        : null;
    }
    if (source.canonicalId === other.canonicalId) return wrongOther('That is this source itself.');
    return isNamed(other) ? wrongOther('Choose another unnamed source.') : null;
  },
  apart: async (tx, source, other) => {
    if (source.partOf === null) return wrong('It is not recorded as part of an organisation.');
    const organisations = await organisationsOf(tx, source.id);
    if (!other) return null;
    const isAbove = other.canonicalId !== source.id && organisations.has(other.canonicalId);
    return isAbove ? null : wrongOther(`It is not part of “${other.name}”.`);
  },
};

function wrong(message: string): FieldError {
  return { path: 'judgement', message };
}

function wrongOther(message: string): FieldError {
  return { path: 'other_id', message };
}

async function refuseDecided(
  tx: Connection,
  judgement: Judgement,
  source: SourceRecord,
  other: SourceRecord | null,
): Promise<void> {
  const pair = [source.canonicalId, other?.canonicalId ?? null];
  const rows = await tx.all<{ judgement: Judgement }>(
    `SELECT judgement FROM decision JOIN source ON source.id = source_id
     LEFT JOIN source AS other ON other.id = other_id
     WHERE undone_at IS NULL AND (
       (source.canonical_id = ? AND other.canonical_id IS ?)
       OR (source.canonical_id IS ? AND other.canonical_id = ?))`,
    ...[...pair, ...[...pair].reverse()],
  );
  const inForce = rows.map((row) => row.judgement);
  if (inForce.includes(judgement)) throw new Conflict('This was decided already, and holds.');
  const opposite = { same: 'separate', separate: 'same', apart: null }[judgement];
  if (other && inForce.some((one) => one === opposite)) {
    throw new Conflict('The opposite was decided, and holds. Take that back first.');
  }
}

async function rederive(tx: Connection, sourceId: number, otherId: number | null, by: ByPerson) {
  const ids = otherId === null ? [sourceId] : [sourceId, otherId];
  await rederiveClaims(tx, await claimsTouchingSources(tx, ids), by);
}

async function record(
  tx: Connection,
  decision: DecisionRecord,
  action: 'decided' | 'undone',
  why: string | null,
  by: ByPerson,
): Promise<void> {
  const { id, judgement, sourceId, sourceName, otherId, otherName } = decision;
  const other = otherId === null ? null : { id: otherId, name: otherName ?? '' };
  const is = { judgement, source: { id: sourceId, name: sourceName }, other };
  const values = action === 'decided' ? { old: null, new: is } : { old: is, new: null };
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'decision', entityId: id, claimId: null },
    ...{ action, why, values: [{ path: '', ...values }] },
  });
}
