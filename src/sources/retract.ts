/** Retractions: a source takes positions back, on one claim or on many. */
import * as z from 'zod';
import { attributionSchema } from '../claims/claim.schema.ts';
import { changeClaim } from '../claims/write.ts';
import type { Connection } from '../database/database.ts';
import type { ByPerson } from '../people/person.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
import { id, optionalDay, optionalWords } from '../web/schema.ts';
import { digestOf, foresee, type Positions } from './consequences.ts';
import { type Position, readPositions } from './positions-store.ts';
import { readSource } from './store.ts';

/** Positions that one retraction may take back. */
export const MOST_POSITIONS = 200;
const TOO_MANY = `At most ${MOST_POSITIONS} positions at once.`;

export const retractionSchema = z.strictObject({
  attributions: z
    .array(id(), { error: 'Choose the positions that were taken back.' })
    .min(1, { error: 'Choose the positions that were taken back.' })
    .max(MOST_POSITIONS, { error: TOO_MANY }),
  said_on: optionalDay(),
  wording: optionalWords(10_000),
  /** The digest of the consequences that were shown; left out, whatever they are is meant. */
  seen: z.string().nullish(),
});
export type NewRetraction = z.output<typeof retractionSchema>;

/** What was confirmed is not what would come of it any more. */
export class Moved extends Conflict {
  constructor() {
    super('The claims changed since this was shown. Look at what changes now, then confirm again.');
  }
}

/**
 * Records that a source took positions back: a `retracts` row on each of the claims.
 * @returns the ids of the claims
 * @throws NotFound, Moved, Conflict for a source that was merged away, Unprocessable
 */
export async function retractPositions(
  tx: Connection,
  sourceId: number,
  retraction: NewRetraction,
  by: ByPerson,
): Promise<number[]> {
  const source = await readSource(tx, sourceId);
  if (source.mergedInto !== null) {
    throw new Conflict('This source was merged into another. Change that one.');
  }
  const asked = [...new Set(retraction.attributions)];
  const found = await readPositions(tx, sourceId, MOST_POSITIONS, asked);
  refuseUnknown(asked, found);
  const positions = byClaim(found);
  if (retraction.seen && retraction.seen !== digestOf(await foresee(tx, sourceId, positions))) {
    throw new Moved();
  }
  for (const [claimId, retracts] of positions) {
    const row = attributionSchema.parse({
      ...{ source: { id: sourceId }, stance: 'retracts', retracts, said_on: retraction.said_on },
      wording: retraction.wording,
    });
    const add = { ...row, id: null };
    await changeClaim(
      tx,
      claimId,
      (claim) => ({ ...claim, attributions: [...claim.attributions, add] }),
      by,
    );
  }
  return [...positions.keys()];
}

export function byClaim(positions: readonly Position[]): Positions {
  const claims = new Map<number, number[]>();
  for (const { id: attributionId, claimId } of positions) {
    claims.set(claimId, [...(claims.get(claimId) ?? []), attributionId]);
  }
  return claims;
}

function refuseUnknown(asked: readonly number[], found: readonly Position[]): void {
  const known = new Set(found.map((one) => one.id));
  const errors = asked.flatMap((one, at) =>
    known.has(one)
      ? []
      : [
          {
            path: `attributions.${at}`,
            message: `${one} is no position of this source that still stands.`,
          },
        ],
  );
  if (errors.length > 0) throw new Unprocessable(errors);
}
