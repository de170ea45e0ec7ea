/** What is done at start and once a day, when a new day has begun in the newsroom's zone. */
import type { Logger } from 'pino';
import type { Database } from './database/database.ts';
import { sealHistory } from './history/seal.ts';
import { goOnToDay } from './replies/follow-up.ts';
import { dayIn } from './web/dates.ts';

interface Around {
  readonly database: Database;
  readonly clock: () => Date;
  readonly zone: string;
  readonly log: Logger;
}

interface DailyThing {
  /** For the log, where it fails. */
  readonly name: string;
  /** It may be done more than once on a day. @param day `YYYY-MM-DD` */
  readonly run: (day: string, around: Around) => Promise<void>;
}

const DAILY: readonly DailyThing[] = [
  {
    name: 'asking again',
    run: async (day, { database, clock, log }) => {
      const claims = await goOnToDay(database, day, clock());
      if (claims > 0) log.info({ claims }, 'it is time to ask subjects again');
    },
  },
  {
    name: 'sealing history',
    run: (_day, { database, log }) => sealHistory(database, log),
  },
];

const LOOK_EVERY_MS = 5 * 60_000;

/** Does all of it; what fails is logged, and keeps nothing else from being done. */
export async function runDaily(around: Around): Promise<void> {
  const day = dayIn(around.clock(), around.zone);
  for (const { name, run } of DAILY) {
    try {
      await run(day, around);
    } catch (error) {
      around.log.error({ err: error }, `the daily run failed: ${name}`);
    }
  }
}

/** Runs it now and whenever another day has begun. */
export async function startDaily(around: Around): Promise<void> {
  let day = dayIn(around.clock(), around.zone);
  await runDaily(around);
  const timer = setInterval(() => {
    const now = dayIn(around.clock(), around.zone);
    if (now === day) return;
    day = now;
    void runDaily(around);
  }, LOOK_EVERY_MS);
  timer.unref();
}
