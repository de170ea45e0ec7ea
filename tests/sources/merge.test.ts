import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { addArticle, addClaim, addSource, dataOf } from './stories.ts';

const WHY = { reason: 'The same outlet under two names.' };
let newsroom: Newsroom;
let count = 0;

beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

const outlet = (body: object = {}) => {
  count += 1;
  return addSource(newsroom, {
    name: `Outlet ${count}`,
    type: 'media',
    identity: 'named_org',
    ...body,
  });
};
const merge = (id: number, into_id: unknown, member: 'editor' | 'viewer' = 'editor') =>
  newsroom.as(member).json('POST', `/sources/${id}/merges`, { into_id, ...WHY });
const undo = (id: number) => newsroom.as('colleague').json('DELETE', `/merges/${id}`);
const canonical = async (...ids: number[]) => {
  const rows = await newsroom.database.all<{ id: number; canonical: number }>(
    'SELECT id, canonical_id AS canonical FROM source',
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.canonical);
};
const derivedState = () =>
  newsroom.database.all(
    `SELECT id, denial, level, origins_min, origins_max,
       (SELECT group_concat(source_id) FROM attribution WHERE claim_id = claim.id) AS speakers,
       (SELECT group_concat(flag) FROM claim_flag WHERE claim_id = claim.id) AS flags
     FROM claim ORDER BY id`,
  );
const sourceState = () =>
  newsroom.database.all(
    'SELECT * FROM source LEFT JOIN source_alias ON source_id = id ORDER BY id',
  );

describe('merging two sources', () => {
  it('lets one stand for the other, and says where it went, who did it and why', async () => {
    const [one, two] = [await outlet(), await outlet()];
    const response = await merge(one, two);
    expect(response.status).toBe(201);
    const made = await dataOf(response);
    expect(made).toMatchObject({ source: { id: one }, into: { id: two }, person: 'Nour Haddad' });
    expect(await canonical(one, two)).toEqual([two, two]);
    const page = await (await newsroom.as('viewer').get(`/sources/${one}`)).text();
    expect(page).toContain('This source was merged into');
    expect(page).toContain(`href="/sources/${two}"`);
    expect(page).toContain(WHY.reason);
    expect(page).not.toContain('Take back');
    const target = await (await newsroom.as('editor').get(`/sources/${two}`)).text();
    expect(target).toContain('Take back');
    const { changes, merges } = await dataOf(newsroom.as('viewer').get(`/sources/${two}.json`));
    expect(merges).toMatchObject([{ id: made.id, undone_at: null }]);
    expect(changes[0]).toMatchObject({ entity: 'merge', action: 'merged', person: 'Nour Haddad' });
  });

  it('is found under its old name, and counted with the one it went into', async () => {
    const [one, two] = [
      await outlet({ name: 'Old Gazette' }),
      await outlet({ name: 'New Herald' }),
    ];
    await addClaim(newsroom, { attributions: [{ source: { id: one }, stance: 'asserts' }] });
    await addClaim(newsroom, { attributions: [{ source: { id: two }, stance: 'asserts' }] });
    await merge(one, two);
    const { sources } = await dataOf(newsroom.as('viewer').get('/sources.json?q=old+gaz'));
    expect(sources).toMatchObject([{ id: two, name: 'New Herald', claims: 2 }]);
    const { record } = await dataOf(newsroom.as('viewer').get(`/sources/${two}.json`));
    expect(record.asserted).toHaveLength(2);
    const by = await addClaim(newsroom, {
      attributions: [{ source: 'Old Gazette', stance: 'asserts' }],
    });
    const { record: after } = await dataOf(newsroom.as('viewer').get(`/sources/${two}.json`));
    expect(after.asserted).toContain(by);
  });

  it('follows chains, and takes each link back by itself', async () => {
    const [a, b, c] = [await outlet(), await outlet(), await outlet()];
    const first = (await dataOf(merge(a, b))).id;
    const second = (await dataOf(merge(b, c))).id;
    expect(await canonical(a, b, c)).toEqual([c, c, c]);
    expect((await undo(first)).status).toBe(204);
    expect(await canonical(a, b, c)).toEqual([a, c, c]);
    await merge(a, c);
    expect((await undo(second)).status).toBe(204);
    expect(await canonical(a, b, c)).toEqual([c, b, c]);
    expect((await undo(second)).status).toBe(409);
  });

  it('is undone exactly: sources, recorded speakers and all that is derived', async () => {
    const [one, two] = [await outlet({ aliases: ['An Alias'] }), await outlet()];
    const row = (id: number, stance: string) => ({
      source: { id },
      stance,
      directness: 'witnessed',
    });
    await addClaim(newsroom, { attributions: [row(one, 'asserts'), row(two, 'confirms')] });
    await addClaim(newsroom, {
      ...{ adverse: true, subjects: [{ id: one }] },
      attributions: [
        row(two, 'denies'),
        { ...row(two, 'asserts'), via: [{ source: { id: one } }] },
      ],
    });
    const [sources, claims] = [await sourceState(), await derivedState()];
    const { id } = await dataOf(merge(one, two));
    expect(await sourceState()).not.toEqual(sources);
    await undo(id);
    expect(await sourceState()).toEqual(sources);
    expect(await derivedState()).toEqual(claims);
  });

  it('is undone exactly where a claim was saved meanwhile', async () => {
    const [one, two] = [await outlet(), await outlet()];
    const claim = await addClaim(newsroom, {
      subjects: [{ id: one }, { id: two }],
      attributions: [
        { source: { id: one }, stance: 'asserts', on_behalf_of: { id: one } },
        {
          source: { id: two },
          stance: 'asserts',
          via: [{ source: { id: two } }, { source: { id: one } }],
        },
      ],
    });
    const facts = async () => [
      await derivedState(),
      await newsroom.database.all(
        'SELECT * FROM claim_subject WHERE claim_id = ? ORDER BY position',
        claim,
      ),
      await newsroom.database.all('SELECT * FROM relay ORDER BY attribution_id, position'),
      await newsroom.database.all('SELECT id, source_id, on_behalf_of FROM attribution'),
    ];
    const before = await facts();
    const { id } = await dataOf(merge(one, two));
    const path = `/claims/${claim}`;
    const read = await newsroom.as('editor').json('GET', path);
    const saved = await newsroom.as('editor').json('PUT', path, await read.json());
    expect(saved.status).toBe(200);
    await undo(id);
    expect(await facts()).toEqual(before);
  });

  it('is not undone where the source would be part of itself by now', async () => {
    const whole = await outlet();
    const [one, two] = [await outlet({ part_of: { id: whole } }), await outlet()];
    const member = await outlet({ part_of: { id: one } });
    const { id } = await dataOf(merge(one, two));
    const change = { version: 1, part_of: { id: member } };
    const moved = await newsroom.as('editor').json('PUT', `/sources/${whole}`, change);
    expect(moved.status).toBe(200);
    expect((await undo(id)).status).toBe(409);
    expect(await canonical(one)).toEqual([two]);
  });

  it('is undone exactly where a member of its organisation was saved meanwhile', async () => {
    const [one, two] = [await outlet(), await outlet()];
    const person = { name: 'A Reporter', identity: 'named_person', part_of: { id: one } };
    const member = await addSource(newsroom, person);
    const { id } = await dataOf(merge(one, two));
    const change = { version: 1, part_of: { id: two }, reliability: 'B' };
    const saved = await newsroom.as('editor').json('PUT', `/sources/${member}`, change);
    expect(await dataOf(saved)).toMatchObject({ part_of: { id: two } });
    await undo(id);
    const path = `/sources/${member}`;
    expect(await dataOf(newsroom.as('editor').json('GET', path))).toMatchObject({
      part_of: { id: one },
    });
  });

  it.each([
    [
      'itself',
      async () => {
        const id = await outlet();
        return [id, id];
      },
      'into itself',
    ],
    ['nothing', async () => [await outlet(), undefined], 'Choose the source'],
    ['an unknown one', async () => [await outlet(), 99999], 'no source 99999'],
    [
      'one that was merged away',
      async () => {
        const [a, b, c] = [await outlet(), await outlet(), await outlet()];
        await merge(a, b);
        return [c, a];
      },
      'Choose that one',
    ],
    [
      'its own part',
      async () => {
        const whole = await outlet();
        const middle = await outlet({ part_of: { id: whole } });
        return [whole, await outlet({ part_of: { id: middle } })];
      },
      'the other way round',
    ],
    [
      'an unnamed one',
      async () => {
        const article_id = await addArticle(newsroom, 'Story');
        return [await outlet(), await addSource(newsroom, { name: 'sources', article_id })];
      },
      'would write down a name',
    ],
    [
      'a person, though others are part of it',
      async () => {
        const whole = await outlet();
        await outlet({ part_of: { id: whole } });
        return [whole, await outlet({ identity: 'named_person' })];
      },
      'is not an organisation',
    ],
  ])('refuses to merge a source into %s', async (_what, pair, words) => {
    const [id = 0, into] = await pair();
    const before = await sourceState();
    const response = await merge(id, into);
    expect(response.status).toBe(422);
    const { errors } = await dataOf(response);
    expect(errors).toMatchObject([{ path: 'into_id' }]);
    expect(errors[0]?.message).toContain(words);
    expect(await sourceState()).toEqual(before);
  });

  it('refuses a second merge of the same source, also in a circle', async () => {
    const [a, b, c] = [await outlet(), await outlet(), await outlet()];
    await merge(a, b);
    expect((await merge(a, c)).status).toBe(409);
    expect((await merge(b, a)).status).toBe(422);
    expect((await newsroom.as('editor').json('PUT', `/sources/${a}`, { version: 1 })).status).toBe(
      409,
    );
  });

  it('keeps unnamed sources of different articles apart', async () => {
    const [here, there] = [await addArticle(newsroom, 'Here'), await addArticle(newsroom, 'There')];
    const one = await addSource(newsroom, { name: 'a diplomat', article_id: here });
    const two = await addSource(newsroom, { name: 'a diplomat', article_id: there });
    const three = await addSource(newsroom, { name: 'the diplomat', article_id: here });
    const refused = await merge(one, two);
    expect((await dataOf(refused)).errors[0]?.message).toContain('may be different people');
    const named = await outlet();
    expect((await merge(one, named)).status).toBe(422);
    expect((await merge(one, three)).status).toBe(201);
  });

  it('is not undone where its name was given to another meanwhile', async () => {
    const [one, two] = [await outlet({ name: 'The Paper' }), await outlet({ name: 'The Journal' })];
    const { id } = await dataOf(merge(one, two));
    await newsroom.as('editor').json('PUT', `/sources/${two}`, { version: 1, name: 'The Paper' });
    const response = await undo(id);
    expect(response.status).toBe(409);
    expect((await dataOf(response)).detail).toContain('Rename');
  });

  it('needs a reason, and shows the form again with what was typed', async () => {
    const [one, two] = [await outlet({ name: 'Daily One' }), await outlet({ name: 'Daily Two' })];
    const typed = { into: 'daily two', into_id: '', reason: ' ' };
    const response = await newsroom.as('editor').post(`/sources/${one}/merges`, typed);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('Say why');
    expect(html).toContain('value="daily two"');
    const unknown = { into: 'Daily Nobody', reason: 'Same.' };
    const again = await newsroom.as('editor').post(`/sources/${one}/merges`, unknown);
    expect(await again.text()).toContain('is called “Daily Nobody”');
    const done = await newsroom
      .as('editor')
      .post(`/sources/${one}/merges`, { ...typed, reason: 'Same.' });
    expect([done.status, done.headers.get('location')]).toEqual([303, `/sources/${two}`]);
    const undone = await newsroom.as('editor').post('/merges/999999', { _method: 'delete' });
    expect(undone.status).toBe(404);
  });

  it('is for those who may record', async () => {
    const [one, two] = [await outlet(), await outlet()];
    expect((await merge(one, two, 'viewer')).status).toBe(403);
    expect((await newsroom.nobody.json('POST', `/sources/${one}/merges`, {})).status).toBe(401);
    expect((await merge(99999, two)).status).toBe(404);
    const { id } = await dataOf(merge(one, two));
    expect((await newsroom.as('viewer').json('DELETE', `/merges/${id}`)).status).toBe(403);
    expect((await newsroom.as('editor').get(`/merges/${id}`)).status).toBe(405);
    expect((await newsroom.as('editor').get(`/sources/${one}/merges`)).status).toBe(405);
  });

  it('leaves a history that can be checked', async () => {
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
  });
});

describe('deciding about sources', () => {
  let article: number;
  let seven: number;
  let bare: number;
  beforeEach(async () => {
    article = await addArticle(newsroom, `Story of ${count}`);
    seven = await addSource(newsroom, { name: 'seven Iraqi sources', article_id: article });
    bare = await addSource(newsroom, { name: 'sources', article_id: article });
  });
  const decide = (id: number, body: object) =>
    newsroom.as('editor').json('POST', `/sources/${id}/decisions`, { ...WHY, ...body });
  const takeBack = (id: number) => newsroom.as('colleague').json('DELETE', `/decisions/${id}`);

  it('records who declared two the same, when and why, and takes it back', async () => {
    newsroom.setTime(new Date('2024-10-08T10:00:00.000Z'));
    const response = await decide(bare, { judgement: 'same', other_id: seven });
    expect(response.status).toBe(201);
    const made = await dataOf(response);
    expect(made).toMatchObject({
      ...{ judgement: 'same', source: { id: bare }, other: { id: seven } },
      ...{ person: 'Nour Haddad', made_at: '2024-10-08T10:00:00.000Z', undone_at: null },
    });
    for (const id of [bare, seven]) {
      const html = await (await newsroom.as('editor').get(`/sources/${id}`)).text();
      expect(html).toContain('The same source as');
      expect(html).toContain(`/decisions/${made.id}`);
    }
    expect((await takeBack(made.id)).status).toBe(204);
    const { decisions, changes } = await dataOf(newsroom.as('viewer').get(`/sources/${bare}.json`));
    expect(decisions).toMatchObject([{ undone_by: 'Rana Adeyemi' }]);
    expect(changes.slice(0, 2)).toMatchObject([
      { entity: 'decision', action: 'undone', person: 'Rana Adeyemi' },
      { entity: 'decision', action: 'decided' },
    ]);
    expect((await takeBack(made.id)).status).toBe(409);
  });

  it('derives the claims that rest on the sources anew, there and back', async () => {
    const row = (id: number) => ({ source: { id }, stance: 'asserts' });
    const claim = await addClaim(newsroom, {
      article_id: article,
      attributions: [row(seven), row(bare)],
    });
    const touched = () =>
      newsroom.database.one(
        'SELECT level, origins_min, origins_max FROM claim WHERE id = ?',
        claim,
      );
    const before = await touched();
    await newsroom.database.write((tx) =>
      tx.run("UPDATE claim SET level = 'primary', origins_min = 99 WHERE id = ?", claim),
    );
    const { id } = await dataOf(decide(bare, { judgement: 'same', other_id: seven }));
    expect(await touched()).not.toMatchObject({ origins_min: 99 });
    await takeBack(id);
    expect(await touched()).toEqual(before);
  });

  it.each([
    ['same', 'nothing', () => null, 'other_id'],
    ['same', 'itself', () => bare, 'other_id'],
    ['same', 'an unknown one', () => 99999, 'other_id'],
    ['same', 'a named one', () => outlet(), 'other_id'],
    ['separate', 'a named one', () => outlet(), 'other_id'],
    ['separate', 'nothing, without a number', () => null, 'judgement'],
    ['apart', 'nothing, without an organisation', () => null, 'judgement'],
    ['together', 'another', () => seven, 'judgement'],
  ])('refuses %s with %s', async (judgement, _what, other, path) => {
    const response = await decide(bare, { judgement, other_id: await other() });
    expect(response.status).toBe(422);
    expect((await dataOf(response)).errors).toMatchObject([{ path }]);
    const { decisions } = await dataOf(newsroom.as('viewer').get(`/sources/${bare}.json`));
    expect(decisions).toEqual([]);
  });

  it('lets members of a counted group, and two groups, be spoken to separately', async () => {
    expect((await decide(seven, { judgement: 'separate' })).status).toBe(201);
    expect((await decide(seven, { judgement: 'separate', other_id: bare })).status).toBe(201);
    const named = await outlet();
    expect((await decide(named, { judgement: 'separate' })).status).toBe(422);
  });

  it('lets a source count apart from its organisation at any height only', async () => {
    const whole = await outlet();
    const part = await outlet({ part_of: { id: whole } });
    const person = await outlet({ identity: 'named_person', part_of: { id: part } });
    expect((await decide(person, { judgement: 'apart', other_id: whole })).status).toBe(201);
    expect((await decide(person, { judgement: 'apart' })).status).toBe(201);
    for (const other_id of [person, await outlet()]) {
      expect((await decide(person, { judgement: 'apart', other_id })).status).toBe(422);
    }
  });

  it('refuses what holds already, either way round, and what contradicts it', async () => {
    const { id } = await dataOf(decide(bare, { judgement: 'same', other_id: seven }));
    expect((await decide(seven, { judgement: 'same', other_id: bare })).status).toBe(409);
    expect((await decide(seven, { judgement: 'separate', other_id: bare })).status).toBe(409);
    await takeBack(id);
    expect((await decide(seven, { judgement: 'separate', other_id: bare })).status).toBe(201);
  });

  it('works as a form, which keeps what was typed', async () => {
    const post = (fields: Record<string, string>) =>
      newsroom.as('editor').post(`/sources/${bare}/decisions`, fields);
    const typed = { judgement: 'same', other_id: `${seven}`, reason: '' };
    const refused = await post(typed);
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toMatch(new RegExp(`<option value="${seven}" selected>`));
    expect(html).toContain('href="#field-decision.reason"');
    const done = await post({ ...typed, reason: 'The lead sums up paragraph 2.' });
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toMatch(new RegExp(`^/sources/${bare}#decision-\\d+$`));
    const twice = await post({ ...typed, reason: 'Again.' });
    expect(twice.status).toBe(409);
    expect(await twice.text()).toContain('This was decided already');
  });

  it('is for those who may record', async () => {
    const body = { judgement: 'same', other_id: seven, ...WHY };
    const path = `/sources/${bare}/decisions`;
    expect((await newsroom.as('viewer').json('POST', path, body)).status).toBe(403);
    expect((await newsroom.nobody.json('POST', path, body)).status).toBe(401);
    expect((await decide(99999, body)).status).toBe(404);
    expect((await takeBack(99999)).status).toBe(404);
    expect((await newsroom.as('viewer').json('DELETE', '/decisions/1')).status).toBe(403);
    expect((await newsroom.as('editor').get(path)).status).toBe(405);
  });
});
