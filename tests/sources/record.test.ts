import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { addArticle, addClaim, addSource, dataOf } from './stories.ts';

describe('recording a source', () => {
  let newsroom: Newsroom;
  let article: number;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    article = await addArticle(newsroom, 'Iran seeks to calm infighting');
  });
  afterAll(() => newsroom.close());

  it('works as a form, and reads from the name what was left open', async () => {
    const response = await newsroom.as('editor').post('/sources', {
      ...{ name: 'seven Iraqi sources', type: '', identity: '', collective: '', count: '' },
      ...{
        article_id: `${article}`,
        partial_types: ['political'],
        aliases: 'the seven\n\nall seven',
      },
    });
    expect(response.status).toBe(303);
    const data = await newsroom.as('viewer').get(`${response.headers.get('location')}.json`);
    expect(await dataOf(data)).toMatchObject({
      ...{ name: 'seven Iraqi sources', type: 'untyped', identity: 'unnamed_described', count: 7 },
      ...{ collective: true, partial_types: ['political'], aliases: ['all seven', 'the seven'] },
      article: { id: article, headline: 'Iran seeks to calm infighting' },
      ...{ version: 1, reliability: null, part_of: null },
    });
  });

  it('works as JSON, with an organisation that is made on the way', async () => {
    const response = await newsroom.as('editor').json('POST', '/sources', {
      ...{ name: 'Renad Mansour', type: 'expert', identity: 'named_person', reliability: 'B' },
      part_of: { name: 'Chatham House', type: 'expert', identity: 'named_org' },
    });
    expect(response.status).toBe(201);
    const made = await dataOf(response);
    expect(response.headers.get('location')).toBe(`/sources/${made.id}`);
    expect(made).toMatchObject({ reliability: 'B', part_of: { name: 'Chatham House' } });
    const organisation = await newsroom.as('viewer').get(`/sources/${made.part_of.id}.json`);
    expect((await dataOf(organisation)).members).toEqual([{ id: made.id, name: 'Renad Mansour' }]);
  });

  it.each([
    ['nothing', {}, 'name'],
    ['a blank name', { name: ' \n' }, 'name'],
    ['NUL', { name: 'a\0b' }, 'name'],
    ['a type there is not', { name: 'X', type: 'anonymous' }, 'type'],
    ['a number without a group', { name: 'X', collective: false, count: 3 }, 'count'],
    ['a group of one', { name: 'X', collective: true, count: 1 }, 'count'],
    ['an unknown organisation', { name: 'X', part_of: 'Nobody Knows It' }, 'part_of'],
    ['an unknown article', { name: 'a diplomat', article_id: 999 }, 'article_id'],
    ['a named one in an article', { name: 'IRGC', article_id: 1 }, 'article_id'],
    ['a grade there is not', { name: 'X', reliability: 'G' }, 'reliability'],
    ['a blank alias', { name: 'X', aliases: ['  '] }, 'aliases.0'],
    ['no object', [], ''],
  ])('refuses %s, naming the field', async (_what, body, path) => {
    const response = await newsroom.as('editor').json('POST', '/sources', body);
    expect(response.status).toBe(422);
    const { errors } = await dataOf(response);
    expect(errors.map((one) => one.path)).toContain(path);
  });

  it('shows the form again with all that was typed, and every error at once', async () => {
    const typed = {
      name: '<b>a "diplomat"</b>',
      type: 'diplomatic',
      count: 'many',
      aliases: ' x ',
    };
    const response = await newsroom.as('editor').post('/sources', { ...typed, collective: 'yes' });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('value="&lt;b&gt;a &quot;diplomat&quot;&lt;/b&gt;"');
    expect(html).toContain('value="many"');
    expect(html).toContain('>\n x </textarea>');
    expect(html).toContain('“many” is not a number.');
    expect(html).toContain('belongs to the article that describes it');
    expect(html).toMatch(/<option value="diplomatic" selected>/);
  });

  it('keeps names unique within a type, and links to the one on file', async () => {
    const id = await addSource(newsroom, { name: 'IRGC', type: 'security', aliases: ['Sepah'] });
    for (const name of ['irgc', ' IRGC ', 'ＩＲＧＣ', 'sepah']) {
      const form = { name, type: 'security', identity: 'named_org', collective: 'no' };
      const response = await newsroom.as('editor').post('/sources', form);
      expect([name, response.status]).toEqual([name, 422]);
      const html = await response.text();
      expect(html).toContain('already on file');
      expect(html).toContain(`href="/sources/${id}"`);
    }
    const other = await newsroom.as('editor').json('POST', '/sources', {
      ...{ name: 'IRGC', type: 'media', identity: 'named_org' },
    });
    expect(other.status).toBe(201);
    const taken = await newsroom.as('editor').json('POST', '/sources', {
      ...{ name: 'Guards', type: 'security', identity: 'named_org', aliases: ['IRGC'] },
    });
    expect((await dataOf(taken)).errors).toMatchObject([{ path: 'aliases', existing: { id } }]);
  });

  it('lets unnamed sources of the same words be several', async () => {
    const body = { name: 'an official', article_id: article };
    const first = await addSource(newsroom, body);
    expect(await addSource(newsroom, body)).not.toBe(first);
  });

  it('keeps any text as it is', async () => {
    const names = [
      '<%= 7 * 7 %>',
      "'; DROP TABLE source; --",
      '﷽ مصدر أمني',
      '👩‍👩‍👧 group',
      'a\u202eb',
      '{{name}}',
    ];
    for (const name of names) {
      const id = await addSource(newsroom, { name, identity: 'named_org', type: 'social' });
      const data = await dataOf(newsroom.as('viewer').get(`/sources/${id}.json`));
      expect(data.name).toBe(name);
      expect((await newsroom.as('viewer').get(`/sources/${id}`)).status).toBe(200);
    }
  });

  it('is for those who may record', async () => {
    const body = { name: 'Reuters' };
    expect((await newsroom.as('viewer').post('/sources', body)).status).toBe(403);
    expect((await newsroom.as('viewer').get('/sources/new')).status).toBe(403);
    expect((await newsroom.nobody.post('/sources', body)).status).toBe(303);
    expect((await newsroom.nobody.json('POST', '/sources', body)).status).toBe(401);
    expect((await newsroom.as('editor').json('DELETE', '/sources')).status).toBe(405);
  });
});

describe('changing a source', () => {
  let newsroom: Newsroom;
  let article: number;
  let id: number;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    article = await addArticle(newsroom, 'One story');
    id = await addSource(newsroom, { name: 'Reuters', type: 'media', identity: 'named_org' });
  });
  afterAll(() => newsroom.close());

  const put = (body: object, of = id) => newsroom.as('editor').json('PUT', `/sources/${of}`, body);
  const read = (of = id) => dataOf(newsroom.as('viewer').get(`/sources/${of}.json`));

  it('keeps what was left out, raises the version, and writes history', async () => {
    const response = await put({ version: 1, reliability: 'A', aliases: ['RTRS'] });
    expect(response.status).toBe(200);
    expect(await dataOf(response)).toMatchObject({ version: 2, type: 'media', aliases: ['RTRS'] });
    await put({ version: 2, reliability: 'B' });
    const { grades, changes, aliases } = await read();
    expect(grades.map((one) => one.grade)).toEqual(['B', 'A']);
    expect(grades[0]?.person).toBe('Nour Haddad');
    expect(aliases).toEqual(['RTRS']);
    expect(changes[0]?.values).toContainEqual({ path: 'reliability', old: 'A', new: 'B' });
  });

  it('asks for the version, and refuses one that is not current', async () => {
    expect((await put({ name: 'X' })).status).toBe(422);
    const stale = await put({ version: 1, name: 'Stale' });
    expect(stale.status).toBe(409);
    const problem = await dataOf(stale);
    expect(problem.current).toMatchObject({ name: 'Reuters', version: 3 });
    expect(problem.changes).toHaveLength(2);
  });

  it('shows who was faster with what, keeps what was typed, and lets one finish', async () => {
    const source = await addSource(newsroom, { name: 'AFP', type: 'media', identity: 'named_org' });
    const form = {
      ...{ _method: 'put', version: '1', name: 'AFP', type: 'media', identity: 'named_org' },
      ...{ collective: 'no', count: '', part_of: '', aliases: '', reliability: '' },
    };
    const other = { ...form, name: 'Agence France-Presse', type: 'business' };
    expect((await newsroom.as('colleague').post(`/sources/${source}`, other)).status).toBe(303);
    const mine = { ...form, type: 'record', aliases: 'France-Presse' };
    const response = await newsroom.as('editor').post(`/sources/${source}`, mine);
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('Rana Adeyemi');
    expect(html).toContain('from <bdi>AFP</bdi> to <bdi>Agence France-Presse</bdi>');
    expect(html).toContain('You typed <strong><bdi>Document or data</bdi></strong>');
    // What was left alone follows the other; what was typed stays.
    expect(html).toContain('name="name" value="Agence France-Presse"');
    expect(html).toMatch(/<option value="record" selected>/);
    expect(html).toContain('>\nFrance-Presse</textarea>');
    expect(html).toContain('name="version" value="2"');
    const again = { ...mine, name: 'Agence France-Presse', version: '2' };
    expect((await newsroom.as('editor').post(`/sources/${source}`, again)).status).toBe(303);
    expect(await read(source)).toMatchObject({ type: 'record', version: 3 });
  });

  it('never makes an unnamed source a named one', async () => {
    const diplomat = await addSource(newsroom, { name: 'a diplomat', article_id: article });
    for (const identity of ['named_person', 'named_org']) {
      const response = await put({ version: 1, name: 'John Smith', identity }, diplomat);
      expect(response.status).toBe(422);
      expect((await dataOf(response)).errors).toMatchObject([{ path: 'identity' }]);
    }
    const form = { _method: 'put', version: '1', name: 'J Smith', identity: 'named_person' };
    const page = await newsroom
      .as('editor')
      .post(`/sources/${diplomat}`, { ...form, type: 'diplomatic', collective: 'no' });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain('would write down who they are');
    expect(await read(diplomat)).toMatchObject({ name: 'a diplomat', version: 1 });
  });

  it('makes a named source unnamed only where it is quoted in one article', async () => {
    const second = await addArticle(newsroom, 'Another story');
    const person = { name: 'Ali Hassan', type: 'citizen', identity: 'named_person' };
    for (const article_id of [article, second]) {
      await addClaim(newsroom, {
        article_id,
        attributions: [{ source: person, stance: 'asserts' }],
      });
    }
    const body = { version: 1, name: 'a resident', identity: 'unnamed_described' };
    const { sources } = await dataOf(newsroom.as('viewer').get('/sources.json?q=ali+hassan'));
    const refused = await put({ ...body, article_id: article }, sources[0]?.id);
    const { errors } = await dataOf(refused);
    expect(errors).toContainEqual(expect.objectContaining({ path: 'identity' }));

    const once = { name: 'Sara Karim', type: 'citizen', identity: 'named_person' };
    await addClaim(newsroom, {
      article_id: second,
      attributions: [{ source: once, stance: 'asserts' }],
    });
    const found = await dataOf(newsroom.as('viewer').get('/sources.json?q=sara'));
    const sara = found.sources[0]?.id;
    const elsewhere = await put({ ...body, article_id: article }, sara);
    expect((await dataOf(elsewhere)).errors).toMatchObject([{ path: 'article_id' }]);
    expect((await put({ ...body, article_id: second }, sara)).status).toBe(200);
  });

  it('lets no organisation be part of itself, at any height', async () => {
    const ids: number[] = [];
    for (const name of ['Top Council', 'Middle Council', 'Low Council']) {
      const above = ids.at(-1);
      const part_of = above ? { id: above } : null;
      ids.push(
        await addSource(newsroom, { name, type: 'government', identity: 'named_org', part_of }),
      );
    }
    const [top = 0, middle = 0, low = 0] = ids;
    for (const id of [top, middle, low]) {
      const response = await put({ version: 1, part_of: { id } }, top);
      expect((await dataOf(response)).errors).toMatchObject([{ path: 'part_of' }]);
    }
    expect((await put({ version: 1, part_of: null }, low)).status).toBe(200);
    expect((await put({ version: 2, part_of: { id: top } }, low)).status).toBe(200);
    const person = await addSource(newsroom, { name: 'Some Person', identity: 'named_person' });
    const response = await put({ version: 3, part_of: { id: person } }, low);
    expect((await dataOf(response)).errors[0]?.message).toContain(
      'not recorded as an organisation',
    );
  });

  it('changes what claims derive from it, at once', async () => {
    const official = { name: 'an official', type: 'government', identity: 'unnamed_described' };
    const claim = await addClaim(newsroom, {
      article_id: article,
      attributions: [{ source: official, stance: 'asserts' }],
    });
    const types = () =>
      newsroom.database.all(
        `SELECT type FROM attribution_type JOIN attribution ON attribution.id = attribution_id
         WHERE claim_id = ? ORDER BY type`,
        claim,
      );
    const { sources } = await dataOf(newsroom.as('viewer').get(`/sources.json?q=an+official`));
    await put({ version: 1, collective: true, partial_types: ['security'] }, sources[0]?.id);
    expect(await types()).toEqual([{ type: 'government' }, { type: 'security' }]);
  });

  it('answers for ids and people as every page does', async () => {
    const { as, nobody } = newsroom;
    expect((await as('viewer').get('/sources/99999')).status).toBe(404);
    expect((await as('editor').get('/sources/99999/edit')).status).toBe(404);
    expect((await put({ version: 1 }, 99999)).status).toBe(404);
    expect((await as('viewer').get('/sources/1x')).status).toBe(404);
    expect((await as('editor').json('PUT', '/sources/0', { version: 1 })).status).toBe(404);
    expect((await as('viewer').json('PUT', `/sources/${id}`, { version: 3 })).status).toBe(403);
    expect((await as('viewer').get(`/sources/${id}/edit`)).status).toBe(403);
    expect((await nobody.get(`/sources/${id}`)).headers.get('location')).toContain('/sign-in');
    expect((await nobody.get(`/sources/${id}.json`)).status).toBe(401);
    expect((await as('editor').json('DELETE', `/sources/${id}`)).status).toBe(405);
  });
});
