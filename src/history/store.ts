/** The record of every change: written in the change's own transaction, hashed in a chain. */
import { createHash, randomBytes } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import type { Json, ValueChange } from './change.ts';

export interface NewChange {
  readonly at: Date;
  /** Null: done by the program itself. */
  readonly personId: number | null;
  readonly entity:
    | 'claim'
    | 'source'
    | 'article'
    | 'person'
    | 'invitation'
    | 'decision'
    | 'merge'
    | 'proposal'
    | 'token'
    | 'waiver'
    | 'policy'
    | 'comment'
    | 'correction'
    | 'reply';
  readonly entityId: number;
  /** The claim in whose history it is shown, if any. */
  readonly claimId: number | null;
  /** A verb: created, changed, withdrawn, ... */
  readonly action: string;
  readonly why: string | null;
  readonly values: readonly ValueChange[];
}

interface ChangeRow {
  readonly id: number;
  readonly at: string;
  readonly personId: number | null;
  readonly entity: string;
  readonly entityId: number;
  readonly claimId: number | null;
  readonly action: string;
  readonly hash: string;
}

export interface Change extends ChangeRow {
  readonly personName: string | null;
  readonly values: readonly ValueChange[];
}

interface ValueRow {
  readonly changeId: number;
  readonly path: string;
  readonly old: string | null;
  readonly new: string | null;
  readonly salt: string | null;
  readonly digest: string;
}

const CHANGE_COLUMNS = `change.id, change.at, change.person_id AS personId, change.entity,
  change.entity_id AS entityId, change.claim_id AS claimId, change.action, change.hash`;

/**
 * Appends an entry. Its hash is SHA-256 over the previous entry's hash and this entry's fields with
 * salted digests of its values, so that a value can be redacted and the chain still be checked.
 * @returns the entry's id
 */
export async function recordChange(tx: Connection, change: NewChange): Promise<number> {
  const last = await tx.one<{ id: number; hash: string }>(
    'SELECT id, hash FROM change ORDER BY id DESC LIMIT 1',
  );
  const why = change.why === null ? [] : [{ path: 'why', old: null, new: change.why }];
  const values = [...change.values, ...why].map(({ path, old, new: next }) => {
    const salt = randomBytes(16).toString('base64url');
    const [oldText, newText] = [JSON.stringify(old), JSON.stringify(next)];
    return { path, old: oldText, new: newText, salt, digest: digestOf(salt, oldText, newText) };
  });
  const entry = {
    id: (last?.id ?? 0) + 1,
    at: change.at.toISOString(),
    personId: change.personId,
    entity: change.entity,
    entityId: change.entityId,
    claimId: change.claimId,
    action: change.action,
  };
  const hash = hashOf(last?.hash ?? '', entry, values);
  await tx.run(
    `INSERT INTO change (id, at, person_id, entity, entity_id, claim_id, action, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[entry.id, entry.at, entry.personId, entry.entity, entry.entityId, entry.claimId],
    ...[entry.action, hash],
  );
  for (const [position, value] of values.entries()) {
    await tx.run(
      `INSERT INTO change_value (change_id, position, path, old, new, salt, digest)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[entry.id, position, value.path, value.old, value.new, value.salt, value.digest],
    );
  }
  return entry.id;
}

/** A claim with all that belongs to it, or another record by itself. */
export type ChangesOf =
  | { readonly claimId: number }
  | { readonly entity: string; readonly entityId: number };

/** The changes of one record, or of one claim with all that belongs to it, newest first. */
export async function readChanges(
  connection: Connection,
  of: ChangesOf,
  most: number,
): Promise<Change[]> {
  const condition = 'claimId' in of ? 'claim_id = ?' : 'entity = ? AND entity_id = ?';
  const values = 'claimId' in of ? [of.claimId] : [of.entity, of.entityId];
  const rows = await connection.all<ChangeRow & { personName: string | null }>(
    `SELECT ${CHANGE_COLUMNS}, person.name AS personName
     FROM change LEFT JOIN person ON person.id = change.person_id
     WHERE ${condition} ORDER BY change.id DESC LIMIT ?`,
    ...values,
    most,
  );
  const changes: Change[] = [];
  for (const row of rows) changes.push({ ...row, values: await readValues(connection, row.id) });
  return changes;
}

async function readValues(connection: Connection, changeId: number): Promise<ValueChange[]> {
  const rows = await connection.all<ValueRow>(
    'SELECT path, old, new FROM change_value WHERE change_id = ? ORDER BY position',
    changeId,
  );
  return rows.map(({ path, old, new: next }) => ({ path, old: parse(old), new: parse(next) }));
}

function parse(text: string | null): Json {
  return text === null ? null : JSON.parse(text);
}

/**
 * Walks the whole chain.
 * @returns how many entries there are, and the first that does not fit, if any.
 */
export async function verifyChain(
  connection: Connection,
): Promise<{ entries: number; latest: string; broken: { id: number; why: string } | null }> {
  let previous = '';
  let entries = 0;
  let from = 0;
  for (;;) {
    const rows = await connection.all<ChangeRow>(
      `SELECT ${CHANGE_COLUMNS} FROM change WHERE id > ? ORDER BY id LIMIT 1000`,
      from,
    );
    if (rows.length === 0) return { entries, latest: previous, broken: null };
    for (const row of rows) {
      const why = await findFault(connection, row, previous, entries + 1);
      if (why) return { entries, latest: previous, broken: { id: row.id, why } };
      previous = row.hash;
      entries += 1;
    }
    from = rows.at(-1)?.id ?? from;
  }
}

async function findFault(
  connection: Connection,
  row: ChangeRow,
  previous: string,
  expectedId: number,
): Promise<string | null> {
  if (row.id !== expectedId) return `entry ${expectedId} is missing`;
  const values = await connection.all<ValueRow>(
    `SELECT path, old, new, salt, digest FROM change_value
     WHERE change_id = ? ORDER BY position`,
    row.id,
  );
  const { hash, ...entry } = row;
  if (hashOf(previous, entry, values) !== hash) return 'its hash does not fit';
  const changed = values.some(
    // Without a salt the value was redacted: its digest stands for it.
    (value) => value.salt !== null && digestOf(value.salt, value.old, value.new) !== value.digest,
  );
  return changed ? 'a value was changed' : null;
}

function hashOf(
  previous: string,
  entry: Omit<ChangeRow, 'hash'>,
  values: readonly { readonly path: string; readonly digest: string }[],
): string {
  const { id, at, personId, entity, entityId, claimId, action } = entry;
  // A list, not an object: its JSON has one form only.
  const text = JSON.stringify([
    ...[previous, id, at, personId, entity, entityId, claimId, action],
    values.map(({ path, digest }) => [path, digest]),
  ]);
  return createHash('sha256').update(text).digest('hex');
}

function digestOf(salt: string, old: string | null, next: string | null): string {
  return createHash('sha256').update(`${salt}\n${old}\n${next}`).digest('hex');
}
