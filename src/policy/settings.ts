/** What the newsroom set its sourcing rules to, and the change of it. */
import * as z from 'zod';
import type { Connection } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import type { By } from '../people/person.ts';
import { oneOf } from '../web/schema.ts';
import type { Settings } from './findings.ts';
import { SEVERITIES, type Severity } from './rule.ts';
import { RULES } from './rules.ts';

const CHOICES = ['default', ...SEVERITIES] as const;
export type Choice = (typeof CHOICES)[number];

/** A rule that is left out stays as it is. */
export const policySchema = z.strictObject({
  settings: z.strictObject(
    Object.fromEntries(RULES.map(({ code }) => [code, oneOf(CHOICES).optional()])),
    { error: 'Send the settings by the codes of their rules.' },
  ),
});

/** A rule that is missing keeps its default. */
export async function readSettings(connection: Connection): Promise<Settings> {
  const rows = await connection.all<{ code: string; severity: Severity }>(
    'SELECT code, severity FROM rule_setting',
  );
  return new Map(rows.map((row) => [row.code, row.severity]));
}

/** The settings as they would be with the given ones changed. */
export function changeSettings(
  settings: Settings,
  asked: Readonly<Record<string, Choice | undefined>>,
): Map<string, Choice> {
  return new Map(
    RULES.map(({ code }) => [code, asked[code] ?? settings.get(code) ?? ('default' as const)]),
  );
}

/** @returns how many rules are set otherwise now */
export async function saveSettings(
  tx: Connection,
  asked: Readonly<Record<string, Choice | undefined>>,
  by: By,
): Promise<number> {
  const before = await readSettings(tx);
  const values = [...changeSettings(before, asked)]
    .map(([code, choice]) => ({ path: code, old: before.get(code) ?? 'default', new: choice }))
    .filter((value) => value.old !== value.new);
  for (const { path, new: choice } of values) {
    await tx.run('DELETE FROM rule_setting WHERE code = ?', path);
    if (choice === 'default') continue;
    await tx.run(
      'INSERT INTO rule_setting (code, severity, person_id, at) VALUES (?, ?, ?, ?)',
      ...[path, choice, by.personId, by.at.toISOString()],
    );
  }
  if (values.length === 0) return 0;
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'policy', entityId: 1, claimId: null },
    ...{ action: 'set', why: null, values },
  });
  return values.length;
}
