import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST, type Newsroom, openNewsroom, secretOf, TODAY } from '../support/newsroom.ts';
import { dataOf, givePassword, PASSWORD, signIn, type Visitor, visitor } from './visitor.ts';

const NEW = 'a quite different sentence';

let newsroom: Newsroom;
let browser: Visitor;
beforeEach(async () => {
  newsroom = await openNewsroom();
  await givePassword(newsroom, 'editor');
  browser = visitor(newsroom.url);
  await signIn(browser, 'editor');
});
afterEach(() => newsroom.close());

const put = (path: string, fields: Record<string, string>) =>
  browser.post(path, { _method: 'put', ...fields });
const remove = (path: string) => browser.post(path, { _method: 'delete' });

function changes() {
  return newsroom.database.all<{ action: string; entity: string }>(
    'SELECT entity, action FROM change ORDER BY id',
  );
}

describe('the account', () => {
  it('is shown, and answers data without secrets', async () => {
    const html = await (await browser.get('/account')).text();
    expect(html).toContain('This is where you are now');
    const data = await dataOf(browser.get('/account.json'));
    expect(data.person).toEqual({
      ...{ id: 2, name: 'Nour Haddad', role: 'editor', email: 'editor@example.org' },
    });
    expect(data.sessions.filter((one) => one.current)).toHaveLength(1);
    expect(data.tokens).toHaveLength(1);
    expect(JSON.stringify(data)).not.toMatch(/hash|argon2|secret/);
  });

  it('belongs to whoever is signed in, of any role', async () => {
    for (const member of ['viewer', 'editor', 'checker', 'admin'] as const) {
      const data = await dataOf(newsroom.as(member).json('GET', '/account'));
      expect(data.person.name).toBe(CAST[member].name);
    }
    expect((await newsroom.nobody.get('/account')).status).toBe(303);
    expect((await newsroom.nobody.get('/account.json')).status).toBe(401);
  });

  it('takes a new name', async () => {
    const response = await put('/account', { name: '  نور حداد ' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/account');
    expect((await dataOf(browser.get('/account.json'))).person.name).toBe('نور حداد');
    expect(await changes()).toEqual([{ entity: 'person', action: 'renamed' }]);
  });

  it('does not record a change that is none', async () => {
    await put('/account', { name: 'Nour Haddad' });
    expect(await changes()).toEqual([]);
  });

  it.each(['', '   ', 'Nour\r\nX-Evil: 1', 'x'.repeat(121)])('refuses %j', async (name) => {
    const response = await put('/account', { name });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('id="error-name"');
    expect(html).toContain('aria-describedby="error-name"');
    expect(await changes()).toEqual([]);
  });

  it('takes a name as JSON', async () => {
    const editor = newsroom.as('editor');
    expect((await editor.json('PUT', '/account', { name: 'N. H.' })).status).toBe(200);
    const wrong = await editor.json('PUT', '/account', { name: 7 });
    expect(wrong.status).toBe(422);
    expect((await dataOf(wrong)).errors).toEqual([{ path: 'name', message: 'Write a name.' }]);
    expect((await editor.json('DELETE', '/account')).status).toBe(405);
  });
});

describe('changing the password', () => {
  const change = (current: string, password: string) =>
    put('/account/password', { current_password: current, password });

  it('works with the current one, and ends all other sessions', async () => {
    const other = visitor(newsroom.url);
    await signIn(other, 'editor');
    const before = browser.cookies.get('session');
    const response = await change(PASSWORD, NEW);
    expect(response.status).toBe(303);
    expect((await browser.get('/account')).status).toBe(200);
    expect((await other.get('/account')).status).toBe(303);
    expect((await newsroom.as('editor').get('/account')).status).toBe(303);
    expect((await signIn(visitor(newsroom.url), 'editor')).status).toBe(422);
    expect((await signIn(visitor(newsroom.url), 'editor', NEW)).status).toBe(303);
    // Nor does a copy of the cookie open anything any more.
    const copy = visitor(newsroom.url, new Map([['session', before ?? '']]));
    expect((await copy.get('/account')).status).toBe(303);
  });

  it('is recorded, the passwords are not', async () => {
    await change(PASSWORD, NEW);
    expect(await changes()).toEqual([{ entity: 'person', action: 'password changed' }]);
    expect(await newsroom.database.all('SELECT * FROM change_value')).toEqual([]);
  });

  it('forgets addresses of before, so that their guesses count in full', async () => {
    await newsroom.database.write((tx) =>
      tx.run("INSERT INTO known_address VALUES (2, '203.0.113.5', '2024-10-07')"),
    );
    await change(PASSWORD, NEW);
    expect(await newsroom.database.all('SELECT network FROM known_address')).toEqual([
      { network: '127.0.0.1' },
    ]);
  });

  it.each([
    ['wrong words here', NEW, 'current_password'],
    [`${PASSWORD} `, NEW, 'current_password'],
    ['', NEW, 'current_password'],
    [PASSWORD, 'short', 'password'],
    [PASSWORD, 'editor@example.org', 'password'],
    [PASSWORD, '', 'password'],
  ])('from %j to %j is refused at %s, nothing shown again', async (current, password, field) => {
    const response = await change(current, password);
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain(`id="error-${field}"`);
    for (const typed of [current, password]) {
      if (typed && typed !== 'editor@example.org') expect(html).not.toContain(`value="${typed}"`);
    }
    expect((await signIn(visitor(newsroom.url), 'editor')).status).toBe(303);
  });
});

describe('own sessions', () => {
  it('can be ended one by one', async () => {
    const phone = visitor(newsroom.url);
    await phone.post(
      '/sign-in',
      { email: 'editor@example.org', password: PASSWORD },
      { 'sec-fetch-site': 'same-origin', 'user-agent': 'Mozilla/5.0 (iPhone) Safari/604.1' },
    );
    expect(await (await browser.get('/account')).text()).toContain('Safari on iPhone');
    const { sessions } = await dataOf(phone.get('/account.json'));
    const { id } = sessions.find((one) => one.current) ?? { id: 0 };
    expect((await remove(`/account/sessions/${id}`)).status).toBe(303);
    expect((await phone.get('/account')).status).toBe(303);
    expect((await browser.get('/account')).status).toBe(200);
    expect((await remove(`/account/sessions/${id}`)).status).toBe(404);
  });

  it('end here with the one of here', async () => {
    const { sessions } = await dataOf(browser.get('/account.json'));
    const { id } = sessions.find((one) => one.current) ?? { id: 0 };
    const response = await remove(`/account/sessions/${id}`);
    expect(response.headers.get('location')).toBe('/sign-in');
    expect(browser.cookies.size).toBe(0);
  });

  it('can all be ended but this one', async () => {
    const other = visitor(newsroom.url);
    await signIn(other, 'editor');
    expect((await remove('/account/sessions')).status).toBe(303);
    expect((await other.get('/account')).status).toBe(303);
    expect((await browser.get('/account')).status).toBe(200);
  });

  it.each(['0', '-1', 'x', '1e3', '99999999999999999'])('has none called %s', async (id) => {
    expect((await remove(`/account/sessions/${id}`)).status).toBe(404);
  });

  it('are nobody else’s', async () => {
    const row = await newsroom.database.one<{ id: number }>(
      'SELECT id FROM session WHERE person_id = 5',
    );
    expect((await remove(`/account/sessions/${row?.id}`)).status).toBe(404);
    expect((await newsroom.as('admin').get('/account')).status).toBe(200);
  });
});

describe('own tokens', () => {
  const make = (fields: Record<string, string>) => browser.post('/account/tokens', fields);
  const secretIn = (html: string) => /value="([\w-]{43})" readonly/.exec(html)?.[1] ?? '';
  const use = (secret: string, method = 'GET', body?: unknown) =>
    fetch(`${newsroom.url}/account`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  it('are shown once, kept as a hash, and work', async () => {
    const response = await make({ name: 'CSV import', scope: 'write' });
    expect(response.status).toBe(201);
    const secret = secretIn(await response.text());
    expect(secret).toHaveLength(43);
    expect(await (await browser.get('/account')).text()).not.toContain(secret);
    expect(JSON.stringify(await newsroom.database.all('SELECT * FROM token'))).not.toContain(
      secret,
    );
    expect((await use(secret)).status).toBe(200);
    expect((await use(secret, 'PUT', { name: 'By Token' })).status).toBe(200);
  });

  it('that may only read, only read', async () => {
    const secret = secretIn(await (await make({ name: 'reader', scope: 'read' })).text());
    expect((await use(secret)).status).toBe(200);
    const refused = await use(secret, 'PUT', { name: 'By Token' });
    expect(refused.status).toBe(403);
    expect((await dataOf(refused)).detail).toBe('This token may only read.');
    expect((await use(secret, 'DELETE')).status).toBe(405);
  });

  it('can never do more than their person', async () => {
    const secret = secretIn(await (await make({ name: 'x', scope: 'write' })).text());
    const response = await fetch(`${newsroom.url}/people`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(response.status).toBe(403);
  });

  it('end when they are revoked', async () => {
    const secret = secretIn(await (await make({ name: 'x', scope: 'read' })).text());
    const { tokens } = await dataOf(browser.get('/account.json'));
    expect(tokens[0]).toMatchObject({ name: 'x', scope: 'read', used_at: null });
    expect((await remove(`/account/tokens/${tokens[0]?.id}`)).status).toBe(303);
    expect((await use(secret)).status).toBe(401);
    expect((await remove(`/account/tokens/${tokens[0]?.id}`)).status).toBe(404);
    expect(await changes()).toEqual([
      { entity: 'token', action: 'created' },
      { entity: 'token', action: 'revoked' },
    ]);
  });

  it('show when they were last used', async () => {
    await newsroom.as('editor').json('GET', '/account');
    newsroom.setTime(new Date(TODAY.getTime() + 30_000));
    await newsroom.as('editor').json('GET', '/account');
    const { tokens } = await dataOf(browser.get('/account.json'));
    expect(tokens[0]?.used_at).toBe(TODAY.toISOString());
  });

  it('cannot make tokens', async () => {
    const response = await newsroom
      .as('editor')
      .json('POST', '/account/tokens', { name: 'child', scope: 'write' });
    expect(response.status).toBe(403);
  });

  it('can be made as JSON by somebody who is signed in', async () => {
    const response = await fetch(`${newsroom.url}/account/tokens`, {
      method: 'POST',
      headers: {
        cookie: `session=${secretOf('editor')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name: 'script', scope: 'read' }),
    });
    expect(response.status).toBe(201);
    const data = await dataOf(response);
    expect(data).toMatchObject({ name: 'script', scope: 'read' });
    expect((await use(data.token)).status).toBe(200);
  });

  it.each([
    [{ name: '', scope: 'read' }, 'token-name'],
    [{ name: 'x'.repeat(81), scope: 'read' }, 'token-name'],
    [{ name: 'x', scope: 'admin' }, 'token-scope'],
    [{ name: 'x' }, 'token-scope'],
  ])('made of %j are refused, what was typed stays', async (fields, path) => {
    const response = await make(fields as Record<string, string>);
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain(`href="#field-${path}"`);
    expect(html).toContain(`id="field-token-name" name="name" type="text" value="${fields.name}"`);
  });

  it('are not without end', async () => {
    await newsroom.database.write(async (tx) => {
      for (let count = 0; count < 50; count += 1) {
        await tx.run(
          `INSERT INTO token (token_hash, person_id, name, scope, created_at)
           VALUES (?, 2, 'x', 'read', '2024')`,
          `hash${count}`,
        );
      }
    });
    expect((await make({ name: 'one more', scope: 'read' })).status).toBe(409);
  });

  it('of others are out of reach', async () => {
    const row = await newsroom.database.one<{ id: number }>(
      'SELECT id FROM token WHERE person_id = 5',
    );
    expect((await remove(`/account/tokens/${row?.id}`)).status).toBe(404);
    expect((await newsroom.as('admin').json('GET', '/account')).status).toBe(200);
  });
});
