/** Saves sources: with history and what claims derive from them, in the caller's transaction. */
import { claimsTouchingSources, rederiveClaims } from '../claims/derive.ts';
import type { Connection } from '../database/database.ts';
import { differences } from '../history/change.ts';
import { changesSince, Stale } from '../history/stale.ts';
import type { Change } from '../history/store.ts';
import type { ByPerson } from '../people/person.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
import { checkSource, type SourceError } from './check.ts';
import type { SourceValues } from './form.ts';
import { sourceFacts } from './json.ts';
import { readKept, recordSource } from './kept.ts';
import type { SourceRecord } from './record.ts';
import { insertSource, nameKey, resolveSource } from './resolve.ts';
import type { SourceReference } from './source.schema.ts';
import { readSource } from './store.ts';

/** Somebody else saved the source since it was opened. */
export class StaleSource extends Stale<SourceRecord> {
  constructor(current: SourceRecord, changes: readonly Change[]) {
    super('source', current, sourceFacts(current), changes);
  }
}

/** @returns the new source's id @throws Unprocessable */
export async function createSource(
  tx: Connection,
  values: SourceValues,
  by: ByPerson,
): Promise<number> {
  refuse(await checkSource(tx, values, null));
  const partOf = await resolveOrganisation(tx, values.partOf, null, by);
  const { aliases, reliability, ...source } = values;
  const id = await insertSource(tx, { ...source, partOf, claimId: null }, by);
  const before = await readKept(tx, id);
  await saveExtras(tx, await readSource(tx, id), values, by);
  const added = differences(before, await readKept(tx, id));
  if (added.length > 0) await recordSource(tx, id, by, 'changed', added);
  return id;
}

// An organisation that was merged away stays recorded so, that the merge can be undone.
const KEEP_IF_SAME = `CASE WHEN (SELECT canonical_id FROM source AS whole
    WHERE whole.id = source.part_of) = ? THEN part_of ELSE ? END`;

/**
 * Replaces what is said of a source, and derives anew the claims that rest on it.
 * @throws NotFound, StaleSource when `version` is not the current one, Unprocessable, and Conflict
 * for a source that was merged away
 */
export async function changeSource(
  tx: Connection,
  id: number,
  values: SourceValues,
  version: number,
  by: ByPerson,
): Promise<void> {
  const before = await readSource(tx, id);
  if (before.mergedInto !== null) {
    throw new Conflict('This source was merged into another. Change that one.');
  }
  if (version !== before.version) {
    throw new StaleSource(
      before,
      await changesSince(tx, { entity: 'source', entityId: id }, version),
    );
  }
  refuse(await checkSource(tx, values, before));
  const partOf = await resolveOrganisation(tx, values.partOf, id, by);
  const touched = await claimsTouchingSources(tx, [id]);
  const kept = await readKept(tx, id);
  await tx.run(
    `UPDATE source SET name = ?, name_key = ?, type = ?, identity = ?, collective = ?, count = ?,
       partial_types = ?, part_of = ${KEEP_IF_SAME}, article_id = ?, claim_id = CASE WHEN ? IS NULL
       THEN claim_id END, version = version + 1, changed_at = ? WHERE id = ?`,
    ...[values.name, nameKey(values.name), values.type, values.identity],
    ...[values.collective ? 1 : 0, values.count, JSON.stringify(values.partialTypes)],
    ...[partOf, partOf, values.articleId, values.articleId, by.at.toISOString(), id],
  );
  await saveExtras(tx, before, values, by);
  await recordSource(tx, id, by, 'changed', differences(kept, await readKept(tx, id)));
  await rederiveClaims(tx, touched, by);
}

function refuse(errors: readonly SourceError[]): void {
  if (errors.length > 0) throw new Unprocessable(errors);
}

async function saveExtras(
  tx: Connection,
  before: SourceRecord,
  { name, aliases, reliability }: SourceValues,
  by: ByPerson,
): Promise<void> {
  await tx.run('DELETE FROM source_alias WHERE source_id = ?', before.id);
  for (const [key, alias] of new Map(aliases.map((one) => [nameKey(one), one.trim()]))) {
    if (key === nameKey(name)) continue;
    await tx.run(
      'INSERT INTO source_alias (source_id, alias, alias_key) VALUES (?, ?, ?)',
      ...[before.id, alias, key],
    );
  }
  if (reliability === before.reliability) return;
  await tx.run(
    'INSERT INTO source_reliability (source_id, grade, person_id, at) VALUES (?, ?, ?, ?)',
    ...[before.id, reliability, by.personId, by.at.toISOString()],
  );
}

/** The organisation under its present name; none may be part of itself at any height. */
async function resolveOrganisation(
  tx: Connection,
  reference: SourceReference | null,
  ofId: number | null,
  by: ByPerson,
): Promise<number | null> {
  if (reference === null) return null;
  const context = { articleId: null, claimId: null, at: by.at, personId: by.personId };
  const found = await readSource(tx, await resolveSource(tx, reference, context, 'part_of'));
  const organisation = await readSource(tx, found.canonicalId);
  const wrong = (message: string) => new Unprocessable([{ path: 'part_of', message }]);
  if (organisation.identity !== 'named_org') {
    throw wrong(`“${organisation.name}” is not recorded as an organisation.`);
  }
  if (ofId !== null && (await organisationsOf(tx, organisation.id)).has(ofId)) {
    const isSelf = organisation.id === ofId;
    throw wrong(
      isSelf ? 'A source is not part of itself.' : `“${organisation.name}” is part of this source.`,
    );
  }
  return organisation.id;
}

/** The source itself and its organisations at every height, under their present names. */
export async function organisationsOf(tx: Connection, id: number): Promise<Set<number>> {
  const rows = await tx.all<{ id: number }>(
    `WITH RECURSIVE whole (id) AS (
       SELECT canonical_id FROM source WHERE id = ?
       UNION SELECT parent.canonical_id FROM whole JOIN source USING (id)
         JOIN source AS parent ON parent.id = source.part_of
     ) SELECT id FROM whole`,
    id,
  );
  return new Set(rows.map((row) => row.id));
}
