/** A whole newsroom as lines of JSON: a head, then a line per row. */
import type { Connection, Database } from '../database/database.ts';
import { readShape, TRAVELS } from './newsroom-tables.ts';

export const FORMAT = 1;

export interface Head {
  readonly second_source: 'newsroom';
  readonly format: typeof FORMAT;
  /** The newest migration: what the tables look like. */
  readonly schema: string;
  readonly exported_at: string;
  readonly lines: number;
  /** The highest ids that were ever given: none of them is given again. */
  readonly sequences: Readonly<Record<string, number>>;
  /** The latest hash of its history. */
  readonly hash: string;
}

/**
 * @param database of which nothing is written meanwhile: a copy
 * @param tell how many of how many lines are done
 */
export async function* exportNewsroom(
  database: Database,
  at: Date,
  tell: (done: number, total: number) => void,
): AsyncGenerator<string> {
  const head = await readHead(database, at);
  yield line(head);
  let done = 0;
  for await (const piece of rowsOf(database)) {
    yield line(piece);
    done += 1;
    if (done % 1000 === 0 || done === head.lines) tell(done, head.lines);
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

async function readHead(database: Database, at: Date): Promise<Head> {
  const newest = await database.one<{ name: string }>('SELECT max(name) AS name FROM migration');
  const latest = await database.one<{ hash: string }>(
    'SELECT hash FROM change ORDER BY id DESC LIMIT 1',
  );
  const sequences = await database.all<{ name: string; seq: number }>(
    'SELECT name, seq FROM sqlite_sequence ORDER BY name',
  );
  let lines = 0;
  for (const table of ['person', ...TRAVELS, 'change']) lines += await countRows(database, table);
  return {
    ...{ second_source: 'newsroom', format: FORMAT, schema: newest?.name ?? '' },
    ...{ exported_at: at.toISOString(), lines, hash: latest?.hash ?? '' },
    sequences: Object.fromEntries(sequences.map(({ name, seq }) => [name, seq])),
  };
}

async function countRows(connection: Connection, table: string): Promise<number> {
  const row = await connection.one<{ rows: number }>(`SELECT count(*) AS rows FROM "${table}"`);
  return row?.rows ?? 0;
}

async function* rowsOf(database: Database): AsyncGenerator<object> {
  for await (const { password_hash: _, ...row } of stream(database, 'person')) {
    yield { table: 'person', row };
  }
  for (const table of TRAVELS) {
    for await (const row of stream(database, table)) yield { table, row };
  }
  for await (const row of stream(database, 'change')) {
    const values = await database.all(
      `SELECT position, path, old, new, salt, digest FROM change_value
       WHERE change_id = ? ORDER BY position`,
      row.id as number,
    );
    yield { table: 'change', row, values };
  }
}

async function* stream(
  database: Database,
  table: string,
): AsyncGenerator<Record<string, string | number | null>> {
  const { key } = await readShape(database, table);
  const order = key.map((name) => `"${name}"`).join(', ');
  yield* database.stream<Record<string, string | number | null>>(
    `SELECT * FROM "${table}" ORDER BY ${order}`,
  );
}
