/** Backup, restore and the database's own checks. */
import { existsSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import type { Database } from './database.ts';

/** A consistent copy into a new file. @throws when the file exists. */
export async function backUp(database: Database, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} exists already; name a new file.`);
  await database.backup(file);
}

/**
 * Puts a backup in place of the database, keeping what is there now beside it. A running
 * application sees the restored state; all sessions end, since some may have been ended meanwhile.
 * @returns the file that keeps the state before, null when there was none
 */
export async function restore(backup: string, database: string, at: Date): Promise<string | null> {
  if (!existsSync(backup)) throw new Error(`There is no file ${backup}.`);
  const source = openBackup(backup);
  try {
    const kept = existsSync(database) ? await keep(database, at) : null;
    await source.backup(database);
    const restored = new BetterSqlite(database);
    restored.pragma('journal_mode = WAL');
    restored.exec('DELETE FROM session');
    restored.close();
    return kept;
  } finally {
    source.close();
  }
}

function openBackup(file: string): BetterSqlite.Database {
  try {
    const source = new BetterSqlite(file, { readonly: true });
    const faults = source.pragma('integrity_check', { simple: true });
    if (faults !== 'ok') throw new Error(String(faults));
    source.prepare('SELECT name FROM migration').all();
    return source;
  } catch (error) {
    throw new Error(`${file} is not a sound backup: ${(error as Error).message}`);
  }
}

async function keep(database: string, at: Date): Promise<string> {
  const kept = `${database}.before-${at.toISOString().replace(/[:.]/g, '-')}`;
  const current = new BetterSqlite(database, { readonly: true });
  try {
    await current.backup(kept);
  } finally {
    current.close();
  }
  return kept;
}

/** What SQLite itself finds wrong: broken pages, rows that refer to nothing. */
export async function checkDatabase(database: Database): Promise<string[]> {
  const pages = await database.all<{ integrity_check: string }>('PRAGMA integrity_check');
  const faults = pages.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const orphans = await database.all<{ table: string; rowid: number; parent: string }>(
    'PRAGMA foreign_key_check',
  );
  return [
    ...faults,
    ...orphans.map((row) => `${row.table} ${row.rowid} refers to a missing ${row.parent}`),
  ];
}
