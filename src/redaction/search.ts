/** Looks through all places for a text. */
import { setImmediate } from 'node:timers/promises';
import type { Connection, Value } from '../database/database.ts';
import type { Matcher } from './matching.ts';
import { PLACES, type Place } from './places.ts';
import type { Count, Holder } from './redaction.ts';

const ROWS_AT_ONCE = 2_000;

/** A row that has the text. */
export interface Hit {
  readonly place: Place;
  readonly key: readonly Value[];
  /** In the order of the place's columns. */
  readonly values: readonly (string | null)[];
  readonly holder: Holder | null;
  readonly number: number;
}

/** How one row of a place is looked at: how often it has the text. */
export type Look = (row: Omit<Hit, 'number'>) => number;

export function lookFor(matcher: Matcher): Look {
  return ({ place, values }) => {
    const numbers = values.map((value) =>
      value === null ? 0 : occurrences(matcher, place, value),
    );
    const ofWords = numbers.filter((_, at) => !place.columns[at]?.endsWith('_key'));
    // The key of a name says the same once more.
    return sum(ofWords) || sum(numbers);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function occurrences(matcher: Matcher, { kind }: Place, value: string): number {
  if (kind === 'address' || kind === 'memory') return matcher.isInAddress(value) ? 1 : 0;
  if (kind === 'json' || kind === 'spans' || kind === 'history') {
    return sum(
      textsIn(value).map((text) => {
        const found = matcher.find(text).length;
        // Addresses and queries stand among the values too; they have no spaces.
        return found || (/\s/.test(text) ? 0 : Number(matcher.isInAddress(text)));
      }),
    );
  }
  return matcher.find(value).length;
}

/** Every text within a JSON value, names of fields included. */
export function textsIn(json: string): string[] {
  const texts: string[] = [];
  JSON.parse(json, (name, value) => {
    if (name !== '') texts.push(name);
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}

/** All rows of a place, in batches, so that memory does not grow and others can come between. */
export async function* rowsOf(
  connection: Connection,
  place: Place,
): AsyncGenerator<Omit<Hit, 'number'>> {
  const { table, columns, key, owner } = place;
  const keys = key.map((name) => `"${name}"`).join(', ');
  const chosen = columns.map((name, at) => `"${name}" AS value${at}`);
  const keyed = key.map((name, at) => `"${name}" AS key${at}`);
  const some = columns.map((name) => `"${name}" IS NOT NULL`).join(' OR ');
  let after: Value[] | null = null;
  for (;;) {
    const rows: Record<string, Value>[] = await connection.all(
      `SELECT ${[...keyed, ...chosen].join(', ')}, ${owner?.entity ?? 'NULL'} AS entity,
         ${owner?.id ?? 'NULL'} AS ownerId, ${owner?.claimId ?? 'NULL'} AS claimId
       FROM "${table}" WHERE (${some})
       ${after ? `AND (${keys}) > (${key.map(() => '?').join(', ')})` : ''}
       ORDER BY ${keys} LIMIT ${ROWS_AT_ONCE}`,
      ...(after ?? []),
    );
    for (const row of rows) {
      yield {
        place,
        key: key.map((_, at) => row[`key${at}`] ?? null),
        values: columns.map((_, at) => (row[`value${at}`] ?? null) as string | null),
        holder: owner && {
          ...{ entity: `${row.entity}`, id: Number(row.ownerId) },
          claimId: row.claimId === null ? null : Number(row.claimId),
        },
      };
    }
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = key.map((_, at) => last[`key${at}`] ?? null);
    await setImmediate();
  }
}

/** How often the text stands in each kind of place, and in which records. */
export async function findText(
  connection: Connection,
  matcher: Matcher,
): Promise<{ readonly counts: readonly Count[]; readonly holders: readonly Holder[] }> {
  const look = lookFor(matcher);
  const counts: Count[] = [];
  const holders = new Map<string, Holder>();
  for (const place of PLACES) {
    let number = 0;
    for await (const row of rowsOf(connection, place)) {
      const found = look(row);
      if (found === 0) continue;
      number += found;
      const { holder } = row;
      if (holder) holders.set(`${holder.entity} ${holder.id}`, holder);
    }
    if (number > 0) counts.push({ label: place.label, number });
  }
  return { counts, holders: [...holders.values()] };
}
