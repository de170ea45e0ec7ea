/**
 * What claims are filtered by, as columns of small numbers in memory: one block of claims at a
 * time, each criterion a column. A value is its code in the criterion's dictionary; code 0 is
 * "nothing recorded". A claim without attributions has one row of nothing but 0 in its place, so
 * that no rule needs to speak of it.
 */
import type { Connection } from '../database/database.ts';
import { CRITERIA, type Criterion } from './criteria.ts';

/** Claims in a block; the triggers that stamp blocks divide by the same number. */
const BLOCK_SIZE = 512;

export type Stored = string | number;

/** The codes of a criterion's values; grows with the values that occur. */
export interface Dictionary {
  readonly codes: Map<Stored, number>;
  readonly stored: Stored[];
}

/** Codes of each row: those at `starts[row]` up to `starts[row + 1]`. */
export interface Column {
  readonly starts: Int32Array;
  readonly codes: Int32Array;
}

export interface Block {
  readonly ids: readonly number[];
  /** `YYYYMMDD` as a number. */
  readonly dates: Int32Array;
  /** Milliseconds since 1970. */
  readonly changed: Float64Array;
  /** Rows of attributions of each claim: `starts[claim]` up to `starts[claim + 1]`. */
  readonly starts: Int32Array;
  /** In the order of the criteria; rows are claims or attributions. */
  readonly columns: readonly Column[];
}

export function newDictionaries(): readonly Dictionary[] {
  return CRITERIA.map(({ values }) => {
    const stored = typeof values === 'string' ? [] : values.map((choice) => choice.stored);
    const dictionary: Dictionary = { codes: new Map(), stored: [''] };
    for (const value of stored) codeOf(dictionary, value);
    return dictionary;
  });
}

function codeOf({ codes, stored }: Dictionary, value: Stored | null): number {
  if (value === null) return 0;
  let code = codes.get(value);
  if (code === undefined) {
    code = stored.length;
    codes.set(value, code);
    stored.push(value);
  }
  return code;
}

export async function loadBlock(
  connection: Connection,
  block: number,
  dictionaries: readonly Dictionary[],
): Promise<Block> {
  const claims = await readLists(connection, CLAIMS, block);
  const said = await readLists(connection, ATTRIBUTIONS, block);
  const claimRows = new Map((claims.id as number[]).map((id, row) => [id, row]));
  const { starts, rows: saidRows, real } = layOut(claimRows, said);
  const columns: Column[] = [];
  for (const [at, { of, join, key, ...criterion }] of CRITERIA.entries()) {
    const direct = of === 'claim' ? claims : said;
    const pairs = join
      ? await readLists(connection, joinedQuery({ of, join, key, ...criterion }), block)
      : { id: direct.id ?? [], value: direct[key] ?? [] };
    const rows = of === 'claim' ? claimRows : saidRows;
    const filled = of === 'claim' ? new Uint8Array(claimRows.size) : real;
    columns.push(buildColumn(pairs, rows, filled, dictionaries[at] as Dictionary));
  }
  return {
    ids: claims.id as number[],
    dates: Int32Array.from(claims.date as string[], (date) => Number(date.replaceAll('-', ''))),
    changed: Float64Array.from(claims.changed as string[], (time) => Date.parse(time)),
    ...{ starts, columns },
  };
}

type Lists = Readonly<Record<string, readonly (Stored | null)[]>>;

// A column comes as one JSON list: far cheaper than an object for each of its rows.
async function readLists(connection: Connection, query: string, block: number): Promise<Lists> {
  const low = block * BLOCK_SIZE;
  const row = await connection.one<Record<string, string>>(query, low, low + BLOCK_SIZE - 1);
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([name, list]) => [name, JSON.parse(list) as Stored[]]),
  );
}

const list = (value: string, name: string) => `json_group_array(${value}) AS "${name}"`;

function directLists(of: Criterion['of']): string {
  const direct = CRITERIA.filter((criterion) => criterion.of === of && criterion.join === null);
  return direct.map(({ key, value }) => list(value, key)).join(', ');
}

const CLAIMS = `SELECT ${list('c.id', 'id')}, ${list('c.claim_date', 'date')},
    ${list('c.changed_at', 'changed')}, ${directLists('claim')}
  FROM claim AS c WHERE c.id BETWEEN ? AND ?`;

const ATTRIBUTIONS = `SELECT ${list('a.id', 'id')}, ${list('a.claim_id', 'claim')},
    ${directLists('attribution')}
  FROM attribution AS a WHERE a.claim_id BETWEEN ? AND ?`;

function joinedQuery({ of, value, join }: Criterion): string {
  const [table, id, range] =
    of === 'claim' ? ['claim AS c', 'c.id', 'c.id'] : ['attribution AS a', 'a.id', 'a.claim_id'];
  return `SELECT ${list('id', 'id')}, ${list('value', 'value')} FROM (
    SELECT DISTINCT ${id} AS id, ${value} AS value FROM ${table} ${join}
    WHERE ${range} BETWEEN ? AND ? AND ${value} IS NOT NULL)`;
}

// Gives every attribution its row, those of a claim beside each other.
function layOut(claimRows: ReadonlyMap<number, number>, said: Lists) {
  const claims = (said.claim ?? []).map((claim) => claimRows.get(claim as number) ?? -1);
  const counts = new Int32Array(claimRows.size);
  for (const claim of claims) if (claim >= 0) counts[claim] = (counts[claim] ?? 0) + 1;
  const starts = new Int32Array(claimRows.size + 1);
  // One empty row stands for a claim without attributions.
  for (const [claim, count] of counts.entries()) {
    starts[claim + 1] = (starts[claim] ?? 0) + Math.max(1, count);
  }
  const next = starts.slice();
  const rows = new Map<number, number>();
  const real = new Uint8Array(starts.at(-1) ?? 0);
  for (const [at, claim] of claims.entries()) {
    if (claim < 0) continue;
    const row = next[claim] ?? 0;
    rows.set(said.id?.[at] as number, row);
    real[row] = 1;
    next[claim] = row + 1;
  }
  return { starts, rows, real };
}

// A row without a value gets 0, "nothing recorded", unless it is `filled`: an attribution without
// a relay is no claim without attributions.
function buildColumn(
  pairs: Lists,
  rows: ReadonlyMap<number, number>,
  filled: Uint8Array,
  dictionary: Dictionary,
): Column {
  const { id = [], value = [] } = pairs;
  const owners = Int32Array.from(id, (one, at) =>
    value[at] === null ? -1 : (rows.get(one as number) ?? -1),
  );
  const counts = new Int32Array(filled.length);
  for (const row of owners) if (row >= 0) counts[row] = (counts[row] ?? 0) + 1;
  const starts = new Int32Array(filled.length + 1);
  for (const [row, count] of counts.entries()) {
    starts[row + 1] = (starts[row] ?? 0) + (filled[row] ? count : Math.max(1, count));
  }
  const codes = new Int32Array(starts.at(-1) ?? 0);
  const next = starts.slice();
  for (const [at, row] of owners.entries()) {
    if (row < 0) continue;
    codes[next[row] ?? 0] = codeOf(dictionary, value[at] ?? null);
    next[row] = (next[row] ?? 0) + 1;
  }
  return { starts, codes };
}
