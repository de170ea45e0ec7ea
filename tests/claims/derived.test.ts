/** What is stored beside the facts is what the facts give, whoever changed what in which order. */
import { describe, expect, it } from 'vitest';
import { rederiveClaims } from '../../src/claims/derive.ts';
import type { Connection, Database } from '../../src/database/database.ts';
import { verifyChain } from '../../src/history/store.ts';
import { openNewsroom } from '../support/newsroom.ts';
import { type Acts, actAtRandom, openActs } from '../support/random-acts.ts';
import { random } from '../support/random-newsroom.ts';

const ACTS = 300;
const SEEDS = [1, 2, 3];
const LOOK_EVERY = 25;

describe('300 changes by several people, in any order', () => {
  it.each(SEEDS)(
    'leave nothing derived behind (seed %i)',
    async (seed) => {
      const newsroom = await openNewsroom();
      try {
        const acts = await openActs(newsroom, random(seed));
        for (let count = 1; count <= ACTS; count += 1) {
          await actAtRandom(acts);
          if (count % LOOK_EVERY > 0) continue;
          const { stored, fresh } = await storedAndFresh(newsroom.database);
          expect(stored, acts.log.slice(-LOOK_EVERY).join('\n')).toEqual(fresh);
        }
        expectVaried(acts);
        expect((await verifyChain(newsroom.database)).broken).toBeNull();
        expect(await newsroom.database.all('PRAGMA foreign_key_check')).toEqual([]);
      } finally {
        await newsroom.close();
      }
    },
    120_000,
  );
});

/** A law over acts that were all refused would hold for nothing. */
function expectVaried({ log }: Acts): void {
  const done = log.filter((line) => / 20\d /.test(line));
  expect(new Set(done.map((line) => line.split(' ')[0])).size).toBeGreaterThanOrEqual(10);
  expect(done.length).toBeGreaterThan(ACTS / 2);
}

/** The stored columns, and what they are after deriving everything anew; changes nothing. */
function storedAndFresh(database: Database) {
  return database.rehearse(async (tx) => {
    const stored = await derivedColumns(tx);
    const rows = await tx.all<{ id: number }>('SELECT id FROM claim ORDER BY id');
    const ids = rows.map((row) => row.id);
    await rederiveClaims(tx, ids);
    return { stored, fresh: await derivedColumns(tx) };
  });
}

const TABLES = [
  `SELECT id, claim_date, review_state, denial, level, origins_min, origins_max FROM claim ORDER BY id`,
  'SELECT * FROM claim_flag ORDER BY claim_id, flag',
  'SELECT * FROM claim_finding ORDER BY claim_id, code',
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
