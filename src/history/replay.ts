/** What records were at any moment, from history alone. Pure. */
import type { Json } from './change.ts';
import type { Change } from './store.ts';

type JsonObject = { readonly [name: string]: Json };

/** A record as its entries tell it. */
export interface Replayed {
  /** Under the names that history gives them; empty where the making of it was redacted. */
  readonly facts: JsonObject;
  readonly createdAt: string;
  readonly author: { readonly id: number; readonly name: string } | null;
  /** When its present version was made. */
  readonly changedAt: string;
}

/** Records by their kind and id; what was taken back is not among them. */
export type Records = ReadonlyMap<string, ReadonlyMap<number, Replayed>>;

/**
 * Goes through entries, whatever their order here, in the order in which they were made.
 * @param upTo id of the last entry that counts
 */
export function replay(
  changes: readonly Change[],
  upTo: number = Number.MAX_SAFE_INTEGER,
): Records {
  const records = new Map<string, Map<number, Replayed>>();
  const before = changes.filter((change) => change.id <= upTo).sort((a, b) => a.id - b.id);
  for (const change of before) {
    const kind = records.get(change.entity) ?? new Map<number, Replayed>();
    records.set(change.entity, kind);
    const next = apply(kind.get(change.entityId), change);
    if (next) kind.set(change.entityId, next);
    else kind.delete(change.entityId);
  }
  return records;
}

/** A list of history, where it was not redacted. */
export function listOf<One>(value: readonly One[] | string | null | undefined): readonly One[] {
  return Array.isArray(value) ? value : [];
}

function apply(state: Replayed | undefined, change: Change): Replayed | null {
  const { at, personId, personName, values } = change;
  const author = personId === null ? null : { id: personId, name: personName ?? '' };
  const { facts, ...rest } = state ?? { facts: {}, createdAt: at, author, changedAt: at };
  let next: Json = facts;
  for (const value of values) {
    if (value.path === '') next = isRecord(value.new) || value.new === null ? value.new : {};
    else if (value.path !== 'why') next = put(next, value.path.split('.'), value.new);
  }
  if (!isRecord(next)) return null;
  const isNewVersion = values.some(({ path }) => path === 'version');
  return { ...rest, facts: next, changedAt: isNewVersion ? at : rest.changedAt };
}

/** Puts a value at a path: names of fields, and ids of rows. */
function put(state: Json, [name = '', ...rest]: readonly string[], value: Json): Json {
  if (Array.isArray(state) || (!isRecord(state) && /^\d+$/.test(name))) {
    return putRow(Array.isArray(state) ? state : [], name, rest, value);
  }
  const record = isRecord(state) ? state : {};
  return { ...record, [name]: rest.length === 0 ? value : put(record[name] ?? null, rest, value) };
}

function putRow(rows: readonly Json[], id: string, rest: readonly string[], value: Json): Json[] {
  const isIt = (row: Json) => isRecord(row) && String(row.id) === id;
  if (rest.length > 0) return rows.map((row) => (isIt(row) ? put(row, rest, value) : row));
  const others = rows.filter((row) => !isIt(row));
  if (value === null) return others;
  // Of a redacted row its id is left.
  return [...others, isRecord(value) ? value : { id: Number(id) }];
}

function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
