/** Reads the ground of claims: what they are cleared on, as far as others can take it away. */
import type { Denial, Level } from '../claims/standing.ts';
import { type Connection, IN_LIST } from '../database/database.ts';

export interface Ground {
  readonly id: number;
  readonly version: number;
  readonly level: Level;
  readonly denial: Denial;
  /** Codes of the blocking findings that are not waived. */
  readonly blocking: string;
}

const GROUND = `SELECT id, version, level, denial,
    COALESCE((SELECT group_concat(code, ', ' ORDER BY code) FROM claim_finding
      WHERE claim_id = claim.id AND severity = 'block' AND waived = 0), '') AS blocking
  FROM claim`;

/** Of those among the claims that are cleared. */
export function readCleared(tx: Connection, claimIds: readonly number[]): Promise<Ground[]> {
  return tx.all<Ground>(
    `${GROUND} WHERE review_state = 'cleared' AND id ${IN_LIST}`,
    JSON.stringify(claimIds),
  );
}

export async function readGround(tx: Connection, claimId: number): Promise<GroundValues | null> {
  const ground = await tx.one<Ground>(`${GROUND} WHERE id = ?`, claimId);
  return ground ? valuesOf(ground) : null;
}

export interface GroundValues {
  readonly corroboration: Level;
  readonly denial: Denial;
  readonly blocking: string | null;
}

/** The names are those of the history. */
export function valuesOf({ level, denial, blocking }: Ground) {
  return { corroboration: level, denial, blocking: blocking === '' ? null : blocking };
}
