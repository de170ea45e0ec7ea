import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { bodyOf, storyText } from './page-text.ts';
import { recordClaim } from './recording.ts';

const TEXT = [
  'The harbour board held back a report, sources said.',
  '',
  'The board shelved it in March. A diplomat confirmed the account, sources said.',
  '',
  'The ministry offered to pay a third, the Herald wrote.',
  '',
].join('\n');

describe('a corrected text', () => {
  let newsroom: Newsroom;
  let path: string;
  let articleId: number;
  beforeEach(async () => {
    newsroom = await openNewsroom();
    const body = { headline: 'Harbour', published_on: '2024-10-01', body: TEXT };
    const response = await newsroom.as('editor').json('POST', '/articles', body);
    path = response.headers.get('location') ?? '';
    articleId = (await bodyOf(response)).id;
  });
  afterEach(() => newsroom.close());

  const claim = (quote: string, from = 0) => {
    const start = TEXT.indexOf(quote, from);
    return recordClaim(newsroom, {
      ...{ statement: `That ${quote}`, article_id: articleId },
      appearances: [{ quote, start, end: start + quote.length }],
    });
  };
  const read = async () => bodyOf(await newsroom.as('editor').json('GET', path));
  const correct = async (body: string) => {
    const { version, headline } = await read();
    const sent = { headline, published_on: '2024-10-01', version, body };
    return bodyOf(await newsroom.as('colleague').json('PUT', path, sent));
  };

  it('is a new version; the old one can still be seen, with the difference', async () => {
    const after = await correct(TEXT.replace('in March', 'in April'));
    expect(after.text.number).toBe(2);
    expect(after).toMatchObject({ versions: [{ number: 2, by: 'Rana Adeyemi' }, { number: 1 }] });
    const old = await newsroom.as('viewer').json('GET', `${path}/versions/1`);
    expect(await old.json()).toMatchObject({ number: 1, body: TEXT, difference: [] });
    const html = await (await newsroom.as('viewer').get(`${path}/versions/2`)).text();
    expect(html.replace(/<\/?span[^>]*>/g, '')).toContain(
      '<del>[removed: March] </del><ins>[added: April] </ins>',
    );
    expect(html).toContain('1 paragraph unchanged');
    expect(html).toContain(after.text.sha256);
  });

  it('is no new version when it is the same', async () => {
    expect((await correct(TEXT.replaceAll('\n', '\r\n'))).text.number).toBe(1);
  });

  it('may be taken away altogether; its words are kept', async () => {
    await claim('The board shelved it in March');
    const after = await correct('');
    expect(after.text).toMatchObject({ number: 2, body: '' });
    expect(after.claims[0]?.appearances[0]).toMatchObject({ state: 'gone', start: null });
    const old = await newsroom.as('viewer').json('GET', `${path}/versions/1`);
    expect((await old.json()) as object).toMatchObject({ body: TEXT });
  });

  it('stays as it is when the body is left out', async () => {
    const body = { headline: 'Other', version: 1 };
    const after = await bodyOf(await newsroom.as('editor').json('PUT', path, body));
    expect(after.text).toMatchObject({ number: 1, body: TEXT });
  });

  it('leaves passages before the change where they are, and moves those after it', async () => {
    await claim('held back a report');
    await claim('offered to pay a third');
    const after = await correct(TEXT.replace('The board shelved', 'It emerged: the board shelved'));
    const [first, second] = after.claims.map((one) => one.appearances[0]);
    expect(first).toMatchObject({ state: 'found', start: TEXT.indexOf('held back') });
    expect(second).toMatchObject({ state: 'moved', paragraph: 3 });
    expect(after.text.body.slice(second?.start ?? 0, second?.end ?? 0)).toBe(second?.quote);
  });

  it('tells the same words apart by where they stood', async () => {
    await claim('sources said');
    await claim('sources said', 60);
    const after = await correct(`A new lead.\n\n${TEXT}`);
    const places = after.claims.map((one) => one.appearances[0]?.start);
    expect(places).toEqual(
      [TEXT.indexOf('sources'), TEXT.lastIndexOf('sources')].map((at) => at + 13),
    );
  });

  it('lists passages that moved or are gone, and drops none', async () => {
    await claim('The board shelved it in March');
    await claim('offered to pay a third');
    const sent = { headline: 'Harbour', _method: 'put', version: '1' };
    const body = TEXT.replace(/The board shelved it in March\. /, '').replace('Herald', 'Post');
    const response = await newsroom.as('editor').post(path, { ...sent, body });
    const page = await newsroom.as('editor').get(response.headers.get('location') ?? '');
    const html = await page.text();
    expect(html).toMatch(
      /Passages that the text does not have[\s\S]*The board shelved it in March/,
    );
    expect(html).toMatch(
      /open><summary>1 passage moved with version 2[\s\S]*now ¶3: <q[^>]*>offered to pay/,
    );
    expect(html).toContain('not in the text');
    const [there, gone] = (await read()).claims;
    expect(there?.appearances[0]?.state).toBe('moved');
    expect(gone?.appearances[0]).toMatchObject({ state: 'gone', start: null, paragraph: null });
  });

  it('brings a lost passage back with a later text', async () => {
    await claim('The board shelved it in March');
    await correct(TEXT.replace('shelved it in March', 'did not act'));
    expect((await read()).claims[0]?.appearances[0]?.state).toBe('gone');
    const after = await correct(TEXT);
    expect(after.claims[0]?.appearances[0]).toMatchObject({
      ...{ state: 'found', start: TEXT.indexOf('The board'), paragraph: 2 },
    });
  });

  it('finds a passage when the text comes after the claim', async () => {
    const made = await newsroom.as('editor').json('POST', '/articles', { headline: 'No text yet' });
    const article = await bodyOf(made);
    const quote = 'shelved it in March';
    await recordClaim(newsroom, {
      statement: 'x',
      appearances: [{ article_id: article.id, quote }],
    });
    const sent = { headline: 'No text yet', version: 1, body: TEXT };
    const response = await newsroom.as('editor').json('PUT', `/articles/${article.id}`, sent);
    expect((await bodyOf(response)).claims[0]?.appearances[0]?.state).toBe('found');
  });

  it('stands in the history of the claims, and the chain holds', async () => {
    const id = await claim('The board shelved it in March');
    await correct(TEXT.replace('shelved it in March', 'did not act'));
    const rows = await newsroom.database.all<{ path: string; new: string }>(
      `SELECT path, new FROM change JOIN change_value ON change_id = change.id
       WHERE claim_id = ? AND action = 'changed'`,
      id,
    );
    expect(rows.some((row) => /\.state$/.test(row.path) && row.new === '"gone"')).toBe(true);
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
  });

  it('moves nothing when a stale save is refused', async () => {
    await claim('offered to pay a third');
    await correct(`Lead.\n\n${TEXT}`);
    const before = await read();
    const sent = { headline: 'Stale', version: 1, body: 'Nothing.' };
    expect((await newsroom.as('editor').json('PUT', path, sent)).status).toBe(409);
    expect(await read()).toEqual(before);
  });

  it('changes the date and the standing of its claims with its own particulars', async () => {
    const herald = { name: 'The Herald', type: 'media', identity: 'named_org' };
    await recordClaim(newsroom, {
      ...{ statement: 'The ministry offered a third.', article_id: articleId },
      attributions: [{ source: { name: 'an aide', type: 'political' }, stance: 'asserts' }],
    });
    const sent = { headline: 'H', version: 1, published_on: '2024-09-09', publisher: herald };
    const after = await bodyOf(await newsroom.as('editor').json('PUT', path, sent));
    expect(after.claims[0]?.date).toBe('2024-09-09');
  });

  it('shows overlapping passages, each with its number where it ends', async () => {
    await claim('The board shelved it in March. A diplomat confirmed');
    await claim('A diplomat confirmed the account');
    const across = 'sources said.\n\nThe board shelved it';
    await claim(across);
    const html = await (await newsroom.as('viewer').get(path)).text();
    expect(storyText(html)).toBe(TEXT);
    expect(html).toMatch(
      /<mark class="passage depth-2" data-start="\d+">A diplomat confirmed<\/mark>/,
    );
    expect(html).toMatch(/<mark class="passage depth-1" data-start="38">sources said\.<\/mark>/);
    expect(html.match(/\[claim \d: /g)).toEqual(['[claim 1: ', '[claim 2: ', '[claim 3: ']);
    expect(html.match(/end of claim <\/span>\d/g)).toHaveLength(3);
  });
});
