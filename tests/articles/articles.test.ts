import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { type AnswerBody, bodyOf, typedText, typedValue } from './page-text.ts';
import { recordClaim } from './recording.ts';

const STORY = {
  headline: 'Harbour board put off report',
  publisher: { name: 'The Calder Post', type: 'media', identity: 'named_org' },
  agency: { name: 'Norwire', type: 'media', identity: 'named_org' },
  ours: true,
  desk: 'City',
  due_at: '2024-10-08T19:00:00+02:00',
  byline: 'Mira Solberg',
  dateline: 'PORT CALDER',
  published_on: '2024-10-07',
  url: 'https://post.example/harbour',
  language: 'en-gb',
  body: 'First paragraph.\r\n\r\nSecond one.\n',
};
const TYPED = {
  headline: 'Bridge closed',
  publisher: 'Evening Star',
  byline: 'A. Reporter',
  published_on: '2024-10-06',
  due_at: '2024-10-08T17:30',
  language: 'en',
  body: '\n  Indented “words”.\r\n<b>&amp; more</b>\r\n',
};

describe('articles', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
  });
  afterAll(() => newsroom.close());

  const post = async (body: object, as: 'editor' | 'colleague' = 'editor') => {
    const response = await newsroom.as(as).json('POST', '/articles', body);
    return { response, data: await bodyOf(response) };
  };
  const get = async (path: string) => bodyOf(await newsroom.as('editor').json('GET', path));

  it('keeps every field of JSON, the text with line feeds and its hash', async () => {
    const { response, data } = await post(STORY);
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`/articles/${data.id}`);
    const body = 'First paragraph.\n\nSecond one.\n';
    const sha256 = createHash('sha256').update(body).digest('hex');
    expect(await get(`/articles/${data.id}`)).toEqual(data);
    const { body: _, ...particulars } = STORY;
    expect(data).toMatchObject({
      ...{ ...particulars, due_at: '2024-10-08T17:00:00.000Z', language: 'en-GB' },
      ...{ version: 1, claims: [], text: { number: 1, body, sha256 } },
      versions: [{ number: 1, sha256, by: 'Nour Haddad', bytes: 30 }],
      profile: { sources: 0, named: 0, unnamed: 0, types: [] },
    });
  });

  it('needs a headline only, and may be without a text', async () => {
    const { response, data } = await post({ headline: 'Only this' });
    expect(response.status).toBe(201);
    expect(data).toMatchObject({ publisher: null, ours: false, text: null, versions: [] });
    const html = await (await newsroom.as('viewer').get(`/articles/${data.id}`)).text();
    expect(html).toContain('The text was not recorded.');
  });

  it('makes a new outlet of a publisher typed into the form, and uses it again', async () => {
    const response = await newsroom.as('editor').post('/articles', TYPED);
    expect(response.status).toBe(303);
    const first = await get(response.headers.get('location') ?? '');
    expect(first.publisher).toMatchObject({
      ...{ name: 'Evening Star', type: 'media', identity: 'named_org' },
    });
    expect(first).toMatchObject({ due_at: '2024-10-08T17:30:00.000Z', published_on: '2024-10-06' });
    expect(first.text.body).toBe('\n  Indented “words”.\n<b>&amp; more</b>\n');
    const again = await newsroom.as('editor').post('/articles', { ...TYPED, headline: 'Two' });
    const second = await get(again.headers.get('location') ?? '');
    expect(second.publisher?.id).toBe(first.publisher?.id);
  });

  it('comes back into the form as it was typed', async () => {
    const response = await newsroom.as('editor').post('/articles', TYPED);
    const path = response.headers.get('location') ?? '';
    const html = await (await newsroom.as('editor').get(`${path}/edit`)).text();
    expect(typedText(html, 'body')).toBe(TYPED.body.replaceAll('\r\n', '\n'));
    expect(typedValue(html, 'due_at')).toBe('2024-10-08T17:30');
    expect(typedValue(html, 'publisher')).toBe('Evening Star');
    const fields = { _method: 'put', version: '1', ...TYPED, body: typedText(html, 'body') };
    expect((await newsroom.as('editor').post(path, fields)).status).toBe(303);
    expect(await get(path)).toMatchObject({ version: 2, text: { number: 1 } });
  });

  it('keeps the publisher of another type when the form is saved as it is', async () => {
    const { data } = await post({
      headline: 'From a ministry',
      publisher: { name: 'Ministry of Ports', type: 'government', identity: 'named_org' },
    });
    const fields = { headline: 'From a ministry', publisher: 'Ministry of Ports', version: '1' };
    await newsroom.as('editor').post(`/articles/${data.id}`, { _method: 'put', ...fields });
    expect((await get(`/articles/${data.id}`)).publisher).toEqual(data.publisher);
  });

  it.each([
    [{ headline: ' ' }, 'headline'],
    [{ headline: 'A\0B' }, 'headline'],
    [{ headline: 'A', body: 'x\0' }, 'body'],
    [{ headline: 'A', body: '\ud800' }, 'body'],
    [{ headline: 'A', published_on: '7 Oct' }, 'published_on'],
    [{ headline: 'A', published_on: '2024-02-30' }, 'published_on'],
    [{ headline: 'A', due_at: 'tomorrow' }, 'due_at'],
    [{ headline: 'A', url: 'javascript:alert(1)' }, 'url'],
    [{ headline: 'A', language: 'not a tag' }, 'language'],
    [{ headline: 'A', publisher: 'Nobody we know' }, 'publisher'],
    [{ headline: 'A', agency: { id: 4711 } }, 'agency'],
    [{ headline: 'A', ours: 'perhaps' }, 'ours'],
    [{ headline: ['A'] }, 'headline'],
    [{}, 'headline'],
  ])('names what is wrong: %j', async (body, path) => {
    const before = await get('/articles');
    const { response, data } = await post(body);
    expect(response.status).toBe(422);
    expect(data.errors.map((one) => one.path)).toEqual([path]);
    expect((await get('/articles')).total).toBe(before.total);
  });

  it('names every wrong outlet at once, and makes none', async () => {
    const body = { headline: 'A', publisher: 'Nobody', agency: 'No one' };
    const { data } = await post(body);
    expect(data.errors.map((one) => one.path)).toEqual(['publisher', 'agency']);
  });

  it('shows a wrong form again with all that was typed', async () => {
    const response = await newsroom.as('editor').post('/articles', {
      ...{ ...TYPED, headline: ' ', published_on: '6 Oct', url: 'ftp://x.example', ours: 'yes' },
    });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(typedText(html, 'body')).toBe(TYPED.body.replaceAll('\r\n', '\n'));
    expect(typedValue(html, 'published_on')).toBe('6 Oct');
    expect(typedValue(html, 'url')).toBe('ftp://x.example');
    expect(html).toMatch(/name="ours"[^>]* checked/);
    expect(html).toContain('href="#field-headline">Write the headline, as it stood.');
    expect(html).toMatch(/id="error-published_on">Write the date as YYYY-MM-DD\./);
  });

  it('says who may what', async () => {
    const { data } = await post({ headline: 'Access' });
    const [viewer, nobody] = [newsroom.as('viewer'), newsroom.nobody];
    const path = `/articles/${data.id}`;
    for (const form of ['/articles/new', `${path}/edit`]) {
      expect((await viewer.get(form)).status).toBe(403);
      expect((await nobody.get(form)).headers.get('location')).toMatch(/^\/sign-in\?next=/);
    }
    expect((await viewer.post('/articles', TYPED)).status).toBe(403);
    expect((await viewer.json('PUT', path, { headline: 'X', version: 1 })).status).toBe(403);
    expect((await viewer.get(path)).status).toBe(200);
    expect((await viewer.get('/articles')).status).toBe(200);
    expect(await (await viewer.get(path)).text()).not.toContain('/edit');
    for (const open of ['/articles.json', `${path}.json`, `${path}/versions/1.json`]) {
      expect((await nobody.get(open)).status).toBe(401);
    }
    expect((await nobody.json('POST', '/articles', TYPED)).status).toBe(401);
    expect((await nobody.json('PUT', path, TYPED)).status).toBe(401);
  });

  it('has nothing at addresses of nothing', async () => {
    const editor = newsroom.as('editor');
    const { data } = await post({ headline: 'No text' });
    const nothing = ['/articles/4711', '/articles/x', '/articles/0', '/articles/1e3'];
    nothing.push('/articles/4711/edit', `/articles/${data.id}/versions/1`);
    nothing.push(`/articles/${data.id}/versions/x`, '/articles/4711/versions/1');
    for (const path of nothing) expect((await editor.get(path)).status, path).toBe(404);
    expect((await editor.json('PUT', '/articles/4711', TYPED)).status).toBe(404);
  });

  it('refuses other methods', async () => {
    const editor = newsroom.as('editor');
    const { data } = await post({ headline: 'Methods' });
    expect((await editor.json('DELETE', '/articles')).status).toBe(405);
    const gone = await editor.json('DELETE', `/articles/${data.id}`);
    expect([gone.status, gone.headers.get('allow')]).toEqual([405, 'GET, PUT']);
    expect((await editor.json('POST', '/articles/new', {})).status).toBe(405);
    expect((await editor.json('PUT', `/articles/${data.id}/edit`, {})).status).toBe(405);
  });

  it('writes what was done into the history', async () => {
    const { data } = await post({ headline: 'Before', body: 'One.' });
    const body = { headline: 'After', body: 'Two.', version: 1 };
    await newsroom.as('colleague').json('PUT', `/articles/${data.id}`, body);
    const rows = await newsroom.database.all<{ path: string; personId: number }>(
      `SELECT path, person_id AS personId FROM change JOIN change_value ON change_id = change.id
       WHERE entity = 'article' AND entity_id = ? AND action = 'changed' ORDER BY path`,
      data.id,
    );
    expect(rows.map((row) => row.path)).toEqual([
      ...['headline', 'text.number', 'text.sha256', 'version'],
    ]);
    expect(rows.every((row) => row.personId === 3)).toBe(true);
  });

  it('takes a megabyte of text through form and page', async () => {
    const body = 'Words of a long story, “quoted” & <tagged>.\n\n'.repeat(23_000);
    const response = await newsroom.as('editor').post('/articles', { headline: 'Long', body });
    expect(response.status).toBe(303);
    const path = response.headers.get('location') ?? '';
    expect((await get(path)).text.body).toBe(body);
    expect((await newsroom.as('viewer').get(path)).status).toBe(200);
  });
});

describe('a stale save', () => {
  let newsroom: Newsroom;
  let path: string;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    const body = { headline: 'As it was', desk: 'City', body: 'The board met on Monday.\n' };
    const response = await newsroom.as('editor').json('POST', '/articles', body);
    path = response.headers.get('location') ?? '';
    const theirs = { ...body, version: 1, headline: 'As Rana put it', body: 'The board met.\n' };
    await newsroom.as('colleague').json('PUT', path, theirs);
  });
  afterAll(() => newsroom.close());

  const mine = {
    ...{ _method: 'put', version: '1', headline: 'As Nour put it', desk: 'City' },
    body: 'The board met on Tuesday.\r\n',
  };

  it('shows both and what was typed, and can then be finished', async () => {
    const response = await newsroom.as('editor').post(path, mine);
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('Rana Adeyemi</bdi> changed this article meanwhile');
    expect(html).toContain('>As Rana put it<');
    expect(typedValue(html, 'headline')).toBe('As Nour put it');
    expect(typedText(html, 'body')).toBe('The board met on Tuesday.\n');
    expect(html.replace(/<\/?span[^>]*>/g, '')).toContain('<ins>[added:  on Tuesday] </ins>');
    const version = typedValue(html, 'version') ?? '';
    expect((await newsroom.as('editor').post(path, { ...mine, version })).status).toBe(303);
    const after = await bodyOf(await newsroom.as('editor').json('GET', path));
    expect(after).toMatchObject({ version: 3, headline: 'As Nour put it', text: { number: 3 } });
  });

  it('says in JSON what stands there and what was changed', async () => {
    const body = { headline: 'Late', version: 1 };
    const response = await newsroom.as('editor').json('PUT', path, body);
    expect(response.status).toBe(409);
    const problem = await bodyOf(response);
    expect(problem.current.headline).not.toBe('Late');
    expect(problem.changes.length).toBeGreaterThan(0);
    expect(problem.changes.at(-1)).toMatchObject({ person: 'Rana Adeyemi', action: 'changed' });
  });

  it('needs a version', async () => {
    const response = await newsroom.as('editor').json('PUT', path, { headline: 'X' });
    expect(response.status).toBe(422);
    expect((await bodyOf(response)).errors[0]?.path).toBe('version');
  });
});

describe('the list of articles', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    for (let day = 1; day <= 9; day += 1) {
      await newsroom.as('editor').json('POST', '/articles', {
        headline: `Story ${day} of 100 %`,
        publisher: { name: day % 2 ? 'Post_Odd' : 'Even', type: 'media', identity: 'named_org' },
        desk: day > 6 ? 'World' : 'City',
        published_on: day === 5 ? null : `2024-10-0${Math.ceil(day / 3)}`,
      });
    }
    await recordClaim(newsroom, { statement: 'x', article_id: 3 });
  });
  afterAll(() => newsroom.close());

  const read = async (path: string) => bodyOf(await newsroom.as('viewer').json('GET', path));
  const ids = (data: AnswerBody) => data.articles.map((one) => one.id);

  it('goes newest first; an article without a date stands where it was recorded', async () => {
    const data = await read('/articles.json');
    expect(data).toMatchObject({ total: 9, next: null });
    expect(ids(data)).toEqual([5, 9, 8, 7, 6, 4, 3, 2, 1]);
  });

  it('has all articles once over its pages', async () => {
    const seen: number[] = [];
    for (let next: string | null = '/articles?per_page=2'; next; ) {
      const data: AnswerBody = await read(next);
      expect(data.total).toBe(9);
      seen.push(...ids(data));
      next = data.next;
    }
    expect(seen).toEqual([5, 9, 8, 7, 6, 4, 3, 2, 1]);
  });

  it.each([
    ['q=story+3', [3]],
    ['q=post_odd', [5, 9, 7, 3, 1]],
    ['q=100+%25', [5, 9, 8, 7, 6, 4, 3, 2, 1]],
    ['q=%25%25', []],
    ['q=_tory', []],
    ['desk=World', [9, 8, 7]],
    ['desk=World&q=even', [8]],
    ['q=nothing+of+this', []],
    ["q='%20OR%201=1--", []],
  ])('finds %s', async (query, found) => {
    const data = await read(`/articles?${query}`);
    expect(ids(data)).toEqual(found);
    expect(data.total).toBe(found.length);
  });

  it('shows it on the page, with a link to the rest that keeps the filter', async () => {
    const html = await (await newsroom.as('viewer').get('/articles?q=story&per_page=4')).text();
    expect(html).toContain('9 articles');
    expect(html).toMatch(/<a href="\/articles\?q&#x3D;story&amp;after&#x3D;[\w-]+&amp;per_page/);
    expect(html).not.toContain('New article');
    expect(html).toContain('>Post_Odd<');
  });

  it.each(['after=x', 'per_page=0', 'per_page=201', 'sort=odd'])('names %s', async (query) => {
    expect((await newsroom.as('viewer').get(`/articles.json?${query}`)).status).toBe(422);
    const page = await newsroom.as('viewer').get(`/articles?${query}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('It was left out.');
  });
});
