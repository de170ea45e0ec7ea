/**
 * How a record that was made or taken out as a whole is kept: its words, lists and parts as entries
 * of their own beside it. A name that is redacted then takes nothing else with it. Pure.
 */
import type { Json, ValueChange } from './change.ts';

type JsonObject = { readonly [name: string]: Json };

/** Takes whole records apart; other values stay as they are. `fold` puts them together again. */
export function unfold(values: readonly ValueChange[]): ValueChange[] {
  return values.flatMap((value) => {
    const whole = wholeOf(value);
    return whole ? takeApart(value, whole) : [value];
  });
}

/** Puts records together that were taken apart. */
export function fold(values: readonly ValueChange[]): ValueChange[] {
  const folded: ValueChange[] = [];
  for (let at = 0; at < values.length; ) {
    const value = values[at] as ValueChange;
    const length = lengthOf(values, at);
    folded.push(length === 1 ? value : putTogether(value, values.slice(at + 1, at + length)));
    at += length;
  }
  return folded;
}

// A record that came, or went: the other side is nothing.
function wholeOf({ old, new: next }: ValueChange): JsonObject | null {
  if (old === null && isRecord(next)) return next;
  return next === null && isRecord(old) ? old : null;
}

function takeApart(value: ValueChange, whole: JsonObject): ValueChange[] {
  const isNew = value.old === null;
  const side = (part: Json) => (isNew ? { old: null, new: part } : { old: part, new: null });
  const below = (name: string) => (value.path === '' ? name : `${value.path}.${name}`);
  const shell: Record<string, Json> = {};
  const parts: ValueChange[] = [];
  for (const [name, part] of Object.entries(whole)) {
    const isPlain = typeof part !== 'object' && typeof part !== 'string';
    // Any other name would not be found again in a path, and `why` is that of the change.
    const hasPath = /^\w+$/.test(name) && name !== 'why';
    if (part === null || isPlain || !hasPath) shell[name] = part;
    else if (isRows(part)) {
      shell[name] = [];
      for (const row of part) {
        const path = below(`${name}.${String(row.id)}`);
        parts.push(...takeApart({ path, ...side(row) }, row));
      }
    } else parts.push({ path: below(name), ...side(part) });
  }
  return [{ path: value.path, ...side(shell) }, ...parts];
}

// How many values, from this one on, are one record.
function lengthOf(values: readonly ValueChange[], from: number): number {
  const head = values[from] as ValueChange;
  if (!head.redacted && !wholeOf(head)) return 1;
  const prefix = head.path === '' ? '' : `${head.path}.`;
  let length = 1;
  for (const { path } of values.slice(from + 1)) {
    // The reason for a change is no part of the record.
    if (path === 'why' || path === head.path || !path.startsWith(prefix)) break;
    length += 1;
  }
  return length;
}

function putTogether(head: ValueChange, parts: readonly ValueChange[]): ValueChange {
  const isNew = head.redacted ? parts.some((part) => part.new !== null) : head.old === null;
  const state: Record<string, Json> = head.redacted ? {} : { ...wholeOf(head) };
  const prefix = head.path === '' ? '' : `${head.path}.`;
  const own = parts.map((part) => ({ ...part, path: part.path.slice(prefix.length) }));
  for (const { path, old, new: next } of fold(own)) {
    const value = isNew ? next : old;
    const [name = '', row] = path.split('.');
    if (row === undefined) state[name] = value;
    else state[name] = [...((state[name] as Json[] | undefined) ?? []), value];
  }
  const { path } = head;
  return isNew ? { path, old: null, new: state } : { path, old: state, new: null };
}

function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Rows without an id have no path of their own.
function isRows(value: Json): value is readonly JsonObject[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((row) => isRecord(row) && ['number', 'string'].includes(typeof row.id));
}
