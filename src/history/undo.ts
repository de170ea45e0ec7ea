/** The state of a record before changes that history keeps. Pure. */
import type { Json, ValueChange } from './change.ts';

/** Takes changes back, newest first: the state before them. */
export function undo(facts: Json, values: readonly ValueChange[]): Json {
  return values.reduce<Json>((state, value) => put(state, value.path.split('.'), value.old), facts);
}

function put(state: Json, [name = '', ...rest]: readonly string[], value: Json): Json {
  if (name === '') return value;
  if (Array.isArray(state)) {
    const rows = state as readonly Json[];
    const isIt = (row: Json) => String((row as { id?: Json } | null)?.id) === name;
    const others = rows.filter((row) => !isIt(row));
    if (rest.length === 0) return value === null ? others : [...others, value];
    return rows.map((row) => (isIt(row) ? put(row, rest, value) : row));
  }
  if (typeof state !== 'object' || state === null) return state;
  const record = state as { readonly [name: string]: Json };
  return { ...record, [name]: rest.length === 0 ? value : put(record[name] ?? null, rest, value) };
}
