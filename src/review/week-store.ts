/** How many claims stood in which state of review at the end of each of the last days. */
import { REVIEW_STATES, type ReviewState } from '../claims/claim.ts';
import type { Connection } from '../database/database.ts';
import { daysOf, type StateCount, type WeekDay, weekDay } from './week.ts';

/** A request may still be written a moment after the day that it came in. */
const SETTLED_MS = 60_000;

/** What a day ended with does not change any more, so that it is counted once. */
const counted = new WeakMap<Connection, Map<string, readonly StateCount[]>>();

export async function readWeek(
  connection: Connection,
  now: Date,
  zone: string,
): Promise<WeekDay[]> {
  const days = daysOf(now, zone);
  const known = counted.get(connection) ?? new Map<string, readonly StateCount[]>();
  const past = days.slice(0, -1).map(({ end }) => end);
  const present = await countNow(connection);
  const missing = past.filter((end) => !known.has(end));
  const found = missing.length === 0 ? null : await countAt(connection, present, missing);
  const week = days.map(({ day, end }, index) =>
    weekDay(day, index === past.length ? present : (known.get(end) ?? found?.get(end) ?? [])),
  );
  const settled = new Date(now.getTime() - SETTLED_MS).toISOString();
  const kept = past.filter((end) => end < settled);
  counted.set(
    connection,
    new Map(kept.map((end) => [end, known.get(end) ?? found?.get(end) ?? []])),
  );
  return week;
}

function countNow(connection: Connection): Promise<StateCount[]> {
  return connection.all<StateCount>(
    `SELECT review_state AS state, count(*) AS claims, sum(level = 'single_unnamed') AS single
     FROM claim GROUP BY review_state`,
  );
}

interface Moved extends StateCount {
  readonly moment: string;
  /** -1: it stood so now, and not yet then; 1: it stood so then. */
  readonly sign: number;
}

/**
 * What is now, less what came since: claims recorded later, and those that took a step later are
 * counted where they stood before their first one.
 */
async function countAt(
  connection: Connection,
  present: readonly StateCount[],
  moments: readonly string[],
): Promise<Map<string, StateCount[]>> {
  const list = JSON.stringify(moments);
  const recorded = await connection.all<Moved>(
    `SELECT moment.value AS moment, review_state AS state, -1 AS sign, count(*) AS claims,
       sum(level = 'single_unnamed') AS single
     FROM json_each(?) AS moment CROSS JOIN claim ON created_at >= moment.value
     GROUP BY moment.value, review_state`,
    list,
  );
  const moved = await connection.all<Moved>(
    `WITH moved (moment, id) AS (
       SELECT moment.value, claim_id FROM json_each(?) AS moment
         CROSS JOIN review ON at >= moment.value
       UNION SELECT moment.value, claim_id FROM json_each(?) AS moment
         CROSS JOIN level_step ON at >= moment.value
     ), stood AS (
       SELECT moment, review_state AS state, level, -1 AS sign
       FROM moved JOIN claim ON claim.id = moved.id WHERE created_at < moment
       UNION ALL SELECT moment,
         COALESCE((SELECT from_state FROM review WHERE claim_id = claim.id AND at >= moment
           ORDER BY id LIMIT 1), review_state),
         COALESCE((SELECT from_level FROM level_step WHERE claim_id = claim.id AND at >= moment
           ORDER BY id LIMIT 1), level), 1
       FROM moved JOIN claim ON claim.id = moved.id WHERE created_at < moment
     )
     SELECT moment, state, sign, count(*) AS claims, sum(level = 'single_unnamed') AS single
     FROM stood GROUP BY moment, state, sign`,
    ...[list, list],
  );
  return new Map(moments.map((moment) => [moment, sum(present, [...recorded, ...moved], moment)]));
}

function sum(
  present: readonly StateCount[],
  moves: readonly Moved[],
  moment: string,
): StateCount[] {
  return REVIEW_STATES.map((state: ReviewState) => {
    const now = present.find((one) => one.state === state);
    const since = moves.filter((one) => one.moment === moment && one.state === state);
    const total = (of: 'claims' | 'single') =>
      since.reduce((count, one) => count + one.sign * one[of], now?.[of] ?? 0);
    return { state, claims: total('claims'), single: total('single') };
  });
}
