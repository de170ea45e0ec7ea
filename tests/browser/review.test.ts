/** A claim's way through review by page, with the mouse and by keyboard alone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOCKED, type Desk, deskOf } from '../review/newsdesk.ts';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { expectAccessible, openBrowser, openPage } from './visit.ts';

/** How somebody uses a page. */
interface Hand {
  /** A link or a button. */
  press(page: Page, name: string): Promise<void>;
  /** Shows the form behind a disclosure. */
  disclose(page: Page, name: string): Promise<void>;
  write(page: Page, label: string, text: string): Promise<void>;
}

const MOUSE: Hand = {
  press: (page, name) => named(page, name).first().click(),
  disclose: (page, name) => page.locator('summary', { hasText: name }).click(),
  write: (page, label, text) => field(page, label).fill(text),
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
};

function named(page: Page, name: string) {
  const link = page.getByRole('link', { name, exact: true });
  const button = page.getByRole('button', { name, exact: true });
  return link.or(button).filter({ visible: true });
}

function field(page: Page, label: string) {
  return page.getByLabel(label).filter({ visible: true }).first();
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
    id = (await desk.record(BLOCKED)).id;
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

  it('an editor submits a claim', async () => {
    const page = await open('editor', `/claims/${id}`);
    await hand.press(page, 'Mark ready for review');
    await expectState(page, 'Ready');
  }, 120_000);

  it('a fact-checker takes it from the queue and sends it back', async () => {
    const page = await open('checker', '/review');
    if (hand === MOUSE) await expectAccessible(page);
    await hand.press(page, BLOCKED.statement);
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
    await hand.press(page, BLOCKED.statement);
    await hand.press(page, 'Edit');
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
    if (hand === MOUSE) await field(page, 'Assessment').selectOption('Unproven');
    await hand.write(page, 'Explanation', 'One expert says so.');
    await hand.press(page, 'Clear');
    await expectState(page, 'Cleared');
    expect(await desk.claim(id)).toMatchObject({ review_state: 'cleared', version: 2 });
    await page.getByText('1 waived').waitFor();
  }, 120_000);
});
