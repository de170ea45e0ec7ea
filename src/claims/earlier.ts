/** Reads from history what is needed to make an earlier state of a claim again. */
import { type Connection, IN_LIST, unveil } from '../database/database.ts';
import { type Records, replay } from '../history/replay.ts';
import { type Change, readEntries } from '../history/store.ts';
import { NotFound } from '../web/errors.ts';
import { claimAt, type EarlierClaim } from './replayed.ts';

/** The entry that made a version of a claim. @throws NotFound */
export async function entryOfVersion(
  connection: Connection,
  claimId: number,
  version: number,
): Promise<number> {
  const row = await connection.one<{ id: number }>(
    `SELECT change.id FROM change
     WHERE entity = 'claim' AND entity_id = ? AND (
       (? = 1 AND action = 'created') OR EXISTS (SELECT 1 FROM change_value
         WHERE change_id = change.id AND path = 'version' AND old IS NOT NULL AND old <> 'null'
           AND new = ?))
     ORDER BY change.id LIMIT 1`,
    ...[claimId, version, String(version)],
  );
  if (!row) throw new NotFound(`History tells of no version ${version} of this claim.`);
  return row.id;
}

/** An entry about a claim. @throws NotFound */
export async function readEntry(
  connection: Connection,
  claimId: number,
  id: number,
): Promise<Change> {
  const [entry] = await readEntries(connection, 'change.id = ? AND claim_id = ?', id, claimId);
  if (!entry) throw new NotFound('There is no such entry about this claim.');
  return entry;
}

/** The entry that `?entry=` names. @throws NotFound */
export function readEntryId(query: URLSearchParams): number | null {
  const text = query.get('entry');
  if (text === null || text === '') return null;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new NotFound('There is no such entry.');
  return Number(text);
}

/** The claim as it was after an entry of history. @throws NotFound */
export async function readEarlier(
  connection: Connection,
  claimId: number,
  upTo: number,
): Promise<EarlierClaim> {
  // Made again from all there is, so that it counts as it did; then covered for who may not see.
  const records = await readRecords(unveil(connection), claimId, upTo);
  const hidden = await connection.all<{ id: number }>('SELECT id FROM hidden_source');
  const earlier = claimAt(records, claimId, new Set(hidden.map((row) => row.id)));
  if (!earlier) throw new NotFound('History does not tell how this claim was made.');
  return earlier;
}

// All that an entry may point at: the claim's sources and articles, what these were part of, merged
// into and declared the same as, by any entry so far.
async function readRecords(
  connection: Connection,
  claimId: number,
  upTo: number,
): Promise<Records> {
  const read = (entity: string, ids: Iterable<number>) =>
    readEntries(
      connection,
      `entity = ? AND entity_id ${IN_LIST} AND change.id <= ?`,
      ...[entity, JSON.stringify([...ids]), upTo],
    );
  const changes: Change[] = await read('claim', [claimId]);
  const known = { source: new Set<number>(), article: new Set<number>() };
  let mentioned = mentionedIn(changes);
  while (mentioned.source.size + mentioned.article.size > 0) {
    const sources = await read('source', mentioned.source);
    const articles = await read('article', mentioned.article);
    const ties = [
      ...(await read('merge', await idsNaming(connection, 'merge', 'into_id', mentioned.source))),
      ...(await read(
        'decision',
        await idsNaming(connection, 'decision', 'other_id', mentioned.source),
      )),
    ];
    changes.push(...sources, ...articles, ...ties);
    for (const id of mentioned.source) known.source.add(id);
    for (const id of mentioned.article) known.article.add(id);
    const next = mentionedIn([...sources, ...articles, ...ties]);
    mentioned = {
      source: next.source.difference(known.source),
      article: next.article.difference(known.article),
    };
  }
  // One merge may be named by both of its sources.
  return replay([...new Map(changes.map((change) => [change.id, change])).values()], upTo);
}

async function idsNaming(
  connection: Connection,
  table: 'merge' | 'decision',
  other: 'into_id' | 'other_id',
  sourceIds: ReadonlySet<number>,
): Promise<number[]> {
  const list = JSON.stringify([...sourceIds]);
  const rows = await connection.all<{ id: number }>(
    `SELECT id FROM ${table} WHERE source_id ${IN_LIST} UNION
     SELECT id FROM ${table} WHERE ${other} ${IN_LIST}`,
    ...[list, list],
  );
  return rows.map((row) => row.id);
}

const SOURCE_ID =
  /^(recorded|partOf)$|^(source|on_behalf_of|subjects|part_of)\.id$|^(publisher|agency|into|other)\.id$/;
const ARTICLE_ID = /^article(_id|Id|\.id)$/;

/** Every id under a name that stands for a source or an article, however deep. */
function mentionedIn(changes: readonly Change[]) {
  const found = { source: new Set<number>(), article: new Set<number>() };
  const visit = (name: string, value: unknown): void => {
    if (typeof value === 'number') {
      if (ARTICLE_ID.test(name)) found.article.add(value);
      else if (SOURCE_ID.test(name)) found.source.add(value);
    } else if (Array.isArray(value)) for (const one of value) visit(name, one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) visit(nameBelow(name, key), one);
    }
  };
  for (const { path, old, new: next } of changes.flatMap(({ values }) => values)) {
    // Rows of a list are known by their ids in a path.
    const name = path
      .split('.')
      .filter((part) => !/^\d+$/.test(part))
      .reduce(nameBelow, '');
    visit(name, old);
    visit(name, next);
  }
  return found;
}

// Whatever stands in `recorded` is an id.
function nameBelow(name: string, key: string): string {
  if (name === 'recorded') return name;
  return key === 'id' ? `${name}.id` : key;
}
