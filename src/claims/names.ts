/** Names of what filters refer to by id: sources, articles, people. */
import { type Connection, placeholders } from '../database/database.ts';
import { criterionOf, type Entity } from './criteria.ts';
import { type Filter, NONE } from './filter.ts';

/** SQL of each kind of thing: where its names are and how they are compared. */
const TABLES: Readonly<Record<Entity, { table: string; name: string; id: string }>> = {
  source: { table: 'source', name: 'name', id: 'id' },
  article: { table: 'article', name: 'headline', id: 'id' },
  person: { table: 'person', name: 'name', id: 'id' },
  desk: {
    table: '(SELECT DISTINCT desk FROM article WHERE desk IS NOT NULL)',
    name: 'desk',
    id: 'desk',
  },
};

/** Name of a value of an open criterion; null where there is no such thing. */
export type Names = (entity: Entity, value: string) => string | null;

/** Looks names up, a query per kind of thing. */
export async function readNames(
  connection: Connection,
  wanted: Iterable<readonly [Entity, string]>,
): Promise<Names> {
  const ids = new Map<Entity, Set<string>>();
  for (const [entity, value] of wanted) {
    ids.set(entity, (ids.get(entity) ?? new Set()).add(value));
  }
  const names = new Map<string, string>();
  for (const [entity, values] of ids) {
    if (entity === 'desk') continue;
    const { table, name } = TABLES[entity];
    const rows = await connection.all<{ id: number; name: string }>(
      `SELECT id, ${name} AS name FROM ${table} WHERE id IN (${placeholders([...values])})`,
      ...[...values].map(Number),
    );
    for (const row of rows) names.set(`${entity} ${row.id}`, row.name);
  }
  return (entity, value) => (entity === 'desk' ? value : (names.get(`${entity} ${value}`) ?? null));
}

/** The names of everything that a filter refers to. */
export function namesOfFilter(connection: Connection, filter: Filter): Promise<Names> {
  const wanted: [Entity, string][] = [];
  for (const list of [filter.chosen, filter.excluded]) {
    for (const [key, values] of Object.entries(list)) {
      const entity = criterionOf(key)?.values;
      if (typeof entity !== 'string') continue;
      for (const value of values) if (value !== NONE) wanted.push([entity, value]);
    }
  }
  return readNames(connection, wanted);
}

/** The same filter with sources that were merged away replaced by those they became. */
export async function followMerges(connection: Connection, filter: Filter): Promise<Filter> {
  const [chosen, excluded] = await Promise.all(
    [filter.chosen, filter.excluded].map(async (list) => {
      const entries = Object.entries(list).map(async ([key, values]) => {
        if (criterionOf(key)?.values !== 'source') return [key, values] as const;
        return [key, await canonicalIds(connection, values)] as const;
      });
      return Object.fromEntries(await Promise.all(entries));
    }),
  );
  return { ...filter, chosen: chosen ?? {}, excluded: excluded ?? {} };
}

async function canonicalIds(connection: Connection, values: readonly string[]) {
  const ids = values.filter((value) => value !== NONE).map(Number);
  const rows = await connection.all<{ id: number; canonicalId: number }>(
    `SELECT id, coalesce(canonical_id, id) AS canonicalId FROM source
     WHERE id IN (${placeholders(ids)})`,
    ...ids,
  );
  const canonical = new Map(rows.map((row) => [`${row.id}`, `${row.canonicalId}`]));
  return [...new Set(values.map((value) => canonical.get(value) ?? value))].sort();
}

/** What has a text in its name: ids, or names of desks. */
export async function findNamed(
  connection: Connection,
  entity: Entity,
  text: string,
): Promise<Set<number | string>> {
  const wanted = fold(text);
  const { table, name, id } = TABLES[entity];
  const rows = await connection.all<{ id: number | string; name: string }>(
    `SELECT ${id} AS id, ${name} AS name FROM ${table}`,
  );
  return new Set(rows.filter((row) => fold(row.name).includes(wanted)).map((row) => row.id));
}

// SQLite would lower ASCII only.
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
}
