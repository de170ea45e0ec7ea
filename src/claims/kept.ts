/** The state of a claim that history keeps and compares. */
import type { Connection } from '../database/database.ts';
import type { Json } from '../history/change.ts';
import { claimFacts } from './json.ts';
import type { ClaimRecord } from './record.ts';
import { recordedIds } from './recorded.ts';
import { readClaims } from './store.ts';

export interface KeptClaim {
  readonly claim: ClaimRecord;
  readonly kept: { readonly [name: string]: Json };
}

/** In the order of the ids; unknown ones are left out. */
export async function readKept(tx: Connection, ids: readonly number[]): Promise<KeptClaim[]> {
  const recorded = await recordedIds(tx, ids);
  return (await readClaims(tx, ids)).map((claim) => ({
    claim,
    kept: { ...claimFacts(claim), recorded: recorded.get(claim.id) ?? null },
  }));
}
