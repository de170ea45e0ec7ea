/** All SQL about waivers. */
import type { Connection } from '../database/database.ts';
import { NotFound } from '../web/errors.ts';
import type { Waiver } from './waiver.ts';

type WaiverRow = Omit<Waiver, 'person'> & {
  readonly personId: number;
  readonly personName: string;
};

const WAIVERS = `SELECT waiver.id, claim_id AS claimId, code, severity, reason,
    person_id AS personId, person.name AS personName, made_at AS madeAt,
    rules_version AS rulesVersion, looked_at AS lookedAt, ended_at AS endedAt,
    end_cause AS endCause
  FROM waiver JOIN person ON person.id = person_id`;

/** All waivers of a claim, ended ones too, oldest first. */
export async function readWaivers(connection: Connection, claimId: number): Promise<Waiver[]> {
  const rows = await connection.all<WaiverRow>(
    `${WAIVERS} WHERE claim_id = ? ORDER BY waiver.id`,
    claimId,
  );
  return rows.map(toWaiver);
}

/** @throws NotFound */
export async function readWaiver(connection: Connection, id: number): Promise<Waiver> {
  const row = await connection.one<WaiverRow>(`${WAIVERS} WHERE waiver.id = ?`, id);
  if (!row) throw new NotFound('There is no such waiver.');
  return toWaiver(row);
}

/** The waivers in force, by claim. */
export async function readWaiversInForce(
  connection: Connection,
  claimIds: readonly number[],
): Promise<Map<number, Waiver[]>> {
  const rows = await connection.all<WaiverRow>(
    `${WAIVERS} WHERE ended_at IS NULL AND claim_id IN (SELECT value FROM json_each(?))
     ORDER BY waiver.id`,
    JSON.stringify(claimIds),
  );
  return Map.groupBy(rows.map(toWaiver), (waiver) => waiver.claimId);
}

function toWaiver({ personId, personName, ...row }: WaiverRow): Waiver {
  return { ...row, person: { id: personId, name: personName } };
}
