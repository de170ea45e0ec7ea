/**
 * A real article becomes claims by keyboard: its attributions are found, ten are accepted with
 * single keys, and what is derived of them is what a careful reader derives.
 */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeOffThread } from '../../src/extraction/offthread.ts';
import { articleWith, type ProposalsJson, proposalsOf } from '../extraction/proposing.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { sharedFile } from '../support/shared-data.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

let browser: Browser;
let newsroom: Newsroom;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  newsroom = await openNewsroom();
  page = await openPage(browser, newsroom, 'editor');
});
afterAll(async () => {
  await browser.close();
  await newsroom.close();
  await closeOffThread();
});

describe('proposals', () => {
  it('are decided by single keys, which can be switched off', async () => {
    const id = await articleWith(newsroom);
    await page.goto(`/articles/${id}`);
    await page.getByRole('link', { name: 'Find attributions' }).click();
    const current = () => page.locator('[data-proposal][aria-current]').getAttribute('id');
    const [first, second, third] = (await proposalsOf(newsroom, id)).proposals;
    expect(await current()).toBe(`proposal-${first?.id}`);
    await page.keyboard.press('j');
    expect(await current()).toBe(`proposal-${second?.id}`);
    await press('a');
    expect(await current()).toBe(`proposal-${third?.id}`);
    await press('x');
    await page.keyboard.press('k');
    await press('u');
    const states = async () =>
      (await proposalsOf(newsroom, id)).proposals.map((one) => one.decision);
    expect(await states()).toEqual(['open', 'accepted', 'open', 'open', 'open', 'open']);
    await page.keyboard.press('?');
    await page.getByText('correct in the form').waitFor();
    await page.keyboard.press('j');
    await page.getByRole('button', { name: 'Switch single keys off' }).click();
    await page.waitForURL(/\/proposals$/);
    const before = await current();
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    expect(await current()).toBe(before);
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('button', { name: 'Switch single keys on' }).click();
    await page.waitForLoadState();
    await page.keyboard.press('?');
    await page.getByText('correct in the form').waitFor();
    await expectAccessible(page);
  });

  it('open in the claim form with e, and come back when it is saved', async () => {
    const id = await articleWith(newsroom);
    await page.goto(`/articles/${id}/proposals`);
    await press('e');
    await page.waitForURL(/\/claims\/new\?proposal=/);
    expect(await page.locator('[name=statement]').inputValue()).toBe(
      'The envoy left the city on Monday.',
    );
    await page.getByRole('button', { name: 'Save the claim' }).last().click();
    await page.waitForURL(new RegExp(`/articles/${id}/proposals`));
    expect((await proposalsOf(newsroom, id)).proposals[0]?.decision).toBe('accepted');
  });

  it('are shown before all that is ticked is accepted, and taken back at once', async () => {
    const id = await articleWith(newsroom);
    const plain = await openPage(browser, newsroom, 'editor', { javaScript: false });
    await plain.goto(`/articles/${id}/proposals`);
    for (const untick of await plain.getByRole('checkbox', { name: /Tick/ }).all()) {
      await untick.setChecked(true);
    }
    await plain.getByRole('button', { name: 'Accept all ticked' }).click();
    await plain.getByRole('heading', { name: 'What will be made' }).waitFor();
    await plain.getByRole('button', { name: 'Make them' }).click();
    await plain.getByText('5 were accepted.').waitFor();
    await plain.getByRole('button', { name: 'Take them back' }).click();
    await plain.getByText('6 open, 0 accepted').waitFor();
    await plain.context().close();
    const ids = (await proposalsOf(newsroom, id)).proposals
      .slice(0, 5)
      .map((one) => `ids=${one.id}`);
    await page.goto(`/articles/${id}/proposals/confirmation?${ids.join('&')}`);
    await expectAccessible(page);
  });

  it('are found to be on file while a statement is typed', async () => {
    await newsroom.as('editor').json('POST', '/claims', {
      statement: 'Qaani told Iraqi leaders to ease criticism of Prime Minister Sudani.',
    });
    await page.goto('/claims/new');
    await page.locator('[name=statement]').fill('Qaani told leaders to ease criticism of Sudani');
    await page.getByRole('button', { name: /Same claim/ }).waitFor();
    // The rest of the form is looked at by its own tests.
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).include('.similar').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((one) => one.html)])).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: /Not the same/ }).click();
    expect(await page.getByRole('button', { name: /Same claim/ }).count()).toBe(0);
  });
});

const missing = !sharedFile('seed/article-1.txt') || !sharedFile('seed/article-2.txt');
if (missing) console.log('SKIPPED: the shared articles are not on this machine.');

describe.skipIf(missing)('a real article', () => {
  it.each([1, 2])(
    'number %i is pasted, and its attributions come',
    { timeout: 60_000 },
    async (number) => {
      const id = await paste(number);
      const { failure, proposals } = await proposalsOf(newsroom, id);
      expect(failure).toBeNull();
      expect(proposals.length).toBeGreaterThanOrEqual(10);
      if (number === 2) await expectAccessible(page);
    },
  );

  it('gives its claims by ten presses of a key', { timeout: 120_000 }, async () => {
    const id = await paste(1);
    const { proposals } = await proposalsOf(newsroom, id);
    const ready = proposals.filter((one) => one.missing === null);
    const needed = ready.filter(isLookedAt);
    const others = ready.filter((one) => !isLookedAt(one));
    const chosen = new Set([...needed, ...others].slice(0, 10));
    const wanted = ready.filter((one) => chosen.has(one));
    expect(wanted).toHaveLength(10);
    for (const one of wanted) await acceptByKey(one.id);
    const now = await proposalsOf(newsroom, id);
    const accepted = now.proposals.filter((one) => one.decision === 'accepted');
    expect(accepted).toHaveLength(10);

    const qaani = accepted.find((one) => REQUEST.test(one.statement));
    const claim = await claimOf(qaani?.claim_id);
    expect(claim.standing.corroboration).toMatchObject({
      ...{ level: 'multi_unnamed', origins: { min: 2, max: 8 } },
    });
    const sources = accepted.filter((one) => one.source_words === 'sources');
    expect(sources.length).toBeGreaterThan(0);
    const lead = await claimOf(sources[0]?.claim_id);
    const seven = claim.attributions.find((row) => row.source.count === 7)?.source;
    expect(lead.attributions[0]?.source).toEqual(seven);
    expect(lead.attributions[0]?.wording).toBe('sources');
    await page.goto(`/claims/${qaani?.claim_id}`);
    await page.getByText('Several sources, all unnamed').first().waitFor();
  });
});

interface ClaimJson {
  readonly standing: { readonly corroboration: object };
  readonly attributions: readonly {
    readonly source: { readonly id: number; readonly name: string; readonly count: number | null };
    readonly wording: string;
  }[];
}

async function claimOf(id: number | null | undefined): Promise<ClaimJson> {
  const response = await newsroom.as('editor').json('GET', `/claims/${id}`);
  return (await response.json()) as ClaimJson;
}

const REQUEST = /^Esmail Qaani made the request during a visit/;

function isLookedAt(one: ProposalsJson['proposals'][number]): boolean {
  return REQUEST.test(one.statement) || one.source_words === 'sources';
}

/** Goes to a proposal with `j`, as one who skips does, and accepts it with `a`. */
async function acceptByKey(id: number): Promise<void> {
  const current = page.locator('[data-proposal][aria-current]');
  for (let skips = 0; skips < 60; skips += 1) {
    if ((await current.getAttribute('id')) === `proposal-${id}`) break;
    await page.keyboard.press('j');
  }
  await press('a');
}

/** Presses a key that sends a form or follows a link, and waits for what comes. */
async function press(key: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

async function paste(number: number): Promise<number> {
  const file = sharedFile(`seed/article-${number}.txt`) ?? '';
  await page.goto('/articles/new');
  await page.getByLabel('Headline').fill(`Article ${number}`);
  await page.getByLabel('Publisher').fill('Asharq Al-Awsat');
  await page.getByLabel('Agency').fill('Reuters');
  await page.locator('[name=body]').fill(readFileSync(file, 'utf8'));
  await page
    .getByRole('button', { name: /^(Save|Add|Record)/ })
    .first()
    .click();
  await page.waitForURL(/\/articles\/\d+/);
  await page.getByRole('link', { name: 'Find attributions' }).click();
  await page.getByRole('heading', { name: 'Attributions found in the text' }).waitFor();
  return Number(/articles\/(\d+)/.exec(page.url())?.[1]);
}
