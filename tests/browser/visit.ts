/** A real browser in the test newsroom. */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Member, type Newsroom, secretOf } from '../support/newsroom.ts';
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium: apt-get install chromium.');
  return chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}

/** A page of somebody who is signed in, or of nobody. */
export async function openPage(
  browser: Browser,
  newsroom: Newsroom,
  member: Member | null,
  { javaScript = true } = {},
): Promise<Page> {
  const context = await browser.newContext({
    ...{ baseURL: newsroom.url, viewport: WIDE, javaScriptEnabled: javaScript },
  });
  if (member) {
    const cookie = { name: 'session', value: secretOf(member), url: newsroom.url };
    await context.addCookies([cookie]);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

/** What hurts shows in one of the two: colours in light or dark, places wide or narrow. */
const SIGHTS = [
  { viewport: WIDE, colorScheme: 'light' },
  { viewport: NARROW, colorScheme: 'dark' },
] as const;

/** No finding of axe, in light and dark, wide and narrow, and no sideways scroll. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const { viewport, colorScheme } of SIGHTS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      at: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
    }));
    expect(found, `${page.url()} ${viewport.width} ${colorScheme}`).toEqual([]);
    const tooWide = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(tooWide, `${page.url()} scrolls sideways at ${viewport.width}`).toBe(0);
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
}
