/** Reads what the sourcing rules look at, with the standing that is derived on the way. */
import type { Connection } from '../database/database.ts';
import type { RuleFacts } from '../policy/rule.ts';
import { loadDays } from '../replies/days.ts';
import { loadFacts } from './load.ts';
import { loadGroundOfFindings } from './load-findings.ts';
import { deriveStanding } from './standing.ts';

/** In the order of the ids; unknown ones are left out. */
export async function loadRuleFacts(
  connection: Connection,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly facts: RuleFacts }[]> {
  const groundOf = await loadGroundOfFindings(connection, ids);
  const { today, followUpOn } = await loadDays(connection, ids);
  return (await loadFacts(connection, ids)).map(({ id, facts }) => {
    const standing = deriveStanding(facts);
    const days = { today, followUpOn: followUpOn(facts.attributions, standing) };
    return { id, facts: { ...facts, ...groundOf(id), ...days, standing } };
  });
}
