/** Every route that changes something, asked by those who must not change it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may } from '../../src/people/person.ts';
import { hashSecret } from '../../src/people/secret.ts';
import { ROUTES } from '../../src/routes.ts';
import { type Newsroom, openNewsroom, secretOf } from '../support/newsroom.ts';

const CHANGING = ROUTES.filter(({ method }) => method !== 'GET');
const GUARDED = CHANGING.flatMap(({ method, path, action }) =>
  action === 'anyone' ? [] : [{ method, path, action }],
);

let newsroom: Newsroom;
let before: unknown;

beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.database.write((tx) =>
    tx.run(
      `INSERT INTO token (token_hash, person_id, name, scope, created_at)
       VALUES (?, 5, 'reads', 'read', '2024-10-01T00:00:00.000Z')`,
      hashSecret('reads-only'),
    ),
  );
  // One of each, so that ids in addresses are real.
  const editor = newsroom.as('editor');
  await editor.json('POST', '/articles', { headline: 'A story' });
  for (const name of ['IRGC', 'Guards']) {
    await editor.json('POST', '/sources', { name, type: 'security', identity: 'named_org' });
  }
  const claim = {
    ...{ statement: 'It rained.', attributions: [{ source: { id: 1 }, stance: 'asserts' }] },
    evidence: [{ kind: 'link', title: 'A page' }],
  };
  await editor.json('POST', '/claims', claim);
  await editor.json('POST', '/sources/1/merges', { into_id: 2, reason: 'The same.' });
  await editor.json('POST', '/replies', {
    ...{ subject: { id: 2 }, claims: [1], channel: 'phone', due_at: '2024-10-09T12:00:00Z' },
  });
  before = await everything();
});
afterAll(() => newsroom.close());

const at = (path: string) => newsroom.url + path.replaceAll(/:\w+/g, '1');

/** All rows but the counts of wrong guesses, which are there to grow. */
async function everything(): Promise<unknown> {
  const tables = await newsroom.database.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'claim_words%'
       AND name NOT LIKE 'sqlite_%' AND name <> 'sign_in_failure'`,
  );
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) {
    const all = await newsroom.database.all<Record<string, unknown>>(`SELECT * FROM "${name}"`);
    // Signs of life are no changes.
    rows[name] = all.map(({ seen_at: _seen, used_at: _used, expires_at: _until, ...row }) => row);
  }
  return rows;
}

describe('no change is made', () => {
  it.each(CHANGING)('from another site: $method $path', async ({ method, path }) => {
    for (const headers of [
      ...[{ origin: 'https://evil.example' }, { origin: 'null' }],
      ...[{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }],
    ]) {
      const response = await fetch(at(path), {
        ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ _method: method }) },
        headers: { cookie: `session=${secretOf('admin')}`, ...headers },
      });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('This was sent from another site.');
    }
    expect(await everything()).toEqual(before);
  });

  it.each(GUARDED)('by a token that may only read: $method $path', async ({ method, path }) => {
    const response = await fetch(at(path), {
      ...{ method, body: '{}' },
      headers: { authorization: 'Bearer reads-only', 'content-type': 'application/json' },
    });
    expect([403, 404]).toContain(response.status);
    await response.text();
    expect(await everything()).toEqual(before);
  });

  it.each(GUARDED)('by who may not: $method $path', async ({ method, path, action }) => {
    const local = path.replaceAll(/:\w+/g, '1');
    for (const member of ['viewer', 'editor'] as const) {
      const role = member;
      if (may({ role }, action)) continue;
      expect((await newsroom.as(member).json(method, local, {})).status).toBe(403);
      expect((await newsroom.as(member).post(local, { _method: method })).status).toBe(403);
    }
    expect((await newsroom.nobody.json(method, local, {})).status).toBe(401);
    expect((await newsroom.nobody.post(local, { _method: method })).status).toBe(303);
    expect(await everything()).toEqual(before);
  });

  it('by looking at anything', { timeout: 60_000 }, async () => {
    for (const { path } of ROUTES.filter(({ method }) => method === 'GET')) {
      for (const member of ['admin', 'viewer'] as const) {
        const local = path.replaceAll(/:\w+/g, '1');
        await (await newsroom.as(member).get(local)).text();
        await (await newsroom.as(member).json('GET', local)).text();
      }
    }
    expect(await everything()).toEqual(before);
  });
});
