/** Taking back a step of the review: who may, when, and what it brings back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReviewState } from '../../src/claims/claim.ts';
import { verifyChain } from '../../src/history/store.ts';
import { ROLES, type Role } from '../../src/people/person.ts';
import type { ReviewRecord } from '../../src/review/store.ts';
import { judgeUndo } from '../../src/review/undo.ts';
import { TRANSITIONS } from '../../src/review/workflow.ts';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { BLOCKED, type Body, type Desk, deskOf, PLAIN } from './newsdesk.ts';

const ME = { id: 9, name: 'Me' };
const GROUND = { corroboration: 'relayed', denial: 'denied', blocking: null } as const;

function aStep(more: Partial<ReviewRecord> = {}): ReviewRecord {
  return {
    ...{ id: 1, claimId: 7, from: 'draft', to: 'ready', cause: 'asked', reason: null },
    ...{ assessment: null, explanation: null, was: null, now: null, version: 3, person: ME },
    ...{ at: '2024-10-07T09:30:00.000Z', changeId: 1, undoes: null, assigneeBefore: null },
    ...{ ground: null, ...more },
  };
}

function under(state: ReviewState, version = 3) {
  return { state, version, writers: new Set([9]), openBlocks: [] };
}

const STEPS = TRANSITIONS.flatMap(({ from, to, who }) =>
  from.map((one) => ({ from: one, to, who })),
);
const MAY: Readonly<Record<string, readonly Role[]>> = {
  record: ['editor', 'fact_checker', 'admin'],
  review: ['fact_checker', 'admin'],
};

describe('every step of the table', () => {
  it.each(STEPS)('$from → $to is taken back by who took it and still may', (one) => {
    const step = aStep({ ...one, ground: one.from === 'cleared' ? GROUND : null });
    const now = under(one.to);
    for (const role of ROLES) {
      const { is } = judgeUndo(now, [step], step, { id: 9, role }, GROUND);
      expect(is, role).toBe(MAY[one.who]?.includes(role) ? 'allowed' : 'forbidden');
      expect(judgeUndo(now, [step], step, { id: 8, role }, GROUND).is).toBe('forbidden');
    }
  });

  it.each(STEPS)('$from → $to stays where something happened since', (one) => {
    const step = aStep({ ...one, ground: one.from === 'cleared' ? GROUND : null });
    const me = { id: 9, role: 'admin' } as const;
    const later = aStep({ id: 2, from: one.to, to: 'draft' });
    const undo = aStep({ id: 2, from: one.to, to: one.from, undoes: 1 });
    const judge = (state: ReviewState, reviews: ReviewRecord[], version = 3) =>
      judgeUndo(under(state, version), reviews, step, me, GROUND).is;
    expect(judge(one.to, [step], 4)).toBe('impossible');
    expect(judge(one.to, [step, later])).toBe('impossible');
    expect(judge(one.from, [step, undo])).toBe('impossible');
    expect(judgeUndo(under(one.from), [step, undo], undo, me, GROUND).is).toBe('forbidden');
  });

  it.each(['changed', 'ground'] as const)('that the program took (%s) stays', (cause) => {
    const step = aStep({ from: 'cleared', to: 'ready', cause });
    const judged = judgeUndo(under('ready'), [step], step, { id: 9, role: 'admin' }, GROUND);
    expect(judged.is).toBe('forbidden');
  });

  it('gives a clearing back only on the ground that it was made on', () => {
    const step = aStep({ from: 'cleared', to: 'withdrawn', ground: GROUND });
    const me = { id: 9, role: 'editor' } as const;
    const moved = { ...GROUND, blocking: 'no-reply' };
    expect(judgeUndo(under('withdrawn'), [step], step, me, moved).is).toBe('impossible');
    expect(judgeUndo(under('withdrawn'), [step], step, me, GROUND).is).toBe('allowed');
  });
});

describe('by request', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let id: number;
  beforeEach(async () => {
    newsroom = await openNewsroom();
    desk = deskOf(newsroom);
    id = (await desk.record(PLAIN)).id;
  });
  afterEach(() => newsroom.close());

  const reviews = async (): Promise<Body[]> =>
    (await desk.send('viewer', 'GET', `/claims/${id}/reviews`)).data.reviews;
  const last = async (): Promise<number> => (await reviews()).at(-1).id;
  const undo = (member: Member, review: number) =>
    desk.send(member, 'DELETE', `/reviews/${review}`);

  it('unlocks a cleared claim to in review, and keeps both steps', async () => {
    await desk.step(id, ['editor', 'ready'], ['checker', 'in_review']);
    await desk.step(id, ['checker', 'cleared', { assessment: 'supported' }]);
    const cleared = await last();
    const { status, data } = await undo('checker', cleared);
    expect([status, data]).toMatchObject([
      200,
      { from: 'cleared', to: 'in_review', undoes: cleared, cause: 'asked', claim_id: id },
    ]);
    expect(await desk.claim(id)).toMatchObject({
      ...{ review_state: 'in_review', assessment: 'unassessed', version: 1 },
    });
    expect((await reviews()).map((one) => one.to)).toEqual([
      ...['ready', 'in_review', 'cleared', 'in_review'],
    ]);
    const history = await (await newsroom.as('viewer').get(`/claims/${id}/history`)).text();
    expect(history).toContain('took back the last step of the review of the claim');
    // It was not cleared, so that whoever wrote it is a writer still: four eyes.
    const own = await desk.send('editor', 'GET', `/claims/${id}/reviews`);
    expect(own.data.last_cleared).toBeNull();
    await desk.step(id, ['checker', 'cleared', { assessment: 'unproven' }]);
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
  });

  it('goes back step by step, and gives the claim back to who had it', async () => {
    await desk.step(id, ['editor', 'ready']);
    await desk.send('editor', 'PUT', `/claims/${id}/assignment`, { person_id: 5 });
    await desk.step(
      id,
      ['checker', 'in_review'],
      ['checker', 'changes_requested', { reason: 'Why?' }],
    );
    await undo('checker', await last());
    const began = (await reviews()).findLast(
      (one) => one.undoes === null && one.to === 'in_review',
    );
    expect((await undo('checker', began.id)).status).toBe(200);
    const { data } = await desk.send('viewer', 'GET', `/claims/${id}`);
    expect(data.review_state).toBe('ready');
    const queue = await desk.send('admin', 'GET', '/review?whose=mine');
    expect(queue.data.claims.map((one: Body) => one.id)).toEqual([id]);
    const submitted = (await reviews())[0];
    expect((await undo('colleague', submitted.id)).status).toBe(403);
    expect((await undo('editor', submitted.id)).status).toBe(200);
    expect((await desk.claim(id)).review_state).toBe('draft');
  });

  it('gives a withdrawn claim its clearing and assessment back, and the disagreed one', async () => {
    await desk.step(id, ['editor', 'ready'], ['checker', 'in_review']);
    await desk.step(id, ['checker', 'cleared', { assessment: 'supported' }]);
    await desk.step(id, ['editor', 'withdrawn', { reason: 'Off.' }]);
    expect((await undo('editor', await last())).status).toBe(200);
    const back = { review_state: 'cleared', assessment: 'supported' };
    expect(await desk.claim(id)).toMatchObject(back);
    await desk.step(id, ['admin', 'changes_requested', { reason: 'No.' }]);
    expect((await undo('admin', await last())).status).toBe(200);
    expect(await desk.claim(id)).toMatchObject(back);
    const { data } = await desk.send('viewer', 'GET', `/claims/${id}/reviews`);
    expect([data.disagreement, data.last_cleared.person.name]).toEqual([false, 'Felix Check']);
  });

  it('does not clear a claim whose ground moved while it was withdrawn', async () => {
    const blocked = (await desk.record(BLOCKED)).id;
    id = blocked;
    const waive = { code: 'no-reply', reason: 'Asked by phone.' };
    await desk.send('checker', 'POST', `/claims/${id}/waivers`, waive);
    await desk.step(id, ['editor', 'ready'], ['checker', 'in_review'], ['checker', 'cleared']);
    await desk.step(id, ['editor', 'withdrawn', { reason: 'Off.' }]);
    const waivers = await desk.send('viewer', 'GET', `/claims/${id}/waivers`);
    await desk.send('checker', 'DELETE', `/waivers/${waivers.data.waivers[0].id}`);
    const { status, data } = await undo('editor', await last());
    expect([status, data.detail]).toEqual([
      409,
      'What the claim was cleared on is not the same any more.',
    ]);
    expect((await desk.claim(id)).review_state).toBe('withdrawn');
  });

  it('is refused after a change, after another step, and the second time', async () => {
    await desk.step(id, ['editor', 'ready']);
    const submitted = await last();
    const { version } = await desk.claim(id);
    const changed = { ...PLAIN, statement: 'The bridge is shut.', version };
    await desk.send('editor', 'PUT', `/claims/${id}`, changed);
    expect((await undo('editor', submitted)).status).toBe(409);
    await desk.step(id, ['checker', 'in_review']);
    expect((await undo('editor', submitted)).status).toBe(409);
    const began = await last();
    expect((await undo('checker', began)).status).toBe(200);
    expect((await undo('checker', began)).status).toBe(409);
    expect((await undo('checker', await last())).status).toBe(403);
    expect((await desk.claim(id)).review_state).toBe('ready');
  });

  it('asks for a sign-in, a role, a step that there is, and DELETE', async () => {
    await desk.step(id, ['editor', 'ready']);
    const review = await last();
    expect((await undo('viewer', review)).status).toBe(403);
    expect((await newsroom.nobody.json('DELETE', `/reviews/${review}`, {})).status).toBe(401);
    const out = await newsroom.nobody.post(`/reviews/${review}`, { _method: 'delete' });
    expect(out.status).toBe(303);
    for (const wrong of ['99999', 'x', '0', '-1', '1e3', "1'"]) {
      expect((await desk.send('editor', 'DELETE', `/reviews/${wrong}`)).status).toBe(404);
    }
    expect((await desk.send('editor', 'POST', `/reviews/${review}`)).status).toBe(405);
    expect((await desk.send('editor', 'GET', `/reviews/${review}`)).status).toBe(405);
    expect((await desk.claim(id)).review_state).toBe('ready');
  });

  it('is a button for who can, and leads back to this site only', async () => {
    await desk.step(id, ['editor', 'ready']);
    const review = await last();
    const page = async (member: Member) => (await newsroom.as(member).get(`/claims/${id}`)).text();
    expect(await page('editor')).toContain('Undo: marked it ready');
    for (const member of ['viewer', 'colleague', 'checker'] as const) {
      expect(await page(member)).not.toContain('Undo:');
    }
    const back = { _method: 'delete', back: 'https://elsewhere.example/' };
    const response = await newsroom.as('editor').post(`/reviews/${review}`, back);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(await page('editor')).toContain('took the step before back');
    const again = await newsroom.as('editor').post(`/reviews/${review}`, back);
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('already')]);
  });
});
