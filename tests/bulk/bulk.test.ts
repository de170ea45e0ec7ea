/** One thing done to many claims: what is done, what is skipped and why, and taking it back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginBulk } from '../../src/bulk/begin.ts';
import { carryOut, isRunning } from '../../src/bulk/bulk-run.ts';
import { addClaims, insertBulk } from '../../src/bulk/bulk-store.ts';
import { verifyChain } from '../../src/history/store.ts';
import { type Body, type Desk, deskOf, PLAIN } from '../review/newsdesk.ts';
import { type Member, type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';

let newsroom: Newsroom;
let desk: Desk;
let ids: number[];
beforeEach(async () => {
  newsroom = await openNewsroom();
  desk = deskOf(newsroom);
  ids = [];
  for (const number of [1, 2, 3, 4]) {
    ids.push((await desk.record({ ...PLAIN, statement: `Claim ${number}.` })).id);
  }
});
afterEach(() => newsroom.close());

const bulk = (body: object, member: Member = 'editor') => desk.send(member, 'POST', '/bulk', body);
const states = async () =>
  Promise.all(ids.map(async (id) => (await desk.claim(id)).review_state as string));

/** `done`, or the outcome with its reason, each with how many. */
function outcomes({ data }: Body): string[] {
  return data.outcomes.map((one: Body) =>
    [one.count, one.outcome, one.why].filter((part) => part !== null).join(' '),
  );
}

describe('what is done', () => {
  it('marks ready what can be, by the rules of each claim', async () => {
    const [draft = 0, ready = 0, reviewed = 0, off = 0] = ids;
    await desk.step(ready, ['editor', 'ready']);
    await desk.step(reviewed, ['editor', 'ready'], ['checker', 'in_review']);
    await desk.step(off, ['editor', 'withdrawn', { reason: 'Off.' }]);
    const made = await bulk({ ids, action: 'ready' });
    expect([made.status, made.location]).toEqual([201, `/bulk/${made.data.id}`]);
    expect(outcomes(made).toSorted()).toEqual([
      '1 done',
      '1 skipped It is in review.',
      '1 skipped It is ready already.',
      '1 skipped The claim is withdrawn: from there it cannot become ready for review.',
    ]);
    expect(await states()).toEqual(['ready', 'ready', 'in_review', 'withdrawn']);
    const { data } = await desk.send('viewer', 'GET', `/claims/${draft}/reviews`);
    expect(data.reviews).toMatchObject([{ to: 'ready', person: { name: 'Nour Haddad' } }]);
  });

  it('withdraws all that match, with the reason in the history of each', async () => {
    const made = await bulk({
      filter: 'review=draft&sort=oldest',
      action: 'withdraw',
      value: 'Off.',
    });
    expect([made.status, made.data.total, outcomes(made)]).toEqual([201, 4, ['4 done']]);
    expect(await states()).toEqual(Array(4).fill('withdrawn'));
    const history = await (await newsroom.as('viewer').get(`/claims/${ids[0]}/history`)).text();
    expect(history).toContain('Off.');
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
  });

  it('gives claims to somebody, or to nobody', async () => {
    await desk.send('editor', 'PUT', `/claims/${ids[0]}/assignment`, { person_id: 4 });
    const made = await bulk({ ids, action: 'assign', value: 4 });
    expect(outcomes(made)).toEqual(['3 done', '1 skipped Felix Check has it already.']);
    const rows = await newsroom.database.all('SELECT DISTINCT assignee_id AS id FROM claim');
    expect(rows).toEqual([{ id: 4 }]);
    const back = await bulk({ ids, action: 'assign', value: null });
    expect(outcomes(back)).toEqual(['4 done']);
    expect(outcomes(await bulk({ ids, action: 'assign' }))).toEqual([
      '4 skipped Nobody has it already.',
    ]);
  });

  it('takes the claims that matched when it began, each once', async () => {
    const made = await bulk({ ids: [...ids, ...ids], action: 'ready' });
    expect(made.data.total).toBe(4);
    const late = await bulk({ filter: 'review=draft', action: 'ready' });
    expect([late.status, late.data.errors[0].path]).toEqual([422, 'filter']);
  });

  it('is refused where it is about another number of claims than was said', async () => {
    const { status, data } = await bulk({ filter: '', action: 'ready', count: 3 });
    expect([status, data.detail]).toEqual([409, 'It is 4 claims now; when you looked, 3.']);
    expect(await states()).toEqual(Array(4).fill('draft'));
    expect((await bulk({ filter: '', action: 'ready', count: 4 })).status).toBe(201);
  });
});

describe('taking it back', () => {
  it('restores what did not change since, and says why it leaves the others', async () => {
    const [, edited = 0, reviewed = 0, withdrawn = 0] = ids;
    const made = await bulk({ ids, action: 'ready' });
    const changed = { ...PLAIN, statement: 'Another.', version: 1 };
    await desk.send('colleague', 'PUT', `/claims/${edited}`, changed);
    await desk.step(reviewed, ['checker', 'in_review']);
    await desk.step(withdrawn, ['colleague', 'withdrawn', { reason: 'Off.' }]);
    const undone = await desk.send('editor', 'POST', `${made.location}/undo`, {});
    expect([undone.status, outcomes(undone)]).toEqual([
      200,
      ['3 left Something else happened to the claim since then.', '1 undone'],
    ]);
    expect(await states()).toEqual(['draft', 'ready', 'in_review', 'withdrawn']);
    expect((await desk.send('editor', 'POST', `${made.location}/undo`, {})).status).toBe(409);
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
  });

  it('gives claims back to whoever had them, but not over the head of others', async () => {
    const [had = 0, fresh = 0, taken = 0, begun = 0] = ids;
    await desk.send('editor', 'PUT', `/claims/${had}/assignment`, { person_id: 3 });
    await desk.step(begun, ['editor', 'ready']);
    const made = await bulk({ ids, action: 'assign', value: 4 });
    await desk.send('admin', 'PUT', `/claims/${taken}/assignment`, { person_id: 5 });
    await desk.step(begun, ['checker', 'in_review']);
    const undone = await desk.send('editor', 'POST', `${made.location}/undo`, {});
    expect(outcomes(undone)).toEqual(
      expect.arrayContaining(['2 undone', '2 left It went to somebody else since then.']),
    );
    const rows = await newsroom.database.all<{ id: number | null }>(
      'SELECT assignee_id AS id FROM claim ORDER BY claim.id',
    );
    expect(rows.map((row) => row.id)).toEqual([3, null, 5, 4]);
    expect(fresh).toBe(ids[1]);
  });

  it('puts withdrawn claims back to what they were, cleared ones with their assessment', async () => {
    const [cleared = 0] = ids;
    await desk.step(cleared, ['editor', 'ready'], ['checker', 'in_review']);
    await desk.step(cleared, ['checker', 'cleared', { assessment: 'refuted' }]);
    const made = await bulk({ ids, action: 'withdraw', value: 'Off.' });
    await desk.send('editor', 'POST', `${made.location}/undo`, {});
    expect(await states()).toEqual(['cleared', 'draft', 'draft', 'draft']);
    expect((await desk.claim(cleared)).assessment).toBe('refuted');
  });

  it('is for who did it, as long as they may', async () => {
    const made = await bulk({ ids, action: 'ready' });
    for (const [member, status] of [
      ['viewer', 403],
      ['colleague', 403],
      ['admin', 403],
    ] as const) {
      for (const path of ['undo', 'runs']) {
        const refused = await desk.send(member, 'POST', `${made.location}/${path}`, {});
        expect([member, refused.status]).toEqual([member, status]);
      }
    }
    await newsroom.database.write((tx) => tx.run(`UPDATE person SET role = 'viewer' WHERE id = 2`));
    expect((await desk.send('editor', 'POST', `${made.location}/undo`, {})).status).toBe(403);
    expect(await states()).toEqual(Array(4).fill('ready'));
  });
});

describe('a long one', () => {
  const editor = { personId: 2, at: TODAY };
  const clock = () => TODAY;
  const asked = { action: 'ready', ids: null, filter: '', count: null } as const;
  const none = { assigneeId: null, reason: null };

  it('goes on after the answer, lets others work meanwhile, and ends', async () => {
    await newsroom.database.write((tx) =>
      tx.run(
        `WITH RECURSIVE counting (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < 1500)
         INSERT INTO claim (statement, kind, adverse, author_id, created_at, changed_at, claim_date,
           denial, level, origins_min)
         SELECT 'Claim ' || n, 'fact', 0, 2, ?, ?, '2024-10-07', 'not_required', 'unattributed', 0
         FROM counting`,
        ...[TODAY.toISOString(), TODAY.toISOString()],
      ),
    );
    const made = await bulk({ filter: 'review=draft', action: 'ready' });
    expect(made.data).toMatchObject({ total: 1504, running: true, finished_at: null });
    const page = await (await newsroom.as('editor').get(made.location)).text();
    expect(page).toContain('How far is it now?');
    expect(page).toMatch(/\d+ of 1504 looked at so far/);
    let slowest = 0;
    let now: Body = made;
    while (now.data.running) {
      const from = performance.now();
      expect((await desk.record(PLAIN, 'colleague')).id).toBeGreaterThan(0);
      slowest = Math.max(slowest, performance.now() - from);
      now = await desk.send('viewer', 'GET', made.location);
    }
    expect(outcomes(now)).toEqual(['1504 done']);
    // It may wait for a slice or two of the other work, never for the whole of it.
    expect(slowest).toBeLessThan(1000);
  }, 120_000);

  it('is stopped by its undo, and what was not reached stays as it was', async () => {
    const { database } = newsroom;
    const id = await database.write((tx) => insertBulk(tx, { ...asked, ...none }, 4, editor));
    await database.write((tx) => addClaims(tx, id, ids, 0));
    const page = async () => (await newsroom.as('editor').get(`/bulk/${id}`)).text();
    expect(await page()).toContain('It was interrupted: 0 of 4 looked at so far.');
    const undone = await desk.send('editor', 'POST', `/bulk/${id}/undo`, {});
    expect(outcomes(undone)).toEqual(['4 open']);
    expect(await page()).toContain('Not reached');
    expect(await states()).toEqual(Array(4).fill('draft'));
  });

  it('is gone on with after an interruption, and says what was lost', async () => {
    const { database } = newsroom;
    const id = await database.write((tx) => insertBulk(tx, { ...asked, ...none }, 6, editor));
    await database.write((tx) => addClaims(tx, id, ids, 0));
    const { data } = await desk.send('viewer', 'GET', `/bulk/${id}`);
    expect(data).toMatchObject({ interrupted: true, running: false });
    const html = await (await newsroom.as('editor').get(`/bulk/${id}`)).text();
    expect(html).toContain('2 claims were not even written down.');
    expect(html).toContain('Go on');
    const response = await newsroom.as('editor').post(`/bulk/${id}/runs`);
    expect(response.headers.get('location')).toBe(`/bulk/${id}`);
    expect(await states()).toEqual(Array(4).fill('ready'));
    expect((await desk.send('editor', 'POST', `/bulk/${id}/runs`, {})).status).toBe(409);
    expect(isRunning(database, id)).toBe(false);
  });

  it('goes by what its person may when each claim’s turn comes', async () => {
    const { database } = newsroom;
    const id = await database.write((tx) => insertBulk(tx, { ...asked, ...none }, 4, editor));
    await database.write((tx) => addClaims(tx, id, ids, 0));
    await database.write((tx) => tx.run(`UPDATE person SET role = 'viewer' WHERE id = 2`));
    await carryOut(database, id, clock);
    expect(outcomes(await desk.send('admin', 'GET', `/bulk/${id}`))).toEqual([
      '4 skipped Your role does not allow this.',
    ]);
    await database.write((tx) => tx.run(`UPDATE person SET disabled_at = '2024' WHERE id = 2`));
    const other = await beginBulk(database, { ...asked, ...none, ids }, ids, editor, clock);
    expect(outcomes(await desk.send('admin', 'GET', `/bulk/${other}`))).toEqual(['4 open']);
    expect(await states()).toEqual(Array(4).fill('draft'));
  });
});

describe('wrong input', () => {
  it.each([
    [{}, 'action'],
    [{ action: 'clear', ids: [1] }, 'action'],
    [{ action: 'ready' }, 'ids'],
    [{ action: 'ready', ids: [] }, 'ids'],
    [{ action: 'ready', ids: [1], filter: '' }, 'ids'],
    [{ action: 'ready', ids: ['1'] }, 'ids.0'],
    [{ action: 'ready', ids: [0] }, 'ids.0'],
    [{ action: 'ready', ids: [1, 999] }, 'ids'],
    [{ action: 'ready', ids: [1], value: 4 }, 'value'],
    [{ action: 'withdraw', ids: [1] }, 'value'],
    [{ action: 'withdraw', ids: [1], value: ' ' }, 'value'],
    [{ action: 'withdraw', ids: [1], value: 4 }, 'value'],
    [{ action: 'withdraw', ids: [1], value: 'a\0b' }, 'value'],
    [{ action: 'withdraw', ids: [1], value: 'x'.repeat(2001) }, 'value'],
    [{ action: 'assign', ids: [1], value: 'Felix' }, 'value'],
    [{ action: 'assign', ids: [1], value: 999 }, 'value'],
    [{ action: 'assign', ids: [1], value: 1 }, 'value'],
    [{ action: 'ready', filter: 'colour=red' }, 'filter'],
    [{ action: 'ready', filter: 'review=gone' }, 'filter'],
    [{ action: 'ready', filter: 'article=999' }, 'filter'],
    [{ action: 'ready', filter: 7 }, 'filter'],
    [{ action: 'ready', ids: [1], count: 'many' }, 'count'],
    [{ action: 'ready', ids: [1], more: 1 }, 'more'],
  ])('%j is wrong at %s', async (body, path) => {
    const { status, data } = await bulk(body);
    expect([status, data.errors?.[0]?.path]).toEqual([422, path]);
    expect(await states()).toEqual(Array(4).fill('draft'));
    expect((await desk.send('editor', 'GET', '/bulk')).data.bulks).toEqual([]);
  });

  it('is not from the viewer, nor from nobody', async () => {
    const body = { ids, action: 'ready' };
    expect((await bulk(body, 'viewer')).status).toBe(403);
    expect((await newsroom.nobody.json('POST', '/bulk', body)).status).toBe(401);
    expect((await newsroom.as('viewer').get('/bulk/new?ids=1&action=ready')).status).toBe(403);
    expect((await newsroom.nobody.get('/bulk/new?ids=1&action=ready')).status).toBe(303);
  });

  it('is an unknown id, a malformed one, or another method', async () => {
    for (const id of ['999', 'x', '0', '1.5', "1'"]) {
      expect((await desk.send('editor', 'GET', `/bulk/${id}`)).status).toBe(404);
      for (const path of ['undo', 'runs']) {
        expect((await desk.send('editor', 'POST', `/bulk/${id}/${path}`, {})).status).toBe(404);
      }
    }
    const made = await bulk({ ids, action: 'ready' });
    expect((await desk.send('editor', 'DELETE', made.location)).status).toBe(405);
    expect((await desk.send('editor', 'PUT', '/bulk', {})).status).toBe(405);
    expect((await desk.send('editor', 'GET', `${made.location}/undo`)).status).toBe(405);
    expect((await desk.send('editor', 'POST', '/bulk/new', {})).status).toBe(405);
  });
});
