/** All SQL about people themselves; each change with its entry in the history. */
import type { Connection } from '../database/database.ts';
import type { ValueChange } from '../history/change.ts';
import { recordChange } from '../history/store.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import type { By, Person, Role } from './person.ts';

export interface Colleague extends Person {
  readonly createdAt: string;
  readonly disabledAt: string | null;
  /** Of the sessions that are open; null without one. */
  readonly seenAt: string | null;
}

const COLLEAGUES = `SELECT id, email, name, role, created_at AS createdAt,
    disabled_at AS disabledAt,
    (SELECT max(seen_at) FROM session WHERE person_id = person.id) AS seenAt
  FROM person`;

/** Everybody, those who may sign in first, by name. */
export async function readPeople(connection: Connection): Promise<Colleague[]> {
  return connection.all<Colleague>(
    `${COLLEAGUES} ORDER BY disabled_at IS NOT NULL, name COLLATE NOCASE, id`,
  );
}

/** @throws NotFound */
export async function readPerson(connection: Connection, id: number): Promise<Colleague> {
  const person = await connection.one<Colleague>(`${COLLEAGUES} WHERE id = ?`, id);
  if (!person) throw new NotFound('There is no such person.');
  return person;
}

export async function findByEmail(
  connection: Connection,
  email: string,
): Promise<Colleague | undefined> {
  return connection.one<Colleague>(`${COLLEAGUES} WHERE email = ?`, email);
}

export async function hasPeople(connection: Connection): Promise<boolean> {
  return (await connection.one('SELECT 1 FROM person LIMIT 1')) !== undefined;
}

/** What a sign-in is checked against: nothing for a disabled person, as if there were none. */
export async function findCredentials(
  connection: Connection,
  email: string,
): Promise<{ readonly id: number; readonly passwordHash: string } | undefined> {
  return connection.one(
    `SELECT id, password_hash AS passwordHash FROM person
     WHERE email = ? AND disabled_at IS NULL`,
    email,
  );
}

export async function readPasswordHash(connection: Connection, id: number): Promise<string | null> {
  const row = await connection.one<{ hash: string }>(
    'SELECT password_hash AS hash FROM person WHERE id = ? AND disabled_at IS NULL',
    id,
  );
  return row?.hash ?? null;
}

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
}

/**
 * @param by null as the person: they did it themselves, with a link that somebody gave them
 * @throws Conflict when the email is taken
 */
export async function createPerson(
  tx: Connection,
  { email, name, role, passwordHash }: NewPerson,
  { personId, at }: By,
): Promise<number> {
  await refuseTaken(tx, email);
  const { id } = await tx.run(
    `INSERT INTO person (email, name, role, password_hash, created_at) VALUES (?, ?, ?, ?, ?)`,
    ...[email, name, role, passwordHash, at.toISOString()],
  );
  const values = [{ path: '', old: null, new: { email, name, role } }];
  await recordOfPerson(tx, id, { personId: personId ?? id, at }, 'joined', values);
  return id;
}

/** @throws Conflict when somebody has this email, ignoring case. */
export async function refuseTaken(tx: Connection, email: string): Promise<void> {
  if (await findByEmail(tx, email)) throw new Conflict(`There is an account for ${email} already.`);
}

export async function renamePerson(
  tx: Connection,
  id: number,
  name: string,
  by: By,
): Promise<void> {
  const before = await readPerson(tx, id);
  if (before.name === name) return;
  await tx.run('UPDATE person SET name = ? WHERE id = ?', name, id);
  await recordOfPerson(tx, id, by, 'renamed', [{ path: 'name', old: before.name, new: name }]);
}

/** How somebody uses pages is no change of the record, so that history says nothing of it. */
export async function setSingleKeys(tx: Connection, id: number, isOn: boolean): Promise<void> {
  await tx.run('UPDATE person SET single_keys = ? WHERE id = ?', isOn ? 1 : 0, id);
}

export async function hasSingleKeys(connection: Connection, id: number): Promise<boolean> {
  const row = await connection.one('SELECT 1 FROM person WHERE id = ? AND single_keys = 1', id);
  return row !== undefined;
}

/** Only that it changed goes into the history. */
export async function changePassword(
  tx: Connection,
  id: number,
  passwordHash: string,
  by: By,
): Promise<void> {
  await tx.run('UPDATE person SET password_hash = ? WHERE id = ?', passwordHash, id);
  await recordOfPerson(tx, id, by, 'password changed', []);
}

/** Writes what happened to a person into the history. */
export async function recordOfPerson(
  tx: Connection,
  entityId: number,
  { personId, at }: By,
  action: string,
  values: readonly ValueChange[],
): Promise<void> {
  const of = { entity: 'person', entityId, claimId: null, why: null } as const;
  await recordChange(tx, { ...of, at, personId, action, values });
}
