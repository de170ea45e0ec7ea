/** The list in a real browser: readable for everybody, with the keyboard alone, without scripts. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { fillNewsroom } from '../support/random-newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

let newsroom: Newsroom;
let browser: Browser;

beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.database.write((tx) =>
    fillNewsroom(tx, 6, { claims: 40, sources: 30, articles: 12 }),
  );
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await newsroom.close();
});

describe('the list of claims', () => {
  it('is accessible, wide and narrow, in light and dark', { timeout: 240_000 }, async () => {
    const page = await openPage(browser, newsroom, 'editor');
    await page.goto('/claims?adverse=yes&not_kind=fact&stance=denies&stance=asserts&per_page=4');
    await expectAccessible(page);
    await page.goto('/claims?article=999&colour=red&q=river');
    await expectAccessible(page);
  });

  it('is filtered and cleared with the keyboard alone', async () => {
    const page = await openPage(browser, newsroom, 'viewer');
    await page.goto('/claims');
    await page.getByRole('link', { name: /^yes/ }).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/claims?adverse=yes');
    await page.getByRole('link', { name: 'Remove adverse' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/claims');
    await page.getByRole('searchbox', { name: 'Words in statement, quotes or sources' }).focus();
    await page.keyboard.type('river');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/claims?q=river');
    expect(await page.locator('.sentence').textContent()).toContain('with the words river');
  });

  it('folds its facets into a bar on a telephone, which opens without a script', async () => {
    const page = await openPage(browser, newsroom, 'viewer', { javaScript: false });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('/claims?kind=fact');
    const stance = page.getByRole('heading', { name: 'Stance' });
    expect(await stance.isVisible()).toBe(false);
    await page.getByText('1 chosen').click();
    expect(await stance.isVisible()).toBe(true);
    await page.setViewportSize({ width: 1280, height: 740 });
    await page.goto('/claims?kind=fact');
    expect(await stance.isVisible()).toBe(true);
  });
});
