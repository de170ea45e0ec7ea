/** Two people change one article: field by field, what only one of them changed is taken over. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type } from '../drafts/typing.ts';
import { controlsOf } from '../support/controls.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

let newsroom: Newsroom;
let opened: Record<string, string[]>;

const outlet = (name: string) => ({ name, type: 'media', identity: 'named_org' });
const ARTICLE = {
  ...{ headline: 'As it was', desk: 'City', byline: 'A. Writer', body: 'The board met.\n' },
  ...{ publisher: outlet('The Paper'), due_at: '2024-10-08T17:00:00Z', language: 'en' },
};

beforeEach(async () => {
  newsroom = await openNewsroom();
  await newsroom.as('editor').json('POST', '/articles', ARTICLE);
  await newsroom.as('editor').json('POST', '/sources', outlet('Agency'));
  opened = Object.fromEntries(
    controlsOf(await (await newsroom.as('editor').get('/articles/1/edit')).text()),
  );
});
afterEach(() => newsroom.close());

async function theirs(fields: object, version = 1): Promise<void> {
  const body = { ...ARTICLE, version, ...fields };
  const response = await newsroom.as('colleague').json('PUT', '/articles/1', body);
  expect(response.status).toBe(200);
}

async function mine(fields: Record<string, string>): Promise<string> {
  const sent = { ...opened, ...fields };
  const response = await newsroom.as('editor').post('/articles/1', sent);
  expect(response.status).toBe(409);
  return response.text();
}

async function saveAgain(html: string): Promise<Record<string, unknown>> {
  const fields = { ...Object.fromEntries(controlsOf(html)), _method: 'put' };
  expect((await newsroom.as('editor').post('/articles/1', fields)).status).toBe(303);
  const response = await newsroom.as('editor').json('GET', '/articles/1');
  return (await response.json()) as Record<string, unknown>;
}

describe('an article that both changed', () => {
  it('has mine where only I changed it, and theirs where only they did', async () => {
    await theirs({ desk: 'World', agency: { name: 'Agency' }, ours: true, due_at: null });
    const html = await mine({ byline: 'B. Writer', body: 'The board met twice.\n' });
    expect(html).toContain('theirs is taken over');
    expect(await saveAgain(html)).toMatchObject({
      ...{ byline: 'B. Writer', desk: 'World', agency: { name: 'Agency' }, ours: true },
      ...{ due_at: null, headline: 'As it was', text: { body: 'The board met twice.\n' } },
    });
  });

  it('shows both beside each other where both changed the same', async () => {
    await theirs({ headline: 'As they put it', byline: null });
    const html = await mine({ headline: 'As I put it' });
    expect(html).toMatch(/<del>As it was<\/del>.*<ins>As they put it<\/ins>.*>As I put it</);
    expect(html).toContain('href="#field-headline"');
    expect(await saveAgain(html)).toMatchObject({ headline: 'As I put it', byline: null });
  });

  it('takes their text where I left it alone, through several changes', async () => {
    await theirs({ body: 'The board met.\nThen it left.\n' });
    await theirs({ body: 'The board met.\nThen it went home.\n', desk: 'World' }, 2);
    const html = await mine({ headline: 'As I put it' });
    expect(html).toContain('You had not changed the text');
    expect(await saveAgain(html)).toMatchObject({
      ...{ headline: 'As I put it', desk: 'World' },
      text: { body: 'The board met.\nThen it went home.\n' },
    });
  });

  it('shows the difference of two new texts, and keeps mine', async () => {
    await theirs({ body: 'The board met in private.\n' });
    const html = await mine({ body: 'The board met twice.\n' });
    expect(html).toContain('theirs struck out');
    expect(html).toMatch(/<ins>(<span[^>]*>[^<]*<\/span>)?[^<]*twice/);
    expect(await saveAgain(html)).toMatchObject({ text: { body: 'The board met twice.\n' } });
  });

  it('is settled in the same way when a draft of it is opened again', async () => {
    const url = '/articles/1/edit?draft=abcdefgh1234';
    const typed = { ...flat(opened), headline: 'As I put it', version: '1' };
    expect((await type(newsroom, 'editor', url, typed)).status).toBe(200);
    await theirs({ desk: 'World', headline: 'As they put it' });
    const html = await (await newsroom.as('editor').get('/articles/1/edit')).text();
    expect(html).toContain('Rana Adeyemi</bdi> changed this article meanwhile');
    expect(await saveAgain(html)).toMatchObject({ headline: 'As I put it', desk: 'World' });
    const again = await (await newsroom.as('editor').get('/articles/1/edit')).text();
    expect(again).not.toContain('Filled in');
  });
});

describe('a source that both changed', () => {
  it('is settled in the same way, also from a draft', async () => {
    const form = controlsOf(await (await newsroom.as('editor').get('/sources/1/edit')).text());
    const typed = { ...flat(Object.fromEntries(form)), name: 'My Paper' };
    await type(newsroom, 'editor', '/sources/1/edit?draft=abcdefgh1234', typed);
    const body = { version: 1, name: 'Their Paper', reliability: 'B' };
    expect((await newsroom.as('colleague').json('PUT', '/sources/1', body)).status).toBe(200);
    const html = await (await newsroom.as('editor').get('/sources/1/edit')).text();
    expect(html).toMatch(/from <bdi>The Paper<\/bdi> to <bdi>Their Paper<\/bdi>/);
    const fields = { ...Object.fromEntries(controlsOf(html)), _method: 'put' };
    expect((await newsroom.as('editor').post('/sources/1', fields)).status).toBe(303);
    const source = await (await newsroom.as('editor').json('GET', '/sources/1')).json();
    expect(source).toMatchObject({ name: 'My Paper', reliability: 'B' });
  });
});

function flat(fields: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [name, values[0] ?? '']),
  );
}
