/**
 * A claim is read with its sources as they stand after all merges, but what was recorded under a
 * name that was merged away stays so: else a claim saved meanwhile would not come back when the
 * merge is undone.
 */
import type { Connection } from '../database/database.ts';
import type { ResolvedAttribution, ResolvedClaim } from './resolve.ts';

interface Recorded {
  /** 0 for what is not of one attribution. */
  readonly attributionId: number;
  readonly role: 'subject' | 'source' | 'behalf' | 'relay';
  readonly id: number;
  readonly canonicalId: number;
}

/** The claim with each source that is still the same one under the id it was recorded by. */
export async function keepRecorded(
  tx: Connection,
  claimId: number,
  claim: ResolvedClaim,
): Promise<ResolvedClaim> {
  const recorded = await readRecorded(tx, claimId);
  if (recorded.every((one) => one.id === one.canonicalId)) return claim;
  const merged = Map.groupBy(recorded, (one) => one.canonicalId);
  const find = (attributionId: number, role: Recorded['role'], id: number) =>
    (merged.get(id) ?? [])
      .filter((one) => one.attributionId === attributionId && one.role === role)
      .map((one) => one.id);
  return {
    ...claim,
    subjects: claim.subjects.flatMap((id) => {
      const before = find(0, 'subject', id);
      return before.length > 0 ? before : [id];
    }),
    attributions: claim.attributions.map((row) => keepInRow(row, find)),
  };
}

function keepInRow(
  row: ResolvedAttribution,
  find: (attributionId: number, role: Recorded['role'], id: number) => readonly number[],
): ResolvedAttribution {
  if (row.id === null) return row;
  const rowId = row.id;
  const kept = (role: Recorded['role'], id: number, nth = 0) => find(rowId, role, id)[nth] ?? id;
  const nth = (at: number) =>
    row.via.slice(0, at).filter((relay) => relay.sourceId === row.via[at]?.sourceId).length;
  return {
    ...row,
    sourceId: kept('source', row.sourceId),
    onBehalfOf: row.onBehalfOf === null ? null : kept('behalf', row.onBehalfOf),
    via: row.via.map((relay, at) => ({
      ...relay,
      sourceId: kept('relay', relay.sourceId, nth(at)),
    })),
  };
}

function readRecorded(tx: Connection, claimId: number): Promise<Recorded[]> {
  return tx.all<Recorded>(
    `SELECT place.*, canonical_id AS canonicalId FROM (
       SELECT 0 AS attributionId, 'subject' AS role, source_id AS id, position FROM claim_subject
         WHERE claim_id = ?
       UNION ALL SELECT id, 'source', source_id, position FROM attribution WHERE claim_id = ?
       UNION ALL SELECT id, 'behalf', on_behalf_of, position FROM attribution WHERE claim_id = ?
       UNION ALL SELECT attribution.id, 'relay', relay.source_id, relay.position
         FROM attribution
         JOIN relay ON attribution_id = attribution.id WHERE claim_id = ?
     ) AS place JOIN source USING (id) ORDER BY position`,
    ...[claimId, claimId, claimId, claimId],
  );
}
