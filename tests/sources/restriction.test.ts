/** The page on which a source is restricted. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
type Body = any;

let newsroom: Newsroom;
let path: string;
let named: number;

beforeAll(async () => {
  newsroom = await openNewsroom();
  await send('POST', '/articles', { headline: 'A story' });
  const unnamed = { name: 'an aide', identity: 'unnamed_described', article_id: 1 };
  path = `/sources/${(await send('POST', '/sources', unnamed)).data.id}/restriction`;
  const office = { name: 'Works Office', type: 'government', identity: 'named_org' };
  named = (await send('POST', '/sources', office)).data.id;
});
afterAll(() => newsroom.close());
afterEach(async () => {
  await send('DELETE', path, undefined, 'admin');
});

async function send(method: string, address: string, body?: object, as: Member = 'editor') {
  const response = await newsroom.as(as).json(method, address, body);
  const text = await response.text();
  const data: Body = text === '' ? null : JSON.parse(text);
  return { status: response.status, data };
}

const REASON = { reason: 'Their job is at risk.' };
const sees = async (member: Member) =>
  (await newsroom.as(member).get(path.replace('/restriction', ''))).status === 200;

describe('restricting a source', () => {
  it('lists who does it, and whom they choose', async () => {
    const made = await send('POST', path, { ...REASON, people: [4] });
    expect(made.status).toBe(201);
    expect(made.data).toMatchObject({ restricted: true, ...REASON, person: 'Nour Haddad' });
    expect(made.data.people.map((one: Body) => one.name)).toEqual(['Felix Check', 'Nour Haddad']);
    expect([await sees('editor'), await sees('checker'), await sees('admin')]).toEqual([
      ...[true, true, true],
    ]);
    expect([await sees('colleague'), await sees('viewer')]).toEqual([false, false]);
  });

  it('lets those who see it change the list, and end it', async () => {
    await send('POST', path, { ...REASON, people: [4] });
    expect((await send('PUT', path, { ...REASON, people: [3] }, 'colleague')).status).toBe(404);
    expect((await send('PUT', path, { ...REASON, people: [3] }, 'checker')).status).toBe(200);
    expect([await sees('colleague'), await sees('checker')]).toEqual([true, false]);
    expect((await send('DELETE', path, undefined, 'checker')).status).toBe(404);
    expect((await send('DELETE', path, undefined, 'admin')).status).toBe(204);
    expect([await sees('viewer'), await sees('checker')]).toEqual([true, true]);
  });

  it('is in the history of the source, whose chain holds for everybody', async () => {
    await send('POST', path, REASON);
    const { data } = await send('GET', path.replace('/restriction', ''));
    expect(data.changes[0]).toMatchObject({ action: 'restricted', person: 'Nour Haddad' });
    expect(data.restriction).toMatchObject({ restricted: true });
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
  });

  it('ends with the role: a viewer is shown nothing, though listed', async () => {
    await send('POST', path, { ...REASON, people: [3] });
    const demote = (role: string) => send('PUT', '/people/3/role', { role }, 'admin');
    expect(await sees('colleague')).toBe(true);
    await demote('viewer');
    expect(await sees('colleague')).toBe(false);
    await demote('editor');
    expect(await sees('colleague')).toBe(true);
  });

  it('works as a form that keeps what was typed', async () => {
    const editor = newsroom.as('editor');
    const wrong = await editor.post(path, { people: ['3', '4'], reason: ' ' });
    expect(wrong.status).toBe(422);
    const html = await wrong.text();
    expect(html).toContain('Say why');
    expect(html.match(/ checked>/g)).toHaveLength(2);
    const made = await editor.post(path, { people: '3', reason: '<i>risk</i>' });
    expect([made.status, made.headers.get('location')]).toEqual([303, '/sources/1']);
    expect(await (await editor.get(path)).text()).toContain('&lt;i&gt;risk&lt;/i&gt;</textarea>');
    const ended = await editor.post(path, { _method: 'delete' });
    expect(ended.status).toBe(303);
  });

  it.each([
    ['no reason', {}, 'reason'],
    ['a viewer', { ...REASON, people: [1] }, 'people'],
    ['nobody on file', { ...REASON, people: [99] }, 'people'],
    ['no list', { ...REASON, people: 'Nour' }, 'people'],
    ['no number', { ...REASON, people: ['x'] }, 'people.0'],
    ['a NUL', { reason: 'a\0b' }, 'reason'],
  ])('refuses %s', async (_, body, at) => {
    const { status, data } = await send('POST', path, body);
    expect([status, data.errors[0].path]).toEqual([422, at]);
  });

  it('is not done twice, nor changed or ended before', async () => {
    expect((await send('PUT', path, REASON)).status).toBe(409);
    expect((await send('DELETE', path)).status).toBe(409);
    await send('POST', path, REASON);
    expect((await send('POST', path, REASON)).status).toBe(409);
    expect((await newsroom.as('editor').post(path, REASON)).status).toBe(409);
  });

  it('is for unnamed sources on file, and for those who record', async () => {
    for (const address of [`/sources/${named}/restriction`, '/sources/99/restriction']) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        const body = method === 'GET' || method === 'DELETE' ? undefined : REASON;
        expect((await send(method, address, body)).status).toBe(404);
      }
    }
    expect((await newsroom.as('editor').get('/sources/x/restriction')).status).toBe(404);
    expect((await send('POST', path, REASON, 'viewer')).status).toBe(403);
    expect((await newsroom.nobody.get(path)).status).toBe(303);
    const patched = await fetch(newsroom.url + path, { method: 'PATCH' });
    expect(patched.status).toBe(405);
  });
});
