/** Ends waivers: when a claim changed in what the rule looked at, or when they are taken back. */
import { createHash } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import type { By } from '../people/person.ts';
import { lookedAt } from './aspects.ts';
import type { RuleFacts } from './rule.ts';
import { RULES, RULES_VERSION } from './rules.ts';
import type { Waiver } from './waiver.ts';

/** What a rule looked at, as a digest: names and quotes are not written down a second time. */
export function digestOfLookedAt(code: string, facts: RuleFacts): string | null {
  const rule = RULES.find((one) => one.code === code);
  return rule ? createHash('sha256').update(lookedAt(rule, facts)).digest('hex') : null;
}

/** Lets those lapse that hold no longer. @returns those that do */
export async function lapseWaivers(
  tx: Connection,
  waivers: readonly Waiver[],
  facts: RuleFacts,
  by: By,
): Promise<Waiver[]> {
  const holding: Waiver[] = [];
  for (const waiver of waivers) {
    const isSame =
      waiver.rulesVersion === RULES_VERSION &&
      waiver.lookedAt === digestOfLookedAt(waiver.code, facts);
    if (isSame) holding.push(waiver);
    else await endWaiver(tx, waiver, 'lapsed', by);
  }
  return holding;
}

export async function endWaiver(
  tx: Connection,
  { id, claimId, code }: Waiver,
  cause: NonNullable<Waiver['endCause']>,
  by: By,
): Promise<void> {
  await tx.run(
    'UPDATE waiver SET ended_at = ?, ended_by = ?, end_cause = ? WHERE id = ?',
    ...[by.at.toISOString(), by.personId, cause, id],
  );
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'waiver', entityId: id, claimId },
    ...{ action: cause === 'lapsed' ? 'lapsed' : 'taken back', why: null },
    values: [{ path: 'finding', old: code, new: null }],
  });
}
