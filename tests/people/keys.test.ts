/** Single keys are switched on and off by each person for themselves, on the server. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type Newsroom, openNewsroom } from '../support/newsroom.ts';

let newsroom: Newsroom;
let viewer: Client;
beforeEach(async () => {
  newsroom = await openNewsroom();
  viewer = newsroom.as('viewer');
});
afterEach(() => newsroom.close());

const OFF = { _method: 'put', single_keys: 'no' };

async function isOn(client: Client): Promise<boolean> {
  const account = (await (await client.json('GET', '/account')).json()) as { single_keys: boolean };
  return account.single_keys;
}

describe('single keys', () => {
  it('are on until somebody switches them off, for themselves only', async () => {
    expect(await isOn(viewer)).toBe(true);
    const response = await viewer.post('/account/keys', { ...OFF, back: '/review?whose=free' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/review?whose=free');
    expect(await isOn(viewer)).toBe(false);
    expect(await isOn(newsroom.as('editor'))).toBe(true);
    expect(await (await viewer.get('/account')).text()).toContain('Switch single keys on');
    const data = await viewer.json('PUT', '/account/keys', { single_keys: true });
    expect([data.status, await data.json()]).toEqual([200, { single_keys: true }]);
    expect(await (await viewer.get('/account')).text()).toContain('Switch single keys off');
  });

  it.each(['//elsewhere.example', 'https://elsewhere.example/', '/\\elsewhere', '/sign-in'])(
    'lead back to no other site: %s',
    async (back) => {
      const response = await viewer.post('/account/keys', { ...OFF, back });
      expect(response.headers.get('location')).toBe('/');
    },
  );

  it('lead back to the account where nothing else is said', async () => {
    const response = await viewer.post('/account/keys', OFF);
    expect(response.headers.get('location')).toBe('/account#keys');
  });

  it.each(['', 'maybe', '<b>', '\0', 'YES'])('are not set to %j', async (single_keys) => {
    expect((await viewer.post('/account/keys', { ...OFF, single_keys })).status).toBe(422);
    expect((await viewer.json('PUT', '/account/keys', { single_keys })).status).toBe(422);
    expect(await isOn(viewer)).toBe(true);
  });

  it('are switched by who is signed in, and by PUT', async () => {
    expect((await newsroom.nobody.post('/account/keys', OFF)).status).toBe(303);
    expect((await newsroom.nobody.json('PUT', '/account/keys', {})).status).toBe(401);
    expect((await viewer.get('/account/keys')).status).toBe(405);
    expect((await viewer.json('DELETE', '/account/keys')).status).toBe(405);
  });
});
