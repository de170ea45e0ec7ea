import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of the application, looked at by the tests.
const bodyOf = async (response: Response): Promise<any> => response.json();

const TEXT = 'The harbour board shelved the report in March, sources said.\n';

describe('corrections', () => {
  let newsroom: Newsroom;
  let claimId: number;
  let path: string;
  beforeEach(async () => {
    newsroom = await openNewsroom();
    const editor = newsroom.as('editor');
    const story = { headline: 'Harbour', published_on: '2024-10-01', body: TEXT };
    expect((await editor.json('POST', '/articles', story)).status).toBe(201);
    const quote = 'shelved the report in March';
    const start = TEXT.indexOf(quote);
    const claim = await editor.json('POST', '/claims', {
      ...{ statement: 'The board shelved the report in March.', article_id: 1 },
      appearances: [{ article_id: 1, quote, start, end: start + quote.length }],
    });
    claimId = (await bodyOf(claim)).id;
    path = '/articles/1/corrections';
  });
  afterEach(() => newsroom.close());

  const asked = () => ({
    ...{ wrong: 'It was April.', asked_by: 'the harbour board', asked_on: '2024-10-05' },
    ...{ text_number: 1, claims: [claimId] },
  });
  const form = { wrong: 'It was April.', asked_by: 'a reader', asked_on: '2024-10-05' };
  const decided = {
    ...{ outcome: 'corrected', decision: 'The minutes say April.', published_on: '2024-10-06' },
    wording: 'An earlier version of this story said March. It was April.',
  };
  const record = async (body: unknown) =>
    bodyOf(await newsroom.as('editor').json('POST', path, body));

  it('are recorded, decided later, and shown with the article and with the claim', async () => {
    const made = await newsroom.as('editor').json('POST', path, asked());
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`${path}#correction-1`);
    expect(await made.json()).toMatchObject({ id: 1, outcome: 'open', version: 1, text_number: 1 });
    const body = { ...asked(), ...decided, version: 1 };
    const after = await newsroom.as('colleague').json('PUT', '/corrections/1', body);
    expect(await after.json()).toMatchObject({
      ...{ outcome: 'corrected', version: 2, wording: decided.wording },
      claims: [{ id: claimId }],
      person: { name: 'Nour Haddad' },
    });
    for (const address of [path, `/claims/${claimId}`, '/corrections', '/corrections/1']) {
      const html = await (await newsroom.as('viewer').get(address)).text();
      expect(html, address).toContain('An earlier version of this story said March.');
    }
    expect(await (await newsroom.as('viewer').get('/articles/1')).text()).toContain('1 correction');
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
  });

  it('keep what they were before', async () => {
    await record(asked());
    await newsroom.as('editor').json('PUT', '/corrections/1', {
      ...{ ...asked(), ...decided, version: 1 },
    });
    const rows = await newsroom.database.all<{ path: string; old: string | null }>(
      `SELECT path, old FROM change_value JOIN change ON change.id = change_id
       WHERE entity = 'correction' AND action = 'changed' ORDER BY position`,
    );
    expect(rows).toContainEqual({ path: 'outcome', old: '"open"' });
  });

  it('are sent by the form, and lead back to the list of the article', async () => {
    const sent = { ...form, text_number: '1', claims: [`${claimId}`], outcome: 'open' };
    const response = await newsroom.as('editor').post(path, sent);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${path}#correction-1`);
    const page = await (await newsroom.as('editor').get('/corrections/1/edit')).text();
    expect(page).toContain('It was April.');
    expect(page).toMatch(new RegExp(`value="${claimId}" checked`));
    const change = { ...sent, ...decided, version: '1', _method: 'put' };
    expect((await newsroom.as('editor').post('/corrections/1', change)).status).toBe(303);
    const list = await bodyOf(await newsroom.as('viewer').json('GET', path));
    expect(list.corrections[0]).toMatchObject({ outcome: 'corrected', published_on: '2024-10-06' });
  });

  it.each([
    [{ wrong: ' ' }, 'wrong', 'Say what was wrong.'],
    [{ asked_by: '' }, 'asked_by', 'Say who asked: a reader, the subject, ourselves.'],
    [{ asked_on: '5 October' }, 'asked_on', 'Write the date as YYYY-MM-DD.'],
    [{ outcome: 'corrected' }, 'wording', 'Write the wording as it was published.'],
    [{ outcome: 'corrected' }, 'published_on', 'Say when it was published: YYYY-MM-DD.'],
    [{ outcome: 'refused', decision: '' }, 'decision', 'Say why it stands.'],
    [{ wording: 'x' }, 'wording', 'Leave this empty, or choose an outcome that was published.'],
    [
      { ...decided, published_on: '2024-10-04' },
      'published_on',
      'This is before it was asked for.',
    ],
    [{ text_number: '7' }, 'text_number', 'The text has no such version.'],
    [{ claims: ['999'] }, 'claims', 'Claim 999 does not stand in this article.'],
  ])(
    'are refused with %j at the field %s, and nothing typed is lost',
    async (wrong, at, message) => {
      const sent = { ...form, decision: 'typed <so>', ...wrong };
      const response = await newsroom.as('editor').post(path, sent);
      expect(response.status).toBe(422);
      const html = await response.text();
      expect(html).toContain(message);
      expect(html).toContain(`href="#field-${at}"`);
      expect(html).toContain('a reader'.replace('a reader', sent.asked_by));
      if (sent.decision === 'typed <so>') expect(html).toContain('typed &lt;so&gt;');
      const count = await newsroom.database.one('SELECT count(*) AS count FROM correction');
      expect(count).toEqual({ count: 0 });
    },
  );

  it('that somebody else changed meanwhile are settled side by side', async () => {
    await record(asked());
    const theirs = { ...asked(), version: 1, wrong: 'It was May.' };
    await newsroom.as('colleague').json('PUT', '/corrections/1', theirs);
    const mine = { ...form, wrong: 'It was early April.', version: '1', _method: 'put' };
    const response = await newsroom.as('editor').post('/corrections/1', mine);
    expect(response.status).toBe(409);
    const html = await response.text();
    for (const words of ['Rana Adeyemi', 'It was May.', 'It was early April.']) {
      expect(html).toContain(words);
    }
    expect(html).toContain('name="version" id="field-version" value="2"');
    const json = { ...asked(), version: 1 };
    const refused = await newsroom.as('editor').json('PUT', '/corrections/1', json);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ current: { wrong: 'It was May.' } });
    const unversioned = await newsroom.as('editor').json('PUT', '/corrections/1', asked());
    expect(unversioned.status).toBe(422);
  });

  it('make a file that no spreadsheet runs', async () => {
    await record({ ...asked(), wrong: '=1+1', asked_by: 'a, "reader"\nand another' });
    const response = await newsroom.as('viewer').get('/corrections.csv');
    expect(response.headers.get('content-type')).toContain('text/csv');
    const text = await response.text();
    expect(text).toContain("'=1+1");
    expect(text).toContain('"a, ""reader""\nand another"');
    expect(text.split('\r\n')[0]).toContain('id,article_id,article,text_number,claims');
  });

  it('are listed by outcome, page by page, without loss', async () => {
    for (let one = 0; one < 51; one += 1) await record(asked());
    await record({ ...asked(), outcome: 'refused', decision: 'The minutes are clear.' });
    const first = await bodyOf(
      await newsroom.as('viewer').json('GET', '/corrections?outcome=open'),
    );
    expect(first.total).toBe(51);
    const second = await bodyOf(await newsroom.as('viewer').json('GET', first.next));
    const ids = [...first.corrections, ...second.corrections].map((one: { id: number }) => one.id);
    expect(new Set(ids).size).toBe(51);
    expect(second.next).toBeNull();
    const file = await (await newsroom.as('viewer').get('/corrections.csv?outcome=open')).text();
    expect(file.trim().split('\r\n')).toHaveLength(52);
  });

  it.each(['/corrections?outcome=nonsense', '/corrections?before=0', '/corrections?before=1e9'])(
    'say what of %s was not understood',
    async (address) => {
      expect((await newsroom.as('viewer').json('GET', address)).status).toBe(422);
      const page = await newsroom.as('viewer').get(address);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('it was ignored');
    },
  );

  it('are recorded by those who may record, signed in, on what there is', async () => {
    await record(asked());
    const viewer = newsroom.as('viewer');
    expect((await viewer.json('POST', path, asked())).status).toBe(403);
    expect((await viewer.json('PUT', '/corrections/1', asked())).status).toBe(403);
    expect((await viewer.get('/corrections/1/edit')).status).toBe(403);
    expect(await (await viewer.get(path)).text()).not.toContain('Record a correction');
    expect((await newsroom.nobody.post(path, form)).status).toBe(303);
    expect((await newsroom.nobody.json('POST', path, asked())).status).toBe(401);
    const editor = newsroom.as('editor');
    for (const missing of ['/articles/99/corrections', '/articles/x/corrections']) {
      expect((await editor.get(missing)).status).toBe(404);
      expect((await editor.json('POST', missing, asked())).status).toBe(404);
    }
    expect((await editor.get('/corrections/99/edit')).status).toBe(404);
    expect((await editor.get('/corrections/99')).status).toBe(404);
    expect((await editor.json('PUT', '/corrections/99', asked())).status).toBe(404);
    expect((await editor.json('PUT', '/corrections/x', asked())).status).toBe(404);
    expect((await editor.json('DELETE', '/corrections/1')).status).toBe(405);
  });

  it.each([
    null,
    [],
    'text',
    { wrong: 7 },
    { wrong: 'a\0b', asked_by: 'x', asked_on: '2024-10-05' },
    { wrong: 'x', asked_by: 'x', asked_on: '2024-10-05', claims: ['x'] },
    { wrong: 'x', asked_by: 'x', asked_on: '2024-10-05', secret: 1 },
    { wrong: '\ud800', asked_by: 'x', asked_on: '2024-13-05' },
  ])('refuse %j', async (body) => {
    const response = await newsroom.as('editor').json('POST', path, body);
    expect([400, 422]).toContain(response.status);
  });
});
