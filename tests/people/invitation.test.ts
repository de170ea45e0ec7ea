import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { dataOf, givePassword, PASSWORD, signIn, visitor } from './visitor.ts';

const GUEST = { email: 'guest@example.org', name: 'Gita Guest', role: 'fact_checker' };
const DAY = 24 * 3600 * 1000;

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

async function codeIn(response: Response): Promise<string> {
  return /invitation\?code(?:&#x3D;|=)([\w-]{43})/.exec(await response.text())?.[1] ?? '';
}

async function invite(guest: Record<string, string> = GUEST): Promise<string> {
  const response = await newsroom.as('admin').post('/people/invitations', guest);
  expect(response.status).toBe(201);
  return codeIn(response);
}

function accept(code: string, fields: Record<string, string> = {}) {
  const browser = visitor(newsroom.url);
  const form = { code, name: GUEST.name, password: PASSWORD, ...fields };
  return browser.post('/invitation', form).then((response) => ({ response, browser }));
}

async function guests() {
  return newsroom.database.all<{ id: number; name: string; role: string }>(
    "SELECT id, name, role FROM person WHERE email = 'guest@example.org'",
  );
}

describe('an invitation', () => {
  it('is a link that is shown once and kept as a hash', async () => {
    const code = await invite();
    expect(code).toHaveLength(43);
    expect(await (await newsroom.as('admin').get('/people')).text()).not.toContain(code);
    const stored = JSON.stringify(await newsroom.database.all('SELECT * FROM invitation'));
    expect(stored).toContain(GUEST.email);
    expect(stored).not.toContain(code);
  });

  it('is seen by the one who opens it: who they will be', async () => {
    const code = await invite();
    const html = await (await visitor(newsroom.url).get(`/invitation?code=${code}`)).text();
    expect(html).toContain('as fact-checker');
    expect(html).toContain(GUEST.email);
    expect(html).toContain('value="Gita Guest"');
    expect(html).toMatch(/name="password"[^>]*autocomplete="new-password"/);
    const data = await dataOf(visitor(newsroom.url).get(`/invitation.json?code=${code}`));
    expect(data).toEqual(GUEST);
  });

  it('makes a person with the role given, signed in', async () => {
    const { response, browser } = await accept(await invite(), { name: 'Gita G.' });
    expect(response.status).toBe(303);
    expect(await guests()).toEqual([{ id: 6, name: 'Gita G.', role: 'fact_checker' }]);
    expect((await browser.get('/account')).status).toBe(200);
    expect((await browser.get('/people')).status).toBe(403);
  });

  it('cannot be turned into another role or another email', async () => {
    await accept(await invite(), { role: 'admin', email: 'other@example.org' });
    expect(await guests()).toMatchObject([{ role: 'fact_checker' }]);
  });

  it('works once, also for two at the same time', async () => {
    const code = await invite();
    const results = await Promise.all([accept(code), accept(code), accept(code)]);
    expect(results.map(({ response }) => response.status).sort()).toEqual([303, 404, 404]);
    expect(await guests()).toHaveLength(1);
    expect((await visitor(newsroom.url).get(`/invitation?code=${code}`)).status).toBe(404);
  });

  it('works for seven days', async () => {
    const code = await invite();
    newsroom.setTime(new Date(TODAY.getTime() + 7 * DAY - 1000));
    expect((await visitor(newsroom.url).get(`/invitation?code=${code}`)).status).toBe(200);
    newsroom.setTime(new Date(TODAY.getTime() + 7 * DAY));
    expect((await visitor(newsroom.url).get(`/invitation?code=${code}`)).status).toBe(404);
    expect((await accept(code)).response.status).toBe(404);
    const page = await (await newsroom.as('admin').get('/people')).text();
    expect(page).toContain('the link expired');
  });

  it('can be withdrawn', async () => {
    const code = await invite();
    const gone = await newsroom.as('admin').post('/people/invitations/1', { _method: 'delete' });
    expect(gone.status).toBe(303);
    expect(gone.headers.get('location')).toBe('/people');
    expect((await accept(code)).response.status).toBe(404);
    expect(await guests()).toEqual([]);
    const { invitations } = await dataOf(newsroom.as('admin').get('/people.json'));
    expect(invitations).toEqual([]);
    const twice = await newsroom.as('admin').post('/people/invitations/1', { _method: 'delete' });
    expect(twice.status).toBe(404);
    // And made anew.
    expect((await accept(await invite())).response.status).toBe(303);
  });

  it('can get a new link, which ends the old one', async () => {
    const code = await invite();
    newsroom.setTime(new Date(TODAY.getTime() + 8 * DAY));
    const response = await newsroom.as('admin').post('/people/invitations/1/links');
    expect(response.status).toBe(201);
    const next = await codeIn(response);
    expect(next).not.toBe(code);
    expect((await visitor(newsroom.url).get(`/invitation?code=${code}`)).status).toBe(404);
    expect((await accept(next)).response.status).toBe(303);
    expect((await newsroom.as('admin').post('/people/invitations/1/links')).status).toBe(404);
  });

  it('ends when the administrator who made it is disabled', async () => {
    const code = await invite();
    await newsroom.as('admin').post('/people/1/role', { _method: 'put', role: 'admin' });
    expect((await newsroom.as('viewer').post('/people/5/disablement')).status).toBe(303);
    expect((await accept(code)).response.status).toBe(404);
  });

  it('shows again what was wrong', async () => {
    const code = await invite();
    const { response } = await accept(code, { name: 'Gita\nGuest', password: GUEST.email });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('A name is one line of visible characters.');
    expect(html).toContain('Choose something other than your name or email.');
    expect(html).toContain(`name="code" value="${code}"`);
    expect((await accept(code)).response.status).toBe(303);
  });

  it('keeps a password to the byte', async () => {
    const password = '  كلمة\u0301 سر 🗝️  ';
    await accept(await invite(), { password });
    const enter = (tried: string) =>
      visitor(newsroom.url).post('/sign-in', { email: GUEST.email, password: tried });
    expect((await enter(password)).status).toBe(303);
    expect((await enter(password.trim())).status).toBe(422);
    expect((await enter(password.normalize('NFKC').trim())).status).toBe(422);
  });

  it('stands in the history: invited, renewed, joined', async () => {
    await invite();
    const renewed = await newsroom.as('admin').post('/people/invitations/1/links');
    await accept(await codeIn(renewed));
    const changes = await newsroom.database.all(
      'SELECT entity, entity_id AS id, action, person_id AS by FROM change ORDER BY change.id',
    );
    expect(changes).toEqual([
      { entity: 'invitation', id: 1, action: 'invited', by: 5 },
      { entity: 'invitation', id: 1, action: 'link renewed', by: 5 },
      { entity: 'person', id: 6, action: 'joined', by: 6 },
    ]);
  });
});

describe('inviting', () => {
  it.each([
    [{ ...GUEST, email: 'nonsense' }, 'This is not an email address.'],
    [{ ...GUEST, name: '' }, 'Write a name.'],
    [{ ...GUEST, role: 'king' }, 'Choose one of: viewer, editor, fact_checker, admin.'],
    [{}, 'Write an email address.'],
  ])('refuses %j with everything kept', async (fields: Record<string, string>, words) => {
    const response = await newsroom.as('admin').post('/people/invitations', fields);
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain(words);
    if (fields.email) expect(html).toContain(`value="${fields.email}"`);
    if (fields.name) expect(html).toContain(`value="${fields.name}"`);
  });

  it('refuses an email that has an account or an invitation, whatever its case', async () => {
    const taken = await newsroom
      .as('admin')
      .post('/people/invitations', { ...GUEST, email: 'EDITOR@example.org' });
    expect(taken.status).toBe(409);
    expect(await taken.text()).toContain('There is an account for EDITOR@example.org already.');
    await invite();
    const twice = await newsroom
      .as('admin')
      .post('/people/invitations', { ...GUEST, email: 'Guest@Example.org' });
    expect(twice.status).toBe(409);
    expect(await twice.text()).toContain('value="Gita Guest"');
  });

  it('works as JSON', async () => {
    const response = await newsroom.as('admin').json('POST', '/people/invitations', GUEST);
    expect(response.status).toBe(201);
    const data = await dataOf(response);
    expect(data).toMatchObject({ id: 1, email: GUEST.email });
    expect((await fetch(data.url)).status).toBe(200);
    const wrong = await newsroom
      .as('admin')
      .json('POST', '/people/invitations', { ...GUEST, role: 7 });
    expect(wrong.status).toBe(422);
    expect((await dataOf(wrong)).errors[0]?.path).toBe('role');
  });
});

describe('a link for a new password', () => {
  beforeEach(() => givePassword(newsroom, 'editor'));

  async function link(): Promise<string> {
    const response = await newsroom.as('admin').post('/people/2/links');
    expect(response.status).toBe(201);
    return codeIn(response);
  }

  it('changes the password, ends all sessions and keeps the name', async () => {
    const elsewhere = visitor(newsroom.url);
    await signIn(elsewhere, 'editor');
    const code = await link();
    const html = await (await visitor(newsroom.url).get(`/invitation?code=${code}`)).text();
    expect(html).toContain('Choose a new password');
    expect(html).not.toContain('name="name"');
    const { response, browser } = await accept(code, {
      name: 'Mallory',
      password: 'fresh words here',
    });
    expect(response.status).toBe(303);
    expect((await elsewhere.get('/account')).status).toBe(303);
    expect((await newsroom.as('editor').get('/account')).status).toBe(303);
    expect(await (await browser.get('/account')).text()).toContain('Nour Haddad');
    expect((await signIn(visitor(newsroom.url), 'editor')).status).toBe(422);
    expect((await signIn(visitor(newsroom.url), 'editor', 'fresh words here')).status).toBe(303);
    expect((await accept(code)).response.status).toBe(404);
  });

  it('ends with the next one, with a day, and with the account', async () => {
    const first = await link();
    const second = await link();
    const opens = (code: string) =>
      visitor(newsroom.url)
        .get(`/invitation?code=${code}`)
        .then((response) => response.status);
    expect(await opens(first)).toBe(404);
    expect(await opens(second)).toBe(200);
    await newsroom.as('admin').post('/people/2/disablement');
    expect(await opens(second)).toBe(404);
    await newsroom.as('admin').post('/people/2/disablement', { _method: 'delete' });
    const third = await link();
    newsroom.setTime(new Date(TODAY.getTime() + DAY - 1000));
    expect(await opens(third)).toBe(200);
    newsroom.setTime(new Date(TODAY.getTime() + DAY));
    expect(await opens(third)).toBe(404);
    await newsroom.as('admin').post('/people/2/disablement');
    expect((await newsroom.as('admin').post('/people/2/links')).status).toBe(409);
  });

  it('is not among the invitations', async () => {
    await link();
    const { invitations } = await dataOf(newsroom.as('admin').get('/people.json'));
    expect(invitations).toEqual([]);
    expect((await newsroom.as('admin').post('/people/invitations/1/links')).status).toBe(404);
  });
});
