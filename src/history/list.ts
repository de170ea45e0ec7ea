/** Entries of history as a filter finds them, newest first. */
import { localToUtc } from '../articles/due.ts';
import { type Connection, IN_LIST, type Value } from '../database/database.ts';
import { entitiesFor, type HistoryFilter } from './filter.ts';
import { NAME_OF_RECORD } from './records.ts';
import { type Change, readEntries } from './store.ts';

export interface ListedChange extends Change {
  /** What its record is called now; null where the entry says it. */
  readonly recordName: string | null;
}

const DAY_MILLISECONDS = 86_400_000;
const BATCH = 500;

/** One page, and whether there is more. */
export async function listChanges(
  connection: Connection,
  filter: HistoryFilter,
  scene: { readonly maySeeSecrets: boolean; readonly zone: string },
): Promise<{ readonly changes: readonly ListedChange[]; readonly next: number | null }> {
  const { sql, values } = conditionOf(filter, scene);
  const found = await readEntries(
    connection,
    `${sql} ORDER BY change.id DESC LIMIT ?`,
    ...[...values, filter.perPage + 1],
  );
  const changes = found.slice(0, filter.perPage);
  const names = await readNames(connection, changes);
  const listed = changes.map((one) => ({ ...one, recordName: names.get(one.id) ?? null }));
  const last = found.length > filter.perPage ? (changes.at(-1)?.id ?? null) : null;
  return { changes: listed, next: last };
}

/** All of them, in pieces: memory does not grow with their number. */
export async function* allChanges(
  connection: Connection,
  filter: HistoryFilter,
  scene: { readonly maySeeSecrets: boolean; readonly zone: string },
): AsyncGenerator<readonly ListedChange[]> {
  let after = filter.after;
  do {
    const page = await listChanges(connection, { ...filter, after, perPage: BATCH }, scene);
    yield page.changes;
    after = page.next;
    // Lets other requests in between.
    await new Promise((resolve) => setImmediate(resolve));
  } while (after !== null);
}

/** Those who changed anything, for choosing. */
export function readPeople(connection: Connection) {
  return connection.all<{ readonly id: number; readonly name: string }>(
    `SELECT id, name FROM person
     WHERE EXISTS (SELECT 1 FROM change WHERE person_id = person.id) ORDER BY name, id LIMIT 500`,
  );
}

async function readNames(connection: Connection, changes: readonly Change[]) {
  const rows = await connection.all<{ id: number; name: string | null }>(
    `SELECT change.id, ${NAME_OF_RECORD} AS name FROM change WHERE change.id ${IN_LIST}`,
    JSON.stringify(changes.map((change) => change.id)),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

function conditionOf(
  { person, entities, claim, from, to, after }: HistoryFilter,
  { maySeeSecrets, zone }: { readonly maySeeSecrets: boolean; readonly zone: string },
): { readonly sql: string; readonly values: readonly Value[] } {
  const parts: (readonly [string, Value])[] = [];
  if (person !== null) parts.push(['person_id = ?', person]);
  if (claim !== null) parts.push(['claim_id = ?', claim]);
  if (from !== null) parts.push(['at >= ?', startOf(from, zone)]);
  if (to !== null) parts.push(['at < ?', startOf(dayAfter(to), zone)]);
  if (after !== null) parts.push(['change.id < ?', after]);
  // All kinds need no condition, unless some may not be seen.
  const kinds = entities.length > 0 ? entities : maySeeSecrets ? [] : entitiesFor(false);
  if (kinds.length > 0) parts.push([`entity ${IN_LIST}`, JSON.stringify(kinds)]);
  const sql = parts.map(([condition]) => condition).join(' AND ');
  return { sql: sql === '' ? '1' : sql, values: parts.map(([, value]) => value) };
}

function startOf(day: string, zone: string): string {
  return localToUtc(`${day}T00:00`, zone) ?? `${day}T00:00:00.000Z`;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MILLISECONDS).toISOString().slice(0, 10);
}
