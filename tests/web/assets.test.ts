import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STANCES } from '../../src/claims/claim.ts';
import { openAssets } from '../../src/web/assets.ts';
import { signShape } from '../../src/web/signs.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

describe('static files', () => {
  const { base } = openAssets();
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
  });
  afterAll(() => newsroom.close());

  const folder = new URL('../../views/assets/css/', import.meta.url);
  const addresses = readdirSync(folder).flatMap((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const urls = [...text.matchAll(/url\("(.+?)"\)/g)].map(([, url]) => url as string);
    return urls.map((url) => new URL(url, `http://host${base}/css/${name}`).pathname);
  });

  it.each([...new Set(addresses)])(
    '%s, which the styles name, is there for a year',
    async (path) => {
      const response = await newsroom.nobody.get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('content-type')).toMatch(/^(text\/css|font\/woff2)/);
    },
  );

  it('are all that the layout names', async () => {
    const html = await (await newsroom.nobody.get('/nowhere')).text();
    const paths = [...html.matchAll(/(?:href|src)="(\/assets\/.+?)"/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(3);
    for (const path of paths) {
      expect((await newsroom.nobody.get(path as string)).status).toBe(200);
    }
  });

  it.each(STANCES)('have a sign for %s', (stance) => {
    expect(signShape(stance)).toContain('currentColor');
  });
});
