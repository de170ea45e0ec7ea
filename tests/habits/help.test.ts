/** What others rely on stands in the help: every setting, route, filter, source type and column. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_COLUMNS } from '../../src/claims/list-export.ts';
import { FILTER_HELP } from '../../src/claims/list-routes.ts';
import { SETTINGS_HELP } from '../../src/config.ts';
import { IMPORT_HELP } from '../../src/exchange/import-routes.ts';
import { RULES } from '../../src/policy/rules.ts';
import { ROUTES } from '../../src/routes.ts';
import { SOURCE_TYPES } from '../../src/sources/source.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

let newsroom: Newsroom;
let help = '';
beforeAll(async () => {
  newsroom = await openNewsroom();
  help = await (await newsroom.as('viewer').get('/help')).text();
});
afterAll(() => newsroom.close());

/** The keys that pages.md promises to scripts. */
const KEYS = `q source_type identity stance directness ground_rules interest relayed source via
on_behalf_of denial corroboration flag finding waived kind adverse review assessment publisher
article desk subject author assignee from to sort per_page`.split(/\s+/);

describe('the help', () => {
  it('names every filter with an example that the list understands', async () => {
    expect(FILTER_HELP.map((filter) => filter.key)).toEqual(expect.arrayContaining(KEYS));
    for (const { key, url } of FILTER_HELP) {
      expect(help).toContain(`<code>${key}</code>`);
      const response = await newsroom.as('viewer').get(url.replace('/claims', '/claims.json'));
      expect(response.status, url).toBe(200);
    }
  });

  it('names every setting, route, source type, rule and column', () => {
    for (const { name } of SETTINGS_HELP) expect(help).toContain(`<code>${name}</code>`);
    for (const { path } of ROUTES) expect(help).toContain(`<code>${path}</code>`);
    for (const type of SOURCE_TYPES) expect(help).toContain(`<code>${type}</code>`);
    for (const { code } of RULES) expect(help).toContain(`<code>${code}</code>`);
    for (const { file, names } of EXPORT_COLUMNS) {
      expect(help).toContain(`<dt><code>${file}</code></dt><dd>${names}</dd>`);
    }
    for (const { file, names } of IMPORT_HELP) {
      expect(help).toContain(`<dt>${file}</dt><dd>${names}</dd>`);
    }
  });
});
