/** What is typed is kept for whoever typed it, until the form is saved. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST, type Member, type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { answerTo, draftOf, keyOf, type, typedIn } from './typing.ts';

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
  const source = { name: 'Port Authority', type: 'government', identity: 'named_org' };
  await send('editor', '/articles', { headline: 'The bridge', body: 'It fell.' });
  await send('editor', '/claims', {
    ...{ statement: 'The bridge fell.', article_id: 1 },
    attributions: [{ source, stance: 'asserts', wording: 'it said' }],
  });
});
afterEach(() => newsroom.close());

async function send(member: Member, path: string, body: object): Promise<void> {
  const response = await newsroom.as(member).json('POST', path, body);
  if (response.status !== 201) throw new Error(await response.text());
}

async function open(path: string, member: Member = 'editor'): Promise<string> {
  const response = await newsroom.as(member).get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
}

const minutes = (count: number) => new Date(TODAY.getTime() + count * 60_000);
const NEW = '/claims/new?article=1&draft=abcdefgh1234';
const EDIT = '/claims/1/edit?draft=abcdefgh1234';

describe('a draft', () => {
  it('is kept and fills its form again, in any tab and after a restart', async () => {
    const url = draftOf(await open('/claims/new?article=1'));
    expect(url).toMatch(/^\/claims\/new\?article=1&draft=[\w-]{12}$/);
    const kept = await answerTo(type(newsroom, 'editor', url, { statement: 'It *fell*.\n' }));
    expect(kept).toEqual({
      ...{ key: keyOf(url), url, revision: 1, saved_at: TODAY.toISOString(), clock: '09:30' },
    });
    newsroom.setTime(minutes(5));
    const html = await open(url);
    expect(typedIn(html, 'statement')).toBe('It *fell*.\n');
    expect(html).toContain('Filled in from your draft of');
    expect(draftOf(html)).toBe(url);
  });

  it('keeps rows, ticks and lists as they were', async () => {
    await type(newsroom, 'editor', NEW, {
      ...{ statement: 'S', adverse: 'yes', 'attributions.0.source.name': 'two officials' },
      ...{ 'attributions.0.stance': 'denies', 'attributions.0.provisional': 'yes' },
      'attributions.1.source.name': 'a <diplomat>',
    });
    const html = await open(NEW);
    expect(html).toContain('value="two officials"');
    expect(html).toContain('value="a &lt;diplomat&gt;"');
    expect(html).toMatch(/name="attributions\.0\.stance" value="denies"[^>]* checked/);
  });

  it('is theirs alone', async () => {
    await type(newsroom, 'editor', NEW, { statement: 'Only mine.' });
    for (const member of ['colleague', 'checker', 'admin'] as const) {
      expect(await open(NEW, member)).not.toContain('Only mine.');
      expect(await open('/claims/new?article=1', member)).not.toContain('Only mine.');
      expect(await (await newsroom.as(member).get('/')).text()).not.toContain('Only mine.');
      const gone = await newsroom.as(member).post('/drafts/abcdefgh1234', { _method: 'delete' });
      expect(gone.status).toBe(404);
    }
    expect(await open(NEW)).toContain('Only mine.');
    expect(await open('/')).toContain('Only mine.');
  });

  it('of a new record is offered, not forced on another one', async () => {
    await type(newsroom, 'editor', NEW, { statement: 'The first.' });
    const html = await open('/claims/new');
    expect(typedIn(html, 'statement')).toBe('');
    expect(html).toContain('The first.');
    expect(html).toContain('/claims/new?article&#x3D;1&amp;draft&#x3D;abcdefgh1234');
    expect(draftOf(html)).not.toContain('abcdefgh1234');
  });

  it('of a record on file fills its form by itself', async () => {
    await type(newsroom, 'editor', EDIT, { version: '1', statement: 'The bridge fell in.' });
    const html = await open('/claims/1/edit');
    expect(typedIn(html, 'statement')).toBe('The bridge fell in.');
    expect(draftOf(html)).toBe(EDIT);
  });

  it('ends when its form is saved, and what is still on its way does not bring it back', async () => {
    await type(newsroom, 'editor', NEW, { statement: 'It fell' });
    const fields = { _draft: NEW, statement: 'It fell.', 'attributions.0.stance': 'asserts' };
    const saved = await newsroom.as('editor').post('/claims', fields);
    expect(saved.headers.get('location')).toBe('/claims/2');
    expect((await type(newsroom, 'editor', NEW, { statement: 'It fell' })).status).toBe(409);
    expect(typedIn(await open(NEW), 'statement')).toBe('');
    const rows = await newsroom.database.all<{ body: string }>('SELECT body FROM draft');
    expect(rows).toEqual([{ body: '{}' }]);
  });

  it('goes on while its form is refused', async () => {
    await type(newsroom, 'editor', NEW, { statement: 'It fell' });
    const refused = await newsroom.as('editor').post('/claims', { _draft: NEW, statement: ' ' });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(draftOf(html)).toBe(NEW);
    expect(html).toContain('data-draft-unsaved');
    expect((await type(newsroom, 'editor', NEW, { statement: 'It' })).status).toBe(200);
  });

  it('is discarded by a button, and the form opens as usual', async () => {
    await type(newsroom, 'editor', EDIT, { version: '1', statement: 'Wrong.' });
    expect(await open('/claims/1/edit')).toContain('action="/drafts/abcdefgh1234"');
    const gone = await newsroom.as('editor').post('/drafts/abcdefgh1234', { _method: 'delete' });
    expect([gone.status, gone.headers.get('location')]).toEqual([303, '/claims/1/edit']);
    expect(typedIn(await open('/claims/1/edit'), 'statement')).toBe('The bridge fell.');
    const again = await newsroom.as('editor').post('/drafts/abcdefgh1234', { _method: 'delete' });
    expect(again.status).toBe(404);
  });

  it('is not overwritten by another tab', async () => {
    const first = await answerTo(
      type(newsroom, 'editor', EDIT, { version: '1', statement: 'One' }),
    );
    newsroom.setTime(minutes(1));
    // The second tab was filled in from it, and goes on.
    const other = { writer: 'the-second-tab', seen: first.revision };
    const second = await type(newsroom, 'editor', EDIT, { version: '1', statement: 'Two' }, other);
    expect(second.status).toBe(200);
    const late = await type(newsroom, 'editor', EDIT, { version: '1', statement: 'One more' });
    expect(late.status).toBe(409);
    const apart = '/claims/1/edit?draft=another-key1';
    await type(newsroom, 'editor', apart, { version: '1', statement: 'One more' });
    const html = await open('/claims/1/edit');
    expect(typedIn(html, 'statement')).toBe('One more');
    expect(html).toContain('Also typed here and not saved');
    expect(html).toContain('Two');
  });

  it('is not brought back by the page that typed it after words were redacted in it', async () => {
    await type(newsroom, 'editor', NEW, { statement: 'A name.' });
    const redact = `UPDATE draft SET body = '{"statement":"…"}', writer = '(redacted)',
      revision = revision + 1`;
    await newsroom.database.write((tx) => tx.run(redact));
    const again = await type(newsroom, 'editor', NEW, { statement: 'A name, still.' }, { seen: 1 });
    expect(again.status).toBe(410);
    expect(typedIn(await open(NEW), 'statement')).toBe('…');
    const opened = await type(newsroom, 'editor', NEW, { statement: 'Nobody.' }, { seen: 2 });
    expect(opened.status).toBe(200);
  });

  it.each([
    ['/articles/new?draft=abcdefgh1234', { headline: 'A <new> story', body: 'Text' }],
    ['/articles/1/edit?draft=abcdefgh1234', { version: '1', headline: 'A <new> story' }],
    ['/sources/new?draft=abcdefgh1234', { name: 'A <new> story', type: 'media' }],
    ['/sources/1/edit?draft=abcdefgh1234', { version: '1', name: 'A <new> story' }],
    ['/claims/1?draft=abcdefgh1234#comments', { body: 'A <new> story' }],
  ])('is kept of %s', async (url, fields: Record<string, string>) => {
    expect((await type(newsroom, 'editor', url, fields)).status).toBe(200);
    const html = await open(url.split('#')[0] ?? '');
    expect(html).toContain('A &lt;new&gt; story');
    expect(html).toContain('Filled in from your draft');
    expect(draftOf(html)).toBe(url);
  });

  it('survives the naughty', async () => {
    const texts = ['\u202e<script>', "'; DROP TABLE draft;--", '{{constructor}}', '𝒳\u0000\ud800'];
    for (const [at, statement] of texts.entries()) {
      const url = `/claims/new?draft=naughty-${at}`;
      const fields = { statement, ['__proto__']: 'x', 'constructor.prototype': 'y', version: 'z' };
      expect((await type(newsroom, 'editor', url, fields)).status).toBe(200);
      expect(await open(url)).not.toContain('<script>\u202e');
    }
    expect((await newsroom.as('editor').get('/')).status).toBe(200);
  });
});

describe('the draft of a claim that somebody else changed meanwhile', () => {
  it('is settled field by field, and can be saved', async () => {
    await type(newsroom, 'editor', EDIT, {
      ...{ version: '1', statement: 'Mine.', kind: 'fact', adverse: 'no', article_id: '1' },
      ...{ 'attributions.0.id': '1', 'attributions.0.source.id': '1' },
      ...{ 'attributions.0.source.known': 'Port Authority', 'attributions.0.stance': 'asserts' },
      ...{ 'attributions.0.source.name': 'Port Authority', 'attributions.0.wording': 'it said' },
    });
    const claim = (await (await newsroom.as('colleague').json('GET', '/claims/1')).json()) as {
      attributions: object[];
    };
    const attributions = [{ ...claim.attributions[0], cue: 'said' }];
    const theirs = { ...{ version: 1, statement: 'Theirs.', made_on: '2024-10-01' }, attributions };
    const put = await newsroom
      .as('colleague')
      .json('PUT', '/claims/1', { ...theirs, article_id: 1 });
    expect(put.status).toBe(200);
    const html = await open('/claims/1/edit');
    expect(html).toContain('Somebody else changed this claim since you opened it');
    expect(typedIn(html, 'statement')).toBe('Mine.');
    expect(html).toMatch(/On file now:<\/span> <bdi>Theirs\./);
    expect(html).toContain('value="2024-10-01"');
    expect(html).toContain('value="said"');
    expect(typedIn(html, 'version')).toBe('2');
  });
});

describe('PUT /drafts/:key', () => {
  const put = (url: string, member: Member | null = 'editor') =>
    type(newsroom, member, url, { statement: 'x' });

  it('is closed to those who record nothing, and to nobody in particular', async () => {
    expect((await put(NEW, 'viewer')).status).toBe(403);
    expect((await put(NEW, null)).status).toBe(401);
    const bearer = await newsroom.as('editor').json('PUT', '/drafts/abcdefgh1234', { a: 1 });
    expect(bearer.status).toBe(422);
  });

  it.each([
    '/claims?draft=abcdefgh1234',
    '/sign-in?draft=abcdefgh1234',
    '/account?draft=abcdefgh1234',
    '//elsewhere.example/claims/new?draft=abcdefgh1234',
    '/claims/x/edit?draft=abcdefgh1234',
    `/claims/new?q=${'x'.repeat(2000)}&draft=abcdefgh1234`,
  ])('keeps nothing of %s', async (url) => {
    expect((await put(url)).status).toBe(422);
  });

  it('wants a key, and the same one in both places', async () => {
    expect((await put('/claims/new?draft=short')).status).toBe(422);
    const other = await fetch(`${newsroom.url}/drafts/abcdefgh9999.json`, {
      ...{ method: 'PUT', headers: { cookie: 'session=editor-secret' } },
      body: new URLSearchParams({ _draft: NEW }),
    });
    expect(other.status).toBe(422);
    expect((await newsroom.as('editor').get('/drafts/abcdefgh1234')).status).toBe(405);
  });

  it('refuses what is too long, and what another person opened', async () => {
    const long = { statement: 'x'.repeat(1_000_001) };
    expect((await type(newsroom, 'editor', NEW, long)).status).toBe(413);
    const theirs = { statement: 'x', _opened_by: `${CAST.colleague.id}` };
    expect((await type(newsroom, 'editor', NEW, theirs)).status).toBe(403);
    const form = { ...theirs, _draft: NEW };
    const saved = await newsroom.as('editor').post('/claims', form);
    expect(saved.status).toBe(403);
    expect(await saved.text()).toContain('opened by somebody else');
    expect(await newsroom.database.one('SELECT count(*) AS n FROM claim')).toEqual({ n: 1 });
  });

  it('is refused from another site', async () => {
    const response = await fetch(`${newsroom.url}/drafts/abcdefgh1234.json`, {
      method: 'PUT',
      headers: { cookie: 'session=editor-secret', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ _draft: NEW }),
    });
    expect(response.status).toBe(403);
  });

  it('keeps the newest hundred, for thirty days', async () => {
    for (let at = 0; at < 103; at += 1) {
      newsroom.setTime(minutes(at));
      const url = `/claims/new?draft=number-${String(at).padStart(3, '0')}`;
      await type(newsroom, 'editor', url, { statement: `Number ${at}` });
    }
    const count = async () =>
      (await newsroom.database.one<{ n: number }>('SELECT count(*) AS n FROM draft'))?.n;
    expect(await count()).toBe(100);
    expect(await open('/claims/new?draft=number-102')).toContain('Number 102');
    expect(typedIn(await open('/claims/new?draft=number-002'), 'statement')).toBe('');
    newsroom.setTime(minutes(31 * 24 * 60));
    await type(newsroom, 'colleague', NEW, { statement: 'x' });
    expect(await count()).toBe(1);
  });
});
