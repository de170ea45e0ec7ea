/** Saved filters and the list's own script in a real browser: with it, without it, by keyboard. */
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
    fillNewsroom(tx, 6, { claims: 90, sources: 30, articles: 12 }),
  );
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await newsroom.close();
});

describe('the list with its script', () => {
  it('changes in place: scroll, focus and open filters stay, and back goes back', async () => {
    const page = await openPage(browser, newsroom, 'editor');
    await page.goto('/claims');
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    const before = await page.locator('h1').textContent();
    await page.evaluate('window.isSame = true');
    await page.locator('details.facet summary', { hasText: 'Desk' }).click();
    const choice = page.locator('[data-choice="review=draft"]');
    await choice.scrollIntoViewIfNeeded();
    await choice.focus();
    const top = (await choice.boundingBox())?.y ?? 0;
    await page.keyboard.press('Enter');
    await page.waitForURL('**/claims?review=draft');
    await page.locator('[data-choice="review=draft"][aria-current="true"]').waitFor();
    expect(await page.locator(':focus').getAttribute('data-choice')).toBe('review=draft');
    expect(Math.abs(((await choice.boundingBox())?.y ?? 0) - top)).toBeLessThan(3);
    const isOpen = page.locator('details[data-open="desk"]');
    expect(await isOpen.getAttribute('open')).not.toBeNull();
    expect(await page.evaluate('window.isSame')).toBe(true);
    const now = await page.locator('h1').textContent();
    expect(now).not.toBe(before);
    expect(await page.locator('[data-list-status]').textContent()).toBe(now);
    await page.goBack();
    await page.locator('.sentence', { hasText: 'All claims' }).waitFor();
    expect(await page.locator('h1').textContent()).toBe(before);
    await page.goForward();
    await page.locator('.sentence', { hasText: 'draft' }).waitFor();
    expect(await page.evaluate('window.isSame')).toBe(true);
    await page.context().close();
  });

  it('goes to the next page’s start, searches in place, and moves on after a chip', async () => {
    const page = await openPage(browser, newsroom, 'editor');
    await page.goto('/claims?per_page=20');
    await page.getByRole('link', { name: /Older claims/ }).click();
    await page.locator('.pages', { hasText: '21 to 40' }).waitFor();
    expect(await page.locator(':focus').getAttribute('id')).toBe('found');
    expect(await page.evaluate('scrollY')).toBeLessThan(100);
    await page
      .getByRole('searchbox', { name: 'Words in statement, quotes or sources' })
      .fill('river');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/claims?per_page=20&q=river');
    expect(await page.locator('.claim-rows mark').first().textContent()).toMatch(/^river$/i);
    expect(await page.locator(':focus').getAttribute('name')).toBe('q');
    await page.getByRole('link', { name: 'Remove the words river' }).click();
    await page.waitForURL('**/claims?per_page=20');
    expect(await page.locator(':focus').getAttribute('id')).toBe('sentence');
    await page.context().close();
  });

  it('is worked by single keys', async () => {
    const page = await openPage(browser, newsroom, 'viewer');
    await page.goto('/claims?kind=fact');
    await page.keyboard.press('/');
    expect(await page.locator(':focus').getAttribute('name')).toBe('q');
    await page.keyboard.type('jk');
    expect(await page.locator('[name=q]').first().inputValue()).toBe('jk');
    await page.locator('[name=q]').first().fill('');
    await page.locator('h1').click();
    await page.keyboard.press('f');
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Filter claims');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    const row = page.locator('.claim-row').nth(1);
    expect(await row.getAttribute('aria-current')).toBe('true');
    const words = (await row.locator('h2').textContent()) ?? '';
    await page.keyboard.press('o');
    await page.waitForURL('**/claims/*?in=kind%3Dfact');
    expect(await page.locator('h1').textContent()).toBe(words);
    expect(await page.locator('.within').textContent()).toContain('2 of');
    await page.keyboard.press('k');
    await page.locator('.within', { hasText: '1 of' }).waitFor();
    await page.keyboard.press('j');
    await page.locator('.within', { hasText: '2 of' }).waitFor();
    await page.getByRole('link', { name: /Claims of the kind fact/ }).click();
    await page.waitForURL('**/claims?kind=fact#claim-*');
    await page.context().close();
  });
});

describe('saved filters without a script', () => {
  it('are saved, shared, made the default, opened, and taken back', async () => {
    const page = await openPage(browser, newsroom, 'editor', { javaScript: false });
    await page.goto('/claims');
    await page.locator('[data-choice="kind=fact"]').click();
    await page.getByRole('link', { name: 'Save this filter' }).click();
    await page.getByRole('button', { name: 'Save the filter' }).click();
    expect(await page.locator('.error-summary').textContent()).toContain('Give it a name.');
    await page.getByLabel(/^Name/).fill('Facts to check');
    await page.getByText('the newsroom').click();
    await page.getByRole('button', { name: 'Save the filter' }).click();
    await page.waitForURL('**/claims?kind=fact');
    await page.getByRole('link', { name: 'Saved filters' }).click();
    await page.getByRole('button', { name: /^Make default/ }).click();
    await page.getByRole('link', { name: 'Claims', exact: true }).first().click();
    await page.waitForURL('**/claims?kind=fact');
    await page.getByRole('link', { name: 'all claims' }).click();
    await page.waitForURL('**/claims');
    await page.getByRole('link', { name: 'Desk' }).click();
    await page.getByRole('link', { name: 'Facts to check' }).click();
    await page.waitForURL('**/claims?kind=fact');
    await page.getByRole('link', { name: 'Facts to check' }).click();
    await page.getByRole('button', { name: 'Open with all claims again' }).click();
    await page.getByRole('link', { name: 'Details of Facts to check' }).click();
    await page.getByRole('button', { name: 'Remove the filter' }).click();
    expect(await page.locator('main').textContent()).toContain('choose “Save this filter”');
    await page.context().close();
  });

  it('read well wide and narrow, in light and dark', { timeout: 240_000 }, async () => {
    const editor = newsroom.as('editor');
    const filter = { name: 'نفي رسمي', query: 'stance=denies&adverse=yes', shared: true };
    await editor.json('POST', '/filters', filter);
    const page = await openPage(browser, newsroom, 'editor');
    const first = (await newsroom.as('editor').json('GET', '/claims?stance=denies')).json();
    const { claims } = (await first) as { claims: { id: number }[] };
    for (const path of [
      ...['/filters', '/claims?q=river'],
      `/claims/${claims[1]?.id}?in=stance%3Ddenies`,
    ]) {
      await page.goto(path);
      await expectAccessible(page);
    }
    await page.context().close();
  });
});

describe('an import', () => {
  it('is chosen as a file with a script, pasted without, tried and applied', async () => {
    const rows = 'statement,kind\nThe clock of the town hall stopped.,fact\n';
    for (const javaScript of [true, false]) {
      const page = await openPage(browser, newsroom, 'editor', { javaScript });
      await page.goto('/imports');
      const chooser = page.locator('input[type=file]');
      expect(await chooser.isVisible()).toBe(javaScript);
      if (javaScript) {
        const file = (buffer: Buffer) => ({ name: 'rows.csv', mimeType: 'text/csv', buffer });
        await chooser.setInputFiles(file(Buffer.from([0x61, 0xfc, 0x62])));
        await page.getByText('This is not UTF-8').waitFor();
        await chooser.setInputFiles(file(Buffer.from(`\ufeff${rows}`)));
        await page.getByText('This is not UTF-8').waitFor({ state: 'hidden' });
        expect(await page.locator('#field-name').inputValue()).toBe('rows.csv');
      } else await page.locator('#field-csv').fill(rows);
      await page.getByRole('button', { name: 'Show what would come of it' }).click();
      await page.waitForURL('**/imports/*');
      expect(await page.locator('.meta').textContent()).toContain('nothing is on file yet');
      if (javaScript) await expectAccessible(page);
      await page.getByRole('button', { name: 'Apply it' }).click();
      await page.locator('.meta', { hasText: 'applied by' }).waitFor();
      await page.getByRole('link', { name: 'The clock of the town hall stopped.' }).click();
      await page.waitForURL('**/claims/*');
      await page.context().close();
    }
  }, 60_000);
});
