/** Deadlines as people type them: a time of day in the newsroom's zone. Pure. */

/** `2024-10-07T17:00` in a zone as a moment in UTC; null where it is no such time. */
export function localToUtc(local: string, zone: string): string | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(\.\d+)?)?$/.exec(local);
  const wall = match ? Date.parse(`${match[1]}:00Z`) : Number.NaN;
  if (Number.isNaN(wall)) return null;
  // The offset at the moment itself is found by trying the one at the wall's time first.
  const first = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(first, zone)).toISOString();
}

/** A moment as a time of day in a zone, for `<input type="datetime-local">`. */
export function utcToLocal(iso: string, zone: string): string {
  const moment = Date.parse(iso);
  return new Date(moment + offsetAt(moment, zone)).toISOString().slice(0, 16);
}

// How far the zone's clocks are ahead of UTC at a moment, in milliseconds.
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(moment);
  const [year, month, day, hour, minute, second] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map((type) => Number(parts.find((part) => part.type === type)?.value ?? 0));
  const wall = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return wall - Math.floor(moment / 1000) * 1000;
}
