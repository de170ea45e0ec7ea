/** One-time links: into the newsroom, to a new password, and to the first administrator. */
import type { Connection, Database } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import type { By, Role } from './person.ts';
import { hashSecret, newSecret } from './secret.ts';
import { hasPeople, readPerson, refuseTaken } from './store.ts';

const HOUR = 60 * 60 * 1000;
const INVITATION_HOURS = 7 * 24;
const PASSWORD_LINK_HOURS = 24;
const SETUP_HOURS = 24;

export interface Invitation {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The person on file who may choose a new password with it; null: somebody new. */
  readonly personId: number | null;
  readonly invitedBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

const INVITATIONS = `SELECT invitation.id, invitation.email, invitation.name, invitation.role,
    person_id AS personId, inviter.name AS invitedBy, invitation.created_at AS createdAt,
    expires_at AS expiresAt
  FROM invitation JOIN person AS inviter ON inviter.id = invited_by`;
const STANDS = 'used_at IS NULL AND withdrawn_at IS NULL';

export interface Link {
  readonly id: number;
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * A fresh code for the first administrator's link; older ones stop working.
 * @returns null when there is an account already
 */
export async function startSetup(database: Database, clock: () => Date): Promise<string | null> {
  return database.write(async (tx) => {
    if (await hasPeople(tx)) return null;
    await tx.run('DELETE FROM invitation WHERE invited_by IS NULL');
    const now = clock();
    const code = newSecret();
    await tx.run(
      `INSERT INTO invitation (code_hash, role, created_at, expires_at)
       VALUES (?, 'admin', ?, ?)`,
      ...[hashSecret(code), now.toISOString(), hoursLater(now, SETUP_HOURS).toISOString()],
    );
    return code;
  });
}

/** Whether this is the code of a setup link that still works. */
export async function isSetupCode(
  connection: Connection,
  code: string,
  now: Date,
): Promise<boolean> {
  const row = await connection.one(
    `SELECT 1 FROM invitation
     WHERE code_hash = ? AND invited_by IS NULL AND ${STANDS} AND expires_at > ?`,
    ...[hashSecret(code), now.toISOString()],
  );
  return row !== undefined && !(await hasPeople(connection));
}

/** Those that were neither used nor withdrawn, newest first; with the expired ones. */
export async function readInvitations(connection: Connection): Promise<Invitation[]> {
  return connection.all<Invitation>(
    `${INVITATIONS} WHERE ${STANDS} AND person_id IS NULL ORDER BY invitation.id DESC`,
  );
}

/** The invitation that this code opens now. */
export async function findInvitation(
  connection: Connection,
  code: string,
  now: Date,
): Promise<Invitation | undefined> {
  return connection.one<Invitation>(
    `${INVITATIONS} WHERE code_hash = ? AND ${STANDS} AND expires_at > ?`,
    ...[hashSecret(code), now.toISOString()],
  );
}

/** @throws Conflict when the email has an account or an invitation */
export async function invite(
  tx: Connection,
  guest: { readonly email: string; readonly name: string; readonly role: Role },
  by: By,
): Promise<Link> {
  await refuseTaken(tx, guest.email);
  const waiting = (await readInvitations(tx)).find(
    (one) => one.email.toLowerCase() === guest.email.toLowerCase(),
  );
  if (waiting) throw new Conflict(`${guest.email} is invited already. Make a new link there.`);
  const link = await insertLink(tx, { ...guest, personId: null }, INVITATION_HOURS, by);
  const { email, name, role } = guest;
  await record(tx, link.id, by, 'invited', [{ path: '', old: null, new: { email, name, role } }]);
  return link;
}

/** A new link for the same invitation; the old one stops working. @throws NotFound */
export async function reissue(tx: Connection, id: number, by: By): Promise<Link> {
  const code = newSecret();
  const expiresAt = hoursLater(by.at, INVITATION_HOURS);
  const { changes } = await tx.run(
    `UPDATE invitation SET code_hash = ?, expires_at = ?
     WHERE id = ? AND invited_by IS NOT NULL AND person_id IS NULL AND ${STANDS}`,
    ...[hashSecret(code), expiresAt.toISOString(), id],
  );
  if (changes === 0) throw new NotFound('There is no such invitation.');
  await record(tx, id, by, 'link renewed', []);
  return { id, code, expiresAt };
}

/** @throws NotFound */
export async function withdraw(tx: Connection, id: number, by: By): Promise<void> {
  const { changes } = await tx.run(
    `UPDATE invitation SET withdrawn_at = ?
     WHERE id = ? AND invited_by IS NOT NULL AND person_id IS NULL AND ${STANDS}`,
    ...[by.at.toISOString(), id],
  );
  if (changes === 0) throw new NotFound('There is no such invitation.');
  await record(tx, id, by, 'withdrawn', []);
}

/** Withdraws the links made for a person and those that the person made for others. */
export async function withdrawAllOf(tx: Connection, personId: number, by: By): Promise<void> {
  const rows = await tx.all<{ id: number }>(
    `SELECT id FROM invitation WHERE (person_id = ? OR invited_by = ?) AND ${STANDS}`,
    ...[personId, personId],
  );
  for (const { id } of rows) {
    await tx.run('UPDATE invitation SET withdrawn_at = ? WHERE id = ?', by.at.toISOString(), id);
    await record(tx, id, by, 'withdrawn', []);
  }
}

/** A link with which somebody who lost their password chooses a new one. */
export async function issuePasswordLink(tx: Connection, personId: number, by: By): Promise<Link> {
  const person = await readPerson(tx, personId);
  if (person.disabledAt !== null) throw new Conflict(`${person.name} is disabled.`);
  await tx.run(
    `UPDATE invitation SET withdrawn_at = ? WHERE person_id = ? AND ${STANDS}`,
    ...[by.at.toISOString(), personId],
  );
  const { email, name, role } = person;
  const link = await insertLink(tx, { email, name, role, personId }, PASSWORD_LINK_HOURS, by);
  const of = { entity: 'person', entityId: personId, claimId: null, why: null } as const;
  await recordChange(tx, { ...of, ...by, action: 'password link made', values: [] });
  return link;
}

/**
 * Uses a code up. Of two who use it at once only one gets through.
 * @throws NotFound when it does not work (any more)
 */
export async function useCode(tx: Connection, code: string, now: Date): Promise<void> {
  const { changes } = await tx.run(
    `UPDATE invitation SET used_at = ? WHERE code_hash = ? AND ${STANDS} AND expires_at > ?`,
    ...[now.toISOString(), hashSecret(code), now.toISOString()],
  );
  if (changes !== 1) throw new DeadLink();
}

/** Used, expired, withdrawn or never made: the answer is the same. */
export class DeadLink extends NotFound {
  constructor() {
    super('This link does not work: it was used, has expired, was withdrawn or is incomplete.');
  }
}

async function insertLink(
  tx: Connection,
  to: Pick<Invitation, 'email' | 'name' | 'role' | 'personId'>,
  hours: number,
  { personId, at }: By,
): Promise<Link> {
  const code = newSecret();
  const expiresAt = hoursLater(at, hours);
  const { id } = await tx.run(
    `INSERT INTO invitation
     (code_hash, email, name, role, person_id, invited_by, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[hashSecret(code), to.email, to.name, to.role, to.personId, personId],
    ...[at.toISOString(), expiresAt.toISOString()],
  );
  return { id, code, expiresAt };
}

function hoursLater(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * HOUR);
}

async function record(
  tx: Connection,
  entityId: number,
  by: By,
  action: string,
  values: Parameters<typeof recordChange>[1]['values'],
): Promise<void> {
  const of = { entity: 'invitation', entityId, claimId: null, why: null } as const;
  await recordChange(tx, { ...of, ...by, action, values });
}
