/** `/history`, and the histories of records: what they show, to whom, and how they are asked. */

import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEarlier } from '../../src/claims/earlier.ts';
import { claimAt } from '../../src/claims/replayed.ts';
import { chainView } from '../../src/history/pages.ts';
import { replay } from '../../src/history/replay.ts';
import { readEntries, recordChange } from '../../src/history/store.ts';
import { reportChain } from '../../src/history/watch.ts';
import { type Member, type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { actAtRandom, openActs } from '../support/random-acts.ts';
import { random } from '../support/random-newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is looked at as it comes.
type Body = any;

const EVIL = `"'><script>alert(1)</script>{{constructor}}\u202e`;
const IRGC = { name: 'IRGC', type: 'security', identity: 'named_org' };

let newsroom: Newsroom;
const json = async (path: string, member: Member = 'viewer'): Promise<Body> =>
  (await newsroom.as(member).get(path)).json();
const html = async (path: string, member: Member = 'viewer') =>
  (await newsroom.as(member).get(path)).text();
const send = async (method: string, path: string, body: unknown, member: Member = 'editor') => {
  const response = await newsroom.as(member).json(method, path, body);
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return response.status === 204 ? null : ((await response.json()) as Body);
};

beforeAll(async () => {
  newsroom = await openNewsroom();
  await send('POST', '/articles', { headline: 'Bridge', body: 'Noon. The bridge is closed.' });
  const attributions = [
    { source: IRGC, stance: 'denies', wording: 'كانت الاجتماعات خاصة' },
    { source: { name: 'sources', identity: 'unnamed_bare' }, stance: 'asserts' },
  ];
  const appearances = [{ article_id: 1, quote: 'The bridge is closed' }];
  const first = { statement: 'The bridge is closed.', article_id: 1, attributions, appearances };
  const claim = await send('POST', '/claims', first);
  newsroom.setTime(new Date('2024-10-08T23:30:00.000Z'));
  const [denial, asserted] = claim.attributions;
  const changed = { ...denial, wording: 'كانت الاجتماعات سرية' };
  const second = {
    ...claim,
    statement: 'The bridges are closed.',
    attributions: [asserted, changed],
  };
  await send('PUT', '/claims/1', second, 'colleague');
  await send('PUT', '/articles/1', {
    headline: 'Bridge',
    body: 'Now: The bridge is closed.',
    version: 1,
  });
  await send('PUT', `/sources/${denial.source.id}`, { version: 1, name: 'Guards' });
  await send('POST', '/claims/1/comments', { body: `Sure? ${EVIL}` });
  await send(
    'POST',
    '/people/invitations',
    { email: 'new@example.org', name: 'New', role: 'editor' },
    'admin',
  );
});
afterAll(() => newsroom.close());

describe('/history', () => {
  it('lists everything, newest first, with who, what and where', async () => {
    const { changes, chain, next } = await json('/history.json');
    const ids = changes.map((one: Body) => one.id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(changes[0]).toMatchObject({
      ...{
        person: 'Nour Haddad',
        entity: 'comment',
        action: 'commented',
        url: '/claims/1#comments',
      },
      name: 'The bridges are closed.',
    });
    expect(chain).toMatchObject({ intact: true, entries: ids[0] + 1, broken: null });
    expect(chain.latest_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(next).toBeNull();
    const page = await html('/history');
    expect(page).toContain('entries, chain intact.');
    expect(page).toContain(chain.latest_hash);
    expect(page).toContain('<a href="/claims/1">');
    expect(page).not.toContain('<script>alert');
  });

  it('tells of people, invitations and tokens to administrators only', async () => {
    const told = async (member: Member) =>
      (await json('/history.json', member)).changes.map((one: Body) => one.entity);
    expect(await told('admin')).toContain('invitation');
    for (const member of ['viewer', 'editor', 'checker'] as const) {
      expect(await told(member)).not.toContain('invitation');
      const csv = await html('/history.csv', member);
      expect(csv + (await html('/history', member))).not.toMatch(/new@example\.org|invited/);
      expect((await newsroom.as(member).get('/history.json?record=invitation')).status).toBe(422);
      expect(await html('/history?record=invitation', member)).toContain('It was left out.');
    }
    expect(await html('/history.csv', 'admin')).toContain('new@example.org');
  });

  it.each([
    ['person=3', (one: Body) => one.person === 'Rana Adeyemi'],
    ['record=article', (one: Body) => one.entity === 'article'],
    ['record=article&record=source', (one: Body) => ['article', 'source'].includes(one.entity)],
    ['claim=1', (one: Body) => one.claim_id === 1],
    ['from=2024-10-08', (one: Body) => one.at >= '2024-10-08'],
    ['to=2024-10-07', (one: Body) => one.at < '2024-10-08'],
    [
      'from=2024-10-08&to=2024-10-08&person=2',
      (one: Body) => one.at > '2024-10-08' && one.person === 'Nour Haddad',
    ],
  ])('finds by %s', async (query, isMeant) => {
    const all = (await json('/history.json')).changes;
    const { changes } = await json(`/history.json?${query}`);
    expect(changes).toEqual(all.filter(isMeant));
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.length).toBeLessThan(all.length);
    const rows: Body[] = parse(await html(`/history.csv?${query}`), { columns: true, bom: true });
    expect([...new Set(rows.map((row) => Number(row.entry)))]).toEqual(
      changes.map((one: Body) => one.id),
    );
  });

  it('goes on page by page, each entry once, and keeps the filter', async () => {
    const seen: number[] = [];
    let address: string | null = '/history?record=claim&record=source&per_page=2';
    for (let pages = 0; address !== null; pages += 1) {
      expect(pages).toBeLessThan(9);
      expect(await html(address)).toContain('value="claim" selected');
      const found: Body = await json(address.replace('/history', '/history.json'));
      expect(found.changes.length).toBeLessThanOrEqual(2);
      seen.push(...found.changes.map((one: Body) => one.id));
      address = found.next;
    }
    const all = (await json('/history.json?record=claim&record=source')).changes;
    expect(seen).toEqual(all.map((one: Body) => one.id));
  });

  it.each([
    'person=x',
    'from=2024-13-01',
    'to=yesterday',
    'after=-1',
    'per_page=201',
    'record=x',
    `odd=1`,
  ])('names what it does not understand: %s', async (query) => {
    const response = await newsroom.as('viewer').get(`/history.json?${query}`);
    expect(response.status).toBe(422);
    expect(((await response.json()) as Body).errors[0].path).toBe(query.split('=')[0]);
    expect((await newsroom.as('viewer').get(`/history.csv?${query}`)).status).toBe(422);
    const page = await newsroom.as('viewer').get(`/history?${query}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('It was left out.');
  });

  it('is read, and nothing else; by those who signed in', async () => {
    expect((await newsroom.as('admin').json('POST', '/history', {})).status).toBe(405);
    expect((await newsroom.as('admin').json('DELETE', '/history')).status).toBe(405);
    expect((await newsroom.nobody.get('/history')).headers.get('location')).toBe(
      '/sign-in?next=%2Fhistory',
    );
    expect((await newsroom.nobody.get('/history.csv')).status).toBe(401);
    const evil = await html(
      `/history?${new URLSearchParams({ person: EVIL, record: EVIL, [EVIL]: EVIL })}`,
    );
    expect(evil).not.toContain('<script>alert');
  });

  it('says how far a long chain is checked, and blocks nothing meanwhile', async () => {
    const long = await openNewsroom();
    await long.database.write(async (tx) => {
      const of = { entity: 'claim', entityId: 1, claimId: null, action: 'changed' } as const;
      const values = [{ path: 'statement', old: 'a', new: 'b' }];
      for (let count = 0; count < 30_000; count += 1) {
        await recordChange(tx, { ...of, at: TODAY, personId: null, why: null, values });
      }
    });
    let report = await reportChain(long.database, TODAY, 0);
    expect(report.checked).toBeLessThan(report.entries);
    expect(chainView(report, 'UTC').text).toContain('Checked so far: up to entry');
    for (let turn = 0; report.checked < report.entries && turn < 100; turn += 1) {
      report = await reportChain(long.database, TODAY);
    }
    expect(report).toMatchObject({ entries: 30_000, checked: 30_000, fault: null });
    expect(await (await long.as('viewer').get('/history')).text()).toContain(
      '30,000 entries, chain',
    );
    await long.close();
  }, 150_000);
});

describe('the history of a record', () => {
  it('reads as sentences, with the words that changed', async () => {
    const page = (await html('/claims/1/history')).replace(/<\/?span[^>]*>/g, '');
    expect(page).toContain('<bdi>Rana Adeyemi</bdi></b> <bdi>changed the claim</bdi>');
    expect(page).toContain(
      'The <del>[removed: bridge is] </del><ins>[added: bridges are] </ins> closed.',
    );
    // By words, from right to left, and from left to right beside it.
    expect(page).toMatch(
      /dir="auto">كانت الاجتماعات <del>\[removed: خاصة\] <\/del><ins>\[added: سرية/,
    );
    expect(page).toMatch(/wording of attribution \d+ \(Guards\)/);
    expect(page).toContain('order of the attributions');
    expect(page).not.toContain('<script>alert');
  });

  it.each([
    ['/claims/1/history', ['comment', 'claim', 'claim', 'claim']],
    ['/articles/1/history', ['article', 'article']],
    ['/sources/1/history', ['source', 'source']],
  ])('%s has all that belongs to it, and is linked from its page', async (path, entities) => {
    const { changes, next } = await json(path.replace('history', 'history.json'));
    expect(changes.map((one: Body) => one.entity)).toEqual(entities);
    expect(next).toBeNull();
    expect(await html(path.replace('/history', ''))).toContain(`href="${path}"`);
  });

  it('goes back further from an entry', async () => {
    const { changes } = await json('/claims/1/history.json');
    const older = await json(`/claims/1/history.json?before=${changes[1].id}`);
    expect(older.changes).toEqual(changes.slice(2));
    expect(await html(`/claims/1/history?before=${changes[1].id}`)).toContain('To the newest');
    expect((await newsroom.as('viewer').get('/claims/1/history.json?before=x')).status).toBe(422);
  });

  it.each(['/claims', '/articles', '/sources'])(
    '%s/…/history is 404 where there is none',
    async (list) => {
      for (const id of ['99', 'x', '0', '1e3', '%00']) {
        expect((await newsroom.as('viewer').get(`${list}/${id}/history`)).status).toBe(404);
      }
      expect((await newsroom.as('admin').json('POST', `${list}/1/history`, {})).status).toBe(405);
      expect((await newsroom.nobody.get(`${list}/1/history`)).status).toBe(303);
      expect((await newsroom.nobody.get(`${list}/1/history.json`)).status).toBe(401);
    },
  );
});

describe('a version of a claim', () => {
  it('is the claim as it was, with its standing then', async () => {
    const first = await json('/claims/1/history/1.json');
    expect(first).toMatchObject({
      ...{ version: 1, statement: 'The bridge is closed.', redacted: false, review_state: 'draft' },
      attributions: [
        { stance: 'denies', source: { name: 'IRGC' } },
        { source: { name: 'sources' } },
      ],
      standing: {
        corroboration: { level: 'single_unnamed', flags: expect.arrayContaining(['contested']) },
      },
      appearances: [{ start: 6 }],
    });
    const second = await json('/claims/1/history/2.json');
    // Renamed only later.
    expect(second.attributions.map((row: Body) => row.source.name)).toEqual(['sources', 'IRGC']);
    const page = (await html('/claims/1/history/1')).replace(/<\/?span[^>]*>/g, '');
    expect(page).toContain('made again from history');
    expect(page).toContain('<h1><bdi>The bridge is closed.</bdi></h1>');
    expect(page).toContain('The <del>[removed: bridge is] </del>');
    expect(page).toContain('href="/claims/1/history/2"');
    expect(await html('/claims/1/history/2')).toContain('href="/claims/1/history/1"');
  });

  it('can be seen at any entry, where something moved under it', async () => {
    const { changes } = await json('/claims/1/history.json');
    const moved = changes.find((one: Body) =>
      one.values.some((value: Body) => /appearances/.test(value.path)),
    );
    expect((await html('/claims/1/history')).replaceAll('&#x3D;', '=')).toContain(
      `/claims/1/history/2?entry=${moved.id}`,
    );
    const after = await json(`/claims/1/history/2.json?entry=${moved.id}`);
    expect(after.appearances).toMatchObject([{ start: 5, state: 'moved' }]);
    expect((await json('/claims/1/history/2.json')).appearances).toMatchObject([{ start: 6 }]);
  });

  it.each([
    ...['/claims/1/history/3', '/claims/1/history/0', '/claims/1/history/x', '/claims/9/history/1'],
    ...[
      '/claims/1/history/1?entry=99',
      '/claims/1/history/1?entry=x',
      '/claims/1/history/1?entry=1',
    ],
  ])('is 404 where there is none: %s', async (path) => {
    expect((await newsroom.as('viewer').get(path)).status).toBe(404);
    const [address = '', query = ''] = path.split('?');
    expect((await newsroom.as('viewer').get(`${address}.json?${query}`)).status).toBe(404);
  });

  it('is 404 where the entry is of another version', async () => {
    const { changes } = await json('/claims/1/history.json');
    const latest = changes[0].id;
    expect((await newsroom.as('viewer').get(`/claims/1/history/1?entry=${latest}`)).status).toBe(
      404,
    );
  });

  it('is read only, by those who signed in', async () => {
    expect((await newsroom.as('admin').json('PUT', '/claims/1/history/1', {})).status).toBe(405);
    expect((await newsroom.nobody.get('/claims/1/history/1')).status).toBe(303);
    expect((await newsroom.nobody.get('/claims/1/history/1.json')).status).toBe(401);
  });

  it('is the same, whether one reads what it rests on or all of history', async () => {
    const busy = await openNewsroom();
    const acts = await openActs(busy, random(7));
    for (let count = 0; count < 120; count += 1) await actAtRandom(acts);
    const all = await readEntries(busy.database, '1 ORDER BY change.id');
    let looked = 0;
    for (const { id, entity, entityId } of all) {
      if (entity !== 'claim' || id % 4 > 0) continue;
      const few = await readEarlier(busy.database, entityId, id);
      const whole = claimAt(replay(all, id), entityId);
      const told = ({ facts, ...claim }: NonNullable<typeof whole>['claim']) => ({
        ...{ ...claim, subjects: facts.subjects, attributions: facts.attributions },
      });
      expect(told(few.claim)).toEqual(whole && told(whole.claim));
      looked += 1;
    }
    expect(looked).toBeGreaterThan(10);
    await busy.close();
  }, 150_000);
});
