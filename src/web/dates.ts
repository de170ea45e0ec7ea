/** Dates and times as people read them: "2 Oct 2024", "3 Oct 2024, 14:20". */

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const formats = new Map<string, Intl.DateTimeFormat>();

/** A `YYYY-MM-DD` in words; what is none stays as it is. */
export function dateText(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : day.format(time);
}

/** A moment in UTC as the newsroom's clock showed it. */
export function timeText(iso: string, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const;
    format = new Intl.DateTimeFormat('en-GB', style);
    formats.set(zone, format);
  }
  return format.format(Date.parse(iso));
}

/** The calendar day of a moment, `YYYY-MM-DD`, in a zone. */
export function dayIn(moment: Date, zone: string): string {
  // Sweden writes days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(moment);
}

/** The day so many days after a `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export interface TimeView {
  /** For `<time datetime>`. */
  readonly iso: string;
  readonly text: string;
}

/** A moment in UTC for machines and, as the newsroom's clock showed it, for people. */
export function timeView(iso: string, zone: string): TimeView {
  return { iso, text: timeText(iso, zone) };
}

/** @param day a calendar day, `YYYY-MM-DD`; it belongs to no zone */
export function dayView(day: string): TimeView {
  return { iso: day, text: dateText(day) };
}

/** A moment as short as it can be said: "14:02" of today, with its day before that. */
export function clockText(iso: string, now: Date, zone: string): string {
  const text = timeText(iso, zone);
  const [day, clock = text] = text.split(', ');
  return timeText(now.toISOString(), zone).startsWith(`${day},`) ? clock : text;
}
