/** Finds sources for the directory and the type-ahead. */
import { type Connection, placeholders, type Value } from '../database/database.ts';
import type { Cursor, IdentityChoice, SourceFilter } from './filter.ts';
import type { SourceRecord } from './record.ts';
import { nameKey } from './resolve.ts';
import { readSources } from './store.ts';

export interface FoundSources {
  readonly total: number;
  readonly sources: readonly SourceRecord[];
  /** Where the next page begins, null on the last. */
  readonly next: Cursor | null;
}

interface Sql {
  readonly text: string;
  readonly values: readonly Value[];
}

/** One page of the sources that fit, best matches first; merged ones under where they went. */
export async function searchSources(
  connection: Connection,
  filter: SourceFilter,
): Promise<FoundSources> {
  const hits = hitsOf(filter);
  const after = filter.after;
  const rows = await connection.all<Cursor>(
    `${hits.text} SELECT rank, name_key AS key, id FROM hit
     ${after ? 'WHERE (rank, name_key, id) > (?, ?, ?)' : ''}
     ORDER BY rank, name_key, id LIMIT ?`,
    ...[...hits.values, ...(after ? [after.rank, after.key, after.id] : []), filter.perPage + 1],
  );
  const count = await connection.one<{ total: number }>(
    `${hits.text} SELECT count(*) AS total FROM hit`,
    ...hits.values,
  );
  const shown = rows.slice(0, filter.perPage);
  return {
    total: count?.total ?? 0,
    sources: await readSources(
      connection,
      shown.map((row) => row.id),
    ),
    next: rows.length > filter.perPage ? (shown.at(-1) ?? null) : null,
  };
}

/** How many sources each type and each identity would find if it alone were chosen. */
export async function countSources(
  connection: Connection,
  filter: SourceFilter,
): Promise<{ types: ReadonlyMap<string, number>; identities: ReadonlyMap<string, number> }> {
  const count = async (without: SourceFilter, codes: string) => {
    const hits = hitsOf(without);
    const rows = await connection.all<{ code: string; number: number }>(
      `${hits.text}, code (id, code) AS (${codes})
       SELECT code, count(*) AS number FROM code GROUP BY code`,
      ...hits.values,
    );
    return new Map(rows.map((row) => [row.code, row.number]));
  };
  const ofHit = 'FROM hit JOIN source USING (id)';
  return {
    // A partial type counts as the type does, once for each source.
    types: await count(
      { ...filter, types: [] },
      `SELECT id, type ${ofHit} UNION SELECT hit.id, partial.value
       ${ofHit}, json_each(source.partial_types) AS partial`,
    ),
    identities: await count({ ...filter, identities: [] }, `SELECT id, identity ${ofHit}`),
  };
}

// All that fits, as a table `hit` with the rank of each: whole name, its beginning, a word's
// beginning, anywhere; a name before an alias.
function hitsOf(filter: SourceFilter): Sql {
  const { text, values } = matched(nameKey(filter.q));
  const conditions = conditionsOf(filter);
  return {
    text: `WITH RECURSIVE ${text}, hit (rank, name_key, id) AS (
       SELECT matched.rank, source.name_key, source.id
       FROM matched JOIN source USING (id)
       WHERE source.merged_into IS NULL ${conditions.map((one) => `AND ${one.text}`).join(' ')}
     )`,
    values: [...values, ...conditions.flatMap((one) => one.values)],
  };
}

function matched(key: string): Sql {
  if (key === '') {
    return { text: 'matched (id, rank) AS (SELECT id, 0 FROM source)', values: [] };
  }
  const words = key.split(' ');
  const contains = words.map(() => 'instr(key, ?) > 0').join(' AND ');
  return {
    text: `text (id, key, other) AS (
       SELECT canonical_id, name_key, id <> canonical_id FROM source
       UNION ALL SELECT canonical_id, alias_key, 1 FROM source_alias
         JOIN source ON source.id = source_id
     ), matched (id, rank) AS (
       SELECT id, min(other + CASE WHEN key = ? THEN 0 WHEN instr(key, ?) = 1 THEN 2
         WHEN instr(key, ?) > 0 THEN 4 ELSE 6 END) FROM text WHERE ${contains} GROUP BY id
     )`,
    values: [key, key, ` ${key}`, ...words],
  };
}

function conditionsOf({ types, identities, partOf, article }: SourceFilter): Sql[] {
  const conditions: Sql[] = [
    { text: 'source.id NOT IN (SELECT id FROM hidden_source)', values: [] },
  ];
  if (types.length > 0) {
    conditions.push({
      text: `(source.type IN (${placeholders(types)}) OR EXISTS (SELECT 1
        FROM json_each(source.partial_types) WHERE value IN (${placeholders(types)})))`,
      values: [...types, ...types],
    });
  }
  if (identities.length > 0) {
    const meant: string[] = identities.flatMap((choice) => MEANT[choice] ?? [choice]);
    conditions.push({ text: `source.identity IN (${placeholders(meant)})`, values: meant });
  }
  if (partOf.length > 0) conditions.push(belongsTo(partOf));
  if (article !== null) {
    conditions.push({
      text: "(source.identity IN ('named_person', 'named_org') OR source.article_id = ?)",
      values: [article],
    });
  }
  return conditions;
}

const MEANT: Readonly<Partial<Record<IdentityChoice, readonly IdentityChoice[]>>> = {
  named: ['named_person', 'named_org'],
  unnamed: ['unnamed_described', 'unnamed_bare'],
};

function belongsTo(organisations: readonly number[]): Sql {
  return {
    text: `source.id IN (
      WITH RECURSIVE part (id) AS (
        SELECT member.id FROM source AS member JOIN source AS parent ON parent.id = member.part_of
        WHERE parent.canonical_id IN (${placeholders(organisations)})
        UNION
        SELECT member.id FROM part JOIN source AS whole ON whole.id = part.id
        JOIN source AS parent ON parent.canonical_id = whole.canonical_id
        JOIN source AS member ON member.part_of = parent.id
      ) SELECT id FROM part)`,
    values: [...organisations],
  };
}
