/** Nothing typed is lost, in a real browser: with scripts, without them, and by keyboard alone. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emailOf, givePassword, PASSWORD } from '../people/visitor.ts';
import { type Member, type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

let browser: Browser;
let newsroom: Newsroom;

beforeEach(async () => {
  browser = await openBrowser();
  newsroom = await openNewsroom();
  await givePassword(newsroom, 'editor');
  await givePassword(newsroom, 'colleague');
});
afterEach(async () => {
  await browser.close();
  await newsroom.close();
});

const STATEMENT = 'textarea[name="statement"]';
const SOURCE = 'input[name="attributions.0.source.name"]';

function saved(page: Page, text = /^Draft saved \d\d:\d\d, for you alone$/) {
  return page.getByRole('status').filter({ hasText: text }).waitFor();
}

async function signIn(page: Page, member: Member): Promise<void> {
  await page.getByLabel('Email').fill(emailOf(member));
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The time at which the session of whoever signed in has ended. */
const endSessions = () => newsroom.setTime(new Date(TODAY.getTime() + 13 * 60 * 60 * 1000));

describe('a draft', { timeout: 120_000 }, () => {
  it('is saved while one types, and stands there again after a reload', async () => {
    const page = await openPage(browser, newsroom, 'editor');
    await page.goto('/claims/new');
    await page.locator(STATEMENT).fill('The bridge\nfell.');
    await page.getByRole('button', { name: 'Add another attribution' }).click();
    await page.locator('input[name="attributions.1.source.name"]').fill('two officials');
    await saved(page);
    await page.reload();
    await page.getByText('Filled in from your draft of').waitFor();
    expect(await page.locator(STATEMENT).inputValue()).toBe('The bridge\nfell.');
    const second = page.locator('input[name="attributions.1.source.name"]');
    expect(await second.inputValue()).toBe('two officials');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Discard draft' }).click();
    expect(new URL(page.url()).pathname).toBe('/claims/new');
    expect(await page.locator(STATEMENT).inputValue()).toBe('');
  });

  it('is saved when one leaves before the second is over', async () => {
    const page = await openPage(browser, newsroom, 'editor');
    await page.goto('/claims/new');
    await page.locator(STATEMENT).fill('Left at once.');
    await page.goto('/help');
    const kept = "SELECT body ->> 'statement' AS typed FROM draft";
    await expect.poll(() => newsroom.database.one(kept)).toEqual({ typed: 'Left at once.' });
    await page.goto('/');
    await page.getByRole('link', { name: 'Left at once.' }).click();
    expect(await page.locator(STATEMENT).inputValue()).toBe('Left at once.');
  });

  it('asks one thing at a time, and saves the newest in the end', async () => {
    const page = await openPage(browser, newsroom, 'editor');
    await page.goto('/claims/new');
    let [open, most, count] = [0, 0, 0];
    await page.route('**/drafts/**', async (route) => {
      open += 1;
      count += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      open -= 1;
      await route.continue();
    });
    for (const word of ['One', ' two', ' three']) {
      await page.locator(STATEMENT).pressSequentially(word);
      await page.waitForTimeout(1200);
    }
    await expect
      .poll(() => newsroom.database.one("SELECT body ->> 'statement' AS body FROM draft"), {
        timeout: 10_000,
      })
      .toEqual({ body: 'One two three' });
    expect(most).toBe(1);
    expect(count).toBeLessThanOrEqual(3);
  });

  it('says that it could not be saved, keeps what was typed, and saves it later', async () => {
    const page = await openPage(browser, newsroom, 'editor');
    await page.goto('/claims/new');
    await page.route('**/drafts/**', (route) => route.abort());
    await page.locator(STATEMENT).fill('Held.');
    await saved(page, /Not kept yet/);
    await page.unroute('**/drafts/**');
    await page.locator(STATEMENT).pressSequentially(' Still.');
    await saved(page);
    expect(await page.locator(STATEMENT).inputValue()).toBe('Held. Still.');
  });

  it('of one form typed in two tabs is two drafts', async () => {
    const first = await openPage(browser, newsroom, 'editor');
    await first.goto('/claims/new');
    await first.locator(STATEMENT).fill('From the first tab.');
    await saved(first);
    const second = await first.context().newPage();
    await second.goto(first.url());
    await second.locator(STATEMENT).fill('From the second tab.');
    await saved(second);
    await first.locator(STATEMENT).fill('From the first tab, again.');
    await saved(first, /kept apart/);
    await saved(first);
    const rows = await newsroom.database.all(
      "SELECT body ->> 'statement' AS typed FROM draft ORDER BY typed",
    );
    expect(rows).toEqual([
      { typed: 'From the first tab, again.' },
      { typed: 'From the second tab.' },
    ]);
  });

  it('is kept of an article, a source and a comment, which end when they are sent', async () => {
    await newsroom.as('editor').json('POST', '/claims', { statement: 'The bridge fell.' });
    const page = await openPage(browser, newsroom, 'editor');
    const forms = [
      ['/articles/new', 'headline', 'Add the article'],
      ['/sources/new', 'name', 'Save the source'],
      ['/claims/1', 'body', 'Comment'],
    ] as const;
    for (const [path, name, button] of forms) {
      const field = page.locator(`form [name="${name}"]`);
      await page.goto(path);
      await field.fill('two officials');
      if (name === 'name') {
        await page.locator('[name="type"]').selectOption('government');
        await page.locator('[name="identity"]').selectOption('named_org');
      }
      await saved(page);
      await page.goto(path === '/claims/1' ? path : page.url());
      expect(await field.inputValue()).toBe('two officials');
      await expectAccessible(page);
      const sent = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: button, exact: true }).click();
      expect((await sent).status()).toBe(303);
    }
    const left = 'SELECT count(*) AS n FROM draft WHERE settled_at IS NULL';
    await expect.poll(() => newsroom.database.one(left)).toEqual({ n: 0 });
  });
});

describe('a session that ends in the middle of a form', { timeout: 120_000 }, () => {
  it('is said while one types, and what is typed then is saved after signing in elsewhere', async () => {
    const page = await openPage(browser, newsroom, null);
    await page.goto('/sign-in?next=/claims/new');
    await signIn(page, 'editor');
    await page.locator(STATEMENT).fill('Before.');
    await saved(page);
    endSessions();
    await page.locator(STATEMENT).fill('Before. After.');
    await saved(page, /You were signed out: sign in in another tab/);
    await expectAccessible(page);
    const other = await page.context().newPage();
    await other.goto('/sign-in');
    await signIn(other, 'editor');
    await other.getByRole('heading', { name: 'Desk' }).waitFor();
    await page.bringToFront();
    await page.locator(STATEMENT).press('End');
    await page.locator(STATEMENT).pressSequentially('!');
    await saved(page);
    expect(await page.locator(STATEMENT).inputValue()).toBe('Before. After.!');
  });

  it.each([true, false])(
    'leads back to the filled form by keyboard alone (with scripts: %s)',
    async (javaScript) => {
      const page = await openPage(browser, newsroom, null, { javaScript });
      await page.goto('/sign-in?next=/claims/new');
      await signIn(page, 'editor');
      await page.locator(STATEMENT).focus();
      await page.keyboard.type('The bridge fell.');
      await page.locator(SOURCE).focus();
      await page.keyboard.type('two officials');
      endSessions();
      await page.keyboard.press('Enter');
      await page.getByText('What you typed is kept').waitFor();
      if (javaScript) await expectAccessible(page);
      await page.getByLabel('Email').focus();
      await page.keyboard.type(emailOf('editor'));
      await page.keyboard.press('Tab');
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByText('You were signed out before this was saved.').waitFor();
      expect(await page.locator(STATEMENT).inputValue()).toBe('The bridge fell.');
      expect(await page.locator(SOURCE).inputValue()).toBe('two officials');
      if (javaScript) await expectAccessible(page);
      await page.locator(SOURCE).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/claims\/1$/);
    },
  );

  it('shows nothing of it to another person in the same browser', async () => {
    const page = await openPage(browser, newsroom, null);
    await page.goto('/sign-in?next=/claims/new');
    await signIn(page, 'editor');
    await page.locator(STATEMENT).fill('Only Nour knows.');
    await page.locator(SOURCE).fill('two officials');
    endSessions();
    await page.getByRole('button', { name: 'Save the claim' }).last().click();
    await signIn(page, 'colleague');
    await page.getByRole('heading', { name: 'Record a claim' }).waitFor();
    expect(await page.content()).not.toContain('Only Nour knows.');
    await page.goBack();
    await page.goto('/');
    expect(await page.content()).not.toContain('Only Nour knows.');
  });
});
