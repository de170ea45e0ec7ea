/** What somebody with the file in their hands could do to history, and that it shows. */
import { execFileSync } from 'node:child_process';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimAt } from '../../src/claims/replayed.ts';
import { replay } from '../../src/history/replay.ts';
import { readEntries, verifyChain } from '../../src/history/store.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

const SOURCE = { name: 'Port Authority', type: 'government', identity: 'named_org' };

let newsroom: Newsroom;
let hashes: readonly string[];

beforeEach(async () => {
  newsroom = await openNewsroom();
  const editor = newsroom.as('editor');
  const attributions = [{ source: SOURCE, stance: 'asserts', wording: 'the authority said' }];
  await editor.json('POST', '/claims', { statement: 'The bridge is closed.', attributions });
  for (let version = 1; version <= 4; version += 1) {
    const body = { statement: `The bridge is closed, ${version}.`, attributions: [], version };
    expect((await editor.json('PUT', '/claims/1', body)).status).toBe(200);
  }
  const rows = await newsroom.database.all<{ hash: string }>('SELECT hash FROM change ORDER BY id');
  hashes = rows.map((row) => row.hash);
  expect(hashes).toHaveLength(6);
});
afterEach(() => newsroom.close());

/** Runs SQL on another connection, past everything that keeps history from being changed. */
function tamper(sql: string): void {
  const opened = new BetterSqlite(newsroom.file);
  opened.pragma('foreign_keys = OFF');
  for (const trigger of ['change_stays', 'change_is_kept', 'change_value_stays']) {
    opened.exec(`DROP TRIGGER ${trigger}`);
  }
  opened.exec('DROP TRIGGER change_value_is_kept');
  opened.exec(sql);
  opened.close();
}

function verify(...words: readonly string[]): { status: number; said: string } {
  const env = { ...process.env, DATABASE: newsroom.file };
  try {
    const said = execFileSync('node', ['src/cli.ts', 'verify', ...words], { env, stdio: 'pipe' });
    return { status: 0, said: said.toString() };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, said: stderr.toString() };
  }
}

const copyOf = (from: string, as: string) =>
  `INSERT INTO change SELECT ${as}, at, person_id, entity, entity_id, claim_id, action, hash
     FROM change WHERE id = ${from};
   INSERT INTO change_value SELECT ${as}, position, path, old, new, salt, digest
     FROM change_value WHERE change_id = ${from};`;

const SWAPPED = `UPDATE change SET id = 99 WHERE id = 4; UPDATE change SET id = 4 WHERE id = 5;
  UPDATE change SET id = 5 WHERE id = 99;
  UPDATE change_value SET change_id = 99 WHERE change_id = 4;
  UPDATE change_value SET change_id = 4 WHERE change_id = 5;
  UPDATE change_value SET change_id = 5 WHERE change_id = 99;`;

describe('the chain', () => {
  it.each([
    [
      'a value',
      `UPDATE change_value SET new = '"Open."' WHERE change_id = 3 AND path = 'statement'`,
      3,
    ],
    ['who did it', 'UPDATE change SET person_id = 3 WHERE id = 4', 4],
    ['when', `UPDATE change SET at = '2020-01-01T00:00:00.000Z' WHERE id = 4`, 4],
    ['what was done', `UPDATE change SET action = 'cleared' WHERE id = 2`, 2],
    ['of which record', 'UPDATE change SET entity_id = 2 WHERE id = 2', 2],
    [
      'a digest and its value',
      `UPDATE change_value SET new = '"x"', salt = NULL, digest = 'x' WHERE change_id = 5`,
      5,
    ],
    ['a value that is gone', 'DELETE FROM change_value WHERE change_id = 3 AND position = 0', 3],
    [
      'a value that was added',
      `INSERT INTO change_value VALUES (3, 99, 'kind', '"fact"', '"opinion"', NULL, 'd')`,
      3,
    ],
    [
      'an entry that is gone',
      'DELETE FROM change_value WHERE change_id = 3; DELETE FROM change WHERE id = 3',
      3,
    ],
    [
      'the first that is gone',
      'DELETE FROM change_value WHERE change_id = 1; DELETE FROM change WHERE id = 1',
      1,
    ],
    [
      'an entry put between',
      `UPDATE change SET id = id + 100 WHERE id > 3; UPDATE change SET id = id - 99 WHERE id > 100;
      UPDATE change_value SET change_id = change_id + 100 WHERE change_id > 3;
      UPDATE change_value SET change_id = change_id - 99 WHERE change_id > 100; ${copyOf('2', '4')}`,
      4,
    ],
    ['an entry put at the end', copyOf('3', '7'), 7],
    ['two that changed places', SWAPPED, 4],
    ['a hash', `UPDATE change SET hash = 'f' WHERE id = 6`, 6],
  ])('names the first entry that does not fit: %s', async (_, sql, id) => {
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
    tamper(sql);
    expect((await verifyChain(newsroom.database)).broken?.id).toBe(id);
    const data = await (await newsroom.as('viewer').get('/history.json')).json();
    expect(data).toMatchObject({ chain: { intact: false, broken: { id }, checked: id - 1 } });
    const html = await (await newsroom.as('viewer').get('/history')).text();
    expect(html).toContain(`Entry ${id} does not fit:`);
    expect(html).not.toContain('chain intact');
  });

  it('shows by a hash seen earlier that its end was cut off, or that nothing was', async () => {
    const [latest = '', early = ''] = [hashes.at(-1), hashes[1]];
    expect(verify('--expect', early.toUpperCase()).said).toContain('that of entry 2');
    tamper('DELETE FROM change_value WHERE change_id > 4; DELETE FROM change WHERE id > 4');
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
    const cut = verify('--expect', latest);
    expect(cut.status).toBe(1);
    expect(cut.said).toContain(latest);
  });

  it('shows at once that its end was cut off while the program runs', async () => {
    await (await newsroom.as('viewer').get('/history.json')).json();
    tamper('DELETE FROM change_value WHERE change_id > 4; DELETE FROM change WHERE id > 4');
    const cut = { id: 6, why: expect.stringContaining('cut off') };
    for (const minutes of [0, 5]) {
      newsroom.setTime(new Date(Date.parse('2024-10-07T10:00:00Z') + minutes * 60_000));
      const data = await (await newsroom.as('viewer').get('/history.json')).json();
      expect(data).toMatchObject({ chain: { intact: false, broken: cut } });
    }
  });

  it('is walked again, so that what is changed behind its back later shows within a minute', async () => {
    const look = async () => (await newsroom.as('viewer').get('/history.json')).json();
    expect(await look()).toMatchObject({ chain: { intact: true, entries: 6, checked: 6 } });
    tamper('UPDATE change SET person_id = 3 WHERE id = 2');
    newsroom.setTime(new Date('2024-10-07T09:31:05.000Z'));
    expect(await look()).toMatchObject({ chain: { intact: false, broken: { id: 2 } } });
  });

  it('cannot be touched where the triggers are in place', () => {
    const opened = new BetterSqlite(newsroom.file);
    for (const sql of [
      ...["UPDATE change SET action = 'x'", 'DELETE FROM change', 'DELETE FROM change_value'],
      `UPDATE change_value SET new = '"x"' WHERE change_id = 3`,
      `UPDATE change_value SET digest = 'x' WHERE change_id = 3`,
    ]) {
      expect(() => opened.exec(sql)).toThrow('append-only');
    }
    opened.close();
  });
});

describe('a redaction', () => {
  const redact = (where: string) => {
    const opened = new BetterSqlite(newsroom.file);
    // The triggers let this through, and nothing else.
    opened.exec(`UPDATE change_value SET old = NULL, new = NULL, salt = NULL WHERE ${where}`);
    opened.close();
  };

  it('takes words out of history, and the chain still holds', async () => {
    redact(`path IN ('statement', 'attributions.1.wording')`);
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
    const viewer = newsroom.as('viewer');
    for (const path of ['/history', '/claims/1/history', '/claims/1/history/1', '/history.csv']) {
      const response = await viewer.get(path);
      expect([path, response.status]).toEqual([path, 200]);
      const text = await response.text();
      expect(text).toContain('[redacted]');
      expect(text.replaceAll('The bridge is closed, 4.', '')).not.toMatch(
        /bridge is|authority said/,
      );
    }
    const version = await (await viewer.get('/claims/1/history/1.json')).json();
    expect(version).toMatchObject({
      ...{ redacted: true, statement: '[redacted]' },
      // The rest of the row is there, and so is the standing that it gives.
      attributions: [{ wording: '[redacted]', stance: 'asserts', source: { name: SOURCE.name } }],
      standing: { corroboration: { level: 'single_named' } },
    });
  });

  it.each(['1', `path = ''`, `path LIKE 'attributions%'`, `path LIKE '%stance'`, `path = 'kind'`])(
    'never breaks a page, whatever is gone: %s',
    async (where) => {
      redact(where);
      const viewer = newsroom.as('viewer');
      for (const path of ['/history', '/claims/1/history', '/sources/1/history', '/history.csv']) {
        expect([path, (await viewer.get(path)).status]).toEqual([path, 200]);
      }
      for (const version of [1, 2, 5]) {
        expect([200, 404]).toContain((await viewer.get(`/claims/1/history/${version}`)).status);
      }
      expect((await viewer.get('/claims/1')).status).toBe(200);
      const changes = await readEntries(newsroom.database, '1 ORDER BY change.id');
      for (const { id } of changes) claimAt(replay(changes, id), 1);
      expect((await verifyChain(newsroom.database)).broken).toBeNull();
    },
  );
});
