/** The last seven days of the newsroom: where its claims stood in review, and on how little. Pure. */
import { localToUtc, utcToLocal } from '../articles/due.ts';
import { REVIEW_STATES, type ReviewState } from '../claims/claim.ts';

const DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

/** How many claims stood in a state of review, and how many of them on one unnamed source. */
export interface StateCount {
  readonly state: ReviewState;
  readonly claims: number;
  readonly single: number;
}

export interface WeekDay {
  /** `YYYY-MM-DD`, as the newsroom counts days. */
  readonly day: string;
  /** Claims by state, at the end of the day; of today, as it is now. */
  readonly states: Readonly<Record<ReviewState, number>>;
  /** Claims that were not withdrawn. */
  readonly standing: number;
  /** Those of them that rest on one unnamed source. */
  readonly single: number;
}

/** The seven days that end with today, and the moment in UTC at which each but today ended. */
export function daysOf(now: Date, zone: string): { readonly day: string; readonly end: string }[] {
  const today = Date.parse(`${utcToLocal(now.toISOString(), zone).slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: DAYS }, (_, index) => {
    const at = today - (DAYS - 1 - index) * DAY;
    const [day, next] = [at, at + DAY].map((time) => new Date(time).toISOString().slice(0, 10));
    const end = localToUtc(`${next}T00:00`, zone) ?? `${next}T00:00:00.000Z`;
    return { day: day ?? '', end };
  });
}

export function weekDay(day: string, counts: readonly StateCount[]): WeekDay {
  const states = Object.fromEntries(REVIEW_STATES.map((state) => [state, 0]));
  for (const { state, claims } of counts) states[state] = claims;
  const standing = counts.filter(({ state }) => state !== 'withdrawn');
  return {
    ...{ day, states: states as Record<ReviewState, number> },
    standing: standing.reduce((sum, { claims }) => sum + claims, 0),
    single: standing.reduce((sum, { single }) => sum + single, 0),
  };
}

/** Of the claims that were not withdrawn, per cent; null where there were none. */
export function shareOf({ standing, single }: WeekDay): number | null {
  return standing === 0 ? null : Math.round((single / standing) * 100);
}
