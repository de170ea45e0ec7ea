import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterUrl, parseFilter } from '../../src/sources/filter.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { addArticle, addClaim, addSource, dataOf } from './stories.ts';

describe('the directory', () => {
  let newsroom: Newsroom;
  let here: number;
  let there: number;
  let ministry: number;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    here = await addArticle(newsroom, 'Here');
    there = await addArticle(newsroom, 'There');
    const add = (body: object) => addSource(newsroom, body);
    const state = await add({ name: 'Iran', type: 'government', identity: 'named_org' });
    ministry = await add({
      ...{ name: 'Foreign Ministry', type: 'government', identity: 'named_org' },
      ...{ aliases: ['MFA', 'Seventh Street'], part_of: { id: state } },
    });
    await add({
      ...{ name: 'Seyed Abbas', type: 'diplomatic', identity: 'named_person' },
      part_of: { id: ministry },
    });
    await add({ name: 'seven Iraqi sources', article_id: here, partial_types: ['political'] });
    await add({ name: 'seven officials', article_id: there });
    await add({ name: 'sources', article_id: here });
    await add({ name: 'Évènements', type: 'media', identity: 'named_org' });
    await addClaim(newsroom, { attributions: [{ source: 'Foreign Ministry', stance: 'denies' }] });
  });
  afterAll(() => newsroom.close());

  const get = (query: string) => dataOf(newsroom.as('viewer').get(`/sources.json${query}`));
  const names = async (query: string) => (await get(query)).sources.map((one) => one.name);

  it('lists all sources by name, with the number of their claims', async () => {
    const { total, sources, next } = await get('');
    expect([total, next]).toEqual([7, null]);
    expect(sources[0]).toMatchObject({
      name: 'Foreign Ministry',
      claims: 1,
      aliases: ['MFA', 'Seventh Street'],
    });
    expect(sources[0]).toMatchObject({ part_of: { name: 'Iran' }, url: `/sources/${ministry}` });
  });

  it.each([
    ['q=SEV', ['seven Iraqi sources', 'seven officials', 'Foreign Ministry']],
    ['q=iraqi+seven', ['seven Iraqi sources']],
    ['q=min', ['Foreign Ministry']],
    ['q=mfa', ['Foreign Ministry']],
    ['q=%25', []],
    ['q=ÉVÈNEMENTS', ['Évènements']],
    ['type=diplomatic', ['Seyed Abbas']],
    ['type=political', ['seven Iraqi sources']],
    ['type=diplomatic&type=media', ['Seyed Abbas', 'Évènements']],
    ['identity=unnamed&q=sources', ['sources', 'seven Iraqi sources']],
    ['identity=unnamed_bare', ['sources']],
    ['identity=named&type=government', ['Foreign Ministry', 'Iran']],
  ])('finds for %s', async (query, expected) => {
    expect(await names(`?${query}`)).toEqual(expected);
  });

  it('finds the parts of an organisation at any height', async () => {
    const { sources } = await get('?q=iran&identity=named');
    expect(await names(`?part_of=${sources[0]?.id}`)).toEqual(['Foreign Ministry', 'Seyed Abbas']);
    expect(await names(`?part_of=${ministry}`)).toEqual(['Seyed Abbas']);
  });

  it('offers, while one types, named sources and the unnamed ones of that article only', async () => {
    expect(await names(`?q=sev&article=${here}&per_page=8`)).toEqual([
      ...['seven Iraqi sources', 'Foreign Ministry'],
    ]);
    expect(await names(`?q=sev&article=${there}`)).toEqual(['seven officials', 'Foreign Ministry']);
    expect(await names('?q=sev&article=999')).toEqual(['Foreign Ministry']);
  });

  it.each([
    ['q=sources&article=1', 'Not stated · unnamed, group, in this article · on file'],
    ['q=a+regional+diplomat&article=1', 'Diplomat · unnamed, in this article · new'],
    ['q=mfa', 'Government · organisation · on file'],
    ['q=Renad+Mansour', 'Not stated · person · new'],
    ['q=re&identity=named_org', 'Not stated · organisation · new'],
    ['q=', ''],
  ])('says what is meant by %s', async (query, meant) => {
    expect((await get(`?${query}`)).meant).toBe(meant);
  });

  it('gives every source once over its pages, with or without words', async () => {
    for (const query of ['', '&q=s']) {
      const all = await names(`?per_page=200${query}`);
      const seen: string[] = [];
      let url: string | null = `/sources.json?per_page=2${query}`;
      while (url) {
        const data = await dataOf(newsroom.as('viewer').get(url));
        expect(data.total).toBe(all.length);
        seen.push(...data.sources.map((one) => one.name));
        url = data.next;
      }
      expect(seen).toEqual(all);
    }
  });

  it('counts for each type what would be found by it', async () => {
    const { facets } = await get('?type=media');
    expect(facets.type?.length).toBeGreaterThan(3);
    for (const { value, count } of facets.type ?? []) {
      expect([value, (await get(`?type=${value}`)).total]).toEqual([value, count]);
    }
    for (const { value, count } of facets.identity ?? []) {
      expect((await get(`?type=media&identity=${value}`)).total).toBe(count);
    }
  });

  it('names what it does not understand: ignored on the page, refused as data', async () => {
    const query = '?type=nonsense&colour=red&part_of=x&per_page=0&after=zzz';
    const response = await newsroom.as('viewer').get(`/sources.json${query}`);
    expect(response.status).toBe(422);
    const paths = (await dataOf(response)).errors.map((one) => one.path);
    expect(paths.sort()).toEqual(['after', 'colour', 'part_of', 'per_page', 'type']);
    const page = await newsroom.as('viewer').get(`/sources${query}`);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('There is no filter “colour”.');
    expect(html).toContain('7 sources');
  });

  it('shows chosen values as links that take them away, and keeps them in a search', async () => {
    const html = await (await newsroom.as('viewer').get('/sources?type=media&q=e')).text();
    expect(html).toContain('<input type="hidden" name="type" value="media">');
    expect(html).toMatch(/href="\/sources\?q&#x3D;e"/);
    expect(html).not.toContain('Record a source');
    expect(await (await newsroom.as('editor').get('/sources')).text()).toContain('Record a source');
    expect((await newsroom.nobody.get('/sources')).status).toBe(303);
    expect((await newsroom.nobody.get('/sources.json')).status).toBe(401);
  });

  it('has one address for one filter', () => {
    const url = (query: string) => filterUrl(parseFilter(new URLSearchParams(query)).filter);
    expect(url('type=media&type=expert&q= x &type=media')).toBe(url('q=x&type=expert&type=media'));
    expect(url('q=&type=')).toBe('/sources');
    for (const query of ['q=a%26b&identity=named&part_of=3&article=2&per_page=7']) {
      expect(url(url(query).split('?')[1] ?? '')).toBe(url(query));
    }
  });
});
