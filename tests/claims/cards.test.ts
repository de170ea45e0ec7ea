/** Claims are filtered from memory: it must never lag behind the database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facets } from '../../src/claims/facets.ts';
import { parseFilter } from '../../src/claims/filter.ts';
import { search } from '../../src/claims/search.ts';
import type { Connection } from '../../src/database/database.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { fillNewsroom } from '../support/random-newsroom.ts';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom();
  // More than one block of claims.
  await newsroom.database.write((tx) =>
    fillNewsroom(tx, 3, { claims: 1100, sources: 20, articles: 8 }),
  );
});
afterAll(() => newsroom.close());

async function total(query: string, connection: Connection = newsroom.database): Promise<number> {
  return (await search(connection, parseFilter(new URLSearchParams(query)).filter)).total;
}

async function count(key: string, value: string): Promise<number> {
  const all = await facets(newsroom.database, parseFilter(new URLSearchParams()).filter);
  const facet = all.find((one) => one.key === key);
  return facet?.values.find((one) => one.value === value)?.count ?? 0;
}

async function run(sql: string): Promise<void> {
  await newsroom.database.write((tx) => tx.run(sql));
}

const FIRST = '(SELECT min(id) FROM claim)';
const FIRST_SAID = '(SELECT min(id) FROM attribution)';

describe('after a write', () => {
  it.each([
    ['desk=Sport', "UPDATE article SET desk = 'Sport' WHERE id = 1"],
    ['publisher=3', 'UPDATE article SET publisher_id = 3'],
    ['assessment=refuted', "UPDATE claim SET assessment = 'refuted' WHERE id < 400"],
    ['flag=late', `INSERT OR IGNORE INTO claim_flag SELECT id, 'late' FROM claim`],
    ['flag=none', 'DELETE FROM claim_flag'],
    [
      'waived=two-faced',
      `INSERT INTO claim_finding (claim_id, code, severity, message, waived)
       VALUES (${FIRST}, 'two-faced', 'warn', 'x', 1)`,
    ],
    ['finding=two-faced', "UPDATE claim_finding SET waived = 0 WHERE code = 'two-faced'"],
    ['stance=admits', "UPDATE attribution SET stance = 'admits' WHERE id % 2 = 0"],
    ['via=7', `INSERT INTO relay SELECT id, 9, 7, 0 FROM attribution`],
    ['via=8', 'UPDATE relay SET source_id = 8 WHERE position = 9'],
    ['source_type=igo', `INSERT OR IGNORE INTO attribution_type SELECT id, 'igo' FROM attribution`],
    ['subject=9', `INSERT OR IGNORE INTO claim_subject SELECT id, 9, 9 FROM claim`],
    ['source=2', 'UPDATE source SET canonical_id = 2 WHERE id = 4'],
    ['stance=none', `DELETE FROM attribution WHERE id > ${FIRST_SAID} + 100`],
  ])('%s is counted as it is now', async (query, sql) => {
    const [key = '', value = ''] = query.split('=');
    const before = await total(query);
    await run(sql);
    const after = await total(query);
    expect(after).not.toBe(before);
    expect(await count(key, value)).toBe(after);
  });

  it('knows new claims and those that are gone', async () => {
    const all = await total('');
    await newsroom.database.write((tx) =>
      fillNewsroom(tx, 4, { claims: 3, sources: 10, articles: 1 }),
    );
    expect(await total('')).toBe(all + 3);
  });
});

it('sees inside a transaction what it has written, and nothing of one that was undone', async () => {
  const before = await total('kind=prediction');
  const within = await newsroom.database.rehearse(async (tx) => {
    await tx.run("UPDATE claim SET kind = 'prediction'");
    return total('kind=prediction', tx);
  });
  expect(within).toBe(await total(''));
  expect(await total('kind=prediction')).toBe(before);
  const again = await newsroom.database.rehearse(async (tx) => {
    await tx.run("UPDATE claim SET kind = 'fact'");
    return total('kind=prediction', tx);
  });
  expect(again).toBe(0);
});

it('answers many at once while others write', async () => {
  const asked = Array.from({ length: 20 }, async (_, turn) => {
    if (turn % 4 === 0)
      await run(`UPDATE claim SET adverse = 1 - adverse WHERE id % 7 = ${turn % 7}`);
    const [yes, no] = [await total('adverse=yes'), await total('adverse=no')];
    return yes > 0 && no > 0;
  });
  expect((await Promise.all(asked)).every(Boolean)).toBe(true);
  expect((await total('adverse=yes')) + (await total('adverse=no'))).toBe(await total(''));
});
