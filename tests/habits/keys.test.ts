/** Every key that a page declares stands in the help, and only pages with the switch have keys. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../views/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const templates = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.hbs'))
  .sort();

const panel = readFileSync(new URL('../../src/review/panel.ts', import.meta.url), 'utf8');
const [, ofPanel = ''] = /const KEYS[^{]*\{(.*?)\};/s.exec(panel) ?? [];
const help = /<section class="section" id="keys">.*?<\/section>/s.exec(read('help/show.hbs'))?.[0];

describe('single keys', () => {
  const keys = new Set([
    ...templates.flatMap((name) =>
      [...read(name).matchAll(/data-key="([^"{])"/g)].map((one) => one[1]),
    ),
    ...[...ofPanel.matchAll(/'(.)'/g)].map((one) => one[1]),
    ...['j', 'k', '?'],
  ]);

  it('are declared at all', () => {
    for (const key of ['a', 'c', 's', 'u', 'w', 'o', 'e', 'x']) expect(keys).toContain(key);
  });

  it('stand in the help, each of them', () => {
    for (const key of keys) expect(help).toContain(`<kbd>${key}</kbd>`);
  });

  it('can be switched off wherever there are any', () => {
    const withKeys = templates.filter(
      (name) => /data-key=|data-rows=/.test(read(name)) && read(name).includes('layouts/page'),
    );
    expect(withKeys.length).toBeGreaterThan(1);
    for (const name of withKeys)
      expect([name, read(name)]).toEqual([name, expect.stringContaining('partials/keys')]);
  });
});
