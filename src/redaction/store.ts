/** Redacts: takes a text out of every place, in one transaction, and says so in the history. */
import { claimsOfArticle, claimsTouchingSources, rederiveClaims } from '../claims/derive.ts';
import { type Connection, type Database, IN_LIST } from '../database/database.ts';
import { type NewChange, recordChange } from '../history/store.ts';
import type { ByPerson } from '../people/person.ts';
import { NotFound } from '../web/errors.ts';
import { type Matcher, matcherOf } from './matching.ts';
import { type Kind, PLACES, type Place } from './places.ts';
import type { NewRedaction } from './redaction.schema.ts';
import type { Backup, Count, Holder, Redaction } from './redaction.ts';
import {
  forget,
  type Replace,
  replaceAddress,
  replaceBody,
  replaceHistory,
  replaceJson,
  replacePassage,
  replaceSpans,
  replaceText,
  type Work,
} from './replace.ts';
import { type Hit, type Look, lookFor, rowsOf, textsIn } from './search.ts';

const REPLACE: Readonly<Record<Kind, Replace>> = {
  ...{ text: replaceText, address: replaceAddress, json: replaceJson, history: replaceHistory },
  ...{ body: replaceBody, passage: replacePassage, spans: replaceSpans, memory: forget },
};

/** The places in which a desk is among the words. */
export const OF_ARTICLES = 'articles';

/** @returns the redaction's id; nothing is recorded where the text stands nowhere */
export async function redact(
  tx: Connection,
  redaction: NewRedaction,
  by: ByPerson,
): Promise<number | null> {
  const matcher = matcherOf(redaction);
  const work: Work = { tx, matcher, edits: new Map(), digests: new Set(), claims: new Set() };
  const counts: Count[] = [];
  const holders = new Map<string, Holder & { number: number }>();
  const look = lookIn(work, matcher);
  for (const place of PLACES) {
    const hits = await hitsIn(tx, place, look, work);
    for (const { number, ...hit } of hits) {
      await REPLACE[place.kind](work, hit);
      if (!hit.holder) continue;
      const name = `${hit.holder.entity} ${hit.holder.id}`;
      const before = holders.get(name)?.number ?? 0;
      holders.set(name, { ...hit.holder, number: before + number });
    }
    const number = hits.reduce((sum, hit) => sum + hit.number, 0);
    if (number > 0) counts.push({ label: place.label, number });
  }
  if (counts.length === 0) return null;
  const id = await record(tx, redaction.reason, counts, by);
  for (const holder of holders.values()) await say(tx, holder, redaction.reason, by);
  const claims = await claimsOf(tx, [...holders.values()]);
  await rederiveClaims(tx, claims, by);
  // A digest of what a rule looked at: names could be tried with it.
  await tx.run(
    `UPDATE waiver SET looked_at = '' WHERE ended_at IS NOT NULL AND claim_id ${IN_LIST}`,
    JSON.stringify(claims),
  );
  // The desks of articles are kept in words there; the cards are packed anew from the claims.
  if (counts.some(({ label }) => label === OF_ARTICLES)) await tx.run('DELETE FROM claim_chunk');
  // Words that were taken out of the search stay in its file until its parts are made one.
  await tx.run("INSERT INTO claim_words (claim_words) VALUES ('optimize')");
  return id;
}

// The history also has digests of the texts as they were, and passages that were cut out of them.
function lookIn(work: Work, matcher: Matcher): Look {
  const look = lookFor(matcher);
  return (row) => {
    const found = look(row);
    if (found > 0 || row.place.kind !== 'history') return found;
    const texts = row.values.flatMap((value) => (value === null ? [] : textsIn(value)));
    if (texts.some((text) => work.digests.has(text))) return 1;
    if (!work.claims.has(row.holder?.claimId ?? 0)) return 0;
    const isCut = (text: string) =>
      matcher.cutAt(text, 'start') > 0 || matcher.cutAt(text, 'end') > 0;
    return texts.some(isCut) ? 1 : 0;
  };
}

async function hitsIn(tx: Connection, place: Place, look: Look, work: Work): Promise<Hit[]> {
  const hits: Hit[] = [];
  const following = await thoseThatFollow(tx, place, work);
  for await (const row of rowsOf(tx, place)) {
    const number = look(row);
    if (number > 0 || following.has(Number(row.key[0]))) hits.push({ ...row, number });
  }
  return hits;
}

/** Passages and proposals move with their article's text also where their own words stay. */
async function thoseThatFollow(tx: Connection, place: Place, work: Work): Promise<Set<number>> {
  if (place.kind !== 'passage' && place.kind !== 'spans') return new Set();
  const articles = [...work.edits.keys()].map((version) => Number(version.split(' ')[0]));
  const claim = place.kind === 'passage' ? 'claim_id' : '0';
  const rows = await tx.all<{ id: number; claimId: number }>(
    `SELECT id, ${claim} AS claimId FROM ${place.table} WHERE article_id ${IN_LIST}`,
    JSON.stringify(articles),
  );
  for (const { claimId } of rows) work.claims.add(claimId);
  return new Set(rows.map((row) => row.id));
}

async function record(
  tx: Connection,
  reason: string,
  counts: readonly Count[],
  by: ByPerson,
): Promise<number> {
  const places = counts.reduce((sum, count) => sum + count.number, 0);
  const { id } = await tx.run(
    `INSERT INTO redaction (reason, person_id, made_at, places, counts) VALUES (?, ?, ?, ?, ?)`,
    ...[reason, by.personId, by.at.toISOString(), places, JSON.stringify(counts)],
  );
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'redaction', entityId: id, claimId: null },
    ...{ action: 'created', why: reason, values: [{ path: 'places', old: null, new: places }] },
  });
  return id;
}

const VERSIONED = ['claim', 'source', 'article', 'reply', 'correction'];

/** A form that was opened before is a stale one now: saving it would bring the text back. */
async function say(
  tx: Connection,
  { entity, id, claimId, number }: Holder & { readonly number: number },
  reason: string,
  by: ByPerson,
): Promise<void> {
  if (number === 0) return;
  const values = [{ path: 'places', old: null, new: number }];
  const version = VERSIONED.includes(entity) ? await raise(tx, entity, id, by) : [];
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entityId: id, claimId, action: 'redacted' },
    ...{ entity: entity as NewChange['entity'], why: reason, values: [...version, ...values] },
  });
}

async function raise(tx: Connection, table: string, id: number, by: ByPerson) {
  const row = await tx.one<{ version: number }>(`SELECT version FROM ${table} WHERE id = ?`, id);
  if (!row) return [];
  await tx.run(
    `UPDATE ${table} SET version = version + 1, changed_at = ? WHERE id = ?`,
    ...[by.at.toISOString(), id],
  );
  return [{ path: 'version', old: row.version, new: row.version + 1 }];
}

async function claimsOf(tx: Connection, holders: readonly Holder[]): Promise<number[]> {
  const claims = new Set<number>();
  const idsOf = (entity: string) => holders.filter((one) => one.entity === entity);
  for (const { claimId } of holders) if (claimId !== null) claims.add(claimId);
  const sources = idsOf('source').map((one) => one.id);
  for (const id of await claimsTouchingSources(tx, sources)) claims.add(id);
  for (const { id } of idsOf('article')) {
    for (const claim of await claimsOfArticle(tx, id)) claims.add(claim);
  }
  return [...claims];
}

/** Writes the file anew, so that the text is not left in its free pages. */
export async function clean(database: Database, id: number, at: Date): Promise<void> {
  await database.scrub();
  await database.write((tx) =>
    tx.run('UPDATE redaction SET cleaned_at = ? WHERE id = ?', at.toISOString(), id),
  );
}

type Row = Omit<Redaction, 'counts'> & { readonly counts: string };

const COLUMNS = `redaction.id, reason, person.name AS personName, made_at AS madeAt, places, counts,
  cleaned_at AS cleanedAt FROM redaction JOIN person ON person.id = person_id`;

/** All redactions, newest first. */
export async function readRedactions(connection: Connection): Promise<Redaction[]> {
  const rows = await connection.all<Row>(`SELECT ${COLUMNS} ORDER BY redaction.id DESC LIMIT 500`);
  return rows.map(fromRow);
}

/** @throws NotFound */
export async function readRedaction(connection: Connection, id: number): Promise<Redaction> {
  const row = await connection.one<Row>(`SELECT ${COLUMNS} WHERE redaction.id = ?`, id);
  if (!row) throw new NotFound('There is no such redaction.');
  return fromRow(row);
}

function fromRow(row: Row): Redaction {
  return { ...row, counts: JSON.parse(row.counts) as Count[] };
}

/** The backups that were made before: what was redacted is still in them. */
export function backupsBefore(connection: Connection, at: string): Promise<Backup[]> {
  return connection.all<Backup>(
    'SELECT file, made_at AS madeAt FROM backup WHERE made_at <= ? ORDER BY id DESC LIMIT 200',
    at,
  );
}

/** Remembers that a copy of the database was made. */
export async function rememberBackup(database: Database, file: string, at: Date): Promise<void> {
  await database.write((tx) =>
    tx.run('INSERT INTO backup (file, made_at) VALUES (?, ?)', file, at.toISOString()),
  );
}
