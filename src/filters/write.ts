/** Saves filters, with their entry in the history, in the caller's transaction. */
import { randomInt } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import { differences, type ValueChange } from '../history/change.ts';
import { recordChange } from '../history/store.ts';
import type { ByPerson } from '../people/person.ts';
import { nameKey } from '../sources/resolve.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
import type { FilterChanges, NewFilter, SavedFilter } from './saved-filter.ts';

const MOST_FILTERS = 200;
/** Without letters and digits that look alike; ten of them cannot be guessed. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const CODE_LENGTH = 10;

/** @returns the new filter's id @throws Unprocessable where the person has one of that name */
export async function saveFilter(tx: Connection, filter: NewFilter, by: ByPerson): Promise<number> {
  await refuseTaken(tx, filter.name, by.personId, null);
  const row = await tx.one<{ count: number }>(
    'SELECT count(*) AS count FROM saved_filter WHERE owner_id = ?',
    by.personId,
  );
  if ((row?.count ?? 0) >= MOST_FILTERS) {
    throw new Conflict(`Remove some first: at most ${MOST_FILTERS} filters a person.`);
  }
  const time = by.at.toISOString();
  const { id } = await tx.run(
    `INSERT INTO saved_filter (owner_id, name, name_key, query, shared, code, created_at,
       changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[by.personId, filter.name, nameKey(filter.name), filter.query, filter.shared ? 1 : 0],
    ...[newCode(), time, time],
  );
  await record(tx, id, by, 'created', facts(null), facts(filter));
  return id;
}

/** @throws Unprocessable where the owner has another one of that name */
export async function changeFilter(
  tx: Connection,
  before: SavedFilter,
  changes: FilterChanges,
  by: ByPerson,
): Promise<void> {
  const after = {
    name: changes.name ?? before.name,
    query: changes.query ?? before.query,
    shared: changes.shared ?? before.shared,
  };
  if (JSON.stringify(whole(before)) === JSON.stringify(after)) return;
  await refuseTaken(tx, after.name, before.owner.id, before.id);
  await tx.run(
    `UPDATE saved_filter SET name = ?, name_key = ?, query = ?, shared = ?, changed_at = ?
     WHERE id = ?`,
    ...[after.name, nameKey(after.name), after.query, after.shared ? 1 : 0],
    ...[by.at.toISOString(), before.id],
  );
  // What was seen of another query says nothing of this one.
  if (after.query !== before.query) {
    await tx.run('DELETE FROM filter_look WHERE filter_id = ?', before.id);
  }
  if (!after.shared) await forgetOthers(tx, before);
  await record(tx, before.id, by, 'changed', facts(before), facts(after));
}

export async function removeFilter(
  tx: Connection,
  filter: SavedFilter,
  by: ByPerson,
): Promise<void> {
  await tx.run('DELETE FROM saved_filter WHERE id = ?', filter.id);
  await record(tx, filter.id, by, 'removed', facts(filter), facts(null));
}

/** What the person's section of claims opens with: a habit of theirs, no fact of the newsroom. */
export async function setDefault(
  tx: Connection,
  personId: number,
  filterId: number | null,
): Promise<void> {
  await tx.run('DELETE FROM default_filter WHERE person_id = ?', personId);
  if (filterId === null) return;
  const sql = 'INSERT INTO default_filter (person_id, filter_id) VALUES (?, ?)';
  await tx.run(sql, personId, filterId);
}

async function forgetOthers(tx: Connection, { id, owner }: SavedFilter): Promise<void> {
  for (const table of ['default_filter', 'filter_look']) {
    await tx.run(`DELETE FROM ${table} WHERE filter_id = ? AND person_id <> ?`, id, owner.id);
  }
}

async function refuseTaken(
  tx: Connection,
  name: string,
  ownerId: number,
  exceptId: number | null,
): Promise<void> {
  const taken = await tx.one(
    'SELECT 1 FROM saved_filter WHERE owner_id = ? AND name_key = ? AND id IS NOT ?',
    ...[ownerId, nameKey(name), exceptId],
  );
  const message = 'There is a filter of this name already.';
  if (taken) throw new Unprocessable([{ path: 'name', message }]);
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function whole({ name, query, shared }: NewFilter): NewFilter {
  return { name, query, shared };
}

// Everybody reads the history: it says what a filter is only while the filter is shared.
function facts(filter: NewFilter | null) {
  return filter?.shared ? { ...whole(filter) } : null;
}

async function record(
  tx: Connection,
  entityId: number,
  { personId, at }: ByPerson,
  action: string,
  before: ReturnType<typeof facts>,
  after: ReturnType<typeof facts>,
): Promise<void> {
  const values: ValueChange[] = differences(before, after);
  const of = { entity: 'filter', entityId, claimId: null, why: null } as const;
  await recordChange(tx, { ...of, at, personId, action, values });
}
