import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChanges, verifyChain } from '../../src/history/store.ts';
import { CAST, type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { dataOf } from './visitor.ts';

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

const setRole = (id: number, role: string, by: 'admin' | 'checker' = 'admin') =>
  newsroom.as(by).post(`/people/${id}/role`, { _method: 'put', role });

async function roleOf(id: number): Promise<string | undefined> {
  const row = await newsroom.database.one<{ role: string }>(
    'SELECT role FROM person WHERE id = ?',
    id,
  );
  return row?.role;
}

describe('the list of people', () => {
  it('shows everybody, and answers data without secrets', async () => {
    const html = await (await newsroom.as('admin').get('/people')).text();
    for (const { name } of Object.values(CAST)) expect(html).toContain(name);
    const text = await (await newsroom.as('admin').get('/people.json')).text();
    expect(JSON.parse(text).people).toHaveLength(5);
    expect(JSON.parse(text).people[0]).toEqual({
      ...{ id: 5, email: 'admin@example.org', name: 'Ada Min', role: 'admin', url: '/people/5' },
      ...{ created_at: '2024-10-07T09:30:00.000Z', disabled_at: null },
      seen_at: '2024-10-07T09:30:00.000Z',
    });
    expect(text).not.toMatch(/hash|argon2|secret|code/);
  });

  it('writes names as text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    await newsroom.as('admin').json('PUT', '/account', { name });
    const html = await (await newsroom.as('admin').get('/people')).text();
    expect(html).not.toContain(name);
    expect(html).toContain('&lt;img src');
  });
});

describe('a person', () => {
  it('has a page and data', async () => {
    const html = await (await newsroom.as('admin').get('/people/2')).text();
    expect(html).toContain('Nour Haddad');
    const data = await dataOf(newsroom.as('admin').get('/people/2.json'));
    expect(data).toMatchObject({ id: 2, role: 'editor', disabled_at: null });
  });

  it.each([
    ['/people/99', 404],
    ['/people/0', 404],
    ['/people/x', 404],
    ['/people/2%00', 404],
  ])('is not at %s', async (path, status) => {
    expect((await newsroom.as('admin').get(path)).status).toBe(status);
    expect((await newsroom.as('admin').post(`${path}/disablement`)).status).toBe(status);
  });

  it('gets another role, which holds at once', async () => {
    expect((await newsroom.as('editor').get('/people')).status).toBe(403);
    const response = await setRole(2, 'admin');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/people/2');
    expect((await newsroom.as('editor').get('/people')).status).toBe(200);
    await setRole(2, 'viewer');
    expect((await newsroom.as('editor').get('/people')).status).toBe(403);
    const html = await (await newsroom.as('admin').get('/people/2')).text();
    expect(html).toContain('administrator → viewer');
  });

  it('keeps the role where the new one is nonsense', async () => {
    const response = await setRole(2, 'king');
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('aria-describedby="error-role"');
    expect(await roleOf(2)).toBe('editor');
    const json = await newsroom.as('admin').json('PUT', '/people/2/role', {});
    expect(json.status).toBe(422);
    expect((await setRole(99, 'viewer')).status).toBe(404);
  });

  it('can be disabled, which is felt at once, and let in again', async () => {
    expect((await newsroom.as('editor').get('/account')).status).toBe(200);
    const response = await newsroom.as('admin').post('/people/2/disablement');
    expect(response.status).toBe(303);
    expect((await newsroom.as('editor').get('/account')).status).toBe(303);
    expect((await newsroom.as('editor').json('GET', '/account')).status).toBe(401);
    expect(await (await newsroom.as('admin').get('/people/2')).text()).toContain('disabled since');
    expect((await newsroom.as('admin').post('/people/2/disablement')).status).toBe(409);
    const back = await newsroom.as('admin').post('/people/2/disablement', { _method: 'delete' });
    expect(back.status).toBe(303);
    // Old sessions and tokens stay dead.
    expect((await newsroom.as('editor').get('/account')).status).toBe(303);
    expect((await newsroom.as('editor').json('GET', '/account')).status).toBe(401);
    const twice = await newsroom.as('admin').post('/people/2/disablement', { _method: 'delete' });
    expect(twice.status).toBe(409);
  });

  it('has all of it in the history, in a chain that holds', async () => {
    await setRole(2, 'viewer');
    await newsroom.as('admin').post('/people/2/disablement');
    await newsroom.as('admin').post('/people/2/disablement', { _method: 'delete' });
    await newsroom.as('admin').post('/people/2/links');
    const of = { entity: 'person', entityId: 2 };
    const changes = await readChanges(newsroom.database, of, 10);
    expect(changes.map(({ action, personName }) => [action, personName])).toEqual([
      ['password link made', 'Ada Min'],
      ['enabled', 'Ada Min'],
      ['disabled', 'Ada Min'],
      ['role changed', 'Ada Min'],
    ]);
    expect(changes[3]?.values).toEqual([{ path: 'role', old: 'editor', new: 'viewer' }]);
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
  });

  it('is changed through JSON too', async () => {
    const admin = newsroom.as('admin');
    const changed = await admin.json('PUT', '/people/2/role', { role: 'viewer' });
    expect(changed.status).toBe(200);
    expect(await dataOf(changed)).toMatchObject({ id: 2, role: 'viewer' });
    const disabled = await admin.json('POST', '/people/2/disablement');
    expect((await dataOf(disabled)).disabled_at).toBe('2024-10-07T09:30:00.000Z');
  });
});

describe('the last administrator', () => {
  const LAST = 'is the last administrator. Make another one first.';

  it('can be neither disabled nor demoted', async () => {
    for (const response of [
      await setRole(5, 'viewer'),
      await newsroom.as('admin').post('/people/5/disablement'),
    ]) {
      expect(response.status).toBe(409);
      expect(await response.text()).toContain(LAST);
    }
    expect(await roleOf(5)).toBe('admin');
    expect((await newsroom.as('admin').get('/people')).status).toBe(200);
  });

  it('does not count disabled administrators', async () => {
    await setRole(4, 'admin');
    await newsroom.as('admin').post('/people/4/disablement');
    expect((await setRole(5, 'viewer')).status).toBe(409);
    // A disabled one can be demoted, though.
    expect((await setRole(4, 'viewer')).status).toBe(303);
  });

  it('may step down when there is another', async () => {
    await setRole(4, 'admin');
    expect((await setRole(5, 'editor')).status).toBe(303);
    expect((await newsroom.as('admin').get('/people')).status).toBe(403);
  });

  it('remains when two remove each other at once', async () => {
    await setRole(4, 'admin');
    await Promise.all([
      setRole(4, 'viewer', 'admin'),
      setRole(5, 'viewer', 'checker'),
      newsroom.as('admin').post('/people/4/disablement'),
      newsroom.as('checker').post('/people/5/disablement'),
    ]);
    const left = await newsroom.database.all(
      "SELECT id FROM person WHERE role = 'admin' AND disabled_at IS NULL",
    );
    expect(left).toHaveLength(1);
  });

  it('remains when both step down at once', async () => {
    await setRole(4, 'admin');
    const statuses = await Promise.all([setRole(5, 'viewer'), setRole(4, 'viewer', 'checker')]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([303, 409]);
  });
});

describe('administration', () => {
  const ADDRESSES = [
    ['GET', '/people'],
    ['GET', '/people/2'],
    ['POST', '/people/invitations'],
    ['POST', '/people/invitations/1/links'],
    ['DELETE', '/people/invitations/1'],
    ['PUT', '/people/2/role'],
    ['POST', '/people/2/disablement'],
    ['DELETE', '/people/2/disablement'],
    ['POST', '/people/2/links'],
  ] as const;

  it.each(ADDRESSES)('%s %s is closed to everybody else', async (method, path) => {
    for (const member of ['viewer', 'editor', 'checker'] as const) {
      const body = method === 'GET' ? undefined : {};
      expect((await newsroom.as(member).json(method, path, body)).status).toBe(403);
    }
    expect((await newsroom.nobody.json(method, path)).status).toBe(method === 'GET' ? 303 : 303);
    expect((await newsroom.nobody.json(method, `${path}.json`)).status).toBe(401);
    expect(await newsroom.database.all('SELECT * FROM change')).toEqual([]);
  });

  it.each([
    ['PUT', '/people'],
    ['POST', '/people/2'],
    ['GET', '/people/2/role'],
    ['GET', '/people/invitations'],
  ])('does not know %s %s', async (method, path) => {
    const response = await newsroom
      .as('admin')
      .json(method, path, method === 'GET' ? undefined : {});
    expect([404, 405]).toContain(response.status);
  });
});
