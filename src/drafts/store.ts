/** All SQL about drafts. Each is read and written for one person only. */
import type { Connection } from '../database/database.ts';
import { baseVersionOf, type Draft, type Place } from './draft.ts';

/** Enough for an open form of every claim of a long story; older ones go. */
const MOST_DRAFTS = 100;
const MOST_TOTAL = 20_000_000;
const KEPT_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

export interface Typed extends Place {
  readonly personId: number;
  readonly body: unknown;
  readonly cause: Draft['cause'];
  /** The opened page that sends it. */
  readonly writer: string;
  readonly at: Date;
}

/**
 * Keeps what was typed.
 * @param seen the draft's revision that the sender knows, 0 for none; null: whatever is there
 * @returns its revision now; null where the draft is settled, or another tab kept something else there meanwhile
 */
export async function keepDraft(
  tx: Connection,
  typed: Typed,
  seen: number | null,
): Promise<number | null> {
  const { personId, key, address, cause, writer } = typed;
  const body = JSON.stringify(typed.body);
  const at = typed.at.toISOString();
  const kept = await tx.one<{ revision: number }>(
    `INSERT INTO draft (person_id, key, address, body, size, base_version, cause, writer, saved_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (person_id, key) DO UPDATE SET body = excluded.body, size = excluded.size,
       base_version = excluded.base_version, cause = excluded.cause, writer = excluded.writer,
       saved_at = excluded.saved_at, revision = revision + 1
     WHERE settled_at IS NULL AND address = excluded.address
       AND (? IS NULL OR revision = ? OR writer = excluded.writer)
     RETURNING revision`,
    ...[personId, key, address, body, body.length, baseVersionOf(typed.body), cause, writer, at],
    ...[seen, seen],
  );
  await prune(tx, personId, typed.at);
  return kept?.revision ?? null;
}

async function prune(tx: Connection, personId: number, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - KEPT_DAYS * DAY).toISOString();
  await tx.run('DELETE FROM draft WHERE saved_at < ?', oldest);
  await tx.run(
    `DELETE FROM draft WHERE id IN (
       SELECT id FROM (SELECT id, row_number() OVER newest AS number, sum(size) OVER newest AS total
         FROM draft WHERE person_id = ? WINDOW newest AS (ORDER BY saved_at DESC, id DESC))
       WHERE number > ? OR (total > ? AND number > 1))`,
    ...[personId, MOST_DRAFTS, MOST_TOTAL],
  );
}

/**
 * Ends a draft: its form was saved, or it was discarded. Only the key stays for a while, so that
 * what is still on its way does not bring it back.
 */
export async function settleDraft(
  tx: Connection,
  personId: number,
  { key, address }: Place,
  at: Date,
): Promise<void> {
  const time = at.toISOString();
  await tx.run(
    `INSERT INTO draft (person_id, key, address, body, size, cause, writer, saved_at, settled_at)
     VALUES (?, ?, ?, '{}', 0, 'typed', '', ?, ?)
     ON CONFLICT (person_id, key) DO UPDATE SET body = '{}', size = 0, saved_at = excluded.saved_at,
       settled_at = excluded.settled_at`,
    ...[personId, key, address, time, time],
  );
}

/** Whether words were redacted in the draft since it was kept last. */
export async function isRedacted(
  connection: Connection,
  personId: number,
  key: string,
): Promise<boolean> {
  // As `redaction/places.ts` writes it; no page calls itself so.
  const row = await connection.one(
    `SELECT 1 FROM draft WHERE person_id = ? AND key = ? AND writer = '(redacted)'`,
    ...[personId, key],
  );
  return row !== undefined;
}

interface Row extends Omit<Draft, 'body'> {
  readonly body: string;
}

const COLUMNS = `key, address, body, base_version AS baseVersion, cause, saved_at AS savedAt,
  revision`;

function draftOf(row: Row): Draft {
  return { ...row, body: JSON.parse(row.body) };
}

export async function findDraft(
  connection: Connection,
  personId: number,
  key: string,
): Promise<Draft | null> {
  const row = await connection.one<Row>(
    `SELECT ${COLUMNS} FROM draft WHERE person_id = ? AND key = ? AND settled_at IS NULL`,
    ...[personId, key],
  );
  return row ? draftOf(row) : null;
}

/** The drafts of the forms at an address, newest first. */
export async function draftsAt(
  connection: Connection,
  personId: number,
  address: string,
): Promise<Draft[]> {
  const rows = await connection.all<Row>(
    `SELECT ${COLUMNS} FROM draft WHERE person_id = ? AND address = ? AND settled_at IS NULL
     ORDER BY saved_at DESC, id DESC`,
    ...[personId, address],
  );
  return rows.map(draftOf);
}

/** Drafts of the short forms within a page, oldest first: their addresses name a part of it. */
export async function draftsWithin(
  connection: Connection,
  personId: number,
  path: string,
): Promise<Draft[]> {
  const rows = await connection.all<Row>(
    `SELECT ${COLUMNS} FROM draft WHERE person_id = ? AND address >= ? AND address < ?
       AND settled_at IS NULL ORDER BY saved_at, id`,
    // '$' comes after '#'.
    ...[personId, `${path}#`, `${path}$`],
  );
  return rows.map(draftOf);
}

/** The newest drafts of a person, of forms whose path begins so. */
export async function newestDrafts(
  connection: Connection,
  personId: number,
  most: number,
  path = '/',
): Promise<Draft[]> {
  const rows = await connection.all<Row>(
    `SELECT ${COLUMNS} FROM draft WHERE person_id = ? AND substr(address, 1, length(?)) = ?
       AND settled_at IS NULL ORDER BY saved_at DESC, id DESC LIMIT ?`,
    ...[personId, path, path, most],
  );
  return rows.map(draftOf);
}
