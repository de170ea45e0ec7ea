/** The record of every change: written in the change's own transaction, hashed in a chain. */
import { randomBytes } from 'node:crypto';
import { type Connection, IN_LIST, type Value } from '../database/database.ts';
import { BEGINNING, digestOf, type Fault, hashOf, verifyBatch } from './chain.ts';
import { type Json, REDACTED, type ValueChange } from './change.ts';
import { fold, unfold } from './fold.ts';

/** What a change can be about. */
export type Entity =
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
  | 'reply'
  | 'filter'
  | 'newsroom'
  | 'redaction';

export interface NewChange {
  readonly at: Date;
  /** Null: done by the program itself. */
  readonly personId: number | null;
  readonly entity: Entity;
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

/** An entry as it is read; its person's name is the present one. */
export interface Change extends ChangeRow {
  readonly personName: string | null;
  readonly values: readonly ValueChange[];
}

interface ValueRow {
  readonly changeId: number;
  readonly path: string;
  readonly old: string | null;
  /** JSON, in which nothing is `null`: a value without either was redacted. */
  readonly new: string | null;
}

const CHANGE_COLUMNS = `change.id, change.at, change.person_id AS personId, change.entity,
  change.entity_id AS entityId, change.claim_id AS claimId, change.action, change.hash`;

const SALT_BYTES = 16;

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
  const plain = [...unfold(change.values), ...why];
  // All salts in one go: each asking takes longer than all the rest of its value.
  const random = randomBytes(plain.length * SALT_BYTES);
  const values = plain.map(({ path, old, new: next }, at) => {
    const salt = random.toString('base64url', at * SALT_BYTES, (at + 1) * SALT_BYTES);
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

/** A claim, source or article with all that belongs to it, or another record by itself. */
export type ChangesOf =
  | { readonly claimId: number }
  | { readonly sourceId: number }
  | { readonly articleId: number }
  | { readonly entity: string; readonly entityId: number };

// The merges and the decisions that name a source.
const OF_SOURCE = `(entity = 'source' AND entity_id = ?
    OR entity = 'merge' AND entity_id IN (SELECT id FROM merge WHERE source_id = ?
      UNION SELECT id FROM merge WHERE into_id = ?)
    OR entity = 'decision' AND entity_id IN (SELECT id FROM decision WHERE source_id = ?
      UNION SELECT id FROM decision WHERE other_id = ?))`;

const OF_ARTICLE = `(entity = 'article' AND entity_id = ? OR entity = 'correction' AND entity_id IN (
    SELECT id FROM correction WHERE article_id = ?))`;

/** The changes of one record, or of one claim with all that belongs to it, newest first. */
export async function readChanges(
  connection: Connection,
  of: ChangesOf,
  most: number,
  before: number = Number.MAX_SAFE_INTEGER,
): Promise<Change[]> {
  const { sql, values } = conditionOf(of);
  return readEntries(
    connection,
    `${sql} AND change.id < ? ORDER BY change.id DESC LIMIT ?`,
    ...[...values, before, most],
  );
}

function conditionOf(of: ChangesOf): { readonly sql: string; readonly values: readonly Value[] } {
  if ('claimId' in of) return { sql: 'claim_id = ?', values: [of.claimId] };
  if ('sourceId' in of) return { sql: OF_SOURCE, values: Array<number>(5).fill(of.sourceId) };
  if ('articleId' in of) return { sql: OF_ARTICLE, values: [of.articleId, of.articleId] };
  return { sql: 'entity = ? AND entity_id = ?', values: [of.entity, of.entityId] };
}

/** The entries that a condition (with its order and limit) finds, whole. */
export async function readEntries(
  connection: Connection,
  condition: string,
  ...values: readonly Value[]
): Promise<Change[]> {
  const rows = await connection.all<ChangeRow & { personName: string | null }>(
    `SELECT ${CHANGE_COLUMNS}, person.name AS personName
     FROM change LEFT JOIN person ON person.id = change.person_id WHERE ${condition}`,
    ...values,
  );
  const byEntry = await readValues(
    connection,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, values: fold(byEntry.get(row.id) ?? []) }));
}

async function readValues(
  connection: Connection,
  ids: readonly number[],
): Promise<Map<number, ValueChange[]>> {
  const rows = await connection.all<ValueRow>(
    `SELECT change_id AS changeId, path, old, new FROM change_value
     WHERE change_id ${IN_LIST} ORDER BY change_id, position`,
    JSON.stringify(ids),
  );
  const byEntry = new Map<number, ValueChange[]>();
  for (const row of rows) {
    const value = toValue(row);
    const list = byEntry.get(row.changeId);
    if (list) list.push(value);
    else byEntry.set(row.changeId, [value]);
  }
  return byEntry;
}

function toValue({ path, old, new: next }: ValueRow): ValueChange {
  if (old === null && next === null) return { path, old: REDACTED, new: REDACTED, redacted: true };
  return { path, old: parse(old), new: parse(next) };
}

function parse(text: string | null): Json {
  return text === null ? null : JSON.parse(text);
}

/**
 * Walks the whole chain.
 * @returns how many entries fit, the last one's hash, and the first that does not fit, if any
 */
export async function verifyChain(
  connection: Connection,
): Promise<{ entries: number; latest: string; broken: Fault | null }> {
  let mark = BEGINNING;
  for (;;) {
    const batch = await verifyBatch(connection, mark);
    const entries = batch.mark.id;
    if (batch.fault || batch.isEnd) {
      return { entries, latest: batch.mark.hash, broken: batch.fault };
    }
    mark = batch.mark;
  }
}
