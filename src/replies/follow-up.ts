/** The day to ask again comes: a change of the program, so that what is stored stays true. */
import { rederiveClaims } from '../claims/derive.ts';
import { loadRuleFacts } from '../claims/rule-facts.ts';
import type { Connection, Database } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import { readToday } from './days.ts';

/** A claim whose standing rests on a silence that it is time to ask after. */
interface Crossing {
  readonly claimId: number;
  readonly replyId: number;
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
    const crossings = await findCrossings(tx, before, day);
    for (const { replyId, claimId, followUpOn } of crossings) {
      await recordChange(tx, {
        ...{ at, personId: null, entity: 'reply', entityId: replyId, claimId },
        ...{ action: 'found that it is time to ask again', why: null },
        values: [{ path: 'ask_again_on', old: null, new: followUpOn }],
      });
    }
    const by = { personId: null, at };
    await rederiveClaims(
      tx,
      crossings.map((one) => one.claimId),
      by,
    );
    return crossings.length;
  });
}

async function findCrossings(tx: Connection, before: string, day: string): Promise<Crossing[]> {
  const rows = await tx.all<Crossing>(
    `SELECT DISTINCT claim_id AS claimId, reply.id AS replyId, follow_up_on AS followUpOn
     FROM reply JOIN attribution ON reply_id = reply.id
     WHERE follow_up_on > ? AND follow_up_on <= ? AND provisional = 1
     ORDER BY claim_id, reply.id`,
    ...[before, day],
  );
  // Which silence a claim rests on, if on any, is for the derivation to say.
  const facts = await loadRuleFacts(tx, [...new Set(rows.map((row) => row.claimId))]);
  return facts.flatMap(
    ({ id, facts: { followUpOn } }) =>
      rows.find((row) => row.claimId === id && row.followUpOn === followUpOn) ?? [],
  );
}
