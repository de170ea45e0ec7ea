/** Filling an empty database fast: what follows each row is set aside and made again at the end. */
import type { Connection, Database } from '../database/database.ts';

interface Piece {
  readonly type: 'index' | 'trigger';
  readonly name: string;
  readonly sql: string;
}

const FILLED = ['claim', 'claim_subject', 'attribution', 'relay', 'source', 'article'];
/** Deriving claims while they are filled in goes by these. */
const NEEDED = ['attribution_claim', 'source_canonical', 'source_merged', 'appearance_claim'];

/**
 * Runs work that fills an empty database without its indexes and triggers, and makes them again
 * afterwards. Not for a database with anything in it: whoever else writes meanwhile is not noticed.
 */
export async function fillFast(database: Database, work: () => Promise<void>): Promise<void> {
  const pieces = await database.write(setAside);
  try {
    await work();
  } finally {
    // One at a time, as each is a long sort.
    for (const { sql } of pieces) await database.write((tx) => tx.run(sql));
    // An entry of nothing: whatever reads the log has to read everything.
    await database.write((tx) => tx.run('INSERT INTO claim_change DEFAULT VALUES'));
  }
}

async function setAside(tx: Connection): Promise<Piece[]> {
  const pieces = await tx.all<Piece & { readonly tbl: string }>(
    `SELECT type, name, sql, tbl_name AS tbl FROM sqlite_schema
     WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name`,
  );
  const dropped = pieces.filter(({ type, name, tbl }) =>
    type === 'trigger' ? isOfClaims(tbl) : FILLED.includes(tbl) && !NEEDED.includes(name),
  );
  for (const { type, name } of dropped) await tx.run(`DROP ${type} ${name}`);
  return dropped;
}

function isOfClaims(table: string): boolean {
  return FILLED.includes(table) || /^(claim|attribution)_/.test(table);
}
