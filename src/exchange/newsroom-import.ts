/** Takes an exported newsroom into an empty one: the same rows under the same ids. */
import { rederiveClaims } from '../claims/derive.ts';
import type { Connection, Value } from '../database/database.ts';
import { hashOf } from '../history/chain.ts';
import { recordChange } from '../history/store.ts';
import { FORMAT, type Head } from './newsroom-export.ts';
import { QUERIES, readShape, type TableShape, TRAVELS } from './newsroom-tables.ts';

type Row = Readonly<Record<string, Value>>;

interface Line {
  readonly table: string;
  readonly row: Row;
  readonly values?: readonly Row[];
}

/** What the rows of a file become here. */
interface Arrival {
  readonly tx: Connection;
  readonly shapes: ReadonlyMap<string, TableShape>;
  /** Ids of people in the file → ids of people here. */
  readonly people: Map<number, number>;
  /** Entries of history that were here before. */
  readonly entries: number;
  readonly at: Date;
  hash: string;
}

const BATCH = 500;

/**
 * Reads the lines in the caller's transaction; claims are derived anew and an entry of history
 * says that it was done.
 * @returns how many rows came
 * @throws with the number of the line that is wrong, or what this newsroom has on record already
 */
export async function importNewsroom(
  tx: Connection,
  lines: AsyncIterable<string>,
  at: Date,
  tell: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  await refuseFilled(tx);
  // Rows refer to others that come later; all must be there in the end.
  await tx.run('PRAGMA defer_foreign_keys = ON');
  let head: Head | null = null;
  let arrival: Arrival | null = null;
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    try {
      if (!head || !arrival) {
        head = readHead(text);
        arrival = await prepare(tx, at);
        continue;
      }
      await takeIn(arrival, readLine(text));
    } catch (error) {
      throw new Error(`line ${number}: ${(error as Error).message}`);
    }
    if (number % 1000 === 0) tell(number, head.lines);
  }
  if (!head) throw new Error('The file is empty.');
  const rows = number - 1;
  if (rows < head.lines) {
    throw new Error(`The file ends too early: ${rows} of ${head.lines} lines are there.`);
  }
  await finish(tx, head, at);
  return rows;
}

async function refuseFilled(tx: Connection): Promise<void> {
  for (const table of TRAVELS) {
    if (!(await tx.one(`SELECT 1 FROM "${table}" LIMIT 1`))) continue;
    throw new Error(
      `This newsroom is not empty: there is something in “${table.replaceAll('_', ' ')}”. ` +
        'Import into a new one (set DATABASE to a new file).',
    );
  }
}

function readHead(text: string): Head {
  const head = JSON.parse(text) as Partial<Head>;
  if (head?.second_source !== 'newsroom') {
    throw new Error('This is no exported newsroom: “export newsroom” writes one.');
  }
  if (head.format !== FORMAT) throw new Error(`Format ${head.format} is not known here.`);
  return head as Head;
}

function readLine(text: string): Line {
  const line = JSON.parse(text) as Line | null;
  const isRow = typeof line?.row === 'object' && line.row !== null && !Array.isArray(line.row);
  if (!line || !isRow) throw new Error('A line names a table and has a row.');
  return line;
}

async function prepare(tx: Connection, at: Date): Promise<Arrival> {
  const shapes = new Map<string, TableShape>();
  for (const table of ['person', ...TRAVELS, 'change', 'change_value']) {
    shapes.set(table, await readShape(tx, table));
  }
  const last = await tx.one<{ id: number; hash: string }>(
    'SELECT id, hash FROM change ORDER BY id DESC LIMIT 1',
  );
  return { tx, shapes, people: new Map(), entries: last?.id ?? 0, at, hash: last?.hash ?? '' };
}

async function takeIn(arrival: Arrival, { table, row, values }: Line): Promise<void> {
  const isKnown = table === 'person' || table === 'change' || TRAVELS.some((one) => one === table);
  if (!isKnown) throw new Error(`There is no table “${table}” that could be imported.`);
  if (table === 'person') await takePerson(arrival, row);
  else if (table === 'change') await takeChange(arrival, row, values ?? []);
  else await insert(arrival, table, withPeople(arrival, row, QUERIES[table]));
}

// Nobody gets in by an import: whoever is not on file here is disabled until they are invited.
async function takePerson({ tx, shapes, people, at }: Arrival, row: Row): Promise<void> {
  const here = await tx.one<{ id: number }>(
    'SELECT id FROM person WHERE email = ?',
    row.email ?? null,
  );
  if (here) {
    people.set(Number(row.id), here.id);
    return;
  }
  const taken = await tx.one('SELECT 1 FROM person WHERE id = ?', row.id ?? null);
  const person = {
    ...row,
    id: taken ? null : (row.id ?? null),
    password_hash: '',
    disabled_at: row.disabled_at ?? at.toISOString(),
  };
  people.set(Number(row.id), await write(tx, 'person', shapes.get('person'), person));
}

async function takeChange(arrival: Arrival, row: Row, values: readonly Row[]): Promise<void> {
  const { tx, shapes, people, entries } = arrival;
  const id = Number(row.id) + entries;
  const personId = row.person_id === null ? null : personHere(people, row.person_id);
  const isOfPerson = row.entity === 'person';
  const entry = {
    ...{ id, at: String(row.at), personId, entity: String(row.entity) },
    entityId: isOfPerson ? personHere(people, row.entity_id) : Number(row.entity_id),
    ...{ claimId: row.claim_id as number | null, action: String(row.action) },
  };
  const digests = values.map(({ path, digest }) => ({ path: `${path}`, digest: `${digest}` }));
  arrival.hash = hashOf(arrival.hash, entry, digests);
  await write(tx, 'change', shapes.get('change'), {
    ...{ ...row, id, person_id: personId, entity_id: entry.entityId, hash: arrival.hash },
  });
  for (const value of values) {
    await write(tx, 'change_value', shapes.get('change_value'), { ...value, change_id: id });
  }
}

async function insert({ tx, shapes, people, entries }: Arrival, table: string, row: Row) {
  const shape = shapes.get(table);
  const moved: Record<string, Value> = { ...row };
  for (const column of shape?.people ?? []) {
    if (moved[column] != null) moved[column] = personHere(people, moved[column]);
  }
  for (const column of shape?.entries ?? []) {
    if (moved[column] != null) moved[column] = Number(moved[column]) + entries;
  }
  await write(tx, table, shape, moved);
}

/** A filter may name people: those who wrote claims, or have them to review. */
function withPeople({ people }: Arrival, row: Row, column: string | undefined): Row {
  if (column === undefined || row[column] == null) return row;
  const query = new URLSearchParams(String(row[column]));
  const pairs = [...query].map(([key, value]): [string, string] => {
    const here = /^(not_)?(author|assignee)$/.test(key) ? people.get(Number(value)) : undefined;
    return [key, here === undefined ? value : `${here}`];
  });
  // The same filter is the same text: values stand in their order.
  pairs.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  return { ...row, [column]: new URLSearchParams(pairs).toString() };
}

function personHere(people: ReadonlyMap<number, number>, id: Value | undefined): number {
  const here = people.get(Number(id));
  if (here === undefined) throw new Error(`There is no person ${id} in the file.`);
  return here;
}

async function write(
  tx: Connection,
  table: string,
  shape: TableShape | undefined,
  row: Row,
): Promise<number> {
  const names = Object.keys(row);
  const unknown = names.find((name) => !shape?.columns.includes(name));
  if (unknown !== undefined) throw new Error(`“${table}” has no column “${unknown}”.`);
  const columns = names.map((name) => `"${name}"`).join(', ');
  const marks = names.map(() => '?').join(', ');
  const sql = `INSERT INTO "${table}" (${columns}) VALUES (${marks})`;
  return (await tx.run(sql, ...names.map((name) => row[name] ?? null))).id;
}

async function finish(tx: Connection, head: Head, at: Date): Promise<void> {
  for (const [name, last] of Object.entries(head.sequences)) {
    const { changes } = await tx.run(
      'UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?',
      ...[last, name],
    );
    const sql = 'INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)';
    if (changes === 0) await tx.run(sql, name, last);
  }
  const orphans = await tx.all<{ table: string; parent: string }>('PRAGMA foreign_key_check');
  if (orphans[0]) {
    throw new Error(`A row of “${orphans[0].table}” refers to a missing ${orphans[0].parent}.`);
  }
  const claims = await tx.all<{ id: number }>('SELECT id FROM claim ORDER BY id');
  for (let from = 0; from < claims.length; from += BATCH) {
    const ids = claims.slice(from, from + BATCH).map(({ id }) => id);
    await rederiveClaims(tx, ids, { personId: null, at });
  }
  const from = { exported_at: head.exported_at, lines: head.lines, hash: head.hash };
  await recordChange(tx, {
    ...{ at, personId: null, entity: 'newsroom', entityId: 1, claimId: null, action: 'imported' },
    ...{ why: null, values: [{ path: '', old: null, new: from }] },
  });
}
