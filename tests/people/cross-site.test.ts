import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE_ROUTES } from '../../src/people/routes.ts';
import { type Newsroom, openNewsroom, secretOf } from '../support/newsroom.ts';

const CHANGING = PEOPLE_ROUTES.filter(({ method }) => method !== 'GET');

describe('a form on another site', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
  });
  afterAll(() => newsroom.close());

  const FOREIGN: readonly Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  ];

  it.each(CHANGING)('cannot $method $path', async ({ method, path }) => {
    for (const headers of FOREIGN) {
      const response = await fetch(newsroom.url + path.replaceAll(':id', '1'), {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: `session=${secretOf('admin')}`, ...headers },
        body: new URLSearchParams({ _method: method }),
      });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('This was sent from another site.');
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect(await newsroom.database.all('SELECT * FROM change')).toEqual([]);
    expect((await newsroom.as('admin').get('/account')).status).toBe(200);
  });
});
