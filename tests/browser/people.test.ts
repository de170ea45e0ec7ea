import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSetup } from '../../src/people/invitations.ts';
import { emptyNewsroom } from '../people/visitor.ts';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

const PASSWORD = 'three words and more';

describe('the first days of a newsroom', () => {
  let newsroom: Newsroom;
  let browser: Browser;
  let page: Page;
  let guest: Page;
  let link: string;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    await emptyNewsroom(newsroom);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await newsroom.close();
  });

  it('begin with the one-time link', async () => {
    const code = await startSetup(newsroom.database, () => TODAY);
    page = await openPage(browser, newsroom, null);
    await page.goto(`/setup?code=${code}`);
    await page.getByLabel('Email').fill('ada@example.org');
    await page.getByLabel('Name').fill('Ada Min');
    await page.getByLabel('Password').fill('short');
    await page.getByLabel('Start with the example stories').uncheck();
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expectAccessible(page);
    expect(await page.getByLabel('Email').inputValue()).toBe('ada@example.org');
    await page.getByRole('link', { name: 'At least 12 characters' }).click();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${newsroom.url}/`);
  });

  it('go on with an invitation', async () => {
    await page.goto('/people');
    await page.getByLabel('Email').fill('nour@example.org');
    await page.getByLabel('Name').fill('نور حداد');
    await page.getByLabel('Role').selectOption({ label: 'editor · records claims' });
    await page.getByRole('button', { name: 'Make an invitation' }).click();
    await expectAccessible(page);
    link = await page.getByLabel('Link').inputValue();
    await page.goto('/people');
    await expectAccessible(page);
  });

  it('bring a colleague, who has an account', async () => {
    guest = await openPage(browser, newsroom, null);
    await guest.goto(link);
    await expectAccessible(guest);
    await guest.getByLabel('Password').fill(PASSWORD);
    await guest.getByRole('button', { name: 'Join' }).click();
    await guest.waitForURL(`${newsroom.url}/`);
    await guest.goto('/account');
    await expectAccessible(guest);
    expect(await guest.getByLabel('Name').inputValue()).toBe('نور حداد');
  });

  it('can end a colleague’s access at once', async () => {
    await page.goto('/people');
    await page.getByRole('link', { name: 'نور حداد' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Disable' }).click();
    await guest.reload();
    expect(new URL(guest.url()).pathname).toBe('/sign-in');
  });

  it('need neither scripts nor a mouse: sign in, make a token, sign out', async () => {
    page = await openPage(browser, newsroom, null, { javaScript: false });
    await page.goto('/account');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.getByLabel('Email').focus();
    await page.keyboard.type('ada@example.org');
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong words here');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Password').focus();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${newsroom.url}/account`);

    await page.getByLabel('New token').focus();
    await page.keyboard.type('CSV import');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByLabel('Token “CSV import”').waitFor();
    const token = await page.getByLabel('Token “CSV import”').inputValue();
    const headers = { authorization: `Bearer ${token}` };
    const data = (await (await fetch(`${newsroom.url}/account`, { headers })).json()) as {
      tokens: object[];
    };
    expect(data.tokens).toMatchObject([{ name: 'CSV import', scope: 'write' }]);

    await page.getByRole('button', { name: 'Sign out', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${newsroom.url}/sign-in`);
    await page.goto('/account');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });
});
