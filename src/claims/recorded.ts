/** Which source ids a claim's rows were recorded with, so that saving a row again keeps them. */
import { type Connection, IN_LIST } from '../database/database.ts';
import type { Json } from '../history/change.ts';

interface RecordedRow {
  /** `subject`, or the role and the row: `speaker 12`, `spoken_for 12`, `relay 12`. */
  readonly role: string;
  readonly recordedId: number;
  readonly canonicalId: number;
}

/** What the rows of one claim refer to. */
export interface Recorded {
  /**
   * The id to write for a source in a role: the recorded one where it stands for the same source.
   * A merge is a decision that can be taken back, so a row keeps the source it was recorded with.
   */
  readonly keep: (role: string, sourceId: number) => number;
  /** The same for a role that a source has once only, however many records of it have it. */
  readonly keepAll: (role: string, sourceId: number) => readonly number[];
  /** Whether any row refers to the source, under whichever of its names. */
  readonly refersTo: (sourceId: number) => boolean;
}

export async function readRecorded(tx: Connection, claimId: number): Promise<Recorded> {
  const rows = await tx.all<RecordedRow>(
    `SELECT role, recorded.id AS recordedId, recorded.canonical_id AS canonicalId FROM (
       SELECT 'subject' AS role, source_id, position FROM claim_subject WHERE claim_id = ?
       UNION ALL SELECT 'speaker ' || id, source_id, position FROM attribution WHERE claim_id = ?
       UNION ALL SELECT 'spoken_for ' || id, on_behalf_of, position FROM attribution WHERE claim_id = ?
       UNION ALL SELECT 'relay ' || attribution.id, relay.source_id, relay.position
         FROM attribution JOIN relay ON attribution_id = attribution.id WHERE claim_id = ?
     ) AS used JOIN source AS recorded ON recorded.id = used.source_id ORDER BY position`,
    ...[claimId, claimId, claimId, claimId],
  );
  const byRole = Map.groupBy(rows, (row) => `${row.role} ${row.canonicalId}`);
  const idsOf = (role: string, sourceId: number) =>
    (byRole.get(`${role} ${sourceId}`) ?? []).map((row) => row.recordedId);
  const timesAsked = new Map<string, number>();
  const used = new Set(rows.flatMap((row) => [row.recordedId, row.canonicalId]));
  return {
    keep: (role, sourceId) => {
      // Two relays of one row may have become one source: each keeps its own record.
      const times = timesAsked.get(`${role} ${sourceId}`) ?? 0;
      timesAsked.set(`${role} ${sourceId}`, times + 1);
      return idsOf(role, sourceId)[times] ?? sourceId;
    },
    keepAll: (role, sourceId) => {
      const ids = idsOf(role, sourceId);
      return ids.length > 0 ? ids : [sourceId];
    },
    refersTo: (sourceId) => used.has(sourceId),
  };
}

/**
 * What history keeps beside a claim's facts, which name sources as they stand at the moment: the
 * ids that the rows were recorded with, and the rows' order. With them a merge that is taken back
 * later leaves nothing behind in any earlier state either.
 */
export async function recordedIds(
  tx: Connection,
  claimIds: readonly number[],
): Promise<Map<number, { readonly [name: string]: Json }>> {
  const list = JSON.stringify(claimIds);
  const subjects = await tx.all<Owned>(
    `SELECT claim_id AS claimId, json_group_array(source_id ORDER BY position) AS ids
     FROM claim_subject WHERE claim_id ${IN_LIST} GROUP BY claim_id`,
    list,
  );
  const attributions = await tx.all<Owned>(
    `SELECT claim_id AS claimId, json_group_array(json_array(id, source_id, on_behalf_of,
         json((SELECT json_group_array(relay.source_id ORDER BY relay.position) FROM relay
           WHERE attribution_id = attribution.id))) ORDER BY position, id) AS ids
     FROM attribution WHERE claim_id ${IN_LIST} GROUP BY claim_id`,
    list,
  );
  const evidence = await tx.all<Owned>(
    `SELECT claim_id AS claimId, json_group_array(id ORDER BY position, id) AS ids
     FROM evidence WHERE claim_id ${IN_LIST} GROUP BY claim_id`,
    list,
  );
  const of = (rows: readonly Owned[], id: number): Json =>
    JSON.parse(rows.find((row) => row.claimId === id)?.ids ?? '[]');
  return new Map(
    claimIds.map((id) => [
      id,
      {
        subjects: of(subjects, id),
        attributions: of(attributions, id),
        evidence: of(evidence, id),
      },
    ]),
  );
}

interface Owned {
  readonly claimId: number;
  readonly ids: string;
}
