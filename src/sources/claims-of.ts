/** Reads the claims that a source occurs in, for its page. */
import { loadFacts } from '../claims/load.ts';
import type { Connection } from '../database/database.ts';
import { type TrackedClaim, trackClaim } from './track.ts';

/** More than these, the newest, are not looked at for a record; the page says so. */
const MOST_TRACKED = 1_000;
const MOST_LISTED = 20;

export interface ClaimHead {
  readonly id: number;
  readonly statement: string;
  readonly claimDate: string;
}

/** Claims in which a source occurs otherwise than as the one who speaks. */
export interface OtherClaims {
  readonly total: number;
  /** The newest of them. */
  readonly claims: readonly ClaimHead[];
}

export const PARTS = ['relay', 'spoken_for', 'subject'] as const;
export type Part = (typeof PARTS)[number];

// Each gives the ids of the claims of one source, under any of its merged names.
const CLAIMS_OF: Readonly<Record<Part | 'speaker', string>> = {
  speaker: `SELECT attribution.claim_id FROM attribution JOIN source ON source.id = source_id
    WHERE canonical_id = ?`,
  relay: `SELECT attribution.claim_id FROM relay JOIN source ON source.id = relay.source_id
    JOIN attribution ON attribution.id = attribution_id WHERE canonical_id = ?`,
  spoken_for: `SELECT attribution.claim_id FROM attribution JOIN source ON source.id = on_behalf_of
    WHERE canonical_id = ?`,
  subject: `SELECT claim_subject.claim_id FROM claim_subject JOIN source ON source.id = source_id
    WHERE canonical_id = ?`,
};

/** What a source said and what became of it, newest claims first. */
export async function readTrack(
  connection: Connection,
  sourceId: number,
): Promise<readonly TrackedClaim[]> {
  const rows = await readHeads(connection, 'speaker', sourceId, MOST_TRACKED);
  const loaded = await loadFacts(
    connection,
    rows.map((row) => row.id),
  );
  return loaded.flatMap((claim) => trackClaim(sourceId, claim) ?? []);
}

export async function readOtherClaims(
  connection: Connection,
  part: Part,
  sourceId: number,
): Promise<OtherClaims> {
  const count = await connection.one<{ total: number }>(
    `SELECT count(*) AS total FROM claim WHERE id IN (${CLAIMS_OF[part]})`,
    sourceId,
  );
  return {
    total: count?.total ?? 0,
    claims: await readHeads(connection, part, sourceId, MOST_LISTED),
  };
}

function readHeads(
  connection: Connection,
  part: Part | 'speaker',
  sourceId: number,
  most: number,
): Promise<ClaimHead[]> {
  return connection.all<ClaimHead>(
    `SELECT id, statement, claim_date AS claimDate FROM claim WHERE id IN (${CLAIMS_OF[part]})
     ORDER BY claim_date DESC, id DESC LIMIT ?`,
    ...[sourceId, most],
  );
}

/** Statement and date of some claims, in the order of their ids given. */
export async function readStatements(
  connection: Connection,
  ids: readonly number[],
): Promise<ClaimHead[]> {
  const rows = await connection.all<ClaimHead>(
    `SELECT id, statement, claim_date AS claimDate FROM claim
     WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
