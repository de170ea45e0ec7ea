/** The day to ask again comes: a change of the program, so that what is stored stays true. */
import { rederiveClaims } from '../claims/derive.ts';
import type { Connection, Database } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import { readToday } from './days.ts';
import { OPEN_SILENCE } from './store.ts';

interface Crossing {
  readonly replyId: number;
  readonly claimId: number;
  readonly followUpOn: string;
}

/**
 * Goes on to a day: claims with a provisional answer that is to be asked for again by then are
 * derived anew, each with an entry of history. A day that was seen already changes nothing.
 * @returns how many claims it was time for
 */
export function goOnToDay(database: Database, day: string, at: Date): Promise<number> {
  return database.write(async (tx) => {
    const before = await readToday(tx);
    if (before >= day) return 0;
    await tx.run('INSERT INTO daily_run (day, at) VALUES (?, ?)', day, at.toISOString());
    const crossings = await readCrossings(tx, before, day);
    for (const { replyId, claimId, followUpOn } of crossings) {
      await recordChange(tx, {
        ...{ at, personId: null, entity: 'reply', entityId: replyId, claimId },
        ...{ action: 'found that it is time to ask again', why: null },
        values: [{ path: 'ask_again_on', old: null, new: followUpOn }],
      });
    }
    const claims = [...new Set(crossings.map((one) => one.claimId))];
    await rederiveClaims(tx, claims, { personId: null, at });
    return claims.length;
  });
}

function readCrossings(tx: Connection, before: string, day: string): Promise<Crossing[]> {
  return tx.all<Crossing>(
    `SELECT DISTINCT reply.id AS replyId, claim_id AS claimId, follow_up_on AS followUpOn
     FROM reply JOIN attribution ON reply_id = reply.id
     WHERE follow_up_on > ? AND follow_up_on <= ? AND ${OPEN_SILENCE}
     ORDER BY reply.id, claim_id`,
    ...[before, day],
  );
}
