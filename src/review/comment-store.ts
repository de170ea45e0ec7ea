/** All SQL about comments, and the writing of them with their history. */
import type { Connection } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import type { By } from '../people/person.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { findMentions } from './comment.ts';
import { readColleagues } from './store.ts';

interface Colleague {
  readonly id: number;
  readonly name: string;
}

export interface CommentRecord {
  readonly id: number;
  readonly claimId: number;
  readonly body: string;
  readonly person: Colleague;
  readonly at: string;
  readonly resolved: { readonly by: string; readonly at: string } | null;
  readonly mentions: readonly Colleague[];
}

interface CommentRow {
  readonly id: number;
  readonly claimId: number;
  readonly body: string;
  readonly personId: number;
  readonly personName: string;
  readonly at: string;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
}

const COMMENTS = `SELECT comment.id, comment.claim_id AS claimId, body, person_id AS personId,
    person.name AS personName, at, resolved_at AS resolvedAt, resolver.name AS resolvedBy
  FROM comment JOIN person ON person.id = person_id
  LEFT JOIN person AS resolver ON resolver.id = resolved_by`;

/** Oldest first. */
export async function readComments(
  connection: Connection,
  claimId: number,
): Promise<CommentRecord[]> {
  const rows = await connection.all<CommentRow>(
    `${COMMENTS} WHERE comment.claim_id = ? ORDER BY comment.id`,
    claimId,
  );
  return Promise.all(rows.map((row) => toComment(connection, row)));
}

/** @throws NotFound */
export async function readComment(connection: Connection, id: number): Promise<CommentRecord> {
  const row = await connection.one<CommentRow>(`${COMMENTS} WHERE comment.id = ?`, id);
  if (!row) throw new NotFound('There is no such comment.');
  return toComment(connection, row);
}

/** Open comments of others that name the person, newest first. */
export function readMentions(connection: Connection, personId: number, most: number) {
  return connection.all<{
    readonly id: number;
    readonly claimId: number;
    readonly statement: string;
    readonly body: string;
    readonly who: string;
    readonly at: string;
  }>(
    `SELECT comment.id, comment.claim_id AS claimId, statement, body, person.name AS who, at
     FROM mention JOIN comment ON comment.id = comment_id
     JOIN claim ON claim.id = comment.claim_id JOIN person ON person.id = comment.person_id
     WHERE mention.person_id = ? AND comment.person_id <> ? AND resolved_at IS NULL
     ORDER BY comment.id DESC LIMIT ?`,
    ...[personId, personId, most],
  );
}

/** @returns the comment's id */
export async function addComment(
  tx: Connection,
  claimId: number,
  body: string,
  by: By,
): Promise<number> {
  const { id } = await tx.run(
    'INSERT INTO comment (claim_id, body, person_id, at) VALUES (?, ?, ?, ?)',
    ...[claimId, body, by.personId, by.at.toISOString()],
  );
  const mentions = findMentions(body, await readColleagues(tx));
  for (const personId of new Set(mentions.map((one) => one.personId))) {
    await tx.run('INSERT INTO mention (comment_id, person_id) VALUES (?, ?)', id, personId);
  }
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'comment', entityId: id, claimId },
    ...{ action: 'commented', why: null, values: [{ path: 'comment', old: null, new: body }] },
  });
  return id;
}

/** @throws NotFound, Conflict where it is so already */
export async function resolveComment(
  tx: Connection,
  id: number,
  isResolved: boolean,
  by: By,
): Promise<CommentRecord> {
  const before = await readComment(tx, id);
  if ((before.resolved !== null) === isResolved) {
    throw new Conflict(isResolved ? 'It was resolved already.' : 'It is not resolved.');
  }
  const [person, at] = isResolved ? [by.personId, by.at.toISOString()] : [null, null];
  await tx.run(
    'UPDATE comment SET resolved_by = ?, resolved_at = ? WHERE id = ?',
    ...[person, at, id],
  );
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'comment', entityId: id },
    ...{ claimId: before.claimId, action: isResolved ? 'resolved' : 'unresolved', why: null },
    values: [{ path: 'resolved', old: !isResolved, new: isResolved }],
  });
  return readComment(tx, id);
}

async function toComment(connection: Connection, row: CommentRow): Promise<CommentRecord> {
  const { personId, personName, resolvedAt, resolvedBy, ...plain } = row;
  const mentions = await connection.all<Colleague>(
    `SELECT person.id, name FROM mention JOIN person ON person.id = person_id
     WHERE comment_id = ? ORDER BY person.id`,
    row.id,
  );
  return {
    ...{ ...plain, person: { id: personId, name: personName }, mentions },
    resolved: resolvedAt === null ? null : { by: resolvedBy ?? '', at: resolvedAt },
  };
}
