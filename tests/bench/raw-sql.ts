/** What a request's SQL costs alone: its statements are written down, then run again and again. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import BetterSqlite from 'better-sqlite3';
import type { Connection, Database, Value } from '../../src/database/database.ts';
import { openSqlite } from '../../src/database/sqlite.ts';
import { createQuietApp, letIn } from './quiet.ts';

interface Statement {
  readonly kind: 'all' | 'one' | 'run';
  readonly sql: string;
  readonly values: readonly Value[];
}

/** The statements that one request runs, in their order. */
export async function record(
  file: string,
  secret: string,
  path: string,
  init: RequestInit,
): Promise<Statement[]> {
  const database = openSqlite(file);
  await letIn(database, secret);
  const statements: Statement[] = [];
  const server = createServer(createQuietApp(listening(database, statements)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  await (await fetch(url, init)).arrayBuffer();
  statements.length = 0;
  await (await fetch(url, init)).arrayBuffer();
  server.closeAllConnections();
  server.close();
  await database.close();
  return statements;
}

function listening(database: Database, statements: Statement[]): Database {
  const wrap = (connection: Connection): Connection => ({
    ...connection,
    all: (sql, ...values) => {
      statements.push({ kind: 'all', sql, values });
      return connection.all(sql, ...values);
    },
    one: (sql, ...values) => {
      statements.push({ kind: 'one', sql, values });
      return connection.one(sql, ...values);
    },
    run: (sql, ...values) => {
      statements.push({ kind: 'run', sql, values });
      return connection.run(sql, ...values);
    },
  });
  return {
    ...database,
    ...wrap(database),
    // Everybody reads through a database of their own.
    veiled: (veil, reader) => listening(database.veiled(veil, reader), statements),
    write: (work) => database.write((tx) => work(wrap(tx))),
    rehearse: (work) => database.rehearse((tx) => work(wrap(tx))),
  };
}

/**
 * Runs the statements in a transaction that is undone, for a second or two.
 * @returns milliseconds of processor per run
 */
export function replay(file: string, statements: readonly Statement[]): number {
  const database = new BetterSqlite(file);
  for (const pragma of ['cache_size = -65536', 'temp_store = MEMORY', 'foreign_keys = ON']) {
    database.pragma(pragma);
  }
  const undo = new Error('undone');
  const prepared = statements.map(({ kind, sql, values }) => {
    const statement = database.prepare(sql);
    return { kind, values: freshen(sql, values), statement };
  });
  const once = database.transaction(() => {
    // Rows refer to the ids that the recorded request was given; nothing is kept of them.
    database.pragma('defer_foreign_keys = ON');
    for (const { kind, values, statement } of prepared) {
      if (kind === 'all') statement.all(...values);
      else if (kind === 'one') statement.get(...values);
      else statement.run(...values);
    }
    throw undo;
  });
  const run = () => {
    try {
      once();
    } catch (error) {
      if (error !== undo) throw error;
    }
  };
  for (let n = 0; n < 20; n += 1) run();
  const before = process.cpuUsage();
  const started = Date.now();
  let runs = 0;
  for (; Date.now() - started < 2000; runs += 1) run();
  const { user, system } = process.cpuUsage(before);
  database.close();
  return (user + system) / 1000 / runs;
}

// The recorded request left its history entry behind: a run of its own needs an id of its own.
function freshen(sql: string, values: readonly Value[]): readonly Value[] {
  if (!/INSERT INTO change(_value)? /.test(sql)) return values;
  return values.map((value, index) => (index === 0 ? Number(value) + 1_000_000_000 : value));
}
