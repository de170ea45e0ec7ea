/**
 * The chain: each entry's hash is SHA-256 over the previous entry's hash and this entry's fields
 * with salted digests of its values, so that a value can be redacted and the chain still be checked.
 */
import { createHash } from 'node:crypto';
import { type Connection, unveil } from '../database/database.ts';

/** Up to where the chain was found to fit. */
export interface Mark {
  /** Of the last entry that fits; entries are numbered from 1 without a gap. */
  readonly id: number;
  readonly hash: string;
}

/** The first entry that does not fit. */
export interface Fault {
  readonly id: number;
  readonly why: string;
}

export const BEGINNING: Mark = { id: 0, hash: '' };

interface Entry {
  readonly id: number;
  readonly at: string;
  readonly personId: number | null;
  readonly entity: string;
  readonly entityId: number;
  readonly claimId: number | null;
  readonly action: string;
}

interface EntryRow extends Entry {
  readonly hash: string;
}

interface ValueRow {
  readonly changeId: number;
  readonly path: string;
  readonly old: string | null;
  readonly new: string | null;
  readonly salt: string | null;
  readonly digest: string;
}

const BATCH = 500;

export function hashOf(
  previous: string,
  { id, at, personId, entity, entityId, claimId, action }: Entry,
  values: readonly { readonly path: string; readonly digest: string }[],
): string {
  // A list, not an object: its JSON has one form only.
  const text = JSON.stringify([
    ...[previous, id, at, personId, entity, entityId, claimId, action],
    values.map(({ path, digest }) => [path, digest]),
  ]);
  return createHash('sha256').update(text).digest('hex');
}

export function digestOf(salt: string, old: string | null, next: string | null): string {
  return createHash('sha256').update(`${salt}\n${old}\n${next}`).digest('hex');
}

/** Checks the next entries after a mark. */
export async function verifyBatch(
  asking: Connection,
  from: Mark,
): Promise<{ readonly mark: Mark; readonly fault: Fault | null; readonly isEnd: boolean }> {
  // Whoever asks: the chain is over all values, also those hidden from some.
  const connection = unveil(asking);
  const rows = await connection.all<EntryRow>(
    `SELECT id, at, person_id AS personId, entity, entity_id AS entityId, claim_id AS claimId,
       action, hash FROM change WHERE id > ? ORDER BY id LIMIT ${BATCH}`,
    from.id,
  );
  const last = rows.at(-1);
  if (!last) return { mark: from, fault: null, isEnd: true };
  const values = await connection.all<ValueRow>(
    `SELECT change_id AS changeId, path, old, new, salt, digest FROM change_value
     WHERE change_id > ? AND change_id <= ? ORDER BY change_id, position`,
    ...[from.id, last.id],
  );
  const byEntry = Map.groupBy(values, (value) => value.changeId);
  let mark = from;
  for (const row of rows) {
    const fault = findFault(row, mark, byEntry.get(row.id) ?? []);
    if (fault) return { mark, fault, isEnd: false };
    mark = { id: row.id, hash: row.hash };
  }
  return { mark, fault: null, isEnd: rows.length < BATCH };
}

function findFault(row: EntryRow, before: Mark, values: readonly ValueRow[]): Fault | null {
  const { id } = row;
  if (id !== before.id + 1) return { id: before.id + 1, why: 'it is missing' };
  const changed = values.find(
    (value) => value.salt !== null && digestOf(value.salt, value.old, value.new) !== value.digest,
  );
  if (changed) return { id, why: `a value was changed (${changed.path || 'the whole record'})` };
  const fits = hashOf(before.hash, row, values) === row.hash;
  return fits ? null : { id, why: 'its hash does not fit it and the entry before it' };
}
