/** A session ends in the middle of a form: the same person, and nobody else, finds it filled. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { givePassword, signIn, type Visitor, visitor } from '../people/visitor.ts';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { draftOf, keyOf, type, typedIn } from './typing.ts';

let newsroom: Newsroom;
let browser: Visitor;
beforeEach(async () => {
  newsroom = await openNewsroom();
  await givePassword(newsroom, 'editor');
  await givePassword(newsroom, 'colleague');
  const claim = { statement: 'The bridge fell.' };
  await newsroom.as('colleague').json('POST', '/claims', claim);
  browser = visitor(newsroom.url);
  await signIn(browser, 'editor');
});
afterEach(() => newsroom.close());

const HOUR = 60 * 60 * 1000;
const later = (hours: number) => newsroom.setTime(new Date(TODAY.getTime() + hours * HOUR));
const drafts = () => newsroom.database.all('SELECT person_id, address, cause FROM draft');

/** Sends a form when the session has ended, and says where one comes to. */
async function sendLate(path: string, fields: Record<string, string>): Promise<URL> {
  later(13);
  const response = await browser.post(path, fields);
  expect(response.status).toBe(303);
  const url = new URL(response.headers.get('location') ?? '', newsroom.url);
  expect([url.origin, url.pathname]).toEqual([newsroom.url, '/sign-in']);
  return url;
}

/** Signs in at that address, as its form does, and opens what comes then. */
async function comeBack(url: URL, member: 'editor' | 'colleague'): Promise<string> {
  const page = await browser.get(url.pathname + url.search);
  expect(await page.text()).toContain('Sign in');
  const next = url.searchParams.get('next') ?? '';
  const entered = await signIn(browser, member, undefined, { next });
  const location = entered.headers.get('location') ?? '';
  expect(location).toBe(next);
  const response = await browser.get(location.split('#')[0] ?? '');
  expect(response.status).toBe(200);
  return response.text();
}

const CLAIM = { statement: 'It *fell*.', 'attributions.0.source.name': 'two <officials>' };

describe('a form that comes after its session has ended', () => {
  it('is filled in again for the same person, who then saves it', async () => {
    const opened = draftOf(await (await browser.get('/claims/new')).text());
    const url = await sendLate('/claims', { ...CLAIM, _draft: opened, _opened_by: '2' });
    expect(url.searchParams.get('kept')).toBe('yes');
    expect(url.searchParams.get('next')).toBe(opened);
    const entrance = await (await browser.get(url.pathname + url.search)).text();
    expect(entrance).toContain('What you typed is kept');
    expect(entrance).not.toContain('It *fell*.');
    const html = await comeBack(url, 'editor');
    expect(html).toContain('You were signed out before this was saved.');
    expect(typedIn(html, 'statement')).toBe('It *fell*.');
    expect(html).toContain('two &lt;officials&gt;');
    const fields = { ...CLAIM, 'attributions.0.stance': 'asserts', _draft: draftOf(html) };
    const saved = await browser.post('/claims', { ...fields, _opened_by: '2' });
    expect(saved.headers.get('location')).toBe('/claims/2');
    expect(await (await browser.get('/')).text()).not.toContain(keyOf(opened));
  });

  it('is not seen by somebody else who signs in there, and still waits for the first', async () => {
    const opened = draftOf(await (await browser.get('/claims/new')).text());
    const url = await sendLate('/claims', { ...CLAIM, _draft: opened });
    const theirs = await comeBack(url, 'colleague');
    expect(typedIn(theirs, 'statement')).toBe('');
    expect(theirs).not.toContain('It *fell*.');
    expect(draftOf(theirs)).not.toBe(opened);
    expect(await (await browser.get('/')).text()).not.toContain('It *fell*.');
    await browser.post('/sign-out');
    const html = await comeBack(url, 'editor');
    expect(typedIn(html, 'statement')).toBe('It *fell*.');
  });

  it('is kept of a change, on top of what others changed meanwhile', async () => {
    const fields = {
      _method: 'put',
      version: '1',
      statement: 'Mine.',
      kind: 'fact',
      adverse: 'no',
    };
    later(13);
    const body = { version: 1, statement: 'Theirs.' };
    await newsroom.as('colleague').json('PUT', '/claims/1', body);
    const url = await sendLate('/claims/1', { ...fields, _draft: '/claims/1/edit?draft=abcdefgh' });
    const html = await comeBack(url, 'editor');
    expect(typedIn(html, 'statement')).toBe('Mine.');
    expect(html).toContain('On file now');
  });

  it.each([
    ['/articles', { headline: 'A story' }, '/articles/new'],
    ['/sources', { name: 'A story' }, '/sources/new'],
    ['/replies', { note: 'A story' }, '/replies/new'],
    ['/claims/1/comments', { body: 'A story' }, '/claims/1'],
  ])('is kept of %s, with or without what its page says', async (path, fields, page) => {
    const url = await sendLate(path, fields as unknown as Record<string, string>);
    const next = url.searchParams.get('next') ?? '';
    expect(next.split('?')[0]).toBe(page);
    expect(next.endsWith('#comments')).toBe(path.endsWith('/comments'));
    const html = await comeBack(url, 'editor');
    expect(html).toContain('A story');
    expect(html).toContain('You were signed out before this was saved.');
  });

  it('replaces what was kept of it while typing; what is settled gets a draft of its own', async () => {
    const url = '/claims/new?draft=abcdefgh1234';
    await type(newsroom, 'editor', url, { statement: 'It f' });
    await sendLate('/claims', { statement: 'It fell', _draft: url });
    expect(await drafts()).toEqual([{ person_id: 2, address: '/claims/new', cause: 'signed_out' }]);
    await newsroom.as('editor').post('/drafts/abcdefgh1234', { _method: 'delete' });
    const other = await sendLate('/claims', { statement: 'It fell', _draft: url });
    expect(other.searchParams.get('next')).not.toBe(url);
    expect(typedIn(await comeBack(other, 'editor'), 'statement')).toBe('It fell');
  });

  it.each([
    ['/claims/1/reviews', { to: 'ready', version: '1', reason: 'Ready at *last*.' }, '/claims/1'],
    ['/claims/1/waivers', { code: 'no-reply', reason: 'Ready at *last*.' }, '/claims/1'],
    ['/sources/1/merges', { into_id: '2', reason: 'Ready at *last*.' }, '/sources/1'],
    ['/articles/1/corrections', { wording: 'Ready at *last*.' }, '/articles/1/corrections'],
  ])('is kept above the page of a short form: %s', async (path, fields, page) => {
    const colleague = newsroom.as('colleague');
    await colleague.json('POST', '/articles', { headline: 'A story' });
    await colleague.json('POST', '/sources', { name: 'Guards', identity: 'named_org' });
    const url = await sendLate(path, fields as unknown as Record<string, string>);
    expect(url.searchParams.get('next')?.split('?')[0]).toBe(page);
    const html = await comeBack(url, 'editor');
    expect(html).toContain('You were signed out before this was sent');
    expect(html).toContain('Ready at *last*.</dd>');
    expect(html).not.toContain('<dt>Version</dt>');
    const discard = /action="(\/drafts\/[\w-]+)"/.exec(html)?.[1] ?? '';
    const gone = await browser.post(discard, { _method: 'delete' });
    expect(gone.status).toBe(303);
    const after = await (await browser.get(page)).text();
    expect(after).not.toContain('Ready at *last*.');
  });

  it('is not kept where a button alone was pressed', async () => {
    const url = await sendLate('/claims/1/reviews', { to: 'ready', version: '1', reason: ' ' });
    expect(url.searchParams.get('next')).toMatch(/^\/claims\/1\?draft=[\w-]+#review$/);
    expect(await drafts()).toEqual([]);
  });

  it('leads nowhere else', async () => {
    for (const away of [
      ...['https://elsewhere.example/', '//elsewhere.example/claims/new', '/\\elsewhere.example'],
      ...[
        '/claims/new@elsewhere',
        '/people?draft=abcdefgh1234',
        '/\t/elsewhere?draft=abcdefgh1234',
      ],
    ]) {
      const url = await sendLate('/claims', { ...CLAIM, _draft: away });
      expect(url.searchParams.get('next')).toMatch(/^\/claims\/new\?draft=[\w-]{12}$/);
    }
  });

  it('is not kept of a disabled person, nor of one who may not send it any more', async () => {
    const disable = "UPDATE person SET disabled_at = '2024-10-07T10:00:00.000Z' WHERE id = 2";
    const demote = "UPDATE person SET disabled_at = NULL, role = 'viewer' WHERE id = 2";
    for (const change of [disable, demote]) {
      await newsroom.database.write((tx) => tx.run(change));
      const url = await sendLate('/claims', CLAIM);
      expect(url.searchParams.get('kept')).toBeNull();
      expect(await drafts()).toEqual([]);
    }
  });

  it('is not kept for a forged cookie, for none, or for a session that somebody ended', async () => {
    const forged = visitor(newsroom.url, new Map([['session', 'x'.repeat(43)]]));
    for (const client of [forged, visitor(newsroom.url)]) {
      const response = await client.post('/claims', CLAIM);
      expect(response.headers.get('location')).toMatch(/^\/sign-in\?next=%2Fclaims%2Fnew%3Fdraft/);
      expect(response.headers.get('location')).not.toContain('kept');
    }
    const session = browser.cookies.get('session') ?? '';
    await browser.post('/sign-out');
    const ended = visitor(newsroom.url, new Map([['session', session]]));
    later(13);
    await ended.post('/claims', CLAIM);
    expect(await drafts()).toEqual([]);
  });

  it('is not kept of a session that ended more than thirty days ago, and is forgotten then', async () => {
    later(24 * 30 + 13);
    const response = await browser.post('/claims', CLAIM);
    expect(response.headers.get('location')).not.toContain('kept');
    expect(await drafts()).toEqual([]);
    await signIn(visitor(newsroom.url), 'colleague');
    const rows = await newsroom.database.all(
      "SELECT 1 FROM session WHERE person_id = 2 AND expires_at < '2100'",
    );
    expect(rows).toEqual([]);
  });

  it('is refused from another site before anything is kept', async () => {
    later(13);
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await browser.post('/claims', CLAIM, elsewhere)).status).toBe(403);
    expect(await drafts()).toEqual([]);
  });

  it('is not kept of forms that hold secrets or rights, nor of what a program sends', async () => {
    for (const [path, method] of [
      ['/account/password', 'put'],
      ['/account/tokens', 'post'],
      ['/people/invitations', 'post'],
      ['/people/3/role', 'put'],
    ] as const) {
      const url = await sendLate(path, {
        _method: method,
        password: 'secret words',
        role: 'admin',
      });
      expect(url.searchParams.get('next')).toBe('/');
    }
    const cookie = `session=${browser.cookies.get('session')}`;
    for (const headers of [{ authorization: 'Bearer x' }, { cookie }]) {
      const json = { ...headers, 'content-type': 'application/json' };
      const init = { method: 'POST', headers: json, body: JSON.stringify(CLAIM) };
      expect((await fetch(`${newsroom.url}/claims`, init)).status).toBe(401);
    }
    expect(await drafts()).toEqual([]);
  });

  it('is kept of a long story, up to a bound', async () => {
    const long = await sendLate('/articles', { headline: 'Long', body: 'é'.repeat(1_100_000) });
    expect(long.searchParams.get('kept')).toBe('yes');
    const longer = await sendLate('/articles', { headline: 'L', body: 'x'.repeat(5_100_000) });
    expect(longer.searchParams.get('kept')).toBeNull();
  });
});
