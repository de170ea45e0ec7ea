/** How many claims a saved filter finds, and how many of them a person has not seen in it. */
import { type Filter, NO_FILTER } from '../claims/filter.ts';
import { search } from '../claims/search.ts';
import type { Connection, Database } from '../database/database.ts';
import { filterOf, type SavedFilter } from './saved-filter.ts';

/** Claims that are remembered one by one; a filter that finds more is watched by dates. */
const MOST_REMEMBERED = 2000;

/**
 * What "new" counts. `entered`: claims that the filter finds now and did not find when the person
 * last looked. `changed`, for filters that find more than can be remembered: claims in it that were
 * recorded or changed since.
 */
export type Meaning = 'entered' | 'changed';

export interface News {
  readonly total: number;
  /** Null where the person has not looked at the filter as it is. */
  readonly fresh: number | null;
  readonly meaning: Meaning;
  readonly lookedAt: string | null;
}

interface Look {
  readonly seenAt: string;
  readonly total: number;
  readonly claimIds: string | null;
}

export async function readNews(
  connection: Connection,
  saved: SavedFilter,
  personId: number,
): Promise<News> {
  const filter = filterOf(saved);
  const look = await readLook(connection, saved.id, personId);
  const found = await findIds(connection, filter);
  const { total } = found;
  if (!look) return { total, fresh: null, meaning: 'entered', lookedAt: null };
  const lookedAt = look.seenAt;
  if (look.claimIds === null || found.ids === null) {
    const fresh = await countChanged(connection, filter, look.seenAt);
    return { total, fresh, meaning: 'changed', lookedAt };
  }
  const seen = new Set(JSON.parse(look.claimIds) as number[]);
  const fresh = found.ids.filter((id) => !seen.has(id)).length;
  return { total, fresh, meaning: 'entered', lookedAt };
}

/** Remembers that the person sees the claims of a filter now; writes only where that is news. */
export async function rememberLook(
  database: Database,
  saved: SavedFilter,
  personId: number,
  at: Date,
): Promise<void> {
  const look = await readLook(database, saved.id, personId);
  const { total, ids } = await findIds(database, filterOf(saved));
  const claimIds = ids && JSON.stringify([...ids].sort((a, b) => a - b));
  const isSame = look?.total === total && look.claimIds === claimIds;
  if (isSame && (ids || (await countChanged(database, filterOf(saved), look.seenAt)) === 0)) return;
  await database.write((tx) =>
    tx.run(
      `INSERT INTO filter_look (person_id, filter_id, seen_at, total, claim_ids)
       SELECT ?, id, ?, ?, ? FROM saved_filter WHERE id = ?
       ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at, total = excluded.total,
         claim_ids = excluded.claim_ids`,
      ...[personId, at.toISOString(), total, claimIds, saved.id],
    ),
  );
}

function readLook(
  connection: Connection,
  filterId: number,
  personId: number,
): Promise<Look | undefined> {
  return connection.one<Look>(
    `SELECT seen_at AS seenAt, total, claim_ids AS claimIds FROM filter_look
     WHERE person_id = ? AND filter_id = ?`,
    ...[personId, filterId],
  );
}

async function findIds(
  connection: Connection,
  filter: Filter,
): Promise<{ total: number; ids: readonly number[] | null }> {
  const all = { ...filter, sort: NO_FILTER.sort, after: null };
  const { total, ids } = await search(connection, { ...all, perPage: MOST_REMEMBERED });
  return { total, ids: total <= MOST_REMEMBERED ? ids : null };
}

// In the order of their last change, those before a claim that was changed at that very moment.
async function countChanged(
  connection: Connection,
  filter: Filter,
  since: string,
): Promise<number> {
  const after = { sort: 'changed', key: Date.parse(since), id: Number.MAX_SAFE_INTEGER } as const;
  const asked: Filter = { ...filter, sort: 'changed', perPage: 1, after };
  return (await search(connection, asked)).before;
}
