/** Waives findings and takes waivers back, in the caller's one transaction. */
import * as z from 'zod';
import { rederiveClaims } from '../claims/derive.ts';
import { loadRuleFacts } from '../claims/rule-facts.ts';
import { readClaim } from '../claims/store.ts';
import type { Connection } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import type { Person } from '../people/person.ts';
import { readReviews, writersOf } from '../review/store.ts';
import { Conflict, Forbidden, Unprocessable } from '../web/errors.ts';
import { words } from '../web/schema.ts';
import { digestOfLookedAt, endWaiver } from './lapse.ts';
import { RULES, RULES_VERSION } from './rules.ts';
import { obstacleToWaiving, type Waiver } from './waiver.ts';
import { readWaiver, readWaiversInForce } from './waiver-store.ts';

export const waiverSchema = z.strictObject({
  code: words(100, 'Say which finding.'),
  reason: words(2000, 'Say why it may stand.'),
});

interface ByPerson {
  readonly person: Person;
  readonly at: Date;
}

/**
 * Lets a finding stand.
 * @returns the waiver's id
 * @throws NotFound, Forbidden, Conflict where it is waived already, Unprocessable
 */
export async function waiveFinding(
  tx: Connection,
  claimId: number,
  { code, reason }: z.output<typeof waiverSchema>,
  { person, at }: ByPerson,
): Promise<number> {
  const claim = await readClaim(tx, claimId);
  const finding = claim.findings.find((one) => one.code === code);
  if (!finding) throw new Unprocessable([{ path: 'code', message: whyNone(code) }]);
  if (finding.waived) throw new Conflict('This finding was waived already.');
  const writers = await writersOf(tx, claim, await readReviews(tx, claimId));
  const obstacle = obstacleToWaiving(finding, writers, person);
  if (obstacle) throw new Forbidden(obstacle);
  const by = { personId: person.id, at };
  // One that does not cover the finding any more, since it became graver.
  const inForce = (await readWaiversInForce(tx, [claimId])).get(claimId) ?? [];
  for (const old of inForce.filter((one) => one.code === code)) {
    await endWaiver(tx, old, 'replaced', by);
  }
  const [read] = await loadRuleFacts(tx, [claimId]);
  const lookedAt = read ? digestOfLookedAt(code, read.facts) : null;
  const { id } = await tx.run(
    `INSERT INTO waiver (claim_id, code, severity, reason, person_id, made_at, rules_version,
       looked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[claimId, code, finding.severity, reason, person.id, at.toISOString()],
    ...[RULES_VERSION, lookedAt ?? ''],
  );
  await tx.run(
    'UPDATE claim_finding SET waived = 1 WHERE claim_id = ? AND code = ?',
    ...[claimId, code],
  );
  await recordChange(tx, {
    ...{ at, personId: person.id, entity: 'waiver', entityId: id, claimId },
    ...{ action: 'waived', why: reason },
    values: [{ path: 'finding', old: null, new: code }],
  });
  return id;
}

/**
 * Whoever could waive the finding can take its waiver back, and whoever made it.
 * @throws NotFound, Forbidden, Conflict where it ended already
 */
export async function takeWaiverBack(
  tx: Connection,
  id: number,
  { person, at }: ByPerson,
): Promise<Waiver> {
  const waiver = await readWaiver(tx, id);
  if (waiver.endedAt !== null) throw new Conflict('This waiver ended already.');
  const claim = await readClaim(tx, waiver.claimId);
  const writers = await writersOf(tx, claim, await readReviews(tx, claim.id));
  const obstacle = obstacleToWaiving(waiver, writers, person);
  if (obstacle && waiver.person.id !== person.id) throw new Forbidden(obstacle);
  const by = { personId: person.id, at };
  await endWaiver(tx, waiver, 'taken_back', by);
  await rederiveClaims(tx, [claim.id], by);
  return waiver;
}

function whyNone(code: string): string {
  return RULES.some((rule) => rule.code === code)
    ? 'The claim does not break this rule.'
    : 'There is no such rule.';
}
