/** Claims on their way through review, as JSON and from the page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { BLOCKED, type Body, type Desk, deskOf, IRGC, PLAIN } from './newsdesk.ts';

let newsroom: Newsroom;
let desk: Desk;
beforeAll(async () => {
  newsroom = await openNewsroom();
  desk = deskOf(newsroom);
});
afterAll(async () => {
  // Whatever these tests did, the chain of history must hold.
  expect((await verifyChain(newsroom.database)).broken).toBeNull();
  await newsroom.close();
});

const TO_REVIEW = [
  ['editor', 'ready'],
  ['checker', 'in_review'],
] as const;

async function ask(member: Member, id: number, body: object): Promise<Body> {
  return desk.send(member, 'POST', `/claims/${id}/reviews`, body);
}

async function pageOf(id: number, member: Member = 'checker'): Promise<string> {
  return (await newsroom.as(member).get(`/claims/${id}`)).text();
}

describe('the straight way', () => {
  it('goes from draft to cleared, with an assessment, and is kept step by step', async () => {
    const { id } = await desk.record();
    const after = await desk.step(id, ...TO_REVIEW, [
      'checker',
      'cleared',
      { assessment: 'supported', explanation: 'The notice hangs at the gate.' },
    ]);
    expect(after).toMatchObject({ review_state: 'cleared', assessment: 'supported', version: 1 });
    expect(after.assignee).toMatchObject({ name: 'Felix Check' });
    const { data } = await desk.send('viewer', 'GET', `/claims/${id}/reviews`);
    expect(data.reviews.map((one: Body) => `${one.from} → ${one.to}`)).toEqual([
      ...['draft → ready', 'ready → in_review', 'in_review → cleared'],
    ]);
    expect(data.last_cleared).toMatchObject({
      ...{ explanation: 'The notice hangs at the gate.', person: { name: 'Felix Check' } },
    });
    const page = await pageOf(id);
    expect(page).toContain('Cleared and locked');
    expect(page).toContain('The notice hangs at the gate.');
    expect(page).toContain('Felix Check cleared the claim');
  });

  it('answers with the step, and where the claim is', async () => {
    const { id } = await desk.record();
    const { status, data, location } = await ask('editor', id, { to: 'ready', version: 1 });
    expect(status).toBe(201);
    expect(location).toBe(`/claims/${id}#review`);
    expect(data).toMatchObject({ claim_id: id, from: 'draft', to: 'ready', version: 1 });
  });

  it('sends a claim back with a reason, which its author sees', async () => {
    const { id } = await desk.record();
    await desk.step(id, ...TO_REVIEW, [
      'checker',
      'changes_requested',
      { reason: 'Ask the\r\nport <master>.' },
    ]);
    const { data } = await desk.send('editor', 'GET', `/claims/${id}/reviews`);
    expect(data.reviews.at(-1).reason).toBe('Ask the\nport <master>.');
    expect(data.moves.map((one: Body) => one.to)).toEqual(['ready', 'withdrawn']);
    const page = await pageOf(id, 'editor');
    expect(page).toContain('asked for changes');
    expect(page).toContain('port &lt;master&gt;.');
    expect((await desk.step(id, ['editor', 'ready'])).review_state).toBe('ready');
  });

  it('withdraws from anywhere with a reason, and takes up again', async () => {
    const { id } = await desk.record();
    const after = await desk.step(
      id,
      ...TO_REVIEW,
      ['checker', 'cleared'],
      ['editor', 'withdrawn', { reason: 'The story is off.' }],
    );
    expect(after.review_state).toBe('withdrawn');
    expect((await desk.step(id, ['colleague', 'draft'])).review_state).toBe('draft');
  });
});

describe('a step that is refused', () => {
  it.each([
    ['editor', { to: 'cleared', version: 1 }, 403],
    ['viewer', { to: 'ready', version: 1 }, 403],
    ['checker', { to: 'cleared', version: 1 }, 409],
    ['checker', { to: 'in_review', version: 1 }, 409],
    ['editor', { to: 'draft', version: 1 }, 409],
    ['editor', { to: 'ready', version: 2 }, 409],
    ['editor', { to: 'ready' }, 422],
    ['editor', { to: 'approved', version: 1 }, 422],
    ['editor', { version: 1 }, 422],
    ['editor', { to: 'withdrawn', version: 1 }, 422],
    ['editor', { to: 'withdrawn', version: 1, reason: ' \n' }, 422],
    ['editor', { to: 'withdrawn', version: 1, reason: 'a\0b' }, 422],
    ['editor', { to: 'withdrawn', version: 1, reason: 'x'.repeat(2001) }, 422],
    ['editor', { to: 'ready', version: 1, assessment: 'supported' }, 422],
    ['editor', { to: 'ready', version: 1, verdict: 'yes' }, 422],
    ['editor', [], 422],
  ] as const)('%s sends %j to a draft: %i, and nothing changes', async (member, body, expected) => {
    const { id } = await desk.record();
    expect((await ask(member, id, body)).status).toBe(expected);
    expect((await desk.claim(id)).review_state).toBe('draft');
    expect((await desk.send('viewer', 'GET', `/claims/${id}/reviews`)).data.reviews).toEqual([]);
  });

  it('is refused without signing in, at unknown and malformed ids, and by other methods', async () => {
    const body = { to: 'ready', version: 1 };
    const { id } = await desk.record();
    expect((await newsroom.nobody.json('POST', `/claims/${id}/reviews`, body)).status).toBe(401);
    expect((await newsroom.nobody.post(`/claims/${id}/reviews`, { to: 'ready' })).status).toBe(303);
    expect((await ask('editor', 999_999, body)).status).toBe(404);
    expect((await desk.send('editor', 'POST', '/claims/x1/reviews', body)).status).toBe(404);
    expect((await desk.send('editor', 'PUT', `/claims/${id}/reviews`, body)).status).toBe(405);
    expect((await desk.claim(id)).review_state).toBe('draft');
  });

  it('names what was changed since the reviewer looked', async () => {
    const { id } = await desk.record();
    await desk.step(id, ...TO_REVIEW);
    const { data: before } = await desk.send('viewer', 'GET', `/claims/${id}`);
    const changed = { ...PLAIN, statement: 'Both bridges are closed.', version: before.version };
    await desk.send('editor', 'PUT', `/claims/${id}`, changed);
    const { status, data } = await ask('checker', id, { to: 'cleared', version: 1 });
    expect(status).toBe(409);
    expect(data.current.statement).toBe('Both bridges are closed.');
    expect(data.changes).toHaveLength(1);
    expect((await ask('checker', id, { to: 'cleared', version: 2 })).status).toBe(201);
  });

  it('keeps the writer from reviewing, whatever the role', async () => {
    const { id } = await desk.record(PLAIN, 'checker');
    await desk.step(id, ['checker', 'ready']);
    expect((await ask('checker', id, { to: 'in_review', version: 1 })).status).toBe(403);
    await desk.step(id, ['admin', 'in_review']);
    expect((await ask('checker', id, { to: 'cleared', version: 1 })).status).toBe(403);
    // A reviewer who changes the claim is one of its writers from then on.
    await desk.send('admin', 'PUT', `/claims/${id}`, {
      ...PLAIN,
      made_on: '2024-10-01',
      version: 1,
    });
    expect((await ask('admin', id, { to: 'cleared', version: 2 })).status).toBe(403);
    expect((await desk.step(id, ['admin', 'ready'])).review_state).toBe('ready');
  });

  it('does not clear over an open blocking finding', async () => {
    const { id } = await desk.record(BLOCKED);
    await desk.step(id, ...TO_REVIEW);
    const { status, data } = await ask('checker', id, { to: 'cleared', version: 1 });
    expect(status).toBe(422);
    expect(data.errors).toEqual([{ path: 'to', message: expect.stringContaining('no-reply') }]);
    const { data: reviews } = await desk.send('checker', 'GET', `/claims/${id}/reviews`);
    expect(reviews.moves[0]).toMatchObject({ to: 'cleared', obstacle: expect.any(String) });
    await desk.send('editor', 'POST', `/claims/${id}/attributions`, {
      ...{ source: IRGC, stance: 'denies', interest: 'subject' },
    });
    expect((await desk.step(id, ['checker', 'cleared'])).review_state).toBe('cleared');
  });
});

describe('from the page', () => {
  it('offers a viewer nothing, an editor their steps, a reviewer theirs', async () => {
    const { id } = await desk.record();
    expect(await pageOf(id, 'viewer')).not.toMatch(/action="\/claims\/\d+\/reviews"/);
    expect(await pageOf(id, 'editor')).toContain('Mark ready for review');
    await desk.step(id, ['editor', 'ready']);
    expect(await pageOf(id, 'editor')).not.toContain('Start the review');
    expect(await pageOf(id, 'checker')).toContain('Start the review');
  });

  it('takes a step and returns to the claim', async () => {
    const { id } = await desk.record();
    const sent = await newsroom.as('editor').post(`/claims/${id}/reviews`, {
      ...{ to: 'ready', version: '1' },
    });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe(`/claims/${id}#review`);
    expect((await desk.claim(id)).review_state).toBe('ready');
  });

  it('shows a refused form again with everything typed', async () => {
    const { id } = await desk.record(BLOCKED);
    await desk.step(id, ...TO_REVIEW);
    const clear = await newsroom.as('checker').post(`/claims/${id}/reviews`, {
      ...{ to: 'cleared', version: '1', assessment: 'unproven', explanation: 'No <papers>.' },
    });
    expect(clear.status).toBe(422);
    const back = await newsroom.as('checker').post(`/claims/${id}/reviews`, {
      ...{ to: 'changes_requested', version: '1', reason: '  ' },
    });
    expect(back.status).toBe(422);
    const html = await back.text();
    expect(html).toContain('href="#field-changes_requested.reason"');
    expect(html).toMatch(/<details class="more" open>\s*<summary[^>]*>Ask for changes/);
    const stale = await newsroom.as('checker').post(`/claims/${id}/reviews`, {
      ...{ to: 'changes_requested', version: '7', reason: 'Ask “them” \u{1F980}.' },
    });
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain('Ask “them” \u{1F980}.');
    expect((await desk.claim(id)).review_state).toBe('in_review');
  });

  it.each(['cleared', 'in_review', 'draft'])('refuses a hand-made form to %s', async (to) => {
    const { id } = await desk.record();
    const sent = await newsroom.as('checker').post(`/claims/${id}/reviews`, { to, version: '1' });
    expect(sent.status).toBe(409);
    const unfit = await newsroom.as('editor').post(`/claims/${id}/reviews`, {
      ...{ to: 'cleared', version: '1' },
    });
    expect(unfit.status).toBe(403);
    expect((await desk.claim(id)).review_state).toBe('draft');
  });
});

describe('a cleared claim', () => {
  const clear = async (body: object = PLAIN) => {
    const { id } = await desk.record(body);
    return desk.step(id, ...TO_REVIEW, ['checker', 'cleared', { assessment: 'supported' }]);
  };

  it('goes back to ready with a new revision when it is changed, and shows the difference', async () => {
    const { id } = await clear();
    const changed = { ...PLAIN, statement: 'Both bridges are closed.', version: 1 };
    await desk.send('colleague', 'PUT', `/claims/${id}`, changed);
    const after = await desk.claim(id);
    expect(after).toMatchObject({ review_state: 'ready', version: 2, assessment: 'unassessed' });
    const html = await pageOf(id);
    expect(html).toContain('Since it was cleared');
    const statement = /statement<\/th>(.*?)<\/td>/.exec(html)?.[1]?.replace(/<\/?span[^>]*>/g, '');
    expect(statement).toContain('<del>[removed: The bridge is] </del>');
    expect(statement).toContain('<ins>[added: Both bridges are] </ins> closed.');
    // Only who changed it since then is kept from reviewing: not its first author.
    const { data } = await desk.send('viewer', 'GET', `/claims/${id}/reviews`);
    expect(data.reviews.at(-1)).toMatchObject({ cause: 'changed', version: 2 });
  });

  it('lets its first author review what somebody else changed', async () => {
    const { id } = await desk.record(PLAIN, 'checker');
    await desk.step(id, ['checker', 'ready'], ['admin', 'in_review'], ['admin', 'cleared']);
    await desk.send('editor', 'PUT', `/claims/${id}`, {
      ...PLAIN,
      made_on: '2024-10-02',
      version: 1,
    });
    const after = await desk.step(id, ['checker', 'in_review'], ['checker', 'cleared']);
    expect(after.review_state).toBe('cleared');
  });

  it('is opened again by a part that is added', async () => {
    const { id } = await clear();
    const evidence = { kind: 'document', bearing: 'supports', title: 'Notice', obtained: 'seen' };
    await desk.send('editor', 'POST', `/claims/${id}/evidence`, evidence);
    expect((await desk.claim(id)).review_state).toBe('ready');
  });

  it('goes back to ready with was and now when a merge takes a source away', async () => {
    const people = ['Al One', 'Bo Two'].map((name) => ({
      source: { name, type: 'citizen', identity: 'named_person' },
      ...{ stance: 'asserts', directness: 'witnessed' },
    }));
    const { id, attributions } = await clear({ ...PLAIN, attributions: people });
    const [one, two] = attributions.map((row: Body) => row.source.id);
    const merge = { into_id: one, reason: 'The same man.' };
    expect((await desk.send('editor', 'POST', `/sources/${two}/merges`, merge)).status).toBe(201);
    expect((await desk.claim(id)).review_state).toBe('ready');
    const { data } = await desk.send('viewer', 'GET', `/claims/${id}/reviews`);
    expect(data.reviews.at(-1)).toMatchObject({
      ...{ cause: 'ground', person: { name: 'Nour Haddad' } },
      was: { corroboration: 'multi_named' },
      now: { corroboration: 'single_named' },
    });
    const html = await pageOf(id);
    expect(html).toContain('<del>multi named</del>');
    expect(html).toContain('<ins>single named</ins>');
  });

  it('goes back to ready when its passage leaves the text, not when the text moves', async () => {
    const article = { headline: 'Bridge', body: 'Noon. The bridge is closed. More follows.' };
    const { data: story } = await desk.send('editor', 'POST', '/articles', article);
    const appearances = [{ article_id: story.id, quote: 'The bridge is closed' }];
    const { id } = await clear({ ...PLAIN, article_id: story.id, appearances });
    const longer = { ...article, body: `Late. ${article.body}`, version: 1 };
    await desk.send('editor', 'PUT', `/articles/${story.id}`, longer);
    expect((await desk.claim(id)).review_state).toBe('cleared');
    await desk.send('editor', 'PUT', `/articles/${story.id}`, {
      ...article,
      body: 'Late.',
      version: 2,
    });
    expect((await desk.claim(id)).review_state).toBe('ready');
    const { data } = await desk.send('viewer', 'GET', `/claims/${id}/reviews`);
    expect(data.reviews.at(-1)).toMatchObject({
      ...{ cause: 'ground', was: { blocking: null }, now: { blocking: 'quote-missing' } },
    });
  });

  it('goes back to its author when a second reviewer disagrees, and both are shown', async () => {
    const { id } = await clear();
    const reason = 'The notice is from last year.';
    const after = await desk.step(id, ['admin', 'changes_requested', { reason }]);
    expect(after).toMatchObject({ review_state: 'changes_requested', assessment: 'unassessed' });
    const { data } = await desk.send('viewer', 'GET', `/claims/${id}/reviews`);
    expect(data.disagreement).toBe(true);
    const html = await pageOf(id, 'editor');
    expect(html).toContain('Reviewers disagree about this revision');
    expect(html).toContain('Felix Check cleared it, Ada Min asked for changes');
    // What a reviewer took back does not make its author free to review it.
    const { id: own } = await desk.record(PLAIN, 'checker');
    await desk.step(own, ['checker', 'ready'], ['admin', 'in_review'], ['admin', 'cleared']);
    await desk.step(own, ['admin', 'changes_requested', { reason }], ['editor', 'ready']);
    expect((await ask('checker', own, { to: 'in_review', version: 1 })).status).toBe(403);
  });
});

describe('an assignment', () => {
  it('is made, changed and taken back, as JSON and from the page', async () => {
    const { id } = await desk.record();
    const path = `/claims/${id}/assignment`;
    const { status, data } = await desk.send('editor', 'PUT', path, { person_id: 4 });
    expect(status).toBe(200);
    expect(data.assignee).toEqual({ id: 4, name: 'Felix Check' });
    const form = await newsroom.as('checker').post(path, { _method: 'put', person_id: '' });
    expect(form.status).toBe(303);
    expect((await desk.claim(id)).assignee).toBeNull();
    const html = await pageOf(id);
    expect(html).toContain('Nour Haddad assigned the claim to Felix Check');
    expect(html).toContain('Felix Check took the claim from Felix Check');
  });

  it.each([
    [{ person_id: 1 }, 422],
    [{ person_id: 99 }, 422],
    [{ person_id: 'Felix' }, 422],
    [{}, 422],
    [{ person_id: 4, why: 'x' }, 422],
  ])('of %j is refused', async (body, expected) => {
    const { id } = await desk.record();
    const sent = await desk.send('editor', 'PUT', `/claims/${id}/assignment`, body);
    expect(sent.status).toBe(expected);
    expect((await desk.claim(id)).assignee).toBeNull();
  });

  it('is refused to viewers and strangers, for unknown claims and by other methods', async () => {
    const { id } = await desk.record();
    const path = `/claims/${id}/assignment`;
    expect((await desk.send('viewer', 'PUT', path, { person_id: 4 })).status).toBe(403);
    expect((await newsroom.nobody.json('PUT', path, { person_id: 4 })).status).toBe(401);
    expect(
      (await desk.send('editor', 'PUT', '/claims/99999/assignment', { person_id: 4 })).status,
    ).toBe(404);
    expect(
      (await desk.send('editor', 'PUT', '/claims/0/assignment', { person_id: 4 })).status,
    ).toBe(404);
    expect((await desk.send('editor', 'POST', path, { person_id: 4 })).status).toBe(405);
  });
});

describe('the form of a cleared claim', () => {
  const WARNING = 'to save a change unlocks it';
  const form = async (id: number) =>
    (await newsroom.as('colleague').get(`/claims/${id}/edit`)).text();

  it('says that saving unlocks it, also where it is shown again', async () => {
    const { id } = await desk.record(PLAIN);
    await desk.step(id, ['editor', 'ready'], ['checker', 'in_review']);
    expect(await form(id)).not.toContain(WARNING);
    await desk.step(id, ['checker', 'cleared']);
    expect(await form(id)).toContain(WARNING);
    const blank = { _method: 'put', id: `${id}`, version: '1', statement: '' };
    const refused = await newsroom.as('colleague').post(`/claims/${id}`, blank);
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(WARNING)]);
    expect(await (await newsroom.as('colleague').get('/claims/new')).text()).not.toContain(WARNING);
  });
});
