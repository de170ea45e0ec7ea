import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordClaim } from '../articles/recording.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

const TEXT = [
  '😀 The harbour board held back a report, sources said.',
  '',
  'The board shelved it in March. A diplomat confirmed the account.',
  '«لن نغادر الميناء», he said.',
  '',
].join('\n');

describe('an article in the browser', () => {
  let newsroom: Newsroom;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    browser = await openBrowser();
    const sent = { headline: 'Harbour board', desk: 'City', language: 'en', body: TEXT };
    await newsroom.as('editor').json('POST', '/articles', sent);
    const quotes = [
      'held back a report',
      'The board shelved it in March. A diplomat',
      'A diplomat confirmed',
    ];
    for (const quote of quotes) {
      const appearances = [{ article_id: 1, quote }];
      await recordClaim(newsroom, {
        ...{ statement: `That ${quote}`, kind: 'allegation', appearances },
        attributions: [
          { source: { name: 'sources', identity: 'unnamed_bare' }, stance: 'asserts' },
          {
            source: { name: 'Petra Lind', type: 'government' },
            stance: 'denies',
            interest: 'subject',
          },
        ],
      });
    }
    page = await openPage(browser, newsroom, 'editor');
  });
  afterAll(async () => {
    await browser.close();
    await newsroom.close();
  });

  // Selects words as somebody with a mouse or with caret browsing would have them selected.
  const select = (words: string) =>
    page.evaluate(`(() => {
      const pieces = [...document.querySelectorAll('[data-start]')];
      const text = pieces.map((piece) => piece.textContent).join('');
      const start = text.indexOf(${JSON.stringify(words)});
      const place = (at, isEnd) => {
        const piece = pieces.findLast((one) => Number(one.dataset.start) < at + (isEnd ? 0 : 1));
        return [piece.firstChild, at - Number(piece.dataset.start)];
      };
      const range = document.createRange();
      range.setStart(...place(start, false));
      range.setEnd(...place(start + ${words.length}, true));
      document.getSelection().removeAllRanges();
      document.getSelection().addRange(range);
    })()`);
  const chosen = () => {
    const query = new URL(page.url()).searchParams;
    return TEXT.slice(Number(query.get('start')), Number(query.get('end')));
  };

  it.each([
    'The harbour board',
    'held back a report',
    'board held back a report, sources',
    'report, sources said.\n\nThe board shelved it',
    'A diplomat confirmed the account',
    'لن نغادر',
  ])('records selected words: %j', async (words) => {
    await page.goto('/articles/1');
    await select(words);
    await page.locator('.record-words').click();
    await page.waitForURL(/\/claims\/new\?article=1&/);
    expect(chosen()).toBe(words);
  });

  it('records with Enter, and without the blanks around the words', async () => {
    await page.goto('/articles/1');
    await select(' sources said.\n\n');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/claims\/new\?article=1&/);
    expect(chosen()).toBe('sources said.');
  });

  it('takes a double click with the mouse', async () => {
    await page.goto('/articles/1');
    await page.locator('#paragraph-1 [data-start]').first().dblclick();
    expect(await page.locator('.record-words').count()).toBe(1);
    await page.locator('.record-words').click();
    await page.waitForURL(/\/claims\/new\?article=1&/);
    expect(chosen()).not.toBe('');
  });

  it('takes the last paragraph by three clicks', async () => {
    await page.goto('/articles/1');
    await page.locator('#paragraph-3').click({ clickCount: 3, position: { x: 30, y: 8 } });
    await page.locator('.record-words').click();
    await page.waitForURL(/\/claims\/new\?article=1&/);
    expect(chosen()).toBe('«لن نغادر الميناء», he said.');
  });

  it('offers nothing to a reader, nor without a selection', async () => {
    await page.goto('/articles/1');
    expect(await page.locator('.record-words').count()).toBe(0);
    const reader = await openPage(browser, newsroom, 'viewer');
    await reader.goto('/articles/1');
    expect(await reader.getByText('Record claim').count()).toBe(0);
    await reader.context().close();
  });

  it('offers each paragraph without a script, by keyboard too', async () => {
    const plain = await openPage(browser, newsroom, 'editor', { javaScript: false });
    await plain.goto('/articles/1');
    const link = plain.getByRole('link', { name: 'Record claim from paragraph 2' });
    await link.focus();
    await plain.keyboard.press('Enter');
    await plain.waitForURL(/\/claims\/new/);
    const query = new URL(plain.url()).searchParams;
    expect(TEXT.slice(Number(query.get('start')), Number(query.get('end')))).toBe(
      'The board shelved it in March. A diplomat confirmed the account.',
    );
    await plain.context().close();
  });

  it('has nothing that axe finds', { timeout: 240_000 }, async () => {
    for (const path of ['/articles', '/articles/new', '/articles/1', '/articles/1/versions/1']) {
      await page.goto(path);
      await expectAccessible(page);
    }
  });

  it('takes a stale save and a wrong one to the end', { timeout: 240_000 }, async () => {
    const edited = `${TEXT}\nMore.\n`.replace('held back', 'kept');
    await page.goto('/articles/1/edit');
    const body = { headline: 'Theirs', version: 1, body: edited };
    await newsroom.as('colleague').json('PUT', '/articles/1', body);
    await page.getByLabel('Headline').fill('Mine');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('changed this article meanwhile').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Headline').fill(' ');
    await page.getByRole('button', { name: 'Save what I typed' }).click();
    await page.getByText('Something to fix').waitFor();
    await page.getByLabel('Headline').fill('Mine');
    await page.getByLabel('Text').fill(edited);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Passages that the text does not have').waitFor();
    await page.goto('/articles/1/versions/2');
    await expectAccessible(page);
  });
});
