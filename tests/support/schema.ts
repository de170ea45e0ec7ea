/** The whole schema as one text: what `db/schema.sql` keeps for reading. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { migrate } from '../../src/database/migrate.ts';

/** Migrates an empty database and writes down what came of it. */
export function describeSchema(): string {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'));
  const file = join(folder, 'schema.db');
  try {
    migrate(file);
    const database = new BetterSqlite(file, { readonly: true });
    const rows = database
      .prepare(
        `SELECT sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'claim_words_%'
         ORDER BY tbl_name, type DESC, name`,
      )
      .all() as { sql: string }[];
    database.close();
    return `-- Made from the migrations; npm run schema writes it anew.\n\n${rows.map(({ sql }) => `${sql};\n`).join('\n')}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
