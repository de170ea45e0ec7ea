/** Requests for replies as JSON: what they do to claims, and what is refused. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import type { Body } from '../review/newsdesk.ts';
import { answer, ask, BOARD, DEADLINE, openStory, type Story } from './asking.ts';

let story: Story;
beforeEach(async () => {
  story = await openStory();
});
afterEach(async () => {
  expect((await verifyChain(story.newsroom.database)).broken).toBeNull();
  await story.newsroom.close();
});

const send = (...words: Parameters<Story['desk']['send']>) => story.desk.send(...words);
const denialOf = async (id: number) => (await story.desk.claim(id)).standing.denial.status;
const rowOf = async (id: number) => (await story.desk.claim(id)).attributions.at(-1);

describe('asking', () => {
  it('makes the answer awaited on each claim, and says who asked, when and how', async () => {
    const [one, two] = story.claims;
    const reply = await ask(story, [one, two], { note: 'Press office, by name.' });
    expect(reply).toMatchObject({
      ...{ id: 1, url: '/replies/1', state: 'open', overdue: false, channel: 'email' },
      subject: { id: story.board, name: BOARD.name, type: BOARD.type },
      asked_by: { id: 2, name: 'Nour Haddad' },
      ...{ asked_at: '2024-10-07T09:30:00.000Z', due_at: DEADLINE, note: 'Press office, by name.' },
      claims: [
        { claim_id: one, stance: 'awaiting', said_on: '2024-10-07' },
        { claim_id: two, stance: 'awaiting' },
      ],
    });
    expect(await denialOf(one)).toBe('awaiting');
    expect(await denialOf(two)).toBe('awaiting');
    expect(await rowOf(one)).toMatchObject({
      ...{ stance: 'awaiting', reply_id: 1, interest: 'subject', said_on: '2024-10-07' },
      source: { id: story.board },
    });
    const { data } = await send('viewer', 'GET', '/replies/1');
    expect(data).toMatchObject({ ...reply, letter: { body: expect.stringContaining('alleged') } });
  });

  it('finds the subject by name, and asks a merged one under its new name', async () => {
    const { data } = await send('editor', 'POST', '/sources', { ...BOARD, name: 'Port Board' });
    await send('editor', 'POST', `/sources/${data.id}/merges`, {
      ...{ into_id: story.board, reason: 'The same.' },
    });
    const byName = await ask(story, [story.claims[0]], { subject: 'Port Board' });
    expect(byName.subject.id).toBe(story.board);
    const byId = await ask(story, [story.claims[1]], { subject: { id: data.id } });
    expect(byId.subject.id).toBe(story.board);
  });

  it('puts a cleared claim back to review', async () => {
    const [one] = story.claims;
    const { version } = await story.desk.claim(one);
    await send('checker', 'POST', `/claims/${one}/waivers`, { code: 'no-reply', reason: 'So.' });
    expect((await story.desk.claim(one)).version).toBe(version);
    await story.desk.step(
      one,
      ['editor', 'ready'],
      ['checker', 'in_review'],
      ['checker', 'cleared'],
    );
    await ask(story, [one]);
    expect((await story.desk.claim(one)).review_state).toBe('ready');
  });

  it.each([
    ['nobody', { subject: undefined }, 'subject'],
    ['a name that is not on file', { subject: 'Nobody Knows' }, 'subject'],
    ['an id that is not on file', { subject: { id: 999 } }, 'subject'],
    [
      'somebody unnamed',
      { subject: { name: 'a diplomat', identity: 'unnamed_described' } },
      'subject',
    ],
    ['no claim', { claims: [] }, 'claims'],
    ['a claim that does not exist', { claims: [1, 999] }, 'claims.1'],
    ['no way', { channel: 'pigeon' }, 'channel'],
    ['no deadline', { due_at: undefined }, 'due_at'],
    ['a deadline in words', { due_at: 'soon' }, 'due_at'],
    ['a deadline before it', { due_at: '2024-10-07T09:00:00Z' }, 'due_at'],
    ['tomorrow', { asked_at: '2024-10-08T09:00:00Z' }, 'asked_at'],
    ['a note with NUL', { note: 'a\0b' }, 'note'],
    ['an unknown field', { outcome: 'denies' }, 'outcome'],
  ])('is refused of %s, and leaves nothing behind', async (_what, more, path) => {
    const body = { subject: { id: story.board }, claims: [1], channel: 'phone', due_at: DEADLINE };
    const before = await story.newsroom.database.all('SELECT * FROM source');
    const { status, data } = await send('editor', 'POST', '/replies', { ...body, ...more });
    expect([status, data.errors[0].path]).toEqual([422, path]);
    expect((await send('viewer', 'GET', '/replies')).data.total).toBe(0);
    expect(await denialOf(1)).toBe('not_recorded');
    expect(await story.newsroom.database.all('SELECT * FROM source')).toEqual(before);
  });

  it('is refused about a withdrawn claim', async () => {
    await story.desk.step(1, ['editor', 'withdrawn', { reason: 'Not ours.' }]);
    const body = { subject: { id: story.board }, claims: [1], channel: 'phone', due_at: DEADLINE };
    const { status, data } = await send('editor', 'POST', '/replies', body);
    expect([status, data.errors]).toEqual([
      422,
      [{ path: 'claims.0', message: 'Claim 1 was withdrawn.' }],
    ]);
  });
});

describe('what came back', () => {
  it('becomes the position on each claim, another on each where it differs', async () => {
    const [one, two] = story.claims;
    const { id } = await ask(story, [one, two]);
    const reply = await answer(story, id, [
      { claim_id: one, stance: 'denies', wording: 'A spokesman denied it', quote: 'Not a word.' },
      { claim_id: two, stance: 'admits', scope: 'part', said_on: '2024-10-06' },
    ]);
    expect(reply).toMatchObject({ state: 'answered', follow_up_on: null });
    expect(await denialOf(one)).toBe('denied');
    expect(await denialOf(two)).toBe('admitted');
    expect(await rowOf(one)).toMatchObject({
      ...{ stance: 'denies', wording: 'A spokesman denied it', quote: 'Not a word.', reply_id: id },
      said_on: '2024-10-07',
    });
    expect(await rowOf(two)).toMatchObject({ stance: 'admits', scope: 'part' });
    // What was said to us need not stand in the story.
    const { findings } = await story.desk.claim(one);
    expect(findings.map((finding: Body) => finding.code)).not.toContain('quote-missing');
  });

  it.each([
    ['denies', 'denied'],
    ['disputes', 'disputed'],
    ['admits', 'admitted'],
    ['confirms', 'admitted'],
    ['declines', 'declined'],
    ['no_response', 'no_response'],
  ])('%s is derived as %s', async (stance, denial) => {
    const { id } = await ask(story, [1]);
    await answer(story, id, [{ claim_id: 1, stance }]);
    expect(await denialOf(1)).toBe(denial);
  });

  it('of one claim leaves the others awaited, and their revisions alone', async () => {
    const { id } = await ask(story, [1, 2]);
    const before = await story.desk.claim(2);
    const reply = await answer(story, id, [{ claim_id: 1, stance: 'denies' }]);
    expect(reply.state).toBe('open');
    expect(await story.desk.claim(2)).toEqual(before);
  });

  it('can be corrected, taken back to awaited, and is kept as history', async () => {
    const { id } = await ask(story, [1]);
    await answer(story, id, [{ claim_id: 1, stance: 'denies', wording: 'No.' }]);
    await answer(story, id, [{ claim_id: 1, stance: 'disputes', wording: 'Hardly.' }]);
    expect(await rowOf(1)).toMatchObject({ stance: 'disputes', wording: 'Hardly.' });
    const back = await answer(story, id, [{ claim_id: 1, stance: 'awaiting' }]);
    expect(back.state).toBe('open');
    expect(await rowOf(1)).toMatchObject({ stance: 'awaiting', wording: null });
    const { database } = story.newsroom;
    const rows = await database.all<{ action: string }>(
      `SELECT action FROM change WHERE entity = 'reply' ORDER BY id`,
    );
    expect(rows.map((row) => row.action)).toEqual([
      'asked for a reply',
      ...Array(3).fill('recorded what came back'),
    ]);
  });

  it('that is the same changes nothing, so that a cleared claim stays cleared', async () => {
    const { id } = await ask(story, [1, 2]);
    await answer(story, id, [{ claim_id: 1, stance: 'denies', wording: 'No.' }]);
    await story.desk.step(1, ['editor', 'ready'], ['checker', 'in_review'], ['checker', 'cleared']);
    await answer(story, id, [
      { claim_id: 1, stance: 'denies', wording: 'No.' },
      { claim_id: 2, stance: 'declines' },
    ]);
    expect((await story.desk.claim(1)).review_state).toBe('cleared');
    await answer(story, id, [{ claim_id: 1, stance: 'admits' }]);
    expect((await story.desk.claim(1)).review_state).toBe('ready');
  });

  it('can come again where its row was taken out of the claim', async () => {
    const { id } = await ask(story, [1]);
    const row = await rowOf(1);
    expect((await send('editor', 'DELETE', `/attributions/${row.id}`)).status).toBe(204);
    const { data } = await send('viewer', 'GET', `/replies/${id}`);
    expect(data).toMatchObject({ state: 'unanswered', claims: [{ stance: null }] });
    await answer(story, id, [{ claim_id: 1, stance: 'denies' }]);
    expect(await rowOf(1)).toMatchObject({ stance: 'denies', source: { id: story.board } });
    expect(await denialOf(1)).toBe('denied');
  });

  it('is stale where somebody else changed it, on the request or on the claim', async () => {
    const { id, version } = await ask(story, [1]);
    await answer(story, id, [{ claim_id: 1, stance: 'denies' }], {}, 'colleague');
    const late = { version, claims: [{ claim_id: 1, stance: 'admits' }] };
    const first = await send('editor', 'PUT', `/replies/${id}/outcome`, late);
    expect(first.status).toBe(409);
    expect(first.data).toMatchObject({
      current: { claims: [{ stance: 'denies' }] },
      changes: [{ person: 'Rana Adeyemi', action: 'recorded what came back' }],
    });
    const now = first.data.current.version;
    const row = await rowOf(1);
    await send('colleague', 'PUT', `/attributions/${row.id}`, { ...row, stance: 'disputes' });
    const second = await send('editor', 'PUT', `/replies/${id}/outcome`, { ...late, version: now });
    expect([second.status, second.data.current.claims[0].stance]).toEqual([409, 'disputes']);
    expect(await rowOf(1)).toMatchObject({ stance: 'disputes' });
  });

  it.each([
    [{ claims: [{ claim_id: 1, stance: 'denies' }] }, 'version'],
    [{ version: 1, claims: [{ claim_id: 3, stance: 'denies' }] }, 'claims.0.claim_id'],
    [{ version: 1, claims: [{ claim_id: 1, stance: 'asserts' }] }, 'claims.0.stance'],
    [{ version: 1, claims: [{ claim_id: 1 }] }, 'claims.0.stance'],
    [
      { version: 1, claims: [{ claim_id: 1, stance: 'denies', provisional: true }] },
      'claims.0.provisional',
    ],
    [
      { version: 1, claims: [{ claim_id: 1, stance: 'declines', scope: 'part' }] },
      'claims.0.scope',
    ],
    [
      { version: 1, claims: [{ claim_id: 1, stance: 'awaiting', wording: 'x' }] },
      'claims.0.wording',
    ],
    [
      { version: 1, claims: [{ claim_id: 1, stance: 'no_response', quote: 'x' }] },
      'claims.0.quote',
    ],
    [
      { version: 1, claims: [{ claim_id: 1, stance: 'denies', said_on: 'now' }] },
      'claims.0.said_on',
    ],
    [{ version: 1, claims: [], follow_up_on: 'soon' }, 'follow_up_on'],
    [{ version: 1 }, 'claims'],
    [
      {
        version: 1,
        claims: [
          { claim_id: 1, stance: 'denies' },
          { claim_id: 1, stance: 'admits' },
        ],
      },
      'claims.1.claim_id',
    ],
  ])('%j is refused at %s', async (body, path) => {
    const { id } = await ask(story, [1, 2]);
    const { status, data } = await send('editor', 'PUT', `/replies/${id}/outcome`, body);
    expect([status, data.errors[0].path]).toEqual([422, path]);
    expect(await denialOf(1)).toBe('awaiting');
  });
});

describe('a change of the request', () => {
  it('gives them more time; another day of asking moves what is awaited', async () => {
    const { id, version } = await ask(story, [1]);
    const { status, data } = await send('colleague', 'PUT', `/replies/${id}`, {
      ...{ version, channel: 'phone', asked_at: '2024-10-05T10:00:00Z', note: 'Called again.' },
      due_at: '2024-10-09T12:00:00+02:00',
    });
    expect(status).toBe(200);
    expect(data).toMatchObject({
      ...{ channel: 'phone', due_at: '2024-10-09T10:00:00.000Z', note: 'Called again.' },
      claims: [{ said_on: '2024-10-05' }],
    });
    expect(await rowOf(1)).toMatchObject({ said_on: '2024-10-05' });
    const again = await send('editor', 'PUT', `/replies/${id}`, { ...data, version });
    expect(again.status).toBe(422);
    const late = await send('editor', 'PUT', `/replies/${id}`, {
      ...{ version, channel: 'phone', asked_at: data.asked_at, due_at: data.due_at },
    });
    expect(late.status).toBe(409);
  });
});

describe('a withdrawal', () => {
  it('takes the awaited positions out again, with a reason that stays', async () => {
    const { id } = await ask(story, [1, 2]);
    const made = await send('editor', 'POST', `/replies/${id}/withdrawals`, { reason: 'Mistake.' });
    expect(made.status).toBe(201);
    expect(made.data).toMatchObject({
      state: 'withdrawn',
      withdrawn: { by: 'Nour Haddad', reason: 'Mistake.' },
    });
    expect(await denialOf(1)).toBe('not_recorded');
    for (const [method, path, body] of [
      ['POST', `/replies/${id}/withdrawals`, { reason: 'Again.' }],
      ['PUT', `/replies/${id}/outcome`, { version: made.data.version, claims: [] }],
    ] as const) {
      expect((await send('editor', method, path, body)).status).toBe(409);
    }
  });

  it('is refused without a reason, and once something came back', async () => {
    const { id } = await ask(story, [1]);
    for (const reason of ['', ' ', 'a\0', undefined, 7]) {
      const { status } = await send('editor', 'POST', `/replies/${id}/withdrawals`, { reason });
      expect(status).toBe(422);
    }
    await answer(story, id, [{ claim_id: 1, stance: 'declines' }]);
    const { status, data } = await send('editor', 'POST', `/replies/${id}/withdrawals`, {
      reason: 'Mistake.',
    });
    expect(status).toBe(409);
    expect(data.detail).toContain('correct it to “awaiting” first');
  });
});

describe('a row of a claim', () => {
  const row = (more: object) => ({ source: { id: story.mayor }, stance: 'denies', ...more });

  it('may bear the id of a request that asked about the claim only', async () => {
    const { id } = await ask(story, [1]);
    const post = (claim: number, replyId: number) =>
      send('editor', 'POST', `/claims/${claim}/attributions`, row({ reply_id: replyId }));
    expect((await post(1, id)).status).toBe(201);
    expect((await post(2, id)).data.errors).toEqual([
      { path: 'reply_id', message: `Request ${id} does not ask about this claim.` },
    ]);
    expect((await post(1, 99)).data.errors).toEqual([
      { path: 'reply_id', message: 'There is no request 99 for a reply.' },
    ]);
    const { status, data } = await send('editor', 'POST', '/claims', {
      ...{ statement: 'New.', attributions: [row({ reply_id: id })] },
    });
    expect([status, data.errors[0].path]).toEqual([422, 'attributions.0.reply_id']);
  });

  it('keeps its request when the claim is saved again', async () => {
    const { id } = await ask(story, [1]);
    const claim = await story.desk.claim(1);
    const { status } = await send('editor', 'PUT', '/claims/1', { ...claim, statement: 'Other.' });
    expect(status).toBe(200);
    expect(await rowOf(1)).toMatchObject({ stance: 'awaiting', reply_id: id });
  });
});

describe('who may', () => {
  it('read is everybody signed in, ask and answer an editor', async () => {
    const { id, version } = await ask(story, [1]);
    expect((await send('viewer', 'GET', `/replies/${id}`)).status).toBe(200);
    const claims = [{ claim_id: 1, stance: 'denies' }];
    const calls = [
      ['POST', '/replies', {}],
      ['PUT', `/replies/${id}`, {}],
      ['PUT', `/replies/${id}/outcome`, { version, claims }],
      ['POST', `/replies/${id}/withdrawals`, { reason: 'So.' }],
      ['GET', '/replies/new', undefined],
      ['GET', `/replies/${id}/edit`, undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      expect((await send('viewer', method, path, body)).status, path).toBe(403);
    }
    for (const path of [`/replies/${id}.json`, '/replies.json', '/replies.csv']) {
      expect((await story.newsroom.nobody.get(path)).status).toBe(401);
    }
    expect((await story.newsroom.nobody.get('/replies')).status).toBe(303);
    expect(await denialOf(1)).toBe('awaiting');
  });

  it.each([
    ['GET', '/replies/99', 404],
    ['GET', '/replies/x', 404],
    ['PUT', '/replies/99', 404],
    ['PUT', '/replies/99/outcome', 404],
    ['POST', '/replies/99/withdrawals', 404],
    ['PUT', '/replies/0/outcome', 404],
    ['DELETE', '/replies/1', 405],
    ['GET', '/replies/1/outcome', 405],
    ['PUT', '/replies', 405],
  ])('%s %s is %i', async (method, path, status) => {
    await ask(story, [1]);
    expect((await send('editor', method, path, method === 'GET' ? undefined : {})).status).toBe(
      status,
    );
  });
});
