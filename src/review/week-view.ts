/** The week on the desk: drawn, and its numbers as a table. Pure. */
import { REVIEW_STATES } from '../claims/claim.ts';
import { REVIEW_LABELS } from '../claims/words.ts';
import type { Json } from '../history/change.ts';
import type { Drawing } from '../web/views.ts';
import { shareOf, type WeekDay } from './week.ts';
import { amount, drawWeek, weekdayOf } from './week-drawing.ts';

export interface WeekView {
  readonly drawing: Drawing;
  readonly heads: readonly string[];
  readonly rows: readonly {
    readonly day: string;
    readonly weekday: string;
    readonly cells: readonly string[];
  }[];
}

export function weekView(week: readonly WeekDay[]): WeekView {
  return {
    drawing: drawWeek(week),
    heads: [...REVIEW_STATES.map((state) => REVIEW_LABELS[state]), 'On one unnamed source'],
    rows: week.map((one) => {
      const share = shareOf(one);
      const single = share === null ? 'none' : `${amount(one.single)} (${share} %)`;
      const states = REVIEW_STATES.map((state) => amount(one.states[state]));
      return { day: one.day, weekday: weekdayOf(one.day), cells: [...states, single] };
    }),
  };
}

export function weekJson(week: readonly WeekDay[]): Json {
  return week.map(({ day, states, standing, single }) => ({
    ...{ day, states: { ...states }, claims: standing, single_unnamed: single },
  }));
}
