/** The week drawn: a row of bars for each state of review, and the share on one unnamed source. */
import type { ReviewState } from '../claims/claim.ts';
import { REVIEW_LABELS } from '../claims/words.ts';
import { type Drawing, drawing } from '../web/views.ts';
import { shareOf, type WeekDay } from './week.ts';

// As wide as the column beside the desk, so that its letters are never shrunk.
const WIDTH = 264;
const COLUMN = WIDTH / 7;
const BAR = 24;
const LABEL = 18;
const PLOT = 24;
const ROW = LABEL + PLOT + 10;
const AXIS = 18;

/** Withdrawn claims wait for nothing: they stand in the table only. */
const DRAWN: readonly ReviewState[] = [
  ...(['draft', 'ready', 'in_review', 'changes_requested', 'cleared'] as const),
];

/** All words in it are ours. */
export function drawWeek(week: readonly WeekDay[]): Drawing {
  const rows = DRAWN.map((state, index) => drawState(week, state, index * ROW));
  const shareAt = DRAWN.length * ROW;
  const height = shareAt + ROW + AXIS;
  return drawing(
    `<svg class="week" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ` +
      `role="img" aria-label="${summaryOf(week)}">${rows.join('')}` +
      `${drawShare(week, shareAt)}${drawAxis(week, height - 4)}</svg>`,
  );
}

/** "Claims by review state over seven days: 3 draft, 2 ready …; 12 % on one unnamed source". */
function summaryOf(week: readonly WeekDay[]): string {
  const today = week.at(-1);
  if (!today) return 'No claims';
  const states = DRAWN.map((state) => `${today.states[state]} ${REVIEW_LABELS[state]}`);
  const share = shareOf(today);
  return (
    `Claims by review state over seven days; today ${states.join(', ').toLowerCase()}` +
    `${share === null ? '' : `; ${share} % of all rest on one unnamed source`}. ` +
    'The numbers stand in the table.'
  );
}

// Each row has a scale of its own: a few claims in review would not show beside all that are cleared.
function drawState(week: readonly WeekDay[], state: ReviewState, y: number): string {
  const counts = week.map((day) => day.states[state]);
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, index) => {
    const height = count === 0 ? 0 : Math.max(2, (count / most) * PLOT);
    const kind = index === week.length - 1 ? 'today' : 'past';
    const at = `x="${(middleOf(index) - BAR / 2).toFixed(1)}" y="${(y + ROW - 10 - height).toFixed(1)}"`;
    const size = `width="${BAR}" height="${height.toFixed(1)}"`;
    return height === 0 ? '' : `<rect class="${kind}" ${at} ${size}/>`;
  });
  return heading(REVIEW_LABELS[state], amount(counts.at(-1) ?? 0), y) + bars.join('') + base(y);
}

function drawShare(week: readonly WeekDay[], y: number): string {
  const shares = week.map(shareOf);
  const today = shares.at(-1) ?? null;
  const most = Math.max(10, ...shares.map((share) => share ?? 0));
  const points = shares.flatMap((share, index) => {
    if (share === null) return [];
    return {
      x: middleOf(index).toFixed(1),
      y: (y + ROW - 10 - (share / most) * PLOT).toFixed(1),
      index,
    };
  });
  const line = points.map((point) => `${point.x},${point.y}`).join(' ');
  const marks = points.map((point) => {
    const kind = point.index === week.length - 1 ? 'today' : 'past';
    return `<circle class="${kind}" cx="${point.x}" cy="${point.y}" r="3.5"/>`;
  });
  const title = heading('On one unnamed source', today === null ? 'none' : `${today} %`, y);
  return `${title}${base(y)}<polyline points="${line}"/>${marks.join('')}`;
}

function drawAxis(week: readonly WeekDay[], y: number): string {
  const names = week.map(({ day }, index) => {
    return `<text class="day" x="${middleOf(index).toFixed(1)}" y="${y}">${weekdayOf(day)}</text>`;
  });
  return names.join('');
}

function middleOf(index: number): number {
  return (index + 0.5) * COLUMN;
}

function heading(label: string, value: string, y: number): string {
  return (
    `<text x="0" y="${y + 13}">${label}</text>` +
    `<text class="amount" x="${WIDTH}" y="${y + 13}">${value}</text>`
  );
}

function base(y: number): string {
  const at = y + ROW - 9.5;
  return `<line x1="0" y1="${at}" x2="${WIDTH}" y2="${at}"/>`;
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });
const number = new Intl.NumberFormat('en-GB');

/** "Mon" */
export function weekdayOf(day: string): string {
  return weekday.format(Date.parse(`${day}T00:00:00Z`));
}

/** "95,000" */
export function amount(count: number): string {
  return number.format(count);
}
