/** The claim form in a real browser: with scripts, without them, and by keyboard alone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

let browser: Browser;
let newsroom: Newsroom;

beforeAll(async () => {
  browser = await openBrowser();
  newsroom = await openNewsroom();
});

afterAll(async () => {
  await browser.close();
  await newsroom.close();
});

async function openForm(options?: { javaScript?: boolean }): Promise<Page> {
  const page = await openPage(browser, newsroom, 'editor', options);
  await page.goto('/claims/new');
  return page;
}

function focusedName(page: Page): Promise<string | null> {
  return page.locator(':focus').getAttribute('name');
}

function field(page: Page, name: string) {
  return page.locator(`form [name="${name}"]:not([type="hidden"])`);
}

async function savedClaim(page: Page) {
  await page.waitForURL(/\/claims\/\d+$/);
  const response = await newsroom.as('editor').json('GET', new URL(page.url()).pathname);
  return response.json();
}

describe('the claim form', () => {
  it('is accessible with everything open', async () => {
    const page = await openForm();
    await page.evaluate(
      'document.querySelectorAll("details").forEach((one) => { one.open = true })',
    );
    await page.getByRole('button', { name: 'Add a subject' }).click();
    await page.getByRole('button', { name: 'Add evidence' }).click();
    await page.getByRole('button', { name: 'Add a passage' }).click();
    await field(page, 'attributions.0.source.name').fill('seven Iraqi sources');
    await page.getByText('Several sources, all unnamed', { exact: true }).waitFor();
    await expectAccessible(page);
    await page.context().close();
  }, 120_000);

  it('is accessible with errors, and leads to them', async () => {
    const page = await openForm();
    await field(page, 'attributions.0.wording').fill('it said');
    await page.getByRole('button', { name: 'Save the claim' }).last().click();
    await page.getByRole('heading', { name: 'Something to fix' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Attribution 1: say who' }).click();
    expect(await focusedName(page)).toBe('attributions.0.source.name');
    await page.context().close();
  }, 120_000);

  it('shows the standing while one types, and saves nothing by that', async () => {
    const page = await openForm();
    await field(page, 'attributions.0.source.name').fill('a regional diplomat');
    await page.getByText('One source, unnamed', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add another attribution' }).click();
    expect(await focusedName(page)).toBe('attributions.1.stance');
    await page.keyboard.press('ArrowRight');
    await field(page, 'attributions.1.source.name').fill('Hadi al-Amiri');
    await page.getByText('Several sources, not all unnamed', { exact: true }).waitFor();
    expect(await page.getByText('Diplomat · unnamed · new').isVisible()).toBe(true);
    expect(await newsroom.database.one('SELECT count(*) AS n FROM claim')).toEqual({ n: 0 });
    await page.context().close();
  });

  it('numbers rows anew when one is removed, and keeps what was typed', async () => {
    const page = await openForm();
    await field(page, 'statement').fill('The wall fell.');
    for (const [at, name] of ['a diplomat', 'a resident', 'a banker'].entries()) {
      if (at > 0) await page.getByRole('button', { name: 'Add another attribution' }).click();
      await field(page, `attributions.${at}.source.name`).fill(name);
    }
    await field(page, 'attributions.2.stance').nth(4).check({ force: true });
    const second = page.getByRole('group', { name: 'Attribution 2' });
    await second.getByRole('button', { name: 'Remove' }).first().click();
    expect(await page.getByRole('heading', { name: /^Attribution/ }).allTextContents()).toEqual([
      ...['Attribution 1', 'Attribution 2'],
    ]);
    await page.getByRole('button', { name: 'Save the claim' }).click();
    expect(await savedClaim(page)).toMatchObject({
      attributions: [
        { source: { name: 'a diplomat' }, stance: 'asserts' },
        { source: { name: 'a banker' }, stance: 'denies' },
      ],
    });
    await page.context().close();
  });

  it('orders relays, nearest to us first', async () => {
    const page = await openForm();
    await field(page, 'statement').fill('The wall leaned.');
    await field(page, 'attributions.0.source.name').fill('sources');
    await page.getByText('How it reached us').click();
    await field(page, 'attributions.0.via.0.source.name').fill('Reuters');
    await page.getByRole('button', { name: 'Add a relay' }).click();
    expect(await focusedName(page)).toBe('attributions.0.via.1.source.name');
    await page.keyboard.type('Tasnim');
    await page.getByRole('button', { name: 'Up' }).nth(1).click();
    await page.getByRole('button', { name: 'Save the claim' }).click();
    expect(await savedClaim(page)).toMatchObject({
      attributions: [{ via: [{ source: { name: 'Tasnim' } }, { source: { name: 'Reuters' } }] }],
    });
    await page.context().close();
  });

  it('works without JavaScript', async () => {
    const page = await openForm({ javaScript: false });
    await field(page, 'statement').fill('\nThe wall\n stands.');
    await field(page, 'attributions.0.source.name').fill('two officials');
    await page.getByRole('button', { name: 'Add another attribution' }).click();
    expect(await focusedName(page)).toBe('attributions.1.stance');
    await field(page, 'attributions.1.wording').fill('it said');
    await page.getByRole('button', { name: 'Check standing' }).click();
    await page.getByRole('link', { name: 'Attribution 2: say who' }).click();
    await field(page, 'attributions.1.source.name').fill('the mayor');
    await page.getByRole('button', { name: 'Check standing' }).click();
    await page.getByText('Several sources, all unnamed', { exact: true }).waitFor();
    expect(await field(page, 'statement').inputValue()).toBe('\nThe wall\n stands.');
    await page.getByRole('button', { name: 'Save the claim' }).last().click();
    expect(await savedClaim(page)).toMatchObject({
      statement: '\nThe wall\n stands.',
      attributions: [{ source: { count: 2 } }, { wording: 'it said' }],
    });
    await page.context().close();
  });

  it('is filled in and saved by keyboard alone; Enter saves, it removes nothing', async () => {
    const page = await openForm();
    await field(page, 'statement').focus();
    await page.keyboard.type('The wall was cleaned.');
    const order: (string | null)[] = [];
    for (let at = 0; at < 6; at += 1) {
      await page.keyboard.press('Tab');
      order.push(
        await page.evaluate('document.activeElement.name ?? document.activeElement.tagName'),
      );
    }
    expect(order).toEqual(
      [
        ...[undefined, 'do', 'attributions.0.stance', 'attributions.0.source.name'],
        ...['attributions.0.wording', undefined],
      ].map((name) => name ?? 'SUMMARY'),
    );
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('a porter');
    await page.keyboard.press('Enter');
    expect(await savedClaim(page)).toMatchObject({
      statement: 'The wall was cleaned.',
      attributions: [{ source: { name: 'a porter' } }],
    });
    await page.context().close();
  });
});
