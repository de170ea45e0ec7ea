import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST, type Newsroom, openNewsroom, secretOf, TODAY } from '../support/newsroom.ts';
import { dataOf, emailOf, givePassword, PASSWORD, reopen, signIn, visitor } from './visitor.ts';

const WRONG = 'No account has this email and password.';
const HOUR = 60 * 60 * 1000;

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
  await givePassword(newsroom, 'editor');
});
afterEach(() => newsroom.close());

function later(hours: number): void {
  newsroom.setTime(new Date(TODAY.getTime() + hours * HOUR));
}

describe('signing in', () => {
  it('shows a form that password managers understand', async () => {
    const html = await (await visitor(newsroom.url).get('/sign-in')).text();
    expect(html).toMatch(/name="email"[^>]*autocomplete="username"/);
    expect(html).toMatch(/name="password"[^>]*autocomplete="current-password"/);
  });

  it('starts a session in a cookie that scripts cannot read', async () => {
    const browser = visitor(newsroom.url);
    const response = await signIn(browser, 'editor');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/');
    const cookie = response.headers.getSetCookie().join();
    expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await browser.get('/account')).status).toBe(200);
  });

  it('has a secure cookie of this very host where the address is https', async () => {
    const behind = await reopen(newsroom, { clock: () => TODAY, origin: 'https://desk.example' });
    const browser = visitor(behind.url);
    const response = await signIn(browser, 'editor');
    expect(response.headers.getSetCookie().join()).toMatch(
      /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await browser.get('/account')).status).toBe(200);
    await behind.close();
  });

  it('ignores the case of the email and blanks around it', async () => {
    const email = `  ${emailOf('editor').toUpperCase()} `;
    const response = await visitor(newsroom.url).post('/sign-in', { email, password: PASSWORD });
    expect(response.status).toBe(303);
  });

  it('answers JSON with the person, and no secret but the cookie', async () => {
    const response = await fetch(`${newsroom.url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: emailOf('editor'), password: PASSWORD }),
    });
    expect(response.status).toBe(200);
    expect(Object.keys(await dataOf(response))).not.toContain('password_hash');
    expect(response.headers.getSetCookie()).toHaveLength(1);
  });

  it('stores no secret as it is', async () => {
    const browser = visitor(newsroom.url);
    await signIn(browser, 'editor');
    const dump = JSON.stringify([
      await newsroom.database.all('SELECT * FROM session'),
      await newsroom.database.all('SELECT * FROM sign_in_failure'),
      await newsroom.database.all('SELECT * FROM change_value'),
    ]);
    expect(dump).not.toContain(browser.cookies.get('session'));
    expect(dump).not.toContain(PASSWORD);
  });

  it('goes where one was going', async () => {
    const refused = await visitor(newsroom.url).get('/account?x=1');
    expect(refused.headers.get('location')).toBe('/sign-in?next=%2Faccount%3Fx%3D1');
    const form = await (await visitor(newsroom.url).get('/sign-in?next=%2Faccount%3Fx%3D1')).text();
    expect(form).toContain('name="next" value="/account?x&#x3D;1"');
    const response = await signIn(visitor(newsroom.url), 'editor', PASSWORD, {
      next: '/account?x=1',
    });
    expect(response.headers.get('location')).toBe('/account?x=1');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\r\nX-Evil: 1', '/\t/x'])(
    'never leads to another site: %j',
    async (next) => {
      const response = await signIn(visitor(newsroom.url), 'editor', PASSWORD, { next });
      expect(response.headers.get('location')).toBe('/');
      expect(response.headers.get('x-evil')).toBeNull();
    },
  );

  it('sends on who is signed in already', async () => {
    const response = await newsroom.as('editor').get('/sign-in?next=/people');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/people');
  });

  it.each([
    ['a wrong password', emailOf('editor'), 'three words and mere'],
    ['the password with a blank added', emailOf('editor'), `${PASSWORD} `],
    ['an unknown account', 'nobody@example.org', PASSWORD],
    ['an account without a password', emailOf('viewer'), PASSWORD],
    ['SQL', "' OR 1=1 --", PASSWORD],
    ['a wildcard', '%', PASSWORD],
    ['NUL', 'editor\0@example.org', PASSWORD],
    ['a very long password', emailOf('editor'), 'x'.repeat(100_000)],
  ])('refuses %s with the same words, keeping the email', async (_what, email, password) => {
    const response = await visitor(newsroom.url).post('/sign-in', { email, password });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain(WRONG);
    expect(html).not.toContain(`value="${password}"`);
    expect(html).toMatch(/aria-invalid="true" aria-describedby="error-password"/);
    if (email === 'nobody@example.org') expect(html).toContain(`value="${email}"`);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('says what is missing, without counting it as an attempt', async () => {
    const browser = visitor(newsroom.url);
    for (let times = 0; times < 30; times += 1) {
      const response = await browser.post('/sign-in', { email: '', password: '' });
      expect(response.status).toBe(422);
      expect(await response.text()).toContain('Write your email address.');
    }
    expect((await signIn(browser, 'editor')).status).toBe(303);
  });

  it.each([{}, [], null, 7, { email: 7, password: {} }, { email: ['a'], password: ['b'] }])(
    'refuses JSON that is no sign-in: %j',
    async (body) => {
      const response = await fetch(`${newsroom.url}/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect([400, 422]).toContain(response.status);
    },
  );

  it('takes about as long for an unknown account as for a wrong password', async () => {
    const time = async (email: string) => {
      const start = performance.now();
      await visitor(newsroom.url).post('/sign-in', { email, password: 'wrong wrong wrong' });
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let times = 0; times < 4; times += 1) {
      known.push(await time(emailOf('editor')));
      unknown.push(await time('nobody@example.org'));
    }
    // An answer without the work would come ten times faster.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 5);
  });

  it('knows no other method and no data twin', async () => {
    expect((await newsroom.as('editor').json('PUT', '/sign-in', {})).status).toBe(405);
    expect((await newsroom.nobody.get('/sign-out')).status).toBe(405);
    expect((await newsroom.nobody.get('/sign-in.json')).status).toBe(404);
  });
});

describe('a session', () => {
  it('cannot be planted: the secret is always new', async () => {
    const planted = 'planted-by-somebody-else-planted-by-somebody';
    const browser = visitor(newsroom.url, new Map([['session', planted]]));
    await signIn(browser, 'editor');
    expect(browser.cookies.get('session')).not.toBe(planted);
    const thief = visitor(newsroom.url, new Map([['session', planted]]));
    expect((await thief.get('/account')).status).toBe(303);
  });

  it('ends when its browser signs in anew', async () => {
    const browser = visitor(newsroom.url);
    await signIn(browser, 'editor');
    const old = visitor(newsroom.url, new Map(browser.cookies));
    await signIn(browser, 'editor');
    expect((await old.get('/account')).status).toBe(303);
    expect((await browser.get('/account')).status).toBe(200);
  });

  it('ends with the sign-out, also on the server', async () => {
    const browser = visitor(newsroom.url);
    await signIn(browser, 'editor');
    const copy = visitor(newsroom.url, new Map(browser.cookies));
    const response = await browser.post('/sign-out');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/sign-in');
    expect(browser.cookies.size).toBe(0);
    expect((await copy.get('/account')).status).toBe(303);
  });

  it('lets nobody sign out who is not signed in, and says nothing about it', async () => {
    expect((await visitor(newsroom.url).post('/sign-out')).status).toBe(303);
  });

  it('ends after twelve hours without use', async () => {
    const browser = visitor(newsroom.url);
    await signIn(browser, 'editor');
    later(11.9);
    expect((await browser.get('/account')).status).toBe(200);
    later(23.8);
    expect((await browser.get('/account')).status).toBe(200);
    later(35.9);
    expect((await browser.get('/account')).status).toBe(303);
  });

  it('ends after thirty days however much it is used', async () => {
    const browser = visitor(newsroom.url);
    await signIn(browser, 'editor');
    for (let hours = 10; hours < 30 * 24; hours += 10) {
      later(hours);
      expect((await browser.get('/account')).status).toBe(200);
    }
    later(30 * 24 + 0.1);
    expect((await browser.get('/account')).status).toBe(303);
  });

  it('is written down at most once a minute', async () => {
    const browser = visitor(newsroom.url);
    await signIn(browser, 'editor');
    const seen = async () =>
      (await newsroom.database.one<{ at: string }>('SELECT max(seen_at) AS at FROM session'))?.at;
    later(1 / 120);
    await browser.get('/account');
    expect(await seen()).toBe(TODAY.toISOString());
    later(1 / 30);
    await browser.get('/account');
    expect(await seen()).toBe('2024-10-07T09:32:00.000Z');
  });

  it('is gone the moment its person is disabled, and so are their tokens', async () => {
    const browser = visitor(newsroom.url);
    await signIn(browser, 'editor');
    const { id } = CAST.editor;
    await newsroom.as('admin').post(`/people/${id}/disablement`);
    expect((await browser.get('/account')).status).toBe(303);
    expect((await newsroom.as('editor').json('GET', '/account')).status).toBe(401);
    const again = await signIn(browser, 'editor');
    expect(again.status).toBe(422);
    expect(await again.text()).toContain(WRONG);
  });

  it('and a token count for nothing while their person is disabled, however that came', async () => {
    await newsroom.database.write((tx) =>
      tx.run("UPDATE person SET disabled_at = '2024-10-07' WHERE id = 2"),
    );
    expect((await newsroom.as('editor').get('/account')).status).toBe(303);
    expect((await newsroom.as('editor').json('GET', '/account')).status).toBe(401);
  });

  it('does not count where a token is sent along', async () => {
    const response = await fetch(`${newsroom.url}/account`, {
      headers: { cookie: `session=${secretOf('editor')}`, authorization: 'Bearer nonsense' },
    });
    expect(response.status).toBe(401);
  });
});
