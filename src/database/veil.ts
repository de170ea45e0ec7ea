/** Views that stand before the tables on a connection of their own: what is hidden stays hidden. */
import type BetterSqlite from 'better-sqlite3';
import type { Value, Veil } from './database.ts';

type Hidden = readonly { readonly id: number }[];

/** A temporary view of a table's name is found before the table, by every query. */
export function openVeiled(database: BetterSqlite.Database, veil: Veil) {
  const prepared = new Map<string, BetterSqlite.Statement>();
  let loaded = '';
  database.pragma('query_only = OFF');
  for (const [name, call] of Object.entries(veil.functions)) {
    database.function(name, { varargs: true, deterministic: true }, (...values: unknown[]) =>
      call(...(values as Value[])),
    );
  }
  database.exec(`CREATE TEMP TABLE ${veil.name} (id INTEGER PRIMARY KEY)`);
  for (const table of new Set([...Object.keys(veil.columns), ...Object.keys(veil.rows)])) {
    database.exec(viewOf(database, veil, table));
  }
  database.pragma('query_only = ON');

  function hide(hidden: Hidden): void {
    const ids = JSON.stringify(hidden.map((row) => row.id).sort((a, b) => a - b));
    if (ids === loaded) return;
    database.pragma('query_only = OFF');
    database.exec(`DELETE FROM temp.${veil.name}`);
    database
      .prepare(`INSERT OR IGNORE INTO temp.${veil.name} SELECT value FROM json_each(?)`)
      .run(ids);
    database.pragma('query_only = ON');
    loaded = ids;
  }

  function statement(hidden: Hidden, sql: string): BetterSqlite.Statement {
    hide(hidden);
    let found = prepared.get(sql);
    if (!found) {
      // Composed filters give many texts; forgetting all now and then bounds the memory.
      if (prepared.size > 1000) prepared.clear();
      found = database.prepare(sql);
      prepared.set(sql, found);
    }
    return found;
  }
  return { hide, statement, close: () => database.close() };
}

function viewOf(database: BetterSqlite.Database, veil: Veil, table: string): string {
  const columns = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  const shown = (columns as { name: string }[]).map(({ name }) => {
    const instead = veil.columns[table]?.[name];
    return instead ? `${instead} AS "${name}"` : `"${name}"`;
  });
  const rows = veil.rows[table];
  return `CREATE TEMP VIEW "${table}" AS SELECT ${shown.join(', ')} FROM main."${table}"
    ${rows ? `WHERE ${rows}` : ''}`;
}
