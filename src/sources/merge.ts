/** Merges: two records that are one source. Facts keep the id they were recorded under. */
import * as z from 'zod';
import { claimsTouchingSources, rederiveClaims } from '../claims/derive.ts';
import type { Connection } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import type { ByPerson } from '../people/person.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
import { words } from '../web/schema.ts';
import { bearersOf } from './check.ts';
import type { MergeRecord, SourceRecord } from './record.ts';
import { hiddenSources, needSeen } from './restriction.ts';
import { isNamed } from './source.ts';
import { readMembers, readMerge, readSource, readSources } from './store.ts';
import { organisationsOf } from './write.ts';

const MOST_REASON = 2_000;
export const reasonWords = words(MOST_REASON, 'Say why: the next editor will ask.');

const CHOOSE = 'Choose the source that it goes into.';

export const mergeSchema = z.object({
  into_id: z.int({ error: CHOOSE }).positive({ error: CHOOSE }),
  reason: reasonWords,
});
export type NewMerge = z.output<typeof mergeSchema>;

/**
 * Lets one source go into another, and derives anew the claims that rest on either.
 * @returns the merge's id
 * @throws NotFound, Conflict where it was merged already, Unprocessable
 */
export async function mergeSources(
  tx: Connection,
  sourceId: number,
  { into_id: intoId, reason }: NewMerge,
  by: ByPerson,
): Promise<number> {
  const source = await readSource(tx, sourceId);
  if (source.mergedInto !== null) throw new Conflict('It was merged already. Undo that first.');
  const hidden = await hiddenSources(tx, by.personId);
  const [into] = hidden.has(intoId) ? [] : await readSources(tx, [intoId]);
  const wrong = into
    ? await whyNotMerge(tx, source, into)
    : `There is no source ${intoId} to merge it into.`;
  if (wrong || !into) throw new Unprocessable([{ path: 'into_id', message: `${wrong}` }]);
  const touched = await claimsTouchingSources(tx, [sourceId, intoId]);
  const { id: mergeId } = await tx.run(
    'INSERT INTO merge (source_id, into_id, reason, person_id, made_at) VALUES (?, ?, ?, ?, ?)',
    ...[sourceId, intoId, reason, by.personId, by.at.toISOString()],
  );
  await tx.run('UPDATE source SET merged_into = ? WHERE id = ?', intoId, sourceId);
  await settle(tx, sourceId, into.canonicalId);
  await record(tx, mergeId, 'merged', source, into, reason, by);
  await rederiveClaims(tx, touched, by);
  return mergeId;
}

/**
 * Takes a merge back: everything is as if it had not been.
 * @throws NotFound, Conflict where it was taken back already or the name was taken since
 */
export async function undoMerge(
  tx: Connection,
  mergeId: number,
  by: ByPerson,
): Promise<MergeRecord> {
  const merge = await readMerge(tx, mergeId);
  if (merge.undoneAt !== null) throw new Conflict('This merge was taken back already.');
  await needSeen(tx, merge.sourceId, by.personId);
  const source = await readSource(tx, merge.sourceId);
  const bearers = isNamed(source) ? await bearersOf(tx, source.name, source, source.id) : [];
  if (bearers.some((one) => one.isAlias === 0)) {
    throw new Conflict(`Another source is called “${source.name}” by now. Rename that one first.`);
  }
  await tx.run(
    'UPDATE merge SET undone_by = ?, undone_at = ? WHERE id = ?',
    ...[by.personId, by.at.toISOString(), mergeId],
  );
  const touched = await claimsTouchingSources(tx, [merge.sourceId, merge.intoId]);
  await tx.run('UPDATE source SET merged_into = NULL WHERE id = ?', merge.sourceId);
  await settle(tx, merge.sourceId, merge.sourceId);
  await refuseCircle(tx, source);
  await record(tx, mergeId, 'undone', source, await readSource(tx, merge.intoId), null, by);
  await rederiveClaims(tx, touched, by);
  return merge;
}

// What was made part of what while the merge held may lead back to the source by itself.
async function refuseCircle(tx: Connection, { id, name }: SourceRecord): Promise<void> {
  const { organisation } = await readSource(tx, id);
  if (organisation && (await organisationsOf(tx, organisation.id)).has(id)) {
    throw new Conflict(`“${name}” would be part of itself by now. Change an organisation first.`);
  }
}

async function whyNotMerge(
  tx: Connection,
  source: SourceRecord,
  into: SourceRecord,
): Promise<string | null> {
  if (source.id === into.id) return 'A source cannot be merged into itself.';
  if (into.mergedInto !== null) {
    const target = await readSource(tx, into.canonicalId);
    return `“${into.name}” was merged into “${target.name}” itself. Choose that one.`;
  }
  if (isNamed(source) !== isNamed(into)) {
    return 'An unnamed source and a named one cannot be merged: that would write down a name.';
  }
  if (!isNamed(source) && !areInOnePlace(source, into)) {
    return 'Unnamed sources of different articles cannot be merged: they may be different people.';
  }
  if ((await organisationsOf(tx, into.id)).has(source.id)) {
    return `“${into.name}” is part of “${source.name}”: merge them the other way round.`;
  }
  const isOrganisation = into.identity === 'named_org';
  if (!isOrganisation && (await readMembers(tx, source.id)).length > 0) {
    return `Sources are part of “${source.name}”, and “${into.name}” is not an organisation.`;
  }
  return null;
}

/** Whether two unnamed sources were described in the same article, or the same claim. */
function areInOnePlace(one: SourceRecord, other: SourceRecord): boolean {
  const isArticle = one.articleId !== null && one.articleId === other.articleId;
  return isArticle || (one.claimId !== null && one.claimId === other.claimId);
}

/** A source, and all that were merged into it, now stand for `canonicalId`. */
async function settle(tx: Connection, rootId: number, canonicalId: number): Promise<void> {
  await tx.run(
    `UPDATE source SET canonical_id = ? WHERE id IN (
       WITH RECURSIVE merged (id) AS (
         SELECT ? UNION SELECT source.id FROM merged JOIN source ON merged_into = merged.id
       ) SELECT id FROM merged)`,
    ...[canonicalId, rootId],
  );
}

async function record(
  tx: Connection,
  mergeId: number,
  action: 'merged' | 'undone',
  source: SourceRecord,
  into: SourceRecord,
  why: string | null,
  by: ByPerson,
): Promise<void> {
  const is = {
    source: { id: source.id, name: source.name },
    into: { id: into.id, name: into.name },
  };
  const values = action === 'merged' ? { old: null, new: is } : { old: is, new: null };
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'merge', entityId: mergeId, claimId: null },
    ...{ action, why, values: [{ path: '', ...values }] },
  });
}
