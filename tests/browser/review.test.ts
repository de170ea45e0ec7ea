/** A claim's way through review by page, with the mouse and by keyboard alone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, deskOf, IRGC } from '../review/newsdesk.ts';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

const EXPERT = { name: 'Renad Mansour', type: 'expert', identity: 'named_person' };
const STATEMENT = 'Qaani took bribes.';

/** How somebody uses a page. */
interface Hand {
  /** A link or a button. */
  press(page: Page, name: string): Promise<void>;
  /** Shows the form behind a disclosure. */
  disclose(page: Page, name: string): Promise<void>;
  write(page: Page, label: string, text: string): Promise<void>;
  choose(page: Page, label: string, option: string): Promise<void>;
}

const MOUSE: Hand = {
  press: (page, name) => named(page, name).first().click(),
  disclose: (page, name) => page.locator('summary', { hasText: name }).click(),
  write: (page, label, text) => field(page, label).fill(text),
  choose: async (page, label, option) => {
    await field(page, label).selectOption(option);
  },
};

const KEYBOARD: Hand = {
  press: async (page, name) => {
    await tabTo(page, named(page, name).first());
    await page.keyboard.press('Enter');
  },
  disclose: async (page, name) => {
    await tabTo(page, page.locator('summary', { hasText: name }));
    await page.keyboard.press('Enter');
  },
  write: async (page, label, text) => {
    await tabTo(page, field(page, label));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  },
  choose: async (page, label, option) => {
    await tabTo(page, field(page, label));
    await page.keyboard.type(option);
  },
};

function named(page: Page, name: string) {
  const link = page.getByRole('link', { name, exact: true });
  const button = page.getByRole('button', { name, exact: true });
  return link.or(button).filter({ visible: true });
}

function field(page: Page, label: string) {
  const controls = page.locator('input, select, textarea');
  // A label may go on with a hint.
  return page
    .getByLabel(new RegExp(`^${label}`))
    .and(controls)
    .filter({ visible: true })
    .first();
}

async function tabTo(page: Page, target: ReturnType<typeof named>): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((node) => node === node.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target}`);
}

describe.each([
  ['the mouse', MOUSE],
  ['the keyboard', KEYBOARD],
])('with %s', (_name, hand) => {
  let newsroom: Newsroom;
  let desk: Desk;
  let browser: Browser;
  let id: number;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = deskOf(newsroom);
    for (const source of [EXPERT, IRGC]) await desk.send('editor', 'POST', '/sources', source);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await newsroom.close();
  });

  const open = async (member: Member, path: string) => {
    const page = await openPage(browser, newsroom, member);
    await page.goto(path);
    return page;
  };
  const expectState = async (page: Page, state: string) => {
    await page.waitForURL(/\/claims\/\d+#|\/review\?claim=\d+/);
    await page.getByRole('region', { name: 'Review' }).getByText(state, { exact: true }).waitFor();
    if (hand === MOUSE) await expectAccessible(page);
  };

  it('an editor records a claim and submits it', async () => {
    const page = await open('editor', '/claims/new');
    if (hand === MOUSE) await expectAccessible(page);
    await hand.write(page, 'Statement', STATEMENT);
    await hand.disclose(page, 'The claim');
    await hand.choose(page, 'Kind', 'Allegation');
    await hand.press(page, 'Add a subject');
    await hand.write(page, 'Subject', IRGC.name);
    await hand.write(page, 'Source', EXPERT.name);
    await hand.write(page, 'Words', 'Mansour told us');
    await hand.press(page, 'Save the claim');
    await page.waitForURL(/\/claims\/\d+$/);
    id = Number(page.url().split('/').at(-1));
    expect(await desk.claim(id)).toMatchObject({
      ...{ statement: STATEMENT, kind: 'allegation', adverse: true, review_state: 'draft' },
      ...{ subjects: [IRGC], attributions: [{ source: EXPERT, wording: 'Mansour told us' }] },
    });
    await hand.press(page, 'Mark ready for review');
    await expectState(page, 'Ready');
  }, 120_000);

  it('a fact-checker takes it from the queue and sends it back', async () => {
    const page = await open('checker', '/review');
    if (hand === MOUSE) await expectAccessible(page);
    await hand.press(page, STATEMENT);
    await hand.press(page, 'Start the review');
    await expectState(page, 'In review');
    await hand.disclose(page, 'Ask for changes');
    await hand.write(page, 'Reason', 'From whom, and when?');
    await hand.press(page, 'Ask for changes');
    await page.getByText('You asked for changes:').waitFor();
    await page.goto(`/claims/${id}#review`);
    await expectState(page, 'Changes requested');
  }, 120_000);

  it('the editor finds it on the desk, corrects it and submits it again', async () => {
    const page = await open('editor', '/');
    await page.getByText('Felix Check: From whom, and when?').waitFor();
    if (hand === MOUSE) await expectAccessible(page);
    await hand.press(page, STATEMENT);
    await hand.press(page, 'Edit');
    if (hand === MOUSE) await expectAccessible(page);
    await hand.write(page, 'Statement', 'Qaani took bribes in 2023.');
    await hand.press(page, 'Save the changes');
    await page.waitForURL(new RegExp(`/claims/${id}$`));
    await hand.disclose(page, 'Send to review again');
    await hand.press(page, 'Send to review again');
    await expectState(page, 'Ready');
  }, 120_000);

  it('the fact-checker clears it with a waiver and an assessment', async () => {
    const page = await open('checker', `/claims/${id}`);
    await hand.press(page, 'Start the review');
    await page.getByText('A blocking finding is open: no-reply.').waitFor();
    await hand.disclose(page, 'Waive no-reply');
    await hand.write(page, 'Why it may stand', 'The IRGC was asked on Monday, says the desk.');
    await hand.press(page, 'Waive');
    await page.getByText('The IRGC was asked on Monday').waitFor();
    await hand.disclose(page, 'With an assessment');
    await hand.choose(page, 'Assessment', 'Unproven');
    await hand.write(page, 'Explanation', 'One expert says so.');
    await hand.press(page, 'Clear');
    await expectState(page, 'Cleared');
    expect(await desk.claim(id)).toMatchObject({ review_state: 'cleared', assessment: 'unproven' });
    await page.getByText('1 waived').waitFor();
  }, 120_000);
});
