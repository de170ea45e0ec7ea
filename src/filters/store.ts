/** Reads saved filters: a person's own, and those that others share. */
import type { Connection } from '../database/database.ts';
import { NotFound } from '../web/errors.ts';
import type { SavedFilter } from './saved-filter.ts';

type Row = Omit<SavedFilter, 'shared' | 'owner' | 'isDefault'> & {
  readonly shared: 0 | 1;
  readonly ownerId: number;
  readonly ownerName: string;
  readonly isDefault: 0 | 1;
};

const VISIBLE = `SELECT saved_filter.id, saved_filter.name, query, shared, code,
    owner_id AS ownerId, person.name AS ownerName, saved_filter.created_at AS createdAt,
    saved_filter.changed_at AS changedAt, EXISTS (SELECT 1 FROM default_filter
      WHERE person_id = ? AND filter_id = saved_filter.id) AS isDefault
  FROM saved_filter JOIN person ON person.id = owner_id
  WHERE (owner_id = ? OR shared = 1)`;

/** Their own first, each by name. */
const ORDER = 'ORDER BY owner_id = ? DESC, name_key, saved_filter.id';

function toFilter({ shared, ownerId, ownerName, isDefault, ...row }: Row): SavedFilter {
  const owner = { id: ownerId, name: ownerName };
  return { ...row, shared: shared === 1, isDefault: isDefault === 1, owner };
}

/** All that a person can use. */
export async function readFilters(
  connection: Connection,
  personId: number,
): Promise<SavedFilter[]> {
  const rows = await connection.all<Row>(`${VISIBLE} ${ORDER}`, personId, personId, personId);
  return rows.map(toFilter);
}

/** Their own, and the shared ones that they have opened. */
export async function readFollowed(
  connection: Connection,
  personId: number,
  most: number,
): Promise<SavedFilter[]> {
  const rows = await connection.all<Row>(
    `${VISIBLE} AND (owner_id = ? OR EXISTS (SELECT 1 FROM filter_look
       WHERE filter_look.person_id = ? AND filter_id = saved_filter.id)) ${ORDER} LIMIT ?`,
    ...[personId, personId, personId, personId, personId, most],
  );
  return rows.map(toFilter);
}

/** @throws NotFound also for what somebody else keeps to themselves */
export function readFilter(
  connection: Connection,
  id: number,
  personId: number,
): Promise<SavedFilter> {
  return readOne(connection, 'saved_filter.id = ?', id, personId);
}

/** @throws NotFound also for the code of what somebody else keeps to themselves */
export function readFilterByCode(
  connection: Connection,
  code: string,
  personId: number,
): Promise<SavedFilter> {
  return readOne(connection, 'code = ?', code, personId);
}

async function readOne(
  connection: Connection,
  condition: string,
  value: number | string,
  personId: number,
): Promise<SavedFilter> {
  const sql = `${VISIBLE} AND ${condition}`;
  const row = await connection.one<Row>(sql, personId, personId, value);
  if (!row) throw new NotFound('There is no such filter.');
  return toFilter(row);
}

/** The filter of this query: the person's own, else one that is shared. */
export async function findByQuery(
  connection: Connection,
  query: string,
  personId: number,
): Promise<SavedFilter | null> {
  const row = await connection.one<Row>(
    `${VISIBLE} AND query = ? ${ORDER} LIMIT 1`,
    ...[personId, personId, query, personId],
  );
  return row ? toFilter(row) : null;
}

/** What the person's section of claims opens with; null: all claims. */
export async function readDefault(
  connection: Connection,
  personId: number,
): Promise<SavedFilter | null> {
  const row = await connection.one<Row>(
    `${VISIBLE} AND saved_filter.id =
       (SELECT filter_id FROM default_filter WHERE person_id = ?)`,
    ...[personId, personId, personId],
  );
  return row ? toFilter(row) : null;
}
