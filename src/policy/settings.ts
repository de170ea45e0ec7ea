/** What the newsroom set its sourcing rules to. */
import type { Connection } from '../database/database.ts';
import type { Settings } from './findings.ts';
import type { Severity } from './rule.ts';

/** A rule that is missing keeps its default. */
export async function readSettings(connection: Connection): Promise<Settings> {
  const rows = await connection.all<{ code: string; severity: Severity }>(
    'SELECT code, severity FROM rule_setting',
  );
  return new Map(rows.map((row) => [row.code, row.severity]));
}
