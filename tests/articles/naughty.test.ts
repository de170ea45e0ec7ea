import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { bodyOf, storyText, typedText } from './page-text.ts';

function findData(name: string): string | null {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const file = join(folder, 'shared', 'data', name);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return null;
  }
}

const file = findData('naughty-strings.json');
const strings: string[] = file ? JSON.parse(readFileSync(file, 'utf8')) : [];
if (!file) console.warn('Skipped: shared/data/naughty-strings.json is not there.');

describe.skipIf(!file)('naughty strings as an article’s text', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
  });
  afterAll(() => newsroom.close());

  const usable = strings.filter((one) => one !== '' && !one.includes('\0') && one.isWellFormed());

  it('come back unchanged from JSON, page and form', { timeout: 120_000 }, async () => {
    const editor = newsroom.as('editor');
    for (const some of inGroups(usable, 12)) {
      // The first also begins the text, and the last ends it.
      const body = some.join('\n\n');
      const made = await editor.post('/articles', { headline: 'Naughty', body });
      const path = made.headers.get('location') ?? '';
      expect(made.status, body).toBe(303);
      const text = body.replace(/\r\n?/g, '\n');
      expect((await bodyOf(await editor.json('GET', path))).text.body).toBe(text);
      expect(storyText(await (await editor.get(path)).text()), body).toBe(text);
      expect(typedText(await (await editor.get(`${path}/edit`)).text(), 'body')).toBe(text);
    }
  });

  it('come back unchanged as headline', { timeout: 120_000 }, async () => {
    const editor = newsroom.as('editor');
    const short = usable.filter((one) => one.length <= 120);
    for (const headline of inGroups(short, 4).map((some) => `A ${some.join(' ')}`)) {
      const made = await editor.json('POST', '/articles', { headline });
      expect(made.status, headline).toBe(201);
      expect((await bodyOf(made)).headline).toBe(headline.replace(/\r\n?/g, '\n'));
    }
    for (let next: string | null = '/articles?per_page=50'; next; ) {
      expect((await editor.get(next)).status).toBe(200);
      next = (await bodyOf(await editor.json('GET', next))).next;
    }
  });
});

function inGroups(all: readonly string[], size: number): string[][] {
  const groups: string[][] = [];
  for (let at = 0; at < all.length; at += size) groups.push(all.slice(at, at + size));
  return groups;
}
