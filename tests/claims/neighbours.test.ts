import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { fillNewsroom } from '../support/random-newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is looked at as it comes.
type Body = any;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.database.write((tx) =>
    fillNewsroom(tx, 5, { claims: 120, sources: 30, articles: 8 }),
  );
});
afterAll(() => newsroom.close());

const get = (path: string) => newsroom.as('viewer').get(path);
async function json(path: string): Promise<Body> {
  const response = await get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.json();
}
async function idsOf(query: string): Promise<number[]> {
  const ids: number[] = [];
  let path: string | null = `/claims.json?${query}`;
  while (path) {
    const page: Body = await json(path);
    ids.push(...page.claims.map((claim: Body) => claim.id));
    path = page.next;
  }
  return ids;
}
const within = (id: number, query: string) =>
  json(`/claims/${id}.json?${new URLSearchParams({ in: query })}`);

describe('a claim within a list', () => {
  it.each([
    'sort=newest',
    'sort=oldest',
    'sort=changed',
    'kind=fact',
    'kind=fact&sort=oldest',
    'kind=fact&sort=changed',
    'q=river',
    'q=river&sort=relevance',
    'stance=denies&not_kind=opinion&per_page=7',
  ])(
    'of %s has the claims before and after it, and its place',
    { timeout: 60_000 },
    async (query) => {
      const ids = await idsOf(query);
      expect(ids.length).toBeGreaterThan(3);
      for (const [at, id] of ids.entries()) {
        const { list } = await within(id, query);
        expect([id, list.previous, list.next, list.position, list.total]).toEqual([
          ...[id, ids[at - 1] ?? null, ids[at + 1] ?? null, at + 1, ids.length],
        ]);
      }
    },
  );

  it('says so where the list has it no more, and still knows what comes next', {
    timeout: 60_000,
  }, async () => {
    const ids = await idsOf('kind=fact');
    const all = await idsOf('sort=newest');
    for (const id of all.filter((one) => !ids.includes(one))) {
      const { list } = await within(id, 'kind=fact');
      const after = all.slice(all.indexOf(id)).find((one) => ids.includes(one)) ?? null;
      expect([id, list.position, list.next]).toEqual([id, null, after]);
    }
    const [other] = all.filter((one) => !ids.includes(one));
    expect(await (await get(`/claims/${other}?in=kind%3Dfact`)).text()).toContain(
      'not among these',
    );
  });

  it('leads back to its place in the list, and on with the filter', async () => {
    const query = 'kind=fact&per_page=5';
    const ids = await idsOf(query);
    const id = ids[7] as number;
    const html = await (await get(`/claims/${id}?in=${encodeURIComponent(query)}`)).text();
    expect(html).toContain(`8 of ${ids.length}`);
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    );
    expect(links).toContain(`/claims/${ids[6]}?in=kind%3Dfact%26per_page%3D5`);
    expect(links).toContain(`/claims/${ids[8]}?in=kind%3Dfact%26per_page%3D5`);
    const back = links.find((link) => link.endsWith(`#claim-${id}`)) ?? '';
    const list = await (await get(back.split('#')[0] ?? '')).text();
    expect(list.indexOf(`id="claim-${id}"`)).toBeGreaterThan(0);
    expect(list.indexOf(`id="claim-${id}"`)).toBe(list.indexOf('id="claim-'));
    expect(list).toContain(`8 to 12 of ${ids.length}`);
  });

  it('is linked from every row with the filter, and from all claims with that', async () => {
    const [id] = await idsOf('kind=fact');
    const rows = async (path: string) => (await get(path)).text();
    expect(await rows('/claims?kind=fact')).toContain(`href="/claims/${id}?in&#x3D;kind%3Dfact"`);
    const [first] = await idsOf('');
    const link = `href="/claims/${first}?in&#x3D;sort%3Dnewest"`;
    expect(await rows('/claims')).toContain(link);
  });

  it('is shown without a list where none is named, and where the address is wrong', async () => {
    expect((await json('/claims/1.json')).list).toBeUndefined();
    expect((await get('/claims/1?in=colour%3Dred%26kind%3Dfact')).status).toBe(200);
    const wrong = await get('/claims/1.json?in=colour%3Dred');
    expect(wrong.status).toBe(422);
    expect(((await wrong.json()) as Body).errors).toEqual([
      { path: 'in', message: 'There is no filter “colour”.' },
    ]);
    for (const text of ['', '%00', 'in=in', "';--", '=', '&&&', 'after=x']) {
      const path = `/claims/1?in=${encodeURIComponent(text)}`;
      expect([text, (await get(path)).status]).toEqual([text, 200]);
    }
  });
});

describe('the words of a search', () => {
  it('are marked in statement, names and, where they stand there only, in an excerpt', async () => {
    const source = { name: 'Zebra Council', type: 'government', identity: 'named_org' };
    const attributions = [{ source, stance: 'asserts', wording: 'said “Überraschung” twice' }];
    const body = { statement: 'A giraffe <b>ate</b> it.', attributions };
    await newsroom.as('editor').json('POST', '/claims', body);
    const rows = async (q: string) =>
      (await (await get(`/claims?${new URLSearchParams({ q })}`)).text()).split('claim-rows')[1];
    expect(await rows('GIRAFFE')).toContain(
      'A <mark class="phrase">giraffe</mark> &lt;b&gt;ate&lt;/b&gt; it.',
    );
    expect(await rows('zebra')).toContain('<bdi><mark class="phrase">Zebra</mark> Council</bdi>');
    const both = await rows('giraffe uberrasch*');
    expect(both).toContain('<mark class="phrase">giraffe</mark>');
    expect(both).toContain('said “<mark class="phrase">Überraschung</mark>” twice');
    expect(await rows('giraffe')).not.toContain('Überraschung');
  });
});
