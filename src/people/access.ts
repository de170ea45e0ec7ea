/** Who may still come in, and as what: roles, disabling. One administrator always stays. */
import type { Connection } from '../database/database.ts';
import { Conflict } from '../web/errors.ts';
import { withdrawAllOf } from './invitations.ts';
import { type By, ROLE_LABELS, type Role } from './person.ts';
import { endSessions } from './sessions.ts';
import { type Colleague, readPerson, recordOfPerson } from './store.ts';
import { revokeTokens } from './tokens.ts';

/** @throws Conflict where nobody could administer any more */
export async function changeRole(tx: Connection, id: number, role: Role, by: By): Promise<void> {
  const before = await readPerson(tx, id);
  if (before.role === role) return;
  if (before.role === 'admin') await refuseLast(tx, before);
  await tx.run('UPDATE person SET role = ? WHERE id = ?', role, id);
  await recordOfPerson(tx, id, by, 'role changed', [{ path: 'role', old: before.role, new: role }]);
}

/**
 * Ends the person's sessions, tokens and links in the same stroke, and takes back the invitations
 * that they made: no way in stays open.
 * @throws Conflict for the last administrator
 */
export async function disable(tx: Connection, id: number, by: By): Promise<void> {
  const before = await readPerson(tx, id);
  if (before.disabledAt !== null) throw new Conflict(`${before.name} is disabled already.`);
  if (before.role === 'admin') await refuseLast(tx, before);
  const at = by.at.toISOString();
  await tx.run('UPDATE person SET disabled_at = ? WHERE id = ?', at, id);
  await withdrawAllOf(tx, id, by);
  await endSessions(tx, id, null);
  await revokeTokens(tx, id, by);
  await recordOfPerson(tx, id, by, 'disabled', []);
}

export async function enable(tx: Connection, id: number, by: By): Promise<void> {
  const before = await readPerson(tx, id);
  if (before.disabledAt === null) throw new Conflict(`${before.name} is not disabled.`);
  await tx.run('UPDATE person SET disabled_at = NULL WHERE id = ?', id);
  await recordOfPerson(tx, id, by, 'enabled', []);
}

// Inside the transaction: two administrators who remove each other at once must not both succeed.
async function refuseLast(tx: Connection, person: Colleague): Promise<void> {
  const other = await tx.one(
    `SELECT 1 FROM person WHERE role = 'admin' AND disabled_at IS NULL AND id <> ?`,
    person.id,
  );
  if (!other && person.disabledAt === null) {
    throw new Conflict(`${person.name} is the last ${ROLE_LABELS.admin}. Make another one first.`);
  }
}
