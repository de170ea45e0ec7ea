/** Many claims at once by page, as a browser without JavaScript does it. */
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, deskOf, PLAIN } from '../review/newsdesk.ts';
import { type Client, type Newsroom, openNewsroom } from '../support/newsroom.ts';

let newsroom: Newsroom;
let desk: Desk;
let editor: Client;
beforeEach(async () => {
  newsroom = await openNewsroom();
  desk = deskOf(newsroom);
  editor = newsroom.as('editor');
  for (const number of [1, 2, 3]) {
    await desk.record({ ...PLAIN, statement: `Claim <${number}>.` });
  }
});
afterEach(() => newsroom.close());

const text = async (path: string, client = editor) => (await client.get(path)).text();

describe('the list of claims', () => {
  it('has a box at each row and a bar for all, for who may record', async () => {
    const html = await text('/claims?review=draft');
    expect(html.match(/type="checkbox" form="bulk" name="ids"/g)).toHaveLength(3);
    expect(html).toContain('name="filter" value="review&#x3D;draft"');
    expect(html).toContain('All 3 that match');
    expect(await text('/claims', newsroom.as('viewer'))).not.toContain('form="bulk"');
    expect(await text('/claims?review=cleared')).not.toContain('id="bulk"');
  });

  it('is that of the queue too', async () => {
    await desk.step(1, ['editor', 'ready']);
    const html = await text('/review?whose=free');
    expect(html).toContain(
      'value="assignee&#x3D;none&amp;review&#x3D;in_review&amp;review&#x3D;ready"',
    );
    expect(html).toContain('All 1 that match');
    expect(await text('/review', newsroom.as('viewer'))).not.toContain('form="bulk"');
  });
});

describe('the question before', () => {
  it('says what would be done to how many claims', async () => {
    const some = await text('/bulk/new?ids=1&ids=3&action=withdraw');
    expect(some).toContain('<h1>Withdraw 2 claims</h1>');
    expect(some).toContain('Claim &lt;3&gt;.');
    expect(some).not.toContain('Claim &lt;2&gt;.');
    const all = await text('/bulk/new?all=yes&filter=review%3Ddraft&action=ready&ids=1');
    expect(all).toContain('<h1>Mark 3 claims ready</h1>');
    expect(all).toContain('name="count" value="3"');
    expect(await text('/bulk/new?ids=1&action=assign')).toContain('Felix Check');
    const json = await editor.json('GET', '/bulk/new?ids=1&action=assign');
    expect(await json.json()).toEqual({ action: 'assign', count: 1 });
  });

  it.each([
    ['', 'No claim is ticked'],
    ['?action=withdraw', 'No claim is ticked'],
    ['?ids=1', 'Choose one of'],
    ['?ids=1&action=<b>', 'Choose one of'],
    ['?ids=x&action=ready', 'This must be a number'],
    ['?all=yes&filter=colour%3Dred&action=ready', 'There is no filter “colour”'],
    ['?all=yes&filter=review%3Dcleared&action=ready', 'No claim is like this any more'],
    ['?all=yes&filter=%00%22%3Cscript%3E&action=ready', 'There is no filter'],
  ])('%s is answered in words', async (query, words) => {
    const response = await editor.get(`/bulk/new${query}`);
    const html = await response.text();
    expect([response.status, html]).toEqual([422, expect.stringContaining(words)]);
    expect(html).not.toContain('action="/bulk"');
    expect(html).not.toContain('<script>"');
  });
});

describe('doing it', () => {
  it('leads to what came of it, with a link to each claim, and can be undone', async () => {
    await desk.step(2, ['editor', 'ready']);
    const fields = { action: 'ready', ids: ['1', '2', '3'], count: '3' };
    const made = await editor.post('/bulk', fields);
    expect([made.status, made.headers.get('location')]).toEqual([303, '/bulk/1']);
    const html = await text('/bulk/1');
    expect(html).toContain('<b>Done</b>: 2 claims');
    expect(html).toContain('<b>Skipped</b>: 1 claim');
    expect(html).toContain('It is ready already.');
    expect(html).toContain('<a href="/claims/2"><bdi>Claim &lt;2&gt;.</bdi></a>');
    expect(await text('/bulk/1?outcome=done')).toContain('<a href="/claims/3">');
    expect(await text('/bulk/1', newsroom.as('checker'))).not.toContain('/undo');
    expect(await text('/bulk')).toContain('Mark 3 claims ready');
    const undone = await editor.post('/bulk/1/undo');
    expect(undone.headers.get('location')).toBe('/bulk/1');
    expect(await text('/bulk/1')).toContain('<b>Taken back</b>: 2 claims');
    expect((await desk.claim(1)).review_state).toBe('draft');
  });

  it('keeps what was typed where it is refused', async () => {
    const fields = { action: 'withdraw', all: 'yes', filter: 'review=draft', count: '3' };
    const blank = await editor.post('/bulk', { ...fields, value: ' ' });
    const html = await blank.text();
    expect(blank.status).toBe(422);
    expect(html).toContain('<a href="#field-value">Say why.</a>');
    expect(html).toContain('name="filter" value="review&#x3D;draft"');
    await desk.step(1, ['editor', 'ready']);
    const late = await editor.post('/bulk', { ...fields, value: 'Off, “all”.' });
    const again = await late.text();
    expect([late.status, again]).toEqual([
      409,
      expect.stringContaining('It is 2 claims now; when you looked, 3.'),
    ]);
    expect(again).toContain('\nOff, “all”.</textarea>');
    expect(again).toContain('Withdraw 2 claims');
    expect(again).toContain('name="count" value="2"');
    const gone = await editor.post('/bulk', { action: 'assign', ids: '1', value: '77' });
    expect([gone.status, await gone.text()]).toEqual([
      422,
      expect.stringContaining('There is no such person.'),
    ]);
  });

  it('pages through the claims of an outcome', async () => {
    await newsroom.database.write((tx) =>
      tx.run(
        `WITH RECURSIVE counting (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < 120)
         INSERT INTO claim (statement, kind, adverse, created_at, changed_at, claim_date, denial,
           level, origins_min)
         SELECT 'Many ' || n, 'fact', 0, '2024', '2024', '2024-10-07', 'not_required',
           'unattributed', 0 FROM counting`,
      ),
    );
    const made = await desk.send('editor', 'POST', '/bulk', {
      filter: '',
      action: 'assign',
      value: 4,
    });
    while ((await desk.send('viewer', 'GET', made.location)).data.running) await setTimeout(50);
    const seen = new Set<number>();
    let address: string | null = `${made.location}?outcome=done`;
    while (address) {
      const { data } = await desk.send('viewer', 'GET', address);
      for (const { id } of data.claims) seen.add(id);
      address = data.next;
    }
    expect(seen.size).toBe(123);
    for (const odd of ['?outcome=<b>', '?after=x', '?outcome=done&why=<b>', '?after=999999999']) {
      expect((await editor.get(made.location + odd)).status).toBe(200);
    }
  });
});
