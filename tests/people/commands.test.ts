import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addPerson, addToken, disableByEmail } from '../../src/people/commands.ts';
import { startSetup } from '../../src/people/invitations.ts';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { emptyNewsroom, PASSWORD, visitor } from './visitor.ts';

const PERSON = {
  ...{ email: 'new@example.org', name: 'Nadia New', role: 'editor', password: PASSWORD },
};

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

describe('at the command line, adding a person', () => {
  it('lets them sign in, and is in the history', async () => {
    const id = await addPerson(newsroom.database, PERSON, TODAY);
    expect((await visitor(newsroom.url).post('/sign-in', PERSON)).status).toBe(303);
    const [change] = await newsroom.database.all('SELECT entity_id, action FROM change');
    expect(change).toEqual({ entity_id: id, action: 'joined' });
  });

  it('makes the setup link useless', async () => {
    await emptyNewsroom(newsroom);
    const code = await startSetup(newsroom.database, () => TODAY);
    await addPerson(newsroom.database, { ...PERSON, role: 'admin' }, TODAY);
    expect((await visitor(newsroom.url).get(`/setup?code=${code}`)).status).toBe(404);
  });

  it.each([
    [{ email: 'nonsense' }, 'email: This is not an email address.'],
    [{ role: 'king' }, 'role: Choose one of: viewer, editor, fact_checker, admin.'],
    [{ password: 'short' }, 'password: At least 12 characters. Several words make a good one.'],
    [{ password: 'new@example.org' }, 'password: Choose something other than your name or email.'],
    [{ email: 'EDITOR@example.org' }, 'There is an account for EDITOR@example.org already.'],
  ])('refuses %j', async (change, detail) => {
    await expect(
      addPerson(newsroom.database, { ...PERSON, ...change }, TODAY),
    ).rejects.toMatchObject({
      detail,
    });
  });
});

describe('at the command line, disabling', () => {
  it('is felt at once', async () => {
    await disableByEmail(newsroom.database, 'Editor@Example.org', TODAY);
    expect((await newsroom.as('editor').get('/account')).status).toBe(303);
  });

  it.each([
    ['nobody@example.org', 'There is no account for nobody@example.org.'],
    ['admin@example.org', 'Ada Min is the last administrator. Make another one first.'],
  ])('refuses %s', async (email, detail) => {
    await expect(disableByEmail(newsroom.database, email, TODAY)).rejects.toMatchObject({ detail });
  });
});

describe('at the command line, adding a token', () => {
  const TOKEN = { email: 'editor@example.org', scope: 'read', name: 'script' };

  it('gives one that works', async () => {
    const secret = await addToken(newsroom.database, TOKEN, TODAY);
    const headers = { authorization: `Bearer ${secret}` };
    expect((await fetch(`${newsroom.url}/account`, { headers })).status).toBe(200);
  });

  it.each([
    [{ email: 'nobody@example.org' }, 'There is no account for nobody@example.org.'],
    [{ scope: 'all' }, 'scope: Choose one of: read, write.'],
    [{ name: ' ' }, 'name: Say what it is for.'],
  ])('refuses %j', async (change, detail) => {
    await expect(addToken(newsroom.database, { ...TOKEN, ...change }, TODAY)).rejects.toMatchObject(
      {
        detail,
      },
    );
  });

  it('refuses a disabled person', async () => {
    await disableByEmail(newsroom.database, TOKEN.email, TODAY);
    await expect(addToken(newsroom.database, TOKEN, TODAY)).rejects.toMatchObject({
      detail: 'editor@example.org is disabled.',
    });
  });
});
