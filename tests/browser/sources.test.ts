import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addArticle, addClaim, addSource, dataOf } from '../sources/stories.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

describe('sources in the browser', () => {
  let newsroom: Newsroom;
  let browser: Browser;
  let page: Page;
  let house: number;
  let seven: number;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    const article_id = await addArticle(newsroom, 'Iran seeks to calm infighting');
    house = await addSource(newsroom, { name: 'Chatham House', aliases: ['المعهد'] });
    await addSource(newsroom, { name: 'Charity Council', type: 'civil_society' });
    seven = await addSource(newsroom, { name: 'seven Iraqi sources', article_id });
    await addSource(newsroom, { name: 'sources', article_id });
    const source = { name: 'advisers to Sudani', collective: true, type: 'government' };
    await addClaim(newsroom, {
      ...{ statement: 'The office spied on officials.', article_id },
      attributions: [
        { source: { id: seven }, stance: 'asserts' },
        { source: { ...source, identity: 'unnamed_described' }, stance: 'denies' },
      ],
    });
    browser = await openBrowser();
    page = await openPage(browser, newsroom, 'editor');
  });
  afterAll(async () => {
    await browser.close();
    await newsroom.close();
  });

  it('are recorded by keyboard alone, with an organisation found while typing', async () => {
    await page.goto('/sources/new');
    await page.getByLabel('Name', { exact: false }).first().focus();
    await page.keyboard.type('Renad Mansour, a fellow at Chatham House');
    const field = page.getByRole('combobox', { name: 'Part of' });
    await field.focus();
    await page.keyboard.type('cha');
    const choices = page.getByRole('listbox', { name: 'On file' }).getByRole('option');
    await choices.first().waitFor();
    expect(await choices.allInnerTexts()).toEqual([
      'Charity Council Civil society · organisation',
      'Chatham House Expert or analyst · organisation',
    ]);
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await field.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const active = await field.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).textContent()).toContain('Chatham House');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    expect(await page.locator('[name="part_of_id"]').inputValue()).toBe(`${house}`);
    expect(await page.locator('[data-picker-note]').textContent()).toContain('on file');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/sources\/\d+$/);
    const made = await dataOf(newsroom.as('viewer').get(`${new URL(page.url()).pathname}.json`));
    expect(made).toMatchObject({ type: 'expert', part_of: { id: house } });
  });

  it('lose the chosen id as soon as the text is another', async () => {
    await page.goto('/sources/new');
    const field = page.getByRole('combobox', { name: 'Part of' });
    await field.pressSequentially('chath');
    await page.getByRole('listbox', { name: 'On file' }).getByRole('option').first().click();
    expect(await field.inputValue()).toBe('Chatham House');
    await field.press('End');
    await field.pressSequentially('s');
    expect(await page.locator('[name="part_of_id"]').inputValue()).toBe('');
    await page.getByText('organisation · new').waitFor();
  });

  it('can be looked through, and decided about', async () => {
    await page.goto('/sources?q=s&identity=unnamed_described');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'seven Iraqi sources' }).click();
    await page.getByText('Decide about it').click();
    await page.getByLabel('The other').selectOption('sources');
    await page.getByRole('button', { name: 'Record the decision' }).click();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Say why' }).click();
    await page.keyboard.type('The lead sums up paragraph 2.');
    await page.getByRole('button', { name: 'Record the decision' }).click();
    await page.getByRole('button', { name: 'Take back' }).click();
    expect(await page.getByText('taken back by').count()).toBe(1);
  });

  it('need no JavaScript', async () => {
    const plain = await openPage(browser, newsroom, 'editor', { javaScript: false });
    await plain.goto(`/sources/${house}/edit`);
    await plain.getByLabel('Part of').fill('Royal Institute');
    await plain.getByLabel('Reliability').selectOption({ label: 'B · Usually reliable' });
    await plain.getByRole('button', { name: 'Save the source' }).click();
    expect(new URL(plain.url()).pathname).toBe(`/sources/${house}`);
    expect(await plain.getByRole('link', { name: 'Royal Institute' }).count()).toBe(2);
  });
});
