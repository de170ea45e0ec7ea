/** Comments: whom they name, what becomes a link, how they are kept, shown and resolved. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import { findMentions, piecesOf } from '../../src/review/comment.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { sharedFile } from '../support/shared-data.ts';
import { type Body, type Desk, deskOf } from './newsdesk.ts';

const PEOPLE = [
  { id: 1, name: 'Nour Haddad' },
  { id: 2, name: 'Nour Haddad Khalil' },
  { id: 3, name: 'Felix Check' },
  { id: 4, name: 'Léa' },
];

describe('a mention', () => {
  it.each([
    ['@Felix Check, please', [3]],
    ['@felix check', [3]],
    ['@Felix: see this', [3]],
    ['(@Léa)', [4]],
    ['@Nour Haddad Khalil', [2]],
    ['@Nour Haddad.', [1]],
    ['@Nour', []],
    ['@Felixes', []],
    ['felix@check.example', []],
    ['@ Felix', []],
    ['@Felix and @Léa and @Felix', [3, 4, 3]],
    ['@Nobody', []],
    ['', []],
  ])('in %j names %j', (body, expected) => {
    expect(findMentions(body, PEOPLE).map((one) => one.personId)).toEqual(expected);
  });
});

describe('the pieces of a comment', () => {
  it.each([
    ['see https://a.example/x?y=1.', ['https://a.example/x?y=1']],
    ['(http://a.example/)', ['http://a.example/']],
    ['javascript:alert(1) ftp://a.example data:text/html,x', []],
    ['HTTPS://A.EXAMPLE', ['HTTPS://A.EXAMPLE']],
    ['https://', []],
    ['https://a.example"onclick="x', ['https://a.example']],
    ['xhttps://a.example', []],
  ])('of %j link %j', (body, expected) => {
    const urls = piecesOf(body, PEOPLE).map((piece) => piece.url);
    expect(urls.filter((url) => url !== null)).toEqual(expected);
  });

  it('make the text again, whatever it is', () => {
    const bits = fc.constantFrom(
      '@Felix Check',
      ' ',
      'https://a.example/@Léa',
      '@',
      'x',
      '\n',
      'ش',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(bits).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (body) => {
        expect(
          piecesOf(body, PEOPLE)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(body);
      }),
    );
  });
});

describe('comments on a claim', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = deskOf(newsroom);
  });
  afterAll(async () => {
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
    await newsroom.close();
  });

  const say = (id: number, body: string): Promise<Body> =>
    desk.send('editor', 'POST', `/claims/${id}/comments`, { body });
  const commentsOf = async (id: number): Promise<Body[]> =>
    (await desk.send('viewer', 'GET', `/claims/${id}/comments`)).data.comments;
  const pageOf = async (id: number) => (await newsroom.as('checker').get(`/claims/${id}`)).text();

  it('are kept with who and when, tell those they name, and are resolved', async () => {
    const { id } = await desk.record();
    const { status, location, data } = await say(id, '@Felix Check see https://a.example/?a=1&b=2');
    expect(status).toBe(201);
    expect(location).toBe(`/claims/${id}#comment-${data.id}`);
    expect(data).toMatchObject({ mentions: [{ name: 'Felix Check' }], resolved: null });
    const html = await pageOf(id);
    expect(html).toContain('<b>@Felix Check</b>');
    expect(html).toMatch(/<a href="https:\/\/a.example\/\?a&#x3D;1&amp;b&#x3D;2" rel="noreferrer/);
    const mentions = async () => (await desk.send('checker', 'GET', '/desk.json')).data.mentions;
    expect(await mentions()).toMatchObject([{ id: data.id, claim_id: id, who: 'Nour Haddad' }]);
    expect(await (await newsroom.as('checker').get('/')).text()).toContain(`#comment-${data.id}`);
    const path = `/comments/${data.id}/resolution`;
    const form = await newsroom.as('checker').post(path, { _method: 'put', resolved: 'yes' });
    expect(form.headers.get('location')).toBe(`/claims/${id}#comment-${data.id}`);
    expect(await commentsOf(id)).toMatchObject([{ resolved: { by: 'Felix Check' } }]);
    expect(await mentions()).toEqual([]);
    expect((await desk.send('editor', 'PUT', path, { resolved: true })).status).toBe(409);
    expect((await desk.send('editor', 'PUT', path, { resolved: false })).status).toBe(200);
    expect(await mentions()).toHaveLength(1);
    const history = await (await newsroom.as('viewer').get(`/claims/${id}/history`)).text();
    expect(history).toContain('resolved a comment');
  });

  it('change neither the claim nor its review', async () => {
    const { id } = await desk.record();
    const before = await desk.step(
      id,
      ['editor', 'ready'],
      ['checker', 'in_review'],
      ['checker', 'cleared'],
    );
    await say(id, 'Well done.');
    expect(await desk.claim(id)).toEqual(before);
  });

  it('come back unchanged whatever is written, and do nothing', async () => {
    const { id } = await desk.record();
    const file = sharedFile('naughty-strings.json');
    if (!file) console.warn('SKIPPED: there is no shared data here.');
    const strings: string[] = file
      ? JSON.parse(readFileSync(file, 'utf8'))
      : ['<script>alert(1)</script>', '{{x}}'];
    const sendable = strings.filter((text) => text.trim() !== '' && !text.includes('\0'));
    for (const text of sendable.slice(0, 120)) await say(id, text);
    const kept = (await commentsOf(id)).map((one) => one.body);
    expect(kept).toEqual(sendable.slice(0, 120).map((text) => text.replace(/\r\n?/g, '\n')));
    const html = await pageOf(id);
    expect(html).not.toMatch(/<script>|<img|onerror="/i);
    expect(html).not.toMatch(/href="(?!\/|#|https?:)/i);
  });

  it.each([
    [{}],
    [{ body: ' \n' }],
    [{ body: 'a\0b' }],
    [{ body: 'x'.repeat(5001) }],
    [{ body: 7 }],
  ])('are refused as %j', async (body) => {
    const { id } = await desk.record();
    const sent = await desk.send('editor', 'POST', `/claims/${id}/comments`, body);
    expect(sent.status).toBe(422);
    expect(await commentsOf(id)).toEqual([]);
  });

  it('are shown again where they are refused', async () => {
    const { id } = await desk.record();
    const long = `<i>${'x'.repeat(5000)}`;
    const page = await newsroom.as('editor').post(`/claims/${id}/comments`, { body: long });
    expect(page.status).toBe(422);
    const html = await page.text();
    expect(html).toContain('&lt;i&gt;xxx');
    expect(html).toContain('href="#field-body"');
    const good = await newsroom.as('editor').post(`/claims/${id}/comments`, { body: '\r\nLate.' });
    expect(good.status).toBe(303);
    expect((await commentsOf(id))[0].body).toBe('\nLate.');
  });

  it('are for those who may record, on claims that are there', async () => {
    const { id } = await desk.record();
    const path = `/claims/${id}/comments`;
    const { data } = await say(id, 'One.');
    expect((await desk.send('viewer', 'POST', path, { body: 'x' })).status).toBe(403);
    expect((await newsroom.nobody.json('POST', path, { body: 'x' })).status).toBe(401);
    expect((await newsroom.nobody.post(path, { body: 'x' })).status).toBe(303);
    expect((await say(99_999, 'x')).status).toBe(404);
    expect((await desk.send('editor', 'POST', '/claims/x/comments', { body: 'x' })).status).toBe(
      404,
    );
    expect((await desk.send('editor', 'DELETE', path)).status).toBe(405);
    const resolution = `/comments/${data.id}/resolution`;
    expect((await desk.send('viewer', 'PUT', resolution, { resolved: true })).status).toBe(403);
    expect((await desk.send('editor', 'PUT', resolution, { resolved: 'yes' })).status).toBe(422);
    expect(
      (await desk.send('editor', 'PUT', '/comments/9999/resolution', { resolved: true })).status,
    ).toBe(404);
    expect((await desk.send('editor', 'POST', resolution, { resolved: true })).status).toBe(405);
    expect(await pageOf(id)).toContain('Comments, 1 open');
    expect(await (await newsroom.as('viewer').get(`/claims/${id}`)).text()).not.toContain(path);
  });
});
