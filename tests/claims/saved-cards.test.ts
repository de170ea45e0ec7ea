/** Cards that were saved are, with what has changed since, the same as cards made of the facts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFilter } from '../../src/claims/answer.ts';
import { CHUNK_VERSION } from '../../src/claims/cards/pack.ts';
import { saveCards } from '../../src/claims/cards/save.ts';
import { NO_FILTER, parseFilter } from '../../src/claims/filter.ts';
import type { Connection, Database } from '../../src/database/database.ts';
import { openSqlite } from '../../src/database/sqlite.ts';
import { planNewsroom, seedNewsroom } from '../../src/exchange/seed.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { KEYS } from '../support/oracle.ts';
import { type Acts, actAtRandom, openActs } from '../support/random-acts.ts';
import { fillNewsroom, random } from '../support/random-newsroom.ts';

const ALL = { claims: 1, changes: 1 };

let newsroom: Newsroom;
let acts: Acts;

beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.database.write((tx) =>
    fillNewsroom(tx, 5, { claims: 120, sources: 20, articles: 8 }),
  );
  acts = await openActs(newsroom, random(11));
});
afterAll(() => newsroom.close());

const FILTERS = ['', ...KEYS.map((key) => `${key}=none`), 'not_source=3', 'via=5&stance=denies'];

async function answers(connection: Connection): Promise<unknown[]> {
  const filters = FILTERS.map((query) => parseFilter(new URLSearchParams(query)).filter);
  return Promise.all(filters.map((filter) => answerFilter(connection, filter)));
}

/** The answers of a process that has just been started. */
async function answersAnew(file = newsroom.file): Promise<unknown[]> {
  const database = openSqlite(file);
  try {
    return await answers(database);
  } finally {
    await database.close();
  }
}

async function answersFromFacts(): Promise<unknown[]> {
  const file = `${newsroom.file}.copy-${Date.now()}`;
  await newsroom.database.backup(file);
  const copy = openSqlite(file);
  await copy.write((tx) => tx.run('DELETE FROM claim_chunk'));
  const all = await answers(copy);
  await copy.close();
  return all;
}

async function count(database: Database, sql: string): Promise<number> {
  return (await database.one<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`))?.n ?? 0;
}

// Each opens the database anew, twice.
describe('saved cards', { timeout: 60_000 }, () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'are right with what came after them, turn %i',
    async (turn) => {
      if (turn % 3 !== 0) await saveCards(newsroom.database, ALL);
      for (let act = 0; act < 10; act += 1) await actAtRandom(acts);
      const expected = await answersFromFacts();
      expect(await answersAnew()).toEqual(expected);
      expect(await answers(newsroom.database)).toEqual(expected);
    },
  );

  it('take the log’s entries before them away', async () => {
    await saveCards(newsroom.database, ALL);
    expect(await count(newsroom.database, 'claim_change')).toBe(1);
    expect(await count(newsroom.database, 'claim_chunk')).toBeGreaterThan(0);
  });

  it('know values that no list has', async () => {
    await newsroom.database.write((tx) =>
      tx.run(`INSERT INTO claim_finding (claim_id, code, severity, message)
        SELECT id, 'of old', 'warn', 'x' FROM claim WHERE id % 2 = 0`),
    );
    await saveCards(newsroom.database, ALL);
    expect(await answersAnew()).toEqual(await answersFromFacts());
  });

  it('are saved anew where a program with other criteria saved them', async () => {
    await saveCards(newsroom.database, ALL);
    const fit = `claim_chunk WHERE instr(bytes, CAST('${CHUNK_VERSION}' AS BLOB)) > 0`;
    const chunks = await count(newsroom.database, fit);
    await newsroom.database.write(async (tx) => {
      for (const { chunk, bytes } of await tx.all<{ chunk: number; bytes: Uint8Array }>(
        'SELECT chunk, bytes FROM claim_chunk WHERE length(bytes) > 0',
      )) {
        const old = Buffer.from(bytes);
        old.write('another program', old.indexOf(CHUNK_VERSION));
        await tx.run('UPDATE claim_chunk SET bytes = ? WHERE chunk = ?', old, chunk);
      }
    });
    expect(await count(newsroom.database, fit)).toBe(0);
    expect(await answersAnew()).toEqual(await answersFromFacts());
    await saveCards(newsroom.database, { claims: 1, changes: 1000 });
    expect(await count(newsroom.database, fit)).toBe(chunks);
    expect(await answersAnew()).toEqual(await answersFromFacts());
  });

  it('are of no use to a file that came in their place', async () => {
    const database = openSqlite(newsroom.file);
    await answers(database);
    const backup = `${newsroom.file}.backup`;
    await newsroom.database.backup(backup);
    for (let act = 0; act < 10; act += 1) await actAtRandom(acts);
    await answers(database);
    // What `cli restore` does to a running application.
    const source = openSqlite(backup);
    await source.backup(newsroom.file);
    await source.close();
    expect(await answers(database)).toEqual(await answersAnew(backup));
    await database.close();
  });
});

it('a small newsroom saves none', async () => {
  const small = await openNewsroom();
  await small.database.write((tx) => fillNewsroom(tx, 5, { claims: 10, sources: 10, articles: 2 }));
  await saveCards(small.database);
  expect(await count(small.database, 'claim_chunk')).toBe(0);
  await small.close();
});

it('an application that runs while a newsroom is generated sees it', async () => {
  const empty = await openNewsroom();
  expect((await answerFilter(empty.database, NO_FILTER)).total).toBe(0);
  const other = openSqlite(empty.file);
  await seedNewsroom(other, planNewsroom(60), { personId: null, at: new Date() });
  await other.close();
  expect((await answerFilter(empty.database, NO_FILTER)).total).toBe(60);
  const triggers = await count(empty.database, `sqlite_schema WHERE type = 'trigger'`);
  expect(triggers).toBe(await count(newsroom.database, `sqlite_schema WHERE type = 'trigger'`));
  await empty.close();
});
