/** The days that rules look at: as of which day is derived, and when to ask a subject again. */
import type { Attribution } from '../claims/claim.ts';
import type { Standing } from '../claims/standing.ts';
import { type Connection, IN_LIST } from '../database/database.ts';

interface Days {
  /** `YYYY-MM-DD`, the last day that the daily run has seen; '' before the first. */
  readonly today: string;
  /** When to ask again, of what is provisional in a claim; null: no day is set. */
  readonly followUpOn: (attributions: readonly Attribution[], standing: Standing) => string | null;
}

/** The last day that the daily run has seen: what is stored is derived as of it. */
export async function readToday(connection: Connection): Promise<string> {
  const row = await connection.one<{ day: string | null }>('SELECT max(day) AS day FROM daily_run');
  return row?.day ?? '';
}

/** The days for claims with the given ids. */
export async function loadDays(connection: Connection, ids: readonly number[]): Promise<Days> {
  const rows = await connection.all<{ id: number; day: string }>(
    `SELECT id, follow_up_on AS day FROM reply WHERE follow_up_on IS NOT NULL AND id IN (
       SELECT reply_id FROM attribution WHERE reply_id IS NOT NULL AND claim_id ${IN_LIST})`,
    JSON.stringify(ids),
  );
  const dayOf = new Map(rows.map(({ id, day }) => [id, day]));
  return {
    today: await readToday(connection),
    // Only what decides the standing counts: an earlier silence of which we asked again is settled.
    followUpOn: (attributions, { denial }) => {
      const deciding = new Set(denial.because.map((reason) => reason.attributionId));
      const days = attributions
        .filter((row) => row.provisional && deciding.has(row.id))
        .flatMap(({ replyId }) => (replyId === null ? [] : (dayOf.get(replyId) ?? [])));
      return days.toSorted()[0] ?? null;
    },
  };
}
