import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

describe('every request', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
  });
  afterAll(() => newsroom.close());

  it('gets a page that says so where there is nothing', async () => {
    const response = await newsroom.as('editor').get('/nowhere');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is nothing at this address.');
  });

  it('gets a problem document where JSON was asked for', async () => {
    const response = await newsroom.nobody.get('/nowhere.json');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 404, title: 'Not found' });
  });

  it('lets nobody keep a copy of a page with a secret', async () => {
    const fields = { name: 'script', scope: 'read' };
    const response = await newsroom.as('editor').post('/account/tokens', fields);
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const page = await newsroom.as('editor').get('/account');
    expect(page.headers.get('cache-control')).toBe('private, no-cache');
  });
});
