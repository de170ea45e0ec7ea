/** What a change is made of, and how two states of a record differ. Pure. */

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

/** One value that changed; null stands for "was not there". */
export interface ValueChange {
  /** Dotted, with rows of a list by their id: `attributions.12.stance`; '' is the whole record. */
  readonly path: string;
  readonly old: Json;
  readonly new: Json;
  /** Its words were taken out for good; `old` and `new` say so. */
  readonly redacted?: true;
}

/** Stands in place of words that were taken out for good. */
export const REDACTED = '[redacted]';

/**
 * The values in which two states differ, outermost first. Lists of rows that have an `id` are
 * compared row by row; other lists as one value.
 */
export function differences(before: Json, after: Json, path = ''): ValueChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const parts = pairs(before, after);
  if (!parts) return [{ path, old: before, new: after }];
  return parts.flatMap(([name, old, next]) =>
    differences(old, next, path === '' ? name : `${path}.${name}`),
  );
}

/** The same values, those of a whole record one by one. */
export function fieldByField(values: readonly ValueChange[]): ValueChange[] {
  return values.flatMap((value) => {
    if (value.path !== '' || value.redacted) return [value];
    return differences(value.old ?? {}, value.new ?? {});
  });
}

function pairs(before: Json, after: Json): [string, Json, Json][] | null {
  if (isRows(before) && isRows(after) && before.length + after.length > 0) {
    const rows = (list: readonly Json[]) => list.map((row) => [String(idOf(row)), row] as const);
    return join(new Map(rows(before)), new Map(rows(after)));
  }
  if (isRecord(before) && isRecord(after)) {
    return join(new Map(Object.entries(before)), new Map(Object.entries(after)));
  }
  return null;
}

function join(before: Map<string, Json>, after: Map<string, Json>): [string, Json, Json][] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].map((name) => [name, before.get(name) ?? null, after.get(name) ?? null]);
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRows(value: Json): value is readonly Json[] {
  return Array.isArray(value) && value.every((row) => idOf(row) !== undefined);
}

function idOf(row: Json): Json | undefined {
  return isRecord(row) ? row.id : undefined;
}
