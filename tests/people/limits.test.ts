import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { givePassword, PASSWORD, reopen, signIn, visitor } from './visitor.ts';

let newsroom: Newsroom;
/** The newsroom behind a proxy, so that tests can come from many addresses. */
let proxied: { url: string; close(): Promise<void> };
let now: Date;

beforeEach(async () => {
  now = TODAY;
  newsroom = await openNewsroom();
  await givePassword(newsroom, 'editor');
  await givePassword(newsroom, 'colleague');
  proxied = await openProxied();
});
afterEach(async () => {
  await proxied.close();
  await newsroom.close();
});

function openProxied() {
  return reopen(newsroom, { clock: () => now, trustProxy: true });
}

function pass(seconds: number): void {
  now = new Date(now.getTime() + seconds * 1000);
}

async function attempt(address: string, email: string, password: string): Promise<Response> {
  const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': address };
  return visitor(proxied.url).post('/sign-in', { email, password }, headers);
}

const EDITOR = 'editor@example.org';
const wrong = (address: string, email = EDITOR) => attempt(address, email, 'not the password');
const right = (address: string, email = EDITOR) => attempt(address, email, PASSWORD);

async function fail(times: number, address: string, email = EDITOR): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    expect((await wrong(address, email)).status).toBe(422);
  }
}

describe('guessing at an account', () => {
  it('waits after five failures, and the page says until when', async () => {
    await fail(5, '198.51.100.1');
    const response = await wrong('198.51.100.1');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('30');
    expect(await response.text()).toContain('Try again in 30 seconds, at 09:30:30 (UTC).');
  });

  it('waits the same at an account that does not exist', async () => {
    await fail(5, '198.51.100.1', 'nobody@example.org');
    const response = await wrong('198.51.100.1', 'NOBODY@example.org');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('30');
  });

  it('does not hear the right password while it waits', async () => {
    await fail(5, '198.51.100.1');
    expect((await right('198.51.100.1')).status).toBe(429);
    pass(30);
    expect((await right('198.51.100.1')).status).toBe(303);
  });

  it('waits from wherever it comes', async () => {
    for (let host = 1; host <= 5; host += 1) await fail(1, `198.51.100.${host}`);
    expect((await wrong('203.0.113.77')).status).toBe(429);
  });

  it('waits longer each time, never more than a quarter of an hour', async () => {
    await fail(4, '198.51.100.1');
    const waits: number[] = [];
    for (let times = 0; times < 8; times += 1) {
      await fail(1, `198.51.100.${times + 2}`);
      const response = await wrong('198.51.100.1');
      waits.push(Number(response.headers.get('retry-after')));
      pass(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('does not wait longer for knocking meanwhile', async () => {
    await fail(5, '198.51.100.1');
    pass(10);
    for (let times = 0; times < 5; times += 1) await wrong('198.51.100.1');
    pass(20);
    expect((await right('198.51.100.1')).status).toBe(303);
  });

  it('gains nothing by many guesses at once', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => wrong('198.51.100.1')));
    const heard = all.filter((response) => response.status === 422);
    expect(heard).toHaveLength(5);
  });

  it('starts afresh after the right password', async () => {
    await fail(4, '198.51.100.1');
    expect((await right('198.51.100.1')).status).toBe(303);
    await fail(5, '198.51.100.99');
  });

  it('is forgotten after a day', async () => {
    await fail(5, '198.51.100.1');
    pass(24 * 3600);
    await fail(5, '198.51.100.1');
  });

  it('is remembered through a restart', async () => {
    await fail(5, '198.51.100.1');
    await proxied.close();
    proxied = await openProxied();
    expect((await right('198.51.100.1')).status).toBe(429);
  });
});

describe('the person whose account is guessed at', () => {
  it('signs in where they have signed in before', async () => {
    expect((await right('192.0.2.10')).status).toBe(303);
    await fail(5, '198.51.100.1');
    expect((await wrong('198.51.100.1')).status).toBe(429);
    expect((await right('192.0.2.10')).status).toBe(303);
  });

  it('also where a colleague’s failures make the address wait', async () => {
    expect((await right('192.0.2.10')).status).toBe(303);
    for (let count = 0; count < 20; count += 1) await wrong('192.0.2.10', `x${count}@example.org`);
    expect((await wrong('192.0.2.10', 'y@example.org')).status).toBe(429);
    expect((await right('192.0.2.10')).status).toBe(303);
  });

  it('keeps working where they are signed in', async () => {
    const browser = visitor(proxied.url);
    await signIn(browser, 'editor');
    await fail(5, '198.51.100.1');
    expect((await browser.get('/account')).status).toBe(200);
  });

  it('is guessed at no faster from their own address', async () => {
    expect((await right('192.0.2.10')).status).toBe(303);
    await fail(10, '192.0.2.10');
    expect((await wrong('192.0.2.10')).status).toBe(429);
  });
});

describe('guessing from one address', () => {
  it('waits after twenty failures, whichever accounts it tries', async () => {
    for (let count = 0; count < 20; count += 1) {
      await fail(1, '198.51.100.1', `nobody${count}@example.org`);
    }
    expect((await right('198.51.100.1')).status).toBe(429);
    expect((await right('198.51.100.2')).status).toBe(303);
  });

  it('counts a whole network of the sixth version as one', async () => {
    for (let count = 0; count < 20; count += 1) {
      await fail(1, `2001:db8:1:2::${count + 1}`, `nobody${count}@example.org`);
    }
    expect((await right('2001:db8:1:2:ffff::1')).status).toBe(429);
    expect((await right('2001:db8:1:3::1')).status).toBe(303);
  });

  it('gains nothing by making up addresses: only the proxy’s own word counts', async () => {
    for (let count = 0; count < 20; count += 1) {
      await fail(1, `203.0.113.${count}, 198.51.100.1`, `nobody${count}@example.org`);
    }
    expect((await right('203.0.113.200, 198.51.100.1')).status).toBe(429);
  });

  it('is not wiped out by signing in with an account of one’s own', async () => {
    const own = () => right('198.51.100.1', 'colleague@example.org');
    for (let count = 0; count < 19; count += 1) {
      await fail(1, '198.51.100.1', `nobody${count}@example.org`);
    }
    expect((await own()).status).toBe(303);
    await fail(1, '198.51.100.1', 'nobody19@example.org');
    expect((await wrong('198.51.100.1', 'nobody20@example.org')).status).toBe(429);
  });
});

describe('guessing codes', () => {
  it.each(['/setup', '/invitation'])('at %s waits after ten', async (path) => {
    for (let count = 0; count < 10; count += 1) {
      expect((await visitor(newsroom.url).get(`${path}?code=guess${count}`)).status).toBe(404);
    }
    const response = await visitor(newsroom.url).post(path, { code: 'guess' });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('30');
  });
});

describe('guessing the current password on the account page', () => {
  it('waits after five failures, and leaves the sign-in alone', async () => {
    const change = () =>
      newsroom
        .as('editor')
        .post('/account/password', { _method: 'put', current_password: 'x', password: PASSWORD });
    for (let count = 0; count < 5; count += 1) expect((await change()).status).toBe(422);
    expect((await change()).status).toBe(429);
    expect((await right('198.51.100.1')).status).toBe(303);
  });
});
