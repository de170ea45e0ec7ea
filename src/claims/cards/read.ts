/** Reads claims for the cards: in one statement, so that what it says was so at one moment. */
import { type Connection, IN_LIST, type Value } from '../../database/database.ts';
import { CRITERIA, type Criterion } from '../criteria.ts';
import { KINDS, PLACES, placesOf } from './kinds.ts';
import { codeOf, type Dictionary, mark, placeOf, type Stored } from './values.ts';

/** Up to which entry of the log something is right; an empty log has none. */
export interface Position {
  readonly id: number;
  readonly stamp: number;
}
const BEFORE_ALL: Position = { id: 0, stamp: 0 };

/** A claim in marks, each list sorted. */
export interface Read {
  readonly id: number;
  readonly day: number;
  readonly changed: number;
  readonly standing: number[];
  readonly handling: number[];
  readonly subjects: number[];
  story: number;
  /** Never empty: one without any values stands for "nobody says so". */
  readonly said: ReadRow[];
}

interface ReadRow {
  readonly signature: number[];
  speaker: number;
  readonly channel: number[];
}

/** Which claims: a range of ids, or those of a list. */
export type Wanted = { readonly from: number; readonly to: number } | readonly number[];

type Lists = ReadonlyMap<string, readonly (readonly (Stored | null)[])[]>;

/** Claims as they are now, and which entry of the log is the last one that they can show. */
export async function readCards(
  connection: Connection,
  wanted: Wanted,
  dictionaries: readonly Dictionary[],
): Promise<{ readonly claims: Read[]; readonly position: Position }> {
  const isRange = 'from' in wanted;
  const values: Value[] = isRange ? [wanted.from, wanted.to] : [JSON.stringify(wanted)];
  const query = isRange ? RANGE_QUERY : LIST_QUERY;
  const rows = await connection.all<{ part: string; list: string | null }>(
    query.sql,
    ...Array.from({ length: query.parts }, () => values).flat(),
  );
  const lists = new Map(rows.map(({ part, list }) => [part, JSON.parse(list ?? '[]')]));
  const [id, stamp] = lists.get('log');
  const position = id === undefined ? BEFORE_ALL : { id, stamp };
  return { claims: assemble(lists, dictionaries), position };
}

// A list comes as one JSON text: far cheaper than an object for each of its rows.
function compose(condition: string): { readonly sql: string; readonly parts: number } {
  const part = (name: string, items: readonly string[], rest: string) =>
    `SELECT '${name}' AS part, json_group_array(json_array(${items.join(', ')})) AS list
     FROM ${rest}`;
  const direct = (of: Criterion['of']) => directOf(of).map((at) => CRITERIA[at]?.value ?? '');
  const claim = ['c.id', 'c.claim_date', 'c.changed_at', ...direct('claim')];
  const said = ['a.id', 'a.claim_id', ...direct('attribution')];
  const parts = [
    part('claim', claim, `claim AS c WHERE c.id ${condition}`),
    part('attribution', said, `attribution AS a WHERE a.claim_id ${condition}`),
    ...JOINED.map((at) => part(`${at}`, ['id', 'value'], `(${joinedQuery(at, condition)})`)),
  ];
  const log = `SELECT 'log', (SELECT json_array(id, stamp) FROM claim_change
    ORDER BY id DESC LIMIT 1)`;
  return { sql: [...parts, log].join(' UNION ALL '), parts: parts.length };
}

function directOf(of: Criterion['of']): number[] {
  return CRITERIA.flatMap((criterion, at) =>
    criterion.of === of && criterion.join === null ? [at] : [],
  );
}

// The index is named, or SQLite would look up a range of claims in the index of each source.
function joinedQuery(at: number, condition: string): string {
  const { of, value, join } = CRITERIA[at] as Criterion;
  const [table, id, owner] =
    of === 'claim'
      ? ['claim AS c', 'c.id', 'c.id']
      : ['attribution AS a INDEXED BY attribution_claim', 'a.id', 'a.claim_id'];
  return `SELECT DISTINCT ${id} AS id, ${value} AS value FROM ${table} ${join}
    WHERE ${owner} ${condition} AND ${value} IS NOT NULL`;
}

/** Criteria whose values are in other tables; what follows from an article is read with it. */
const JOINED = CRITERIA.flatMap(({ join }, at) =>
  join !== null && KINDS[at] !== 'story' ? [at] : [],
);
const RANGE_QUERY = compose('BETWEEN ? AND ?');
const LIST_QUERY = compose(IN_LIST);

function assemble(lists: Lists, dictionaries: readonly Dictionary[]): Read[] {
  const claims = new Map<number, Read>();
  const rows = new Map<number, ReadRow>();
  for (const row of lists.get('claim') ?? []) {
    const claim = readClaim(row, dictionaries);
    claims.set(claim.id, claim);
  }
  for (const [id, claimId, ...values] of lists.get('attribution') ?? []) {
    const row: ReadRow = { signature: [], speaker: 0, channel: [] };
    for (const [index, at] of SAID_DIRECT.entries()) {
      put(row.signature, at, values[index] ?? null, dictionaries);
    }
    claims.get(Number(claimId))?.said.push(row);
    rows.set(Number(id), row);
  }
  for (const at of JOINED) {
    for (const [id, value] of lists.get(`${at}`) ?? []) {
      addJoined(claims.get(Number(id)), rows.get(Number(id)), at, value ?? null, dictionaries);
    }
  }
  for (const claim of claims.values()) finish(claim);
  return [...claims.values()];
}

const CLAIM_DIRECT = directOf('claim');
const SAID_DIRECT = directOf('attribution');

function readClaim(row: readonly (Stored | null)[], dictionaries: readonly Dictionary[]): Read {
  const [id, day, changed, ...values] = row;
  const claim: Read = {
    ...{ id: Number(id), day: Number(`${day}`.slice(0, 10).replaceAll('-', '')) },
    changed: Date.parse(`${changed}`),
    ...{ standing: [], handling: [], subjects: [], story: 0, said: [] },
  };
  for (const [index, at] of CLAIM_DIRECT.entries()) {
    const value = values[index] ?? null;
    if (at === PLACES.article) claim.story = codeOf(dictionaries[at] as Dictionary, value);
    else put(claim[KINDS[at] as 'standing'], at, value, dictionaries);
  }
  return claim;
}

function addJoined(
  claim: Read | undefined,
  row: ReadRow | undefined,
  at: number,
  value: Stored | null,
  dictionaries: readonly Dictionary[],
): void {
  const kind = KINDS[at];
  if (kind === 'speaker') {
    if (row) row.speaker = codeOf(dictionaries[at] as Dictionary, value);
  } else if (kind === 'signature' || kind === 'channel') {
    if (row) put(row[kind], at, value, dictionaries);
  } else if (claim) put(claim[kind as 'subjects'], at, value, dictionaries);
}

function put(
  list: number[],
  at: number,
  value: Stored | null,
  dictionaries: readonly Dictionary[],
): void {
  list.push(mark(at, codeOf(dictionaries[at] as Dictionary, value)));
}

const OF_MANY = JOINED.filter((at) => CRITERIA[at]?.of === 'claim');
const NOBODY: ReadRow = {
  signature: placesOf('signature').map((at) => mark(at, 0)),
  ...{ speaker: 0, channel: placesOf('channel').map((at) => mark(at, 0)) },
};

// "Nothing recorded" is a value as well, of claims; an attribution without a relay is no claim
// without attributions.
function finish(claim: Read): void {
  for (const at of OF_MANY) {
    const list = claim[KINDS[at] as 'subjects'];
    if (!list.some((one) => placeOf(one) === at)) list.push(mark(at, 0));
  }
  if (claim.said.length === 0) claim.said.push(NOBODY);
}
