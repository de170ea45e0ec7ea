import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALIKE, NEARLY_SAME, similarity, statementKey } from '../../src/claims/similar.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

const QAANI = 'Qaani told Iraqi political leaders to ease criticism of Prime Minister Sudani.';

describe('two statements', () => {
  it.each([
    [
      'are the same but for marks',
      QAANI,
      'QAANI told Iraqi political leaders, to ease criticism of Prime Minister Sudani',
      NEARLY_SAME,
    ],
    [
      'are nearly the same but for a word',
      QAANI,
      'Qaani told Iraqi leaders to ease criticism of Prime Minister Sudani.',
      ALIKE,
    ],
    [
      'are nearly the same but for endings',
      'Advisers denied the allegations.',
      'An adviser denies the allegation.',
      ALIKE,
    ],
  ])('%s', (_, one, other, least) => {
    expect(similarity(one, other)).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['about other things', QAANI, 'The harbour board put off the report until after the vote.'],
    ['with one word in common', QAANI, 'Iraqi oil exports rose in May.'],
    ['without words', QAANI, '…'],
  ])('are not alike %s', (_, one, other) => {
    expect(similarity(one, other)).toBeLessThan(ALIKE);
  });

  it('tell who did it to whom', () => {
    const turned = similarity('Iran struck Israel hard', 'Israel struck Iran hard');
    expect(turned).toBeGreaterThanOrEqual(ALIKE);
    expect(turned).toBeLessThan(NEARLY_SAME);
  });

  it('are as alike one way as the other, and wholly alike with themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (one, other) => {
        const likeness = similarity(one, other);
        expect(likeness).toBe(similarity(other, one));
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(similarity(one, one)).toBe(1);
      }),
    );
  });

  it('have one key where they have the same words', () => {
    expect(statementKey('“The  Bridge” is safe.')).toBe(statementKey('the bridge is safe'));
    expect(statementKey('The bridge is safe')).not.toBe(statementKey('The bridge is not safe'));
  });
});

describe('claims that say nearly the same', () => {
  let newsroom: Newsroom;
  let id = 0;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    id = await record(QAANI);
    for (let at = 0; at < 7; at += 1)
      await record(`The bridge at gate ${at} was closed on Monday.`);
  });
  afterAll(() => newsroom.close());

  async function record(statement: string): Promise<number> {
    const response = await newsroom.as('editor').json('POST', '/claims', { statement });
    return ((await response.json()) as { id: number }).id;
  }
  const similarTo = async (statement: string, claim = ''): Promise<{ id: number }[]> => {
    const query = new URLSearchParams({ statement, claim });
    const response = await newsroom.as('viewer').get(`/claims/similar.json?${query}`);
    expect(response.status).toBe(200);
    return ((await response.json()) as { similar: { id: number }[] }).similar;
  };

  it('are found by what they say, at most five, without the claim itself', async () => {
    const typed = 'Qaani told leaders to ease criticism of the prime minister, Sudani';
    expect(await similarTo(typed)).toMatchObject([{ id, url: `/claims/${id}`, statement: QAANI }]);
    expect(await similarTo(QAANI, `${id}`)).toEqual([]);
    expect(await similarTo('The bridge at the gate was closed on Monday.')).toHaveLength(5);
    expect(await similarTo('Nothing of the kind')).toEqual([]);
  });

  it.each(['" OR *', 'NEAR(a b) AND', 'statement:x', '\u0000 x', '😀 مصدر', "'; --"])(
    'are looked up with the words of %j, whatever they are',
    async (statement) => {
      expect(await similarTo(statement)).toEqual([]);
    },
  );

  it('need a statement, and somebody who may read', async () => {
    const editor = newsroom.as('editor');
    expect((await editor.get('/claims/similar.json')).status).toBe(422);
    expect((await editor.get(`/claims/similar.json?statement=${'x'.repeat(2001)}`)).status).toBe(
      422,
    );
    expect((await newsroom.nobody.get('/claims/similar.json?statement=x')).status).toBe(401);
    expect((await editor.get('/claims/similar')).status).toBe(404);
    expect((await editor.json('POST', '/claims/similar', {})).status).toBe(405);
  });

  it('are shown by the check of the form, and can be joined with what was typed', async () => {
    const typed = {
      statement: 'Qaani told Iraqi leaders to ease criticism of Prime Minister Sudani',
      ...{ 'attributions.0.stance': 'confirms', 'attributions.0.wording': 'an envoy who knows' },
      'attributions.0.source.name': 'an envoy',
    };
    const editor = newsroom.as('editor');
    const checked = await (await editor.post('/claims', { ...typed, do: 'check' })).text();
    expect(checked).toContain('On file already?');
    expect(checked).toContain(`value="same:${id}"`);
    const joined = await (await editor.post('/claims', { ...typed, do: `same:${id}` })).text();
    expect(joined).toContain(`action="/claims/${id}"`);
    expect(joined).toContain('an envoy who knows');
    expect(joined).toContain(QAANI);
    expect((await editor.post('/claims', { ...typed, do: 'same:999999' })).status).toBe(404);
  });

  it('are told apart for good, both ways', async () => {
    const statement = 'Qaani told Iraqi leaders to ease criticism of Sudani.';
    expect(await similarTo(statement)).toHaveLength(1);
    const response = await newsroom
      .as('editor')
      .post('/claims', { statement, do: `different:${id}` });
    expect(await response.text()).not.toContain('On file already?');
    expect(await similarTo('qaani told Iraqi leaders “to ease criticism of Sudani”')).toEqual([]);
    const other = await record(statement);
    expect(await similarTo(QAANI, `${id}`)).toEqual([]);
    expect(await similarTo(statement, `${other}`)).toEqual([]);
  });
});
