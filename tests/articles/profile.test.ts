import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { recordClaim } from './recording.ts';

const SEVEN = { name: 'seven Iraqi sources', type: 'untyped', identity: 'unnamed_described' };
const LIND = { name: 'Petra Lind', type: 'government', identity: 'named_person' };
const AIDES = {
  name: 'aides',
  type: 'government',
  identity: 'unnamed_described',
  collective: true,
};

describe('the sourcing profile', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    await newsroom.as('editor').json('POST', '/articles', { headline: 'Profile' });
    await newsroom.as('editor').json('POST', '/articles', { headline: 'Another' });
    await recordClaim(newsroom, {
      ...{ statement: 'One', kind: 'allegation', article_id: 1, subjects: [LIND] },
      attributions: [
        { source: SEVEN, stance: 'asserts' },
        { source: AIDES, stance: 'denies', on_behalf_of: LIND, interest: 'subject' },
        {
          source: { name: 'The mayor', type: 'political', identity: 'named_person' },
          stance: 'no_response',
        },
      ],
    });
    await recordClaim(newsroom, {
      ...{ statement: 'Two', article_id: 1 },
      attributions: [
        { source: SEVEN, stance: 'asserts' },
        { source: LIND, stance: 'disputes' },
        { source: { name: 'an analyst', type: 'expert' }, stance: 'asserts', article_id: 2 },
      ],
    });
  });
  afterAll(() => newsroom.close());

  it('counts each source that speaks in it once, and claims by denial', async () => {
    const data = await (await newsroom.as('viewer').json('GET', '/articles/1')).json();
    expect(data).toMatchObject({
      profile: {
        ...{ sources: 3, named: 1, unnamed: 2, claims: 2 },
        types: [
          { type: 'government', named: 1, unnamed: 1, percent: 67 },
          { type: 'untyped', named: 0, unnamed: 1, percent: 33 },
        ],
        denials: [
          { status: 'denied', claims: 1 },
          { status: 'not_required', claims: 1 },
        ],
      },
    });
  });

  it('is drawn, with the same in words', async () => {
    const html = await (await newsroom.as('viewer').get('/articles/1')).text();
    expect(html).toContain('aria-label="3 sources, 1 named and 2 unnamed; 2 claims"');
    expect(html.match(/<rect class="(named|unnamed)"/g)).toHaveLength(3);
    expect(html).toMatch(/<rect class="stance-denies"/);
    expect(html).toMatch(/<th scope="row">Government<\/th><td>1<\/td><td>1<\/td><td>67 %<\/td>/);
    expect(html).toMatch(/<th scope="row">Denied<\/th><td>1<\/td>/);
  });

  it('says when nobody is recorded', async () => {
    await recordClaim(newsroom, { statement: 'Three', article_id: 2 });
    const html = await (await newsroom.as('viewer').get('/articles/2')).text();
    expect(html).toContain('No source is recorded; 1 claim');
  });
});
