/**
 * Every page that can be opened, in the newsroom of the example stories, as an administrator. It is
 * looked at in two files, since files are tested side by side.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../src/exchange/examples.ts';
import { ROUTES } from '../../src/routes.ts';
import { CAST, type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

/** Pages that have journeys of their own, or none to look at without a one-time code. */
const ELSEWHERE = ['/healthz', '/openapi', '/setup', '/invitation', '/sign-in'];

/** Pages that are about something at an address of their own only. */
const ASKING: Readonly<Record<string, string>> = {
  '/bulk/new': '/bulk/new?ids=1&ids=2&action=withdraw',
  // An unnamed source of the example stories.
  '/sources/:id/restriction': '/sources/3/restriction',
};

const pages = ROUTES.filter(
  ({ method, formats, path }) =>
    method === 'GET' && (!formats || formats.includes('page')) && !ELSEWHERE.includes(path),
).map(({ path }) => ASKING[path] ?? path.replace(/:\w+/g, '1'));

const HALVES = ['first', 'second'] as const;

/** Tests one half of the pages. */
export function lookAtPages(half: (typeof HALVES)[number]): void {
  let browser: Browser;
  let newsroom: Newsroom;
  beforeAll(async () => {
    browser = await openBrowser();
    newsroom = await openNewsroom();
    await loadExamples(newsroom.database, { personId: CAST.editor.id, at: TODAY });
    const asked = { claims: [1, 2], channel: 'email', due_at: '2024-10-08T17:00:00Z' };
    const subject = 'Calder Harbour Board';
    const reply = await newsroom.as('editor').json('POST', '/replies', { ...asked, subject });
    expect(reply.status).toBe(201);
    const redaction = { texts: ['tender'], reason: 'To see the page.' };
    await newsroom.as('admin').json('POST', '/redactions', redaction);
    const correction = { wrong: 'It was April.', asked_by: 'a reader', asked_on: '2024-10-05' };
    await newsroom.as('editor').json('POST', '/articles/1/corrections', correction);
    await newsroom.as('editor').json('POST', '/bulk', { ids: [1, 2], action: 'ready' });
    const filter = { name: 'Denials', query: 'stance=denies', shared: true };
    await newsroom.as('admin').json('POST', '/filters', filter);
    await newsroom.database.write((tx) => tx.run(`UPDATE saved_filter SET code = '1'`));
    const rows = 'id,statement\n1,Another statement.\n,A new one.\n';
    await newsroom.as('admin').json('POST', '/imports', { csv: rows });
  });
  afterAll(async () => {
    await browser.close();
    await newsroom.close();
  });

  describe('every page', () => {
    it('is among those that are looked at', () => {
      for (const path of ['/', '/claims', '/claims/1', '/articles/1', '/sources/1', '/help']) {
        expect(pages).toContain(path);
      }
    });

    it.each(pages.filter((_path, at) => HALVES[at % HALVES.length] === half))(
      '%s opens, reads well in light and dark, wide and narrow, and leads on by keyboard',
      async (path) => {
        const page = await openPage(browser, newsroom, 'admin');
        const broken: string[] = [];
        page.on('pageerror', (error) => broken.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error') broken.push(message.text());
        });
        const response = await page.goto(path);
        expect(response?.status()).toBe(200);
        expect(await page.locator('h1').count()).toBe(1);
        await page.waitForLoadState('networkidle');
        expect(broken).toEqual([]);
        await expectAccessible(page);
        await page.reload();
        await page.keyboard.press('Tab');
        expect(await page.locator(':focus').textContent()).toBe('Skip to the page');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        // Whatever comes next can be seen to have the focus.
        const outline = await page.evaluate(
          'getComputedStyle(document.activeElement).outlineStyle',
        );
        expect(outline).not.toBe('none');
        await page.context().close();
      },
      120_000,
    );
  });
}
