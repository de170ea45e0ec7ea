/** Restricting a source and redacting a name, in the browser. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLANTED, tellStory } from '../sources/restriction-story.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

const PICTURES = process.env.PICTURES;

let browser: Browser;
let newsroom: Newsroom;
beforeAll(async () => {
  browser = await openBrowser();
  newsroom = await openNewsroom();
  await tellStory(newsroom);
  await newsroom.as('editor').json('DELETE', '/sources/3/restriction');
});
afterAll(async () => {
  await browser.close();
  await newsroom.close();
});

async function picture(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

describe('safety of sources', { timeout: 120_000 }, () => {
  it('is kept by restricting a source, by keyboard alone', async () => {
    const page = await openPage(browser, newsroom, 'editor');
    await page.goto('/sources/3');
    await picture(page, 'source');
    await page.getByRole('region', { name: 'Shown to' }).getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/restriction');
    await picture(page, 'restriction');
    await page.getByLabel('Rana Adeyemi').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.getByRole('textbox', { name: /Why/ }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').or(page.locator('.error-summary')).waitFor();
    await picture(page, 'restriction-wrong');
    expect(await page.getByLabel('Rana Adeyemi').isChecked()).toBe(true);
    await page.getByRole('textbox', { name: /Why/ }).focus();
    await page.keyboard.type('Their job is at risk.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sources/3');
    expect(await page.getByText('Nour Haddad, Rana Adeyemi, the administrators only').count()).toBe(
      1,
    );
    await picture(page, 'source-restricted');
    await page.goto('/sources/3/restriction');
    await picture(page, 'restriction-set');
    await page.context().close();
  });

  it('shows others an unnamed source, and who may change the claim', async () => {
    const page = await openPage(browser, newsroom, 'checker');
    await page.goto('/claims/1');
    expect(await page.content()).not.toMatch(PLANTED);
    expect(await page.getByText('It can be changed by: Nour Haddad, Rana Adeyemi').count()).toBe(1);
    expect(await page.getByText('an unnamed source').count()).toBeGreaterThan(0);
    await picture(page, 'claim-of-others');
    await page.goto('/claims/1/history');
    await picture(page, 'history-of-others');
    await page.context().close();
  });

  it('is mended by redacting a name, without JavaScript', async () => {
    const page = await openPage(browser, newsroom, 'admin', { javaScript: false });
    await page.goto('/people');
    await page.getByRole('link', { name: /Redactions/ }).click();
    await page.goto('/redactions/new');
    await page.getByRole('textbox', { name: /exact text/ }).fill('Qzxname\nQzxfirst');
    await page.getByRole('textbox', { name: /Why/ }).fill('It is Qzxname.');
    await page.getByRole('button', { name: 'See where it stands' }).click();
    expect(await page.getByText('The reason has the text itself in it').count()).toBe(2);
    await page.getByRole('textbox', { name: /Why/ }).fill('Names of a source.');
    await page.getByRole('button', { name: 'See where it stands' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(
      /^It stands in \d+ places$/,
    );
    expect(page.url()).not.toMatch(PLANTED);
    await page.getByRole('button', { name: 'Take it out everywhere' }).click();
    await page.waitForURL('**/redactions/1');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(
      /^Taken out of \d+ places$/,
    );
    expect(await page.content()).not.toMatch(PLANTED);
    await page.goto('/sources/3');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'an aide near [redacted]',
    );
    await page.context().close();
  });

  it('reads well on the pages of redactions', async () => {
    const page = await openPage(browser, newsroom, 'admin');
    await page.goto('/redactions');
    await picture(page, 'redactions');
    await page.goto('/redactions/1');
    await picture(page, 'redaction');
    await page.goto('/redactions/new');
    await picture(page, 'redact');
    await page.getByRole('textbox', { name: /exact text/ }).fill('bridge\nqzxwording');
    await page.getByRole('button', { name: 'See where it stands' }).click();
    await picture(page, 'redact-wrong');
    await page.getByRole('textbox', { name: /Why/ }).fill('To see.');
    await page.getByRole('button', { name: 'See where it stands' }).click();
    await picture(page, 'redact-preview');
    await page.context().close();
  });
});
