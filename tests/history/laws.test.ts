/**
 * Whatever several people do at once: what is stored beside the facts is what the facts give, the
 * chain of history holds, and every state that ever was can be made again from history alone.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rederiveClaims } from '../../src/claims/derive.ts';
import { claimJson } from '../../src/claims/json.ts';
import { claimAt } from '../../src/claims/replayed.ts';
import { readClaims } from '../../src/claims/store.ts';
import type { Connection, Database } from '../../src/database/database.ts';
import { type Records, replay } from '../../src/history/replay.ts';
import { readEntries, verifyChain } from '../../src/history/store.ts';
import { sourceJson } from '../../src/sources/json.ts';
import { replayedSourceJson } from '../../src/sources/replayed.ts';
import { readSources } from '../../src/sources/store.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { type Acts, actAtRandom, openActs } from '../support/random-acts.ts';
import { type Random, random } from '../support/random-newsroom.ts';

const SEED = Number(process.env.FC_SEED ?? 20241007);
const ACTS = 1000;
const PEOPLE_AT_ONCE = 5;
const LOOK_EVERY = 200;

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is looked at as it comes.
type Body = any;

/** What some records were when a transaction ended. */
interface Moment {
  /** The newest entry then. */
  readonly upTo: number;
  readonly claims: readonly Body[];
  readonly sources: readonly Body[];
}

describe(`${ACTS} acts of ${PEOPLE_AT_ONCE} people at once (seed ${SEED}; FC_SEED tries others)`, () => {
  let newsroom: Newsroom;
  let acts: Acts;
  const moments: Moment[] = [];
  const strays: unknown[] = [];

  beforeAll(async () => {
    newsroom = await openNewsroom();
    const { database } = newsroom;
    observe(database, random(SEED + 1), moments);
    acts = await openActs(newsroom, random(SEED));
    for (let done = 0; done < ACTS; done += LOOK_EVERY) {
      await Promise.all(Array.from({ length: PEOPLE_AT_ONCE }, () => actOften(acts)));
      strays.push(await strayed(database));
    }
  }, 300_000);
  afterAll(() => newsroom.close());

  const logOf = () => `seed ${SEED}\n${acts.log.slice(-LOOK_EVERY).join('\n')}`;

  it('were of all kinds, some refused and some too late', () => {
    const done = acts.log.filter((line) => / 20\d /.test(line)).map((line) => line.split(' ')[0]);
    expect(new Set(done).size, logOf()).toBeGreaterThanOrEqual(24);
    expect(done.length).toBeGreaterThan(ACTS / 2);
    expect(acts.log.filter((line) => / 409 /.test(line)).length).toBeGreaterThan(10);
    expect(acts.log.filter((line) => / 5\d\d /.test(line))).toEqual([]);
  });

  it('met everything that review can bring', async () => {
    const happened = await newsroom.database.all<{ step: string }>(
      `SELECT DISTINCT to_state || ' ' || cause AS step FROM review
       UNION SELECT end_cause FROM waiver WHERE end_cause IS NOT NULL`,
    );
    expect(happened.map(({ step }) => step)).toEqual(
      expect.arrayContaining([
        ...['cleared asked', 'ready changed', 'ready ground', 'changes_requested asked'],
        ...['withdrawn asked', 'lapsed', 'taken_back'],
      ]),
    );
  });

  it('left nothing derived behind', () => {
    for (const { stored, fresh } of strays as { stored: unknown; fresh: unknown }[]) {
      expect(stored, logOf()).toEqual(fresh);
    }
  });

  it('cleared nothing wrongly, and left no row that refers to nothing', async () => {
    const { database } = newsroom;
    const wrong = await database.all(
      `SELECT id FROM claim JOIN claim_finding ON claim_id = id
       WHERE review_state = 'cleared' AND severity = 'block' AND waived = 0`,
    );
    expect(wrong, logOf()).toEqual([]);
    expect(await database.all('PRAGMA foreign_key_check')).toEqual([]);
  });

  it('left the chain of history whole', async () => {
    const { entries, broken } = await verifyChain(newsroom.database);
    expect(broken).toBeNull();
    expect(entries).toBeGreaterThan(ACTS / 2);
  });

  it('left what is on file now as history tells it', async () => {
    const { database } = newsroom;
    const records = replay(await readEntries(database, '1 ORDER BY change.id'));
    for (const { id } of await database.all<{ id: number }>('SELECT id FROM claim')) {
      const claim = await (await newsroom.as('viewer').get(`/claims/${id}.json`)).json();
      expect(again(records, id), `claim ${id}, seed ${SEED}`).toEqual(withoutFindings(claim));
    }
    const ids = await database.all<{ id: number }>('SELECT id FROM source');
    expect([...(records.get('source')?.keys() ?? [])].sort()).toEqual(
      ids.map(({ id }) => id).sort(),
    );
  });

  it('can be looked back at: every state that was is made again from history', async () => {
    const changes = await readEntries(newsroom.database, '1 ORDER BY change.id');
    let looked = 0;
    for (const { upTo, claims, sources } of moments) {
      const records = replay(changes, upTo);
      for (const claim of claims) {
        const of = `claim ${claim.id} after entry ${upTo}, seed ${SEED}`;
        expect(again(records, claim.id), of).toEqual(withoutFindings(claim));
      }
      for (const source of sources) {
        const of = `source ${source.id} after entry ${upTo}, seed ${SEED}`;
        expect(replayedSourceJson(records, source.id), of).toEqual(source);
      }
      looked += claims.length + sources.length;
      // Lets the server see who left.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(looked).toBeGreaterThan(ACTS);
  }, 150_000);
});

async function actOften(acts: Acts): Promise<void> {
  for (let count = 0; count < LOOK_EVERY / PEOPLE_AT_ONCE; count += 1) await actAtRandom(acts);
}

/** Keeps what each transaction left, before the next begins. */
function observe(database: Database, dice: Random, moments: Moment[]): void {
  const { write } = database;
  let seen = 0;
  const look = async (tx: Connection) => {
    const rows = await tx.all<{ id: number; claimId: number | null; sourceId: number | null }>(
      `SELECT id, CASE entity WHEN 'claim' THEN claim_id END AS claimId,
         CASE entity WHEN 'source' THEN entity_id END AS sourceId FROM change WHERE id > ?`,
      seen,
    );
    const upTo = rows.at(-1)?.id;
    if (upTo === undefined) return;
    seen = upTo;
    const some = await tx.all<{ id: number }>('SELECT id FROM claim');
    const any = some.length > 0 ? [dice.pick(some).id, dice.pick(some).id] : [];
    const claimIds = new Set([...rows.flatMap((row) => row.claimId ?? []), ...any]);
    const sourceIds = new Set(rows.flatMap((row) => row.sourceId ?? []));
    moments.push({
      upTo,
      claims: plain((await readClaims(tx, [...claimIds])).map(claimJson)),
      sources: plain((await readSources(tx, [...sourceIds])).map(sourceJson)).map(
        ({ url, claims, remark, ...source }: Body) => source,
      ),
    });
  };
  const observed: Database['write'] = (work) =>
    write(async (tx) => {
      const result = await work(tx);
      await look(tx);
      return result;
    });
  Object.assign(database, { write: observed });
}

function again(records: Records, id: number): Body {
  const earlier = claimAt(records, id);
  return earlier && withoutFindings(plain(claimJson(earlier.claim)));
}

// They depend on what the rules are set to as well.
function withoutFindings({ findings, ...claim }: Body): Body {
  return claim;
}

function plain(value: unknown): Body {
  return JSON.parse(JSON.stringify(value));
}

/** The stored columns, and what they are after deriving everything anew; changes nothing. */
function strayed(database: Database) {
  return database.rehearse(async (tx) => {
    const stored = await derivedColumns(tx);
    const rows = await tx.all<{ id: number }>('SELECT id FROM claim ORDER BY id');
    await rederiveClaims(
      tx,
      rows.map((row) => row.id),
    );
    return { stored, fresh: await derivedColumns(tx) };
  });
}

const TABLES = [
  `SELECT id, claim_date, review_state, denial, level, origins_min, origins_max FROM claim
   ORDER BY id`,
  'SELECT * FROM claim_flag ORDER BY claim_id, flag',
  'SELECT * FROM claim_finding ORDER BY claim_id, code',
  'SELECT id, end_cause FROM waiver ORDER BY id',
  'SELECT count(*) FROM review',
  'SELECT id, named, relayed FROM attribution ORDER BY id',
  'SELECT * FROM attribution_type ORDER BY attribution_id, type',
];
// Every word that occurs in any name, so that a word left behind in the index shows.
const WORDS = `SELECT rowid AS id FROM claim_words WHERE claim_words MATCH ? ORDER BY rowid`;

async function derivedColumns(tx: Connection): Promise<unknown> {
  const tables = [];
  for (const sql of TABLES) tables.push(await tx.all(sql));
  const texts = await tx.all<{ text: string }>(
    `SELECT name AS text FROM source UNION SELECT statement FROM claim
     UNION SELECT old FROM change_value WHERE path IN ('name', 'statement') AND old IS NOT NULL`,
  );
  const words = new Set(texts.flatMap(({ text }) => text.toLowerCase().match(/[a-z]{3,}/g) ?? []));
  const matches: Record<string, unknown> = {};
  for (const word of words) matches[word] = await tx.all(WORDS, `"${word}"`);
  return { tables, matches };
}
