/** Times as people read them: the newsroom's zone, with the exact moment for machines. */

export interface TimeView {
  /** For `<time datetime>`. */
  readonly iso: string;
  /** "7 Oct 2024, 09:30". */
  readonly text: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** @param iso a moment, UTC, ISO 8601 */
export function timeView(iso: string, zone: string): TimeView {
  return { iso, text: format(zone, true).format(new Date(iso)) };
}

/** @param day a calendar day, `YYYY-MM-DD`; it belongs to no zone */
export function dayView(day: string): TimeView {
  return { iso: day, text: format('UTC', false).format(new Date(`${day}T00:00:00Z`)) };
}

function format(zone: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${zone} ${withTime}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: zone },
    ...(withTime ? { hour: '2-digit', minute: '2-digit' } : {}),
  });
  formats.set(key, made);
  return made;
}
