/** Imports on their way and done: all SQL about them. */
import * as z from 'zod';
import type { Connection } from '../database/database.ts';
import { type ByPerson, may, type Person } from '../people/person.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { optionalWords, words } from '../web/schema.ts';
import type { Planned } from './csv-import.ts';

const MOST_CSV = 8_000_000;
const MOST_NAME = 200;

export const importSchema = z.object({
  csv: words(MOST_CSV, 'Paste the rows, or choose a file.'),
  name: optionalWords(MOST_NAME).transform((name) => name ?? 'pasted rows'),
});
export type NewImport = z.output<typeof importSchema>;

export const applySchema = z.object({
  applied: z.literal(true, { error: 'Send { "applied": true } to apply it.' }),
});

export interface Import {
  readonly id: number;
  readonly name: string;
  readonly csv: string | null;
  readonly claims: readonly Planned[];
  readonly by: string;
  readonly at: string;
  readonly appliedBy: string | null;
  readonly appliedAt: string | null;
}

type Row = Omit<Import, 'claims'> & { readonly plan: string };

const IMPORTS = `SELECT import.id, import.name, csv, plan, person.name AS by, at,
    applier.name AS appliedBy, applied_at AS appliedAt
  FROM import JOIN person ON person.id = person_id
  LEFT JOIN person AS applier ON applier.id = applied_by`;

function toImport({ plan, ...row }: Row): Import {
  return { ...row, claims: JSON.parse(plan) as Planned[] };
}

// Words of a restricted source may stand in a file: whoever sent it sees it, and administrators.
const SEEN_BY = '(person_id = ? OR ?)';
const seenBy = (person: Person) => [person.id, may(person, 'administer') ? 1 : 0] as const;

/** The person's own, the newest first; an administrator sees all. */
export async function readImports(
  connection: Connection,
  person: Person,
  most: number,
): Promise<Import[]> {
  const sql = `${IMPORTS} WHERE ${SEEN_BY} ORDER BY import.id DESC LIMIT ?`;
  const rows = await connection.all<Row>(sql, ...seenBy(person), most);
  return rows.map(toImport);
}

/** @throws NotFound */
export async function readImport(
  connection: Connection,
  id: number,
  person: Person,
): Promise<Import> {
  const sql = `${IMPORTS} WHERE import.id = ? AND ${SEEN_BY}`;
  const row = await connection.one<Row>(sql, id, ...seenBy(person));
  if (!row) throw new NotFound('There is no such import.');
  return toImport(row);
}

/** One that can still be applied or discarded. @throws NotFound, Conflict */
export async function readPending(
  connection: Connection,
  id: number,
  person: Person,
): Promise<Import & { readonly csv: string }> {
  const found = await readImport(connection, id, person);
  if (found.csv === null) throw new Conflict('This was applied already.');
  return { ...found, csv: found.csv };
}

/** @returns its id */
export async function keepImport(
  tx: Connection,
  { name, csv }: NewImport,
  claims: readonly Planned[],
  by: ByPerson,
): Promise<number> {
  const { id } = await tx.run(
    'INSERT INTO import (name, csv, plan, person_id, at) VALUES (?, ?, ?, ?, ?)',
    ...[name, csv, JSON.stringify(claims), by.personId, by.at.toISOString()],
  );
  return id;
}

export async function markApplied(
  tx: Connection,
  id: number,
  claims: readonly Planned[],
  by: ByPerson,
): Promise<void> {
  // What was there before stands in the history of each claim.
  const done = claims.map((claim) => ({ ...claim, differences: [] }));
  await tx.run(
    `UPDATE import SET csv = NULL, plan = ?, applied_by = ?, applied_at = ? WHERE id = ?`,
    ...[JSON.stringify(done), by.personId, by.at.toISOString(), id],
  );
}

export async function discardImport(tx: Connection, id: number): Promise<void> {
  await tx.run('DELETE FROM import WHERE id = ?', id);
}
