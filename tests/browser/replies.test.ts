/** Asking a subject and recording what came back: with the mouse, by keyboard alone, and plain. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStory, type Story } from '../replies/asking.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function inStory(
  work: (page: Page, story: Story) => Promise<void>,
  options: { javaScript?: boolean } = {},
): Promise<void> {
  const story = await openStory();
  const page = await openPage(browser, story.newsroom, 'editor', options);
  await work(page, story);
  await page.context().close();
  await story.newsroom.close();
}

async function tabTo(page: Page, selector: string): Promise<void> {
  const target = page.locator(selector);
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((node) => node === node.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${selector}`);
}

describe('right of reply', () => {
  it('goes from a claim to the letter, the answer and the desk', async () => {
    await inStory(async (page, story) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto('/claims/1');
      await page.getByRole('link', { name: 'Ask for a reply' }).click();
      await page.getByLabel('The board paid twice.').check();
      await page.getByLabel('How').selectOption('E-mail');
      await page.getByLabel('Deadline').fill('2024-10-08T17:00');
      await page.getByRole('button', { name: 'Show the claims and the letter' }).click();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Copy the letter' }).click();
      await page.getByText('Copied.').waitFor();
      const copied = await page.evaluate<string>('navigator.clipboard.readText()');
      expect(copied).toContain('2. It has been alleged: The board paid twice.');
      await page.getByRole('button', { name: 'Record that they were asked' }).click();
      await page.waitForURL(/\/replies\/1$/);
      await expectAccessible(page);
      await page.getByText('denies', { exact: true }).first().click();
      await page.locator('[name="all.wording"]').fill('A spokesman denied both.');
      await page.locator('summary', { hasText: 'The board paid twice.' }).click();
      const single = page.getByRole('group').filter({ hasText: 'as for all' }).last();
      await single.getByText('no response').click();
      await page.getByLabel('They may still answer').last().check();
      await page.getByRole('button', { name: 'Record what came back' }).click();
      await page.getByText('no response yet, ask again on 8 Oct 2024').waitFor();
      await expectAccessible(page);
      const [one, two] = await Promise.all([1, 2].map((id) => story.desk.claim(id)));
      expect(one.standing.denial.status).toBe('denied');
      expect(two.standing.denial).toMatchObject({ status: 'no_response', flags: ['provisional'] });
      story.newsroom.setTime(new Date('2024-10-08T09:00:00Z'));
      await page.goto('/');
      await page.getByText('ask again, since 8 Oct 2024').waitFor();
      await page.goto('/replies');
      await expectAccessible(page);
    });
  }, 120_000);

  it('works by keyboard alone', async () => {
    await inStory(async (page, story) => {
      await page.goto('/replies/new?claim=1');
      await tabTo(page, '#claim-2');
      await page.keyboard.press('Space');
      await tabTo(page, '#field-channel');
      await page.keyboard.type('Phone');
      await tabTo(page, '#field-due_at');
      await page.keyboard.type('10082024');
      await page.keyboard.press('Tab');
      await page.keyboard.type('0500PM');
      await tabTo(page, '.save-bar .primary');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/replies\/1$/);
      // Radios take the focus as one; the arrows choose.
      await tabTo(page, '[name="all.stance"][value=denies]');
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowRight');
      await tabTo(page, '[name="all.wording"]');
      await page.keyboard.type('Hardly, said a spokesman.');
      await tabTo(page, '.outcome .primary');
      await page.keyboard.press('Enter');
      await page.getByText('Edit', { exact: true }).waitFor();
      const { data } = await story.desk.send('viewer', 'GET', '/replies/1');
      expect(data.due_at).toBe('2024-10-08T17:00:00.000Z');
      expect(data.claims.map((claim: { stance: string }) => claim.stance)).toEqual([
        'disputes',
        'disputes',
      ]);
    });
  }, 60_000);

  it('works without JavaScript, and says what is wrong', async () => {
    await inStory(
      async (page, story) => {
        await page.goto(`/articles/${story.article}`);
        await page.getByRole('link', { name: 'Ask for a reply' }).click();
        await page.getByRole('link', { name: 'Harbour Board', exact: true }).click();
        await page.getByRole('button', { name: 'Record that they were asked' }).click();
        await page.getByRole('link', { name: 'Say by when you need an answer.' }).click();
        await page.getByLabel('How').selectOption('Letter');
        await page.getByLabel('Deadline').fill('2024-10-08T17:00');
        await page.getByRole('button', { name: 'Record that they were asked' }).click();
        await page.waitForURL(/\/replies\/1$/);
        expect(await page.getByRole('button', { name: /Copy/ }).count()).toBe(0);
        expect(await page.getByLabel('Letter', { exact: true }).inputValue()).toContain('To: Harb');
        await page.getByRole('button', { name: 'Record what came back' }).click();
        await page.getByRole('link', { name: 'Say what came back.' }).waitFor();
        await page.locator('[name="all.stance"][value=declines]').check();
        await page.getByRole('button', { name: 'Record what came back' }).click();
        await page.getByText('declined').first().waitFor();
        await page.locator('summary', { hasText: 'Correct it' }).waitFor();
      },
      { javaScript: false },
    );
  }, 60_000);
});
