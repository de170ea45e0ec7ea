/** Reads the positions that a source has taken, under any of its merged names. */

import type { ReviewState, Stance } from '../claims/claim.ts';
import { type Connection, IN_LIST } from '../database/database.ts';

export interface Position {
  readonly id: number;
  readonly claimId: number;
  readonly stance: Stance;
  readonly saidOn: string | null;
  readonly statement: string;
  readonly reviewState: ReviewState;
  readonly articleId: number | null;
  readonly headline: string | null;
}

const POSITIONS = `SELECT attribution.id, attribution.claim_id AS claimId, stance,
    said_on AS saidOn, statement, review_state AS reviewState, claim.article_id AS articleId,
    headline
  FROM attribution JOIN source ON source.id = source_id JOIN claim ON claim.id = attribution.claim_id
  LEFT JOIN article ON article.id = claim.article_id
  WHERE canonical_id = ? AND stance <> 'retracts'`;

/**
 * Newest claims first. Rows that a retraction names are left out: they were taken back already.
 * @param among only these attributions, where given
 */
export function readPositions(
  connection: Connection,
  sourceId: number,
  most: number,
  among: readonly number[] | null = null,
): Promise<Position[]> {
  return connection.all<Position>(
    `${POSITIONS} AND (? IS NULL OR attribution.id ${IN_LIST})
       AND NOT EXISTS (SELECT 1 FROM retraction WHERE retracted_id = attribution.id)
     ORDER BY claim_date DESC, claim.id DESC, attribution.id LIMIT ?`,
    ...[sourceId, among && 1, JSON.stringify(among ?? []), most],
  );
}
