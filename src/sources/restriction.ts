/**
 * Restricted sources: unnamed ones whose description, reason and history only the people listed on
 * them, and administrators, may see. Named ones are not restricted: they said it with their name,
 * and others would be shown “an unnamed source” that is none.
 */
import { type Connection, unveil } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import type { ByPerson } from '../people/person.ts';
import { Conflict, Forbidden, NotFound, Unprocessable } from '../web/errors.ts';
import type { Restriction, RestrictionValues } from './restriction.schema.ts';
import { isNamed } from './source.ts';
import { readSource } from './store.ts';

// A source that was merged with a restricted one, or declared the same, would tell of it.
const FAMILY = `WITH RECURSIVE family (id, restriction_id) AS (
    SELECT source_id, id FROM source_restriction WHERE ended_at IS NULL
    UNION SELECT mate.id, restriction_id FROM family
      JOIN source AS own ON own.id = family.id
      JOIN source AS mate ON mate.canonical_id = own.canonical_id
    UNION SELECT other_id, restriction_id FROM family
      JOIN decision ON source_id = family.id AND judgement = 'same' AND undone_at IS NULL
    UNION SELECT source_id, restriction_id FROM family
      JOIN decision ON other_id = family.id AND judgement = 'same' AND undone_at IS NULL
  )`;

/** The sources hidden from a person, who is bound to its `?`. */
export const HIDDEN_FROM = `${FAMILY} SELECT DISTINCT id FROM family
  WHERE NOT EXISTS (SELECT 1 FROM person
    LEFT JOIN source_restriction_reader AS listed
      ON listed.person_id = person.id AND listed.restriction_id = family.restriction_id
    WHERE person.id = ?
      AND (role = 'admin' OR (role <> 'viewer' AND listed.person_id IS NOT NULL)))`;

/** The sources that a person may not see; null, the program itself, sees all. */
export async function hiddenSources(
  connection: Connection,
  personId: number | null,
): Promise<ReadonlySet<number>> {
  if (personId === null) return new Set();
  // A reader's own view hides the very restrictions that hide something from them.
  return readHidden(unveil(connection), HIDDEN_FROM, personId);
}

/** All sources that are hidden from somebody: their words are not in the search. */
export async function restrictedSources(tx: Connection): Promise<ReadonlySet<number>> {
  return readHidden(tx, `${FAMILY} SELECT DISTINCT id FROM family`);
}

// Asked for with every claim that is saved, and in most newsrooms nothing is restricted.
async function readHidden(connection: Connection, sql: string, ...values: readonly number[]) {
  const any = await connection.one(
    'SELECT 1 FROM source_restriction WHERE ended_at IS NULL LIMIT 1',
  );
  if (!any) return new Set<number>();
  const rows = await connection.all<{ id: number }>(sql, ...values);
  return new Set(rows.map((row) => row.id));
}

/** @throws NotFound for a source that the person may not see: as if there were none */
export async function needSeen(
  connection: Connection,
  sourceId: number,
  personId: number | null,
): Promise<void> {
  const hidden = await hiddenSources(connection, personId);
  if (hidden.has(sourceId)) throw new NotFound('There is no such source.');
}

/**
 * Who may change what leans on sources that the person may not see.
 * @returns null where the person may see all of them; else who may, in words
 */
export async function whoMayInstead(
  connection: Connection,
  sourceIds: Iterable<number | null>,
  personId: number | null,
): Promise<string | null> {
  const hidden = await hiddenSources(connection, personId);
  const unseen = [...new Set(sourceIds)].filter((id) => id !== null && hidden.has(id));
  if (unseen.length === 0) return null;
  const rows = await unveil(connection).all<{ name: string }>(
    `${FAMILY} SELECT name FROM person WHERE disabled_at IS NULL AND role <> 'viewer'
       AND NOT EXISTS (SELECT 1 FROM family WHERE family.id IN (SELECT value FROM json_each(?))
         AND NOT EXISTS (SELECT 1 FROM source_restriction_reader AS listed
           WHERE listed.restriction_id = family.restriction_id AND listed.person_id = person.id))
     ORDER BY name COLLATE NOCASE, person.id`,
    JSON.stringify(unseen),
  );
  return [...rows.map((row) => row.name), 'the administrators'].join(', ');
}

/** @throws Forbidden where the person may not see one of the sources */
export async function needSeenToChange(
  connection: Connection,
  sourceIds: Iterable<number | null>,
  personId: number | null,
): Promise<void> {
  const who = await whoMayInstead(connection, sourceIds, personId);
  if (who === null) return;
  throw new Forbidden(
    `This claim leans on a restricted source that is not shown to you. ${changedBy(who)}`,
  );
}

export function changedBy(who: string): string {
  return `It can be changed by: ${who}.`;
}

interface Row extends Omit<Restriction, 'people'> {
  readonly personId: number;
}

/** The restriction in force, if any. */
export async function readRestriction(
  connection: Connection,
  sourceId: number,
): Promise<Restriction | null> {
  const row = await connection.one<Row>(
    `SELECT source_restriction.id, source_id AS sourceId, reason, made_at AS madeAt,
       person_id AS personId, person.name AS personName
     FROM source_restriction JOIN person ON person.id = person_id
     WHERE source_id = ? AND ended_at IS NULL`,
    sourceId,
  );
  if (!row) return null;
  const people = await connection.all<{ id: number; name: string }>(
    `SELECT person.id, person.name FROM source_restriction_reader
     JOIN person ON person.id = person_id WHERE restriction_id = ?
     ORDER BY person.name COLLATE NOCASE, person.id`,
    row.id,
  );
  return { ...row, people };
}

/**
 * Restricts a source; who does so is listed.
 * @throws NotFound, Conflict where it is restricted, Unprocessable
 */
export async function restrictSource(
  tx: Connection,
  sourceId: number,
  values: RestrictionValues,
  by: ByPerson,
): Promise<void> {
  const source = await readSource(tx, sourceId);
  if (isNamed(source)) throw new Conflict('A named source cannot be restricted.');
  if (source.mergedInto !== null) throw new Conflict('It was merged into another: restrict that.');
  if (await readRestriction(tx, sourceId)) throw new Conflict('This source is restricted already.');
  const people = await checkPeople(tx, [...values.people, by.personId]);
  const { id } = await tx.run(
    `INSERT INTO source_restriction (source_id, reason, person_id, made_at) VALUES (?, ?, ?, ?)`,
    ...[sourceId, values.reason, by.personId, by.at.toISOString()],
  );
  await listPeople(tx, id, people);
  await record(tx, sourceId, 'restricted', null, await readRestriction(tx, sourceId), by);
}

/** Sets who is listed, and the reason. @throws Conflict where it is not restricted */
export async function changeRestriction(
  tx: Connection,
  sourceId: number,
  values: RestrictionValues,
  by: ByPerson,
): Promise<void> {
  const before = await readRestriction(tx, sourceId);
  if (!before) throw new Conflict('This source is not restricted.');
  const people = await checkPeople(tx, values.people);
  await tx.run('UPDATE source_restriction SET reason = ? WHERE id = ?', values.reason, before.id);
  await tx.run('DELETE FROM source_restriction_reader WHERE restriction_id = ?', before.id);
  await listPeople(tx, before.id, people);
  await record(tx, sourceId, 'changed', before, await readRestriction(tx, sourceId), by);
}

/** Ends it: everybody sees the source again. @throws Conflict where it is not restricted */
export async function endRestriction(
  tx: Connection,
  sourceId: number,
  by: ByPerson,
): Promise<void> {
  const before = await readRestriction(tx, sourceId);
  if (!before) throw new Conflict('This source is not restricted.');
  await tx.run(
    'UPDATE source_restriction SET ended_by = ?, ended_at = ? WHERE id = ?',
    ...[by.personId, by.at.toISOString(), before.id],
  );
  await record(tx, sourceId, 'opened', before, null, by);
}

/** Whom a source can be shown to: everybody who may work on claims. */
export function readCandidates(connection: Connection) {
  return connection.all<{ id: number; name: string }>(
    `SELECT id, name FROM person WHERE disabled_at IS NULL AND role NOT IN ('viewer', 'admin')
     ORDER BY name COLLATE NOCASE, id`,
  );
}

async function checkPeople(tx: Connection, ids: readonly number[]): Promise<number[]> {
  const rows = await tx.all<{ id: number }>(
    `SELECT id FROM person WHERE role <> 'viewer' AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  const known = new Set(rows.map((row) => row.id));
  const wrong = ids.find((id) => !known.has(id));
  if (wrong === undefined) return [...known];
  const message = 'Choose people on file who may record: a viewer sees no restricted source.';
  throw new Unprocessable([{ path: 'people', message }]);
}

async function listPeople(tx: Connection, id: number, people: readonly number[]): Promise<void> {
  for (const personId of people) {
    await tx.run(
      'INSERT INTO source_restriction_reader (restriction_id, person_id) VALUES (?, ?)',
      ...[id, personId],
    );
  }
}

async function record(
  tx: Connection,
  sourceId: number,
  action: string,
  before: Restriction | null,
  after: Restriction | null,
  by: ByPerson,
): Promise<void> {
  const shown = (one: Restriction | null) => one?.people.map((person) => person.name) ?? null;
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'source', entityId: sourceId, claimId: null },
    ...{ action, why: after?.reason ?? null },
    values: [{ path: 'shown_to', old: shown(before), new: shown(after) }],
  });
}
