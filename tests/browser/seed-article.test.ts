/**
 * The main job on a real article: paste it, select the words of a claim, record who says so through
 * the forms, and see the standing that a careful reader derived.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Denial, Level } from '../../src/claims/standing.ts';
import { DENIAL_LABELS, LEVEL_LABELS, originsText } from '../../src/claims/words.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { sharedFile } from '../support/shared-data.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

interface GoldSource {
  readonly name: string;
  readonly described_as: string;
  readonly type: string;
  readonly identity: string;
  readonly collective: boolean;
  readonly count?: number;
  readonly partial_types?: readonly string[];
}

interface GoldRow {
  readonly source: GoldSource;
  readonly stance: string;
  readonly cue: string | null;
  readonly directness: string;
  readonly ground_rules: string;
  readonly interest: string;
  readonly answers_for?: string;
  readonly provisional?: boolean;
  readonly carried?: boolean;
}

interface GoldClaim {
  readonly id: string;
  readonly statement: string;
  readonly span: readonly [number, number];
  readonly kind: string;
  readonly adverse: boolean;
  readonly subjects: readonly string[];
  readonly attributions: readonly GoldRow[];
  readonly reported_speaker?: string;
  readonly standing: {
    readonly denial: Denial;
    readonly corroboration: Level;
    readonly origins: { readonly min: number; readonly max: number | null };
  };
}

const article = sharedFile('seed/article-1.txt');
const gold = sharedFile('seed/article-1.gold.json');
const isMissing = !article || !gold;
if (isMissing) console.log('SKIPPED: the shared article is not on this machine.');

describe.skipIf(isMissing)('a real article', () => {
  const text = article ? readFileSync(article, 'utf8') : '';
  const claims: GoldClaim[] = gold ? JSON.parse(readFileSync(gold, 'utf8')).claims : [];
  let browser: Browser;
  let newsroom: Newsroom;
  let page: Page;
  let articleUrl = '';

  beforeAll(async () => {
    browser = await openBrowser();
    newsroom = await openNewsroom();
    page = await openPage(browser, newsroom, 'editor');
  });
  afterAll(async () => {
    await browser.close();
    await newsroom.close();
  });

  it('is pasted and kept as it was', async () => {
    await page.goto('/articles/new');
    await page.getByLabel('Headline').fill('Iran and the spying row in Baghdad');
    await page.getByLabel('Publisher').fill('Asharq Al-Awsat');
    await page.getByLabel('Agency').fill('Reuters');
    await page.locator('[name=published_on]').fill('2024-10-02');
    await page.locator('[name=body]').fill(text);
    await page
      .getByRole('button', { name: /^(Save|Add|Record)/ })
      .first()
      .click();
    await page.waitForURL(/\/articles\/\d+/);
    articleUrl = new URL(page.url()).pathname;
    const kept = await newsroom.as('editor').json('GET', articleUrl);
    expect(((await kept.json()) as { text: { body: string } }).text.body).toBe(text);
    await expectAccessible(page);
  });

  it.each(['A1-01', 'A1-02', 'A1-09', 'A1-11'])(
    'gives the standing of %s that a careful reader gives',
    async (id) => {
      const claim = claims.find((one) => one.id === id);
      if (!claim) throw new Error(`${id} is not in the gold.`);
      await selectWords(page, articleUrl, claim.span);
      await fillClaim(page, claim);
      await page.getByRole('button', { name: 'Save the claim' }).last().click();
      await page.waitForURL(/\/claims\/\d+$/);
      if (id === 'A1-01') await declareSame(page);
      await expectStanding(page, claim);
      const marked = page.locator('mark.passage');
      expect(await marked.first().textContent()).toBe(text.slice(...claim.span));
    },
  );

  it('shows its claims marked in place, with its sourcing profile', async () => {
    await page.goto(articleUrl);
    expect(await page.locator('mark.passage').count()).toBeGreaterThanOrEqual(4);
    await page.getByRole('heading', { name: 'Sourcing profile' }).waitFor();
    await expectAccessible(page);
  });
});

/** Selects words of the story as a mouse would, and follows the button that appears. */
async function selectWords(page: Page, url: string, [start, end]: readonly [number, number]) {
  await page.goto(url);
  await page.evaluate(`(() => {
    const pieces = [...document.querySelectorAll('[data-story] [data-start]')];
    const at = (offset) => {
      const piece = pieces.findLast((one) => Number(one.dataset.start) <= offset);
      return [piece.firstChild, offset - Number(piece.dataset.start)];
    };
    const range = document.createRange();
    range.setStart(...at(${start}));
    range.setEnd(...at(${end}));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.dispatchEvent(new Event('selectionchange'));
  })()`);
  await page.getByRole('link', { name: 'Record claim', exact: true }).click();
  await page.waitForURL(`**/claims/new?*start=${start}&end=${end}`);
}

async function fillClaim(page: Page, claim: GoldClaim): Promise<void> {
  const field = (name: string) => page.locator(`form [name="${name}"]:not([type="hidden"])`);
  await field('statement').fill(claim.statement);
  await openAll(page);
  await field('kind').selectOption(claim.kind);
  await field('adverse').selectOption(claim.adverse ? 'yes' : 'no');
  if (claim.reported_speaker) await field('reported_speaker').fill(claim.reported_speaker);
  for (const [at, name] of claim.subjects.entries()) {
    await page.getByRole('button', { name: 'Add a subject' }).click();
    await field(`subjects.${at}.name`).fill(name);
  }
  for (const [at, row] of claim.attributions.entries()) {
    if (at > 0) await page.getByRole('button', { name: 'Add another attribution' }).click();
    await openAll(page);
    await fillRow(field, `attributions.${at}`, row);
  }
}

async function openAll(page: Page): Promise<void> {
  await page.evaluate(
    'document.querySelectorAll("form details").forEach((one) => { one.open = true })',
  );
}

type Field = (name: string) => ReturnType<Page['locator']>;

async function fillRow(field: Field, path: string, row: GoldRow): Promise<void> {
  const { source } = row;
  await field(`${path}.stance`)
    .and(field(`${path}.stance`).page().locator(`[value=${row.stance}]`))
    .check({ force: true });
  await field(`${path}.source.name`).fill(source.described_as);
  await field(`${path}.wording`).fill(source.described_as);
  await field(`${path}.source.type`).selectOption(source.type);
  await field(`${path}.source.identity`).selectOption(source.identity);
  await field(`${path}.source.collective`).selectOption(source.collective ? 'yes' : 'no');
  if (source.count) await field(`${path}.source.count`).fill(String(source.count));
  if (source.partial_types) {
    await field(`${path}.source.partial_types`).selectOption([...source.partial_types]);
  }
  for (const name of ['directness', 'ground_rules', 'interest'] as const) {
    if (row[name] !== 'unknown') await field(`${path}.${name}`).selectOption(row[name]);
  }
  if (row.cue) await field(`${path}.cue`).fill(row.cue);
  if (row.answers_for) await field(`${path}.on_behalf_of.name`).fill(row.answers_for);
  if (row.provisional) await field(`${path}.provisional`).check();
  if (row.carried) await field(`${path}.carried`).check();
}

/** "sources" in the lead are the seven of the next paragraph: an editor's decision. */
async function declareSame(page: Page): Promise<void> {
  const claim = page.url();
  await page.getByRole('link', { name: 'Declare sources the same or separate' }).click();
  await page.waitForURL(/\/sources\/\d+/);
  await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
  await page.locator('[name=judgement]').selectOption('same');
  const other = page.locator('[name=other_id]');
  const option = other.locator('option', { hasText: /seven Iraqi sources|^sources/ }).first();
  await other.selectOption((await option.getAttribute('value')) ?? '');
  await page
    .locator('form[action$="/decisions"] [name=reason]')
    .fill('The lead sums up paragraph 2.');
  await page.getByRole('button', { name: 'Record the decision' }).click();
  await page.waitForLoadState();
  await page.goto(claim);
}

async function expectStanding(page: Page, { id, standing }: GoldClaim): Promise<void> {
  const shown = (await page.locator('main').textContent()) ?? '';
  const { min, max } = standing.origins;
  const origins = originsText(min, max, 'independent origin');
  for (const words of [
    LEVEL_LABELS[standing.corroboration].long,
    DENIAL_LABELS[standing.denial],
    origins,
  ]) {
    expect(shown, `${id}: ${words}`).toContain(words);
  }
  await expectAccessible(page);
}
