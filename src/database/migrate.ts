/** Migrations: numbered SQL files, forward only, each in one transaction, never changed again. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite from 'better-sqlite3';

const FOLDER = new URL('../../db/migrations/', import.meta.url);

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/**
 * Brings the database file to the newest schema, creating it when it is missing.
 * @returns the names of the migrations that were applied now.
 * @throws when an applied migration's file was changed, or the file is newer than this program.
 */
export function migrate(file: string): string[] {
  mkdirSync(dirname(file), { recursive: true });
  const database = new BetterSqlite(file, { timeout: 5000 });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('foreign_keys = ON');
    database.exec(
      `CREATE TABLE IF NOT EXISTS migration
       (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
    );
    const pending = findPending(database, readMigrations());
    for (const migration of pending) apply(database, migration);
    return pending.map((migration) => migration.name);
  } finally {
    database.close();
  }
}

function readMigrations(): Migration[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => {
    const sql = readFileSync(new URL(name, FOLDER), 'utf8');
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

function findPending(database: BetterSqlite.Database, migrations: Migration[]): Migration[] {
  const rows = database.prepare('SELECT name, sha256 FROM migration').all();
  const applied = new Map((rows as Migration[]).map((row) => [row.name, row.sha256]));
  for (const migration of migrations) {
    const sha256 = applied.get(migration.name);
    if (sha256 && sha256 !== migration.sha256) {
      throw new Error(`db/migrations/${migration.name} was changed after it had been applied.`);
    }
    applied.delete(migration.name);
  }
  const [unknown] = applied.keys();
  if (unknown) throw new Error(`The database is newer than this program: it has ${unknown}.`);
  const known = new Set((rows as Migration[]).map((row) => row.name));
  return migrations.filter((migration) => !known.has(migration.name));
}

function apply(database: BetterSqlite.Database, migration: Migration): void {
  database
    .transaction(() => {
      database.exec(migration.sql);
      database
        .prepare('INSERT INTO migration (name, sha256, at) VALUES (?, ?, ?)')
        .run(migration.name, migration.sha256, new Date().toISOString());
    })
    .immediate();
}
