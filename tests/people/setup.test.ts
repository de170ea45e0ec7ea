import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSetup } from '../../src/people/invitations.ts';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { emptyNewsroom, PASSWORD, visitor } from './visitor.ts';

const FIRST = { email: 'first@example.org', name: 'Farida First', password: PASSWORD };
const DEAD = 'This link does not work';

let newsroom: Newsroom;
let code: string;
beforeEach(async () => {
  newsroom = await openNewsroom();
  await emptyNewsroom(newsroom);
  code = (await startSetup(newsroom.database, () => TODAY)) ?? '';
});
afterEach(() => newsroom.close());

function people() {
  return newsroom.database.all<Record<string, unknown>>('SELECT * FROM person');
}

describe('the setup link', () => {
  it('opens a form, as often as one looks', async () => {
    for (const _time of [1, 2]) {
      const response = await visitor(newsroom.url).get(`/setup?code=${code}`);
      const html = await response.text();
      expect(response.status).toBe(200);
      expect(html).toMatch(/name="password"[^>]*autocomplete="new-password"/);
      expect(html).toMatch(/name="examples"[^>]*checked/);
    }
  });

  it('makes an administrator who is signed in at once', async () => {
    const browser = visitor(newsroom.url);
    const response = await browser.post('/setup', { ...FIRST, code });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/');
    const [person] = await people();
    expect(person).toMatchObject({ email: FIRST.email, name: FIRST.name, role: 'admin' });
    expect((await browser.get('/people')).status).toBe(200);
    const again = await visitor(newsroom.url).post('/sign-in', FIRST);
    expect(again.status).toBe(303);
  });

  it.each([
    [{ examples: 'yes' }, true],
    [{}, false],
  ])('brings the example stories where they are wanted: %j', async (fields, wanted) => {
    await visitor(newsroom.url).post('/setup', { ...FIRST, ...fields, code });
    const row = await newsroom.database.one<{ count: number }>(
      'SELECT count(*) AS count FROM article',
    );
    expect((row?.count ?? 0) > 0).toBe(wanted);
  });

  it('leaves an entry in the history, without the password', async () => {
    await visitor(newsroom.url).post('/setup', { ...FIRST, code });
    const [change] = await newsroom.database.all('SELECT entity, action, person_id FROM change');
    expect(change).toEqual({ entity: 'person', action: 'joined', person_id: 1 });
    const values = JSON.stringify(await newsroom.database.all('SELECT * FROM change_value'));
    expect(values).toContain(FIRST.name);
    expect(values).not.toContain(PASSWORD);
    expect(values).not.toContain('argon2');
  });

  it('works once', async () => {
    await visitor(newsroom.url).post('/setup', { ...FIRST, code });
    for (const response of [
      await visitor(newsroom.url).get(`/setup?code=${code}`),
      await visitor(newsroom.url).post('/setup', { ...FIRST, email: 'b@example.org', code }),
    ]) {
      expect(response.status).toBe(404);
      expect(await response.text()).toContain(DEAD);
    }
    expect(await people()).toHaveLength(1);
  });

  it('works once, also for two at the same time', async () => {
    const statuses = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        const fields = { ...FIRST, email: `${name}@example.org`, code };
        return (await visitor(newsroom.url).post('/setup', fields)).status;
      }),
    );
    expect(statuses.sort()).toEqual([303, 404, 404]);
    expect(await people()).toHaveLength(1);
  });

  it('ends after a day', async () => {
    newsroom.setTime(new Date(TODAY.getTime() + 24 * 3600 * 1000));
    expect((await visitor(newsroom.url).get(`/setup?code=${code}`)).status).toBe(404);
    expect((await visitor(newsroom.url).post('/setup', { ...FIRST, code })).status).toBe(404);
  });

  it('is replaced by the one of the next start', async () => {
    const next = await startSetup(newsroom.database, () => TODAY);
    expect(next).not.toBe(code);
    expect((await visitor(newsroom.url).get(`/setup?code=${code}`)).status).toBe(404);
    expect((await visitor(newsroom.url).get(`/setup?code=${next}`)).status).toBe(200);
  });

  it('is not made, and does not work, where there is an account', async () => {
    await newsroom.database.write((tx) =>
      tx.run(
        `INSERT INTO person (email, name, role, password_hash, created_at)
         VALUES ('by@hand.example', 'By Hand', 'viewer', '', '2024-10-07')`,
      ),
    );
    expect((await visitor(newsroom.url).get(`/setup?code=${code}`)).status).toBe(404);
    expect((await visitor(newsroom.url).post('/setup', { ...FIRST, code })).status).toBe(404);
    expect(await startSetup(newsroom.database, () => TODAY)).toBeNull();
  });

  it.each(['', 'wrong', "' OR 1=1 --", '\0'])('needs its code, not %j', async (wrong) => {
    const address = `/setup?code=${encodeURIComponent(wrong)}`;
    expect((await visitor(newsroom.url).get(address)).status).toBe(404);
    const response = await visitor(newsroom.url).post('/setup', { ...FIRST, code: wrong });
    expect(response.status).toBe(404);
    expect(await people()).toHaveLength(0);
  });

  it('does not open as an invitation', async () => {
    expect((await visitor(newsroom.url).get(`/invitation?code=${code}`)).status).toBe(404);
    const fields = { name: 'Mallory', password: PASSWORD, code };
    expect((await visitor(newsroom.url).post('/invitation', fields)).status).toBe(404);
  });

  it('shows everything again that was wrong, but the password', async () => {
    const fields = { email: 'no email', name: ' ', password: 'short', code };
    const response = await visitor(newsroom.url).post('/setup', fields);
    const html = await response.text();
    expect(response.status).toBe(422);
    for (const words of ['This is not an email address.', 'Write a name.', 'At least 12']) {
      expect(html).toContain(words);
    }
    expect(html).toContain('value="no email"');
    expect(html).not.toContain('value="short"');
    expect(html).toContain('href="#field-email"');
    // Left unchecked, it stays so.
    expect(html).not.toMatch(/name="examples"[^>]*checked/);
    expect((await visitor(newsroom.url).post('/setup', { ...FIRST, code })).status).toBe(303);
  });

  it('tells a first visitor where the link is', async () => {
    const html = await (await visitor(newsroom.url).get('/sign-in')).text();
    expect(html).toContain('There is no account yet.');
  });
});
