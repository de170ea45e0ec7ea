/** The week on the desk: drawn, and its numbers as a table. Pure. */
import { REVIEW_STATES } from '../claims/claim.ts';
import { REVIEW_LABELS } from '../claims/words.ts';
import type { Json } from '../history/change.ts';
import type { Drawing } from '../web/views.ts';
import { shareOf, type WeekDay } from './week.ts';
import { amount, drawWeek, weekdayOf } from './week-drawing.ts';

export interface WeekView {
  readonly drawing: Drawing;
  readonly days: readonly { readonly day: string; readonly weekday: string }[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

export function weekView(week: readonly WeekDay[]): WeekView {
  const states = REVIEW_STATES.map((state) => ({
    label: REVIEW_LABELS[state],
    cells: week.map((one) => amount(one.states[state])),
  }));
  return {
    drawing: drawWeek(week),
    days: week.map(({ day }) => ({ day, weekday: weekdayOf(day) })),
    rows: [
      ...states,
      { label: 'On one unnamed source', cells: week.map(({ single }) => amount(single)) },
      { label: 'Their share, %', cells: week.map((one) => `${shareOf(one) ?? '–'}`) },
    ],
  };
}

export function weekJson(week: readonly WeekDay[]): Json {
  return week.map(({ day, states, standing, single }) => ({
    ...{ day, states: { ...states }, claims: standing, single_unnamed: single },
  }));
}
