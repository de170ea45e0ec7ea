/** The SQLite adapter of the port: one connection to read, one to write. */
import BetterSqlite from 'better-sqlite3';
import type { Connection, Database, Value, Veil } from './database.ts';
import { openVeiled } from './veil.ts';

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

  const reading = connection(reader);
  const openReaders = readersBehind(file);
  const database: Database = {
    ...reading,
    veiled: (veil, id) => ({ ...database, ...openReaders(database, veil, id) }),
    stream: (sql, ...values) => stream(file, sql, values),
    write: (work) => alone(() => transact(writer, () => work(writing), 'COMMIT')),
    rehearse: (work) => alone(() => transact(writer, () => work(writing), 'ROLLBACK')),
    backup: async (target) => {
      await reader.backup(target);
    },
    scrub: () => alone(async () => scrub(writer)),
    close: async () => {
      await queue;
      if (!writer.open) return;
      openReaders.close();
      reader.close();
      writer.pragma('optimize');
      writer.close();
    },
  };
  const writing = { ...connection(writer), committed: database };
  return database;
}

/** One more connection, opened when the first reader comes from whom something is hidden. */
function readersBehind(file: string) {
  let opened: ReturnType<typeof openVeiled> | null = null;
  const open = (veil: Veil) => {
    opened ??= openVeiled(connect(file), veil);
    return opened;
  };
  // Asked before every statement, so kept as long as nobody writes anything.
  const known = new Map<number, Promise<{ id: number }[]>>();
  let version = -1;
  const read = (database: Database, veil: Veil, id: number) => {
    const hide = async () => {
      const now = await database.one<{ data_version: number }>('PRAGMA data_version');
      if (now?.data_version !== version) known.clear();
      version = now?.data_version ?? -1;
      // Kept before it is waited for: it must not outlive a version that comes meanwhile.
      const hidden = known.get(id) ?? database.all<{ id: number }>(veil.hidden, id);
      known.set(id, hidden);
      return hidden;
    };
    return {
      unveiled: database,
      all: async <Row>(sql: string, ...values: readonly Value[]) => {
        const hidden = await hide();
        if (hidden.length === 0) return database.all<Row>(sql, ...values);
        // In one stroke: the next reader's ids must not come between.
        return open(veil)
          .statement(hidden, sql)
          .all(...values) as Row[];
      },
      one: async <Row>(sql: string, ...values: readonly Value[]) => {
        const hidden = await hide();
        if (hidden.length === 0) return database.one<Row>(sql, ...values);
        return open(veil)
          .statement(hidden, sql)
          .get(...values) as Row | undefined;
      },
      stream: <Row>(sql: string, ...values: readonly Value[]) =>
        stream<Row>(file, sql, values, async (own) => {
          const hidden = await hide();
          if (hidden.length > 0) openVeiled(own, veil).hide(hidden);
        }),
    };
  };
  return Object.assign(read, { close: () => opened?.close() });
}

// Deleted text stays in free pages and in the log until the file is written anew. A page read
// meanwhile may still hold on to the log: then it is emptied by whoever writes next.
function scrub(writer: BetterSqlite.Database): void {
  // The copy that it works on may be larger than memory.
  writer.pragma('temp_store = FILE');
  writer.exec('VACUUM');
  writer.pragma('temp_store = MEMORY');
  writer.pragma('wal_checkpoint(TRUNCATE)');
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
  prepare: (database: BetterSqlite.Database) => Promise<void> = async () => undefined,
): AsyncGenerator<Row> {
  const database = connect(file);
  try {
    await prepare(database);
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
