/** The queue worked by single keys, without them, and without JavaScript; and many claims at once. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BLOCKED, type Desk, deskOf, PLAIN } from '../review/newsdesk.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

let browser: Browser;
let newsroom: Newsroom;
let desk: Desk;
let ids: number[];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  newsroom = await openNewsroom();
  desk = deskOf(newsroom);
  const story = {
    headline: 'The bridge',
    body: 'Noon.\n\nThe bridge is closed, they say.\n\nMore.',
  };
  const { id: article_id } = (await desk.send('editor', 'POST', '/articles', story)).data;
  ids = [];
  for (const minute of [1, 2, 3]) {
    newsroom.setTime(new Date(Date.UTC(2024, 9, 7, 10, minute)));
    const words = { article_id, appearances: [{ quote: 'The bridge is closed' }] };
    const body = minute === 3 ? { ...BLOCKED, ...words } : { ...PLAIN, ...words };
    const { id } = await desk.record({ ...body, statement: `Claim ${minute}.` });
    await desk.step(id, ['editor', 'ready']);
    ids.push(id);
  }
});
afterEach(() => newsroom.close());

const state = async (id: number | undefined) => (await desk.claim(id ?? 0)).review_state;

/** Presses a key that leads to another page. */
async function go(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

describe('by single keys', () => {
  let page: Page;
  beforeEach(async () => {
    page = await openPage(browser, newsroom, 'checker');
    await page.goto('/review');
  });
  afterEach(() => page.context().close());
  const heading = () => page.getByRole('heading', { level: 1 }).textContent();

  it('a reviewer goes from claim to claim, clears, asks for changes and undoes', async () => {
    const [one, two] = ids;
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await go(page, 'o');
    expect(await heading()).toBe('Claim 2.');
    await go(page, 'k');
    expect(await heading()).toBe('Claim 1.');
    await expectAccessible(page);
    await go(page, 's');
    expect([await heading(), await state(one)]).toEqual(['Claim 1.', 'in_review']);
    await go(page, 'a');
    expect([await heading(), await state(one)]).toEqual(['Claim 2.', 'cleared']);
    await page.getByText('You cleared it:').waitFor();
    await expectAccessible(page);
    await go(page, 'u');
    expect([await heading(), await state(one)]).toEqual(['Claim 1.', 'in_review']);
    await go(page, 'a');
    await go(page, 's');
    await page.keyboard.press('c');
    // Now these are letters of a reason, and press nothing.
    await page.keyboard.type('Ask who said so: a, j, k, u, ?');
    await page.keyboard.press('Tab');
    await go(page, 'Enter');
    expect([await heading(), await state(two)]).toEqual(['Claim 3.', 'changes_requested']);
    const { data } = await desk.send('editor', 'GET', `/claims/${two}/reviews`);
    expect(data.reviews.at(-1).reason).toBe('Ask who said so: a, j, k, u, ?');
  }, 120_000);

  it('a blocked claim is not cleared, and the reason is at hand', async () => {
    await page.goto(`/review?claim=${ids[2]}`);
    await go(page, 's');
    await page.keyboard.press('a');
    expect(await page.locator(':focus').textContent()).toContain('A blocking finding is open');
    expect(await state(ids[2])).toBe('in_review');
    await page.keyboard.press('Control+c');
    expect(await page.locator(':focus').evaluate((node) => node.nodeName)).toBe('P');
    await expectAccessible(page);
  }, 120_000);

  it('a list of keys opens, closes, and says what this page has', async () => {
    await go(page, 'w');
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keys on this page' });
    for (const words of ['the next claim', 'Start the review', 'this list']) {
      await list.getByText(words).waitFor();
    }
    await expectAccessible(page);
    await page.keyboard.press('j');
    expect(await list.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await list.isVisible()).toBe(false);
    await go(page, 'j');
    expect(await heading()).toBe('Claim 2.');
  }, 120_000);

  it('nothing happens where somebody switched them off, and all goes by buttons', async () => {
    await page.goto('/account');
    await page.getByRole('button', { name: 'Switch single keys off' }).press('Enter');
    await page.getByRole('button', { name: 'Switch single keys on' }).waitFor();
    await page.goto(`/review?claim=${ids[0]}`);
    for (const key of ['j', 's', 'a', 'c', 'u', '?']) await page.keyboard.press(key);
    await page.waitForTimeout(300);
    expect([await heading(), await state(ids[0])]).toEqual(['Claim 1.', 'ready']);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Start the review' }).press('Enter');
    await page.getByRole('button', { name: 'Clear', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
    await page.getByText('In review', { exact: true }).first().waitFor();
    expect(await state(ids[0])).toBe('in_review');
    await page.getByRole('button', { name: 'Keys' }).press('Enter');
    await page.getByRole('button', { name: 'Switch single keys on' }).press('Enter');
    await page.waitForURL(/claim=/);
    await go(page, 'j');
    expect(await heading()).toBe('Claim 2.');
  }, 120_000);
});

describe('without JavaScript', () => {
  it('a reviewer works through the queue by buttons', async () => {
    const page = await openPage(browser, newsroom, 'checker', { javaScript: false });
    await page.goto('/review');
    await page.getByRole('link', { name: 'Work through it' }).click();
    await page.getByRole('button', { name: 'Start the review' }).click();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Claim 2.' }).waitFor();
    await page.getByText('Keys', { exact: true }).click();
    await page.getByRole('button', { name: 'Switch single keys off' }).click();
    await page.getByRole('heading', { level: 1, name: 'Claim 2.' }).waitFor();
    await page.context().close();
  }, 120_000);

  it('an editor withdraws ticked claims, sees what was skipped, and takes it back', async () => {
    await desk.step(ids[0] ?? 0, ['editor', 'withdrawn', { reason: 'Off.' }]);
    const page = await openPage(browser, newsroom, 'editor', { javaScript: false });
    await page.goto('/claims');
    for (const name of ['Tick: Claim 1.', 'Tick: Claim 3.']) {
      await page.getByRole('checkbox', { name }).check();
    }
    await page.getByRole('button', { name: 'Withdraw…' }).click();
    await page.getByLabel('Reason').fill('The story is off.');
    await page.getByRole('button', { name: 'Withdraw 2 claims' }).click();
    await page.getByText('It is withdrawn already.').first().waitFor();
    expect(await state(ids[2])).toBe('withdrawn');
    await page.getByRole('button', { name: 'Undo: take it back from 1 claim' }).click();
    await page.getByText('Taken back: 1 claim').waitFor();
    expect(await state(ids[2])).toBe('ready');
    await page.context().close();
  }, 120_000);
});

describe('many claims at once', () => {
  it('are chosen in the queue, given to somebody, and shown', async () => {
    const page = await openPage(browser, newsroom, 'editor');
    await page.goto('/review');
    await expectAccessible(page);
    await page.getByRole('checkbox', { name: 'All 3 that match' }).check();
    await page.getByRole('button', { name: 'Assign…' }).click();
    await expectAccessible(page);
    await page.getByLabel('Give to').selectOption('Felix Check');
    await page.getByRole('button', { name: 'Assign 3 claims' }).click();
    await page.getByRole('heading', { name: 'Give 3 claims to Felix Check' }).waitFor();
    await expectAccessible(page);
    await page.goto('/claims');
    await expectAccessible(page);
    await page.context().close();
  }, 120_000);
});
