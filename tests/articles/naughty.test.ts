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
    for (const [index, body] of usable.entries()) {
      const headline = `Story ${index}`;
      const sent = index % 2 ? { headline, body } : { headline, body: `Lead.\n\n${body}\n` };
      const made = await editor.post('/articles', sent);
      const path = made.headers.get('location') ?? '';
      expect(made.status, body).toBe(303);
      const text = sent.body.replace(/\r\n?/g, '\n');
      expect((await bodyOf(await editor.json('GET', path))).text.body).toBe(text);
      expect(storyText(await (await editor.get(path)).text()), body).toBe(text);
      expect(typedText(await (await editor.get(`${path}/edit`)).text(), 'body')).toBe(text);
    }
  });

  it('come back unchanged as headline', { timeout: 120_000 }, async () => {
    const editor = newsroom.as('editor');
    for (const headline of usable.filter((one) => one.trim() !== '' && one.length <= 500)) {
      const made = await editor.json('POST', '/articles', { headline });
      expect(made.status, headline).toBe(201);
      const path = made.headers.get('location') ?? '';
      expect((await bodyOf(await editor.json('GET', path))).headline).toBe(
        headline.replace(/\r\n?/g, '\n'),
      );
      expect((await editor.get(path)).status).toBe(200);
    }
  });
});
