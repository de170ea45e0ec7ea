/** The SQLite adapter of the port: one connection to read, one to write. */
import BetterSqlite from 'better-sqlite3';
import type { Connection, Database, Value } from './database.ts';

/** Opens (and creates) the database file; it must be migrated before it is used. */
export function openSqlite(file: string): Database {
  const writer = connect(file);
  const reader = connect(file);
  reader.pragma('query_only = ON');
  let queue: Promise<unknown> = Promise.resolve();

  // Writers wait for each other here, so that none waits inside SQLite and blocks the process.
  function alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  const made: Database = {
    ...connection(reader),
    stream: (sql, ...values) => stream(file, sql, values),
    write: (work) => alone(() => transact(writer, () => work(writing), 'COMMIT')),
    rehearse: (work) => alone(() => transact(writer, () => work(writing), 'ROLLBACK')),
    backup: async (target) => {
      await reader.backup(target);
    },
    close: async () => {
      await queue;
      if (!writer.open) return;
      reader.close();
      writer.pragma('optimize');
      writer.close();
    },
  };
  const writing = { ...connection(writer), committed: made };
  return made;
}

function connect(file: string): BetterSqlite.Database {
  const database = new BetterSqlite(file, { timeout: 5000 });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = MEMORY');
  return database;
}

function connection(database: BetterSqlite.Database): Connection {
  const prepared = new Map<string, BetterSqlite.Statement>();
  function prepare(sql: string): BetterSqlite.Statement {
    let statement = prepared.get(sql);
    if (!statement) {
      // Composed filters give many texts; forgetting all now and then bounds the memory.
      if (prepared.size > 1000) prepared.clear();
      statement = database.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement;
  }
  return {
    committed: null,
    all: async <Row>(sql: string, ...values: readonly Value[]) =>
      prepare(sql).all(...values) as Row[],
    one: async <Row>(sql: string, ...values: readonly Value[]) =>
      prepare(sql).get(...values) as Row | undefined,
    run: async (sql, ...values) => {
      const { changes, lastInsertRowid } = prepare(sql).run(...values);
      return { changes, id: Number(lastInsertRowid) };
    },
  };
}

async function transact<Result>(
  database: BetterSqlite.Database,
  work: () => Promise<Result>,
  ending: 'COMMIT' | 'ROLLBACK',
): Promise<Result> {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = await work();
    database.exec(ending);
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

// A connection of its own: a statement that is being stepped through blocks other uses of its
// connection, and its snapshot must not hold back the pages' reads.
async function* stream<Row>(
  file: string,
  sql: string,
  values: readonly Value[],
): AsyncGenerator<Row> {
  const database = connect(file);
  try {
    let rows = 0;
    for (const row of database.prepare(sql).iterate(...values)) {
      yield row as Row;
      // Lets other requests in between.
      rows += 1;
      if (rows % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    database.close();
  }
}
