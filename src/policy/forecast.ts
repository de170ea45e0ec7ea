/** How many claims each rule flags, and would flag if the rules were set otherwise. */
import { loadRuleFacts } from '../claims/rule-facts.ts';
import type { Connection } from '../database/database.ts';
import { findFindings, type Settings } from './findings.ts';
import { covers } from './waiver.ts';
import { readWaiversInForce } from './waiver-store.ts';

export interface Count {
  /** Claims with an open finding of the rule. */
  readonly open: number;
  /** Those that it blocks. */
  readonly blocking: number;
  readonly waived: number;
}

export interface Tally {
  readonly rules: ReadonlyMap<string, Count>;
  /** Claims that anything blocks. */
  readonly blocked: number;
}

export const NONE: Count = { open: 0, blocking: 0, waived: 0 };
const BATCH = 500;

/** As stored with the claims. */
export async function countFindings(connection: Connection): Promise<Tally> {
  const rows = await connection.all<Count & { code: string }>(
    `SELECT code, sum(waived = 0) AS open, sum(waived = 0 AND severity = 'block') AS blocking,
       sum(waived) AS waived
     FROM claim_finding GROUP BY code`,
  );
  const blocked = await connection.one<{ count: number }>(
    `SELECT count(DISTINCT claim_id) AS count FROM claim_finding
     WHERE severity = 'block' AND waived = 0`,
  );
  return {
    rules: new Map(rows.map(({ code, ...count }) => [code, count])),
    blocked: blocked?.count ?? 0,
  };
}

/** Asks the rules themselves about every claim; nothing is written. */
export async function forecast(connection: Connection, settings: Settings): Promise<Tally> {
  const counts = new Map<string, { open: number; blocking: number; waived: number }>();
  let blocked = 0;
  for await (const ids of claimIdsInBatches(connection)) {
    const waivers = await readWaiversInForce(connection, ids);
    for (const { id, facts } of await loadRuleFacts(connection, ids)) {
      let isBlocked = false;
      for (const finding of findFindings(facts, settings)) {
        const count = counts.get(finding.code) ?? { ...NONE };
        counts.set(finding.code, count);
        const isWaived = waivers.get(id)?.some((waiver) => covers(waiver, finding)) ?? false;
        const blocks = !isWaived && finding.severity === 'block';
        if (isWaived) count.waived += 1;
        else count.open += 1;
        if (blocks) count.blocking += 1;
        isBlocked ||= blocks;
      }
      if (isBlocked) blocked += 1;
    }
  }
  return { rules: counts, blocked };
}

async function* claimIdsInBatches(connection: Connection): AsyncGenerator<number[]> {
  let from = 0;
  for (;;) {
    const rows = await connection.all<{ id: number }>(
      'SELECT id FROM claim WHERE id > ? ORDER BY id LIMIT ?',
      ...[from, BATCH],
    );
    if (rows.length === 0) return;
    yield rows.map((row) => row.id);
    from = rows.at(-1)?.id ?? from;
    // Others are served between two batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
