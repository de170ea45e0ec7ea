/** Working through the queue: one claim at a time, with its text, and on to the next one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { BLOCKED, type Body, type Desk, deskOf, PLAIN } from './newsdesk.ts';

let newsroom: Newsroom;
let desk: Desk;
beforeEach(async () => {
  newsroom = await openNewsroom();
  desk = deskOf(newsroom);
});
afterEach(() => newsroom.close());

const TEXT = 'One.\n\nTwo: the bridge is closed, they say.\n\nThree.\n\nFour.\n\nFive: it is shut.';

async function ready(minutes: number, body: object = PLAIN): Promise<number> {
  newsroom.setTime(new Date(Date.UTC(2024, 9, 7, 10, minutes)));
  const statement = `Claim of minute ${minutes}.`;
  const { id } = await desk.record({ ...PLAIN, statement, ...body });
  await desk.step(id, ['editor', 'ready']);
  return id;
}

async function html(member: Member, address: string): Promise<string> {
  const response = await newsroom.as(member).get(address);
  expect(response.status).toBe(200);
  return response.text();
}

const send = (member: Member, id: number, fields: Record<string, string>) =>
  newsroom.as(member).post(`/claims/${id}/reviews`, { version: '1', queue: 'all', ...fields });

describe('a claim of the queue', () => {
  it('stands beside the paragraphs that its words are in, and those next to them', async () => {
    const story = { headline: 'The bridge', body: TEXT, language: 'en' };
    const { id: article_id } = (await desk.send('editor', 'POST', '/articles', story)).data;
    const appearances = [{ quote: 'the bridge is closed' }, { quote: 'it is shut' }];
    const id = await ready(1, { article_id, appearances });
    const page = await html('checker', `/review?claim=${id}`);
    expect(page).toContain('Two: <mark class="passage">the bridge is closed</mark>, they say.');
    expect(page).toContain('<mark class="passage">it is shut</mark>');
    for (const word of ['One.', 'Three.', 'Four.', 'Port Authority', 'asserts']) {
      expect(page.toLowerCase()).toContain(word.toLowerCase());
    }
    expect(page).toContain(`/articles/${article_id}#paragraph-2`);
    const short = { ...story, body: 'Zero.\n\nTwo: the bridge is closed, they say.\n\nSix.' };
    await desk.send('editor', 'PUT', `/articles/${article_id}`, { ...short, version: 1 });
    expect(await html('checker', `/review?claim=${id}`)).toContain('No longer in the text');
  });

  it('says its place, and leads to the one before and the next', async () => {
    const [one, two, three] = [await ready(1), await ready(2), await ready(3)];
    const page = await html('checker', `/review?claim=${two}`);
    expect(page).toContain('2 of 3');
    expect(page).toContain(`href="/review?claim&#x3D;${one}" data-key="k"`);
    expect(page).toContain(`href="/review?claim&#x3D;${three}" data-key="j"`);
    const { data } = await desk.send('checker', 'GET', `/review?claim=${two}`);
    expect(data).toMatchObject({ previous: one, next: three, place: 2, total: 3 });
    expect(data.claim.id).toBe(two);
    await desk.send('checker', 'PUT', `/claims/${two}/assignment`, { person_id: 4 });
    const free = await desk.send('checker', 'GET', `/review?whose=free&claim=${two}`);
    expect(free.data).toMatchObject({ previous: one, next: three, place: null, total: 2 });
    expect(await html('checker', `/review?whose=free&claim=${two}`)).toContain('not waiting here');
    const draft = (await desk.record(PLAIN)).id;
    expect(await html('viewer', `/review?claim=${draft}`)).toContain('not waiting here');
  });

  it('offers the steps that are allowed, with their keys, and none to who reads', async () => {
    const id = await ready(1, BLOCKED);
    expect(await html('checker', `/review?claim=${id}`)).toContain('data-key="s"');
    expect(await html('viewer', `/review?claim=${id}`)).not.toContain('data-key="s"');
    expect(await html('viewer', `/review?claim=${id}`)).not.toContain(
      '<form method="post" action="/claims',
    );
    await desk.step(id, ['checker', 'in_review']);
    const page = await html('checker', `/review?claim=${id}`);
    expect(page).toContain('<b>Clear</b> is not possible now.');
    expect(page).toMatch(/<summary data-key="c"[^>]*>Ask for changes/);
    expect(page).toContain('Undo: began the review');
    const own = await ready(2);
    await desk.send('checker', 'PUT', `/claims/${own}`, {
      ...{ ...PLAIN, statement: 'Changed by the checker.', version: 1 },
    });
    expect(await html('checker', `/review?claim=${own}`)).toContain('somebody else has to review');
  });

  it('leads on to the next one, which says what was done and offers to undo it', async () => {
    const [one, two] = [await ready(1), await ready(2)];
    const began = await send('checker', one, { to: 'in_review' });
    expect(began.headers.get('location')).toMatch(`/review?claim=${one}&did=`);
    const cleared = await send('checker', one, { to: 'cleared' });
    const next = cleared.headers.get('location') ?? '';
    expect(next).toMatch(`/review?claim=${two}&did=`);
    const page = await html('checker', next);
    expect(page).toContain('You cleared it: <a href="/review?claim&#x3D;1">');
    expect(page).toMatch(/<button data-key="u"[^>]*>Undo</);
    expect(await html('admin', next)).not.toContain('You cleared it');
    const did = new URLSearchParams(next.split('?')[1]).get('did');
    const back = { _method: 'delete', back: `/review?claim=${one}` };
    const undone = await newsroom.as('checker').post(`/reviews/${did}`, back);
    expect(undone.headers.get('location')).toBe(`/review?claim=${one}`);
    expect((await desk.claim(one)).review_state).toBe('in_review');
    // What was taken back cannot be taken back again.
    expect(await html('checker', next)).not.toMatch(/<button data-key="u"[^>]*>Undo</);
  });

  it('starts over at the first one after the last, and ends at the empty list', async () => {
    const [one, two] = [await ready(1), await ready(2)];
    const reason = 'Off.';
    const last = await send('editor', two, { to: 'withdrawn', reason });
    expect(last.headers.get('location')).toMatch(`/review?claim=${one}&did=`);
    const only = await send('editor', one, { to: 'withdrawn', reason });
    expect(only.headers.get('location')).toMatch(/^\/review\?did=\d+$/);
    const page = await html('editor', only.headers.get('location') ?? '');
    expect(page).toContain('You withdrew it');
    expect(page).toContain('Nothing waits for a review here.');
  });

  it('keeps what was typed where a step is refused', async () => {
    const id = await ready(1, BLOCKED);
    await desk.step(id, ['checker', 'in_review']);
    const blank = await send('checker', id, { to: 'changes_requested', reason: '  ' });
    expect(blank.status).toBe(422);
    const page = await blank.text();
    expect(page).toContain('href="#field-changes_requested.reason"');
    expect(page).toContain('In review');
    expect(page).toContain('name="queue" value="all"');
    const blocked = await send('checker', id, { to: 'cleared', explanation: 'Seen “it”.' });
    expect([blocked.status, await blocked.text()]).toEqual([
      422,
      expect.stringContaining('A blocking finding is open'),
    ]);
    const stale = await send('checker', id, {
      ...{ to: 'changes_requested', version: '7', reason: '"><b>Which?' },
    });
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain('\n&quot;&gt;&lt;b&gt;Which?</textarea>');
  });

  it('keeps who waives a finding in the queue', async () => {
    const id = await ready(1, BLOCKED);
    const waive = (reason: string) =>
      newsroom
        .as('checker')
        .post(`/claims/${id}/waivers`, { code: 'no-reply', reason, queue: 'mine' });
    const refused = await waive('');
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('In the queue'),
    ]);
    const done = await waive('Asked by phone.');
    expect(done.headers.get('location')).toBe(`/review?whose=mine&claim=${id}#findings`);
  });

  it.each(['x', '0', '-1', '1.5', '1e3', "1'--", '99999'])('is none with the id %j', async (id) => {
    const address = `/review?claim=${encodeURIComponent(id)}`;
    expect((await newsroom.as('checker').get(address)).status).toBe(404);
    expect((await desk.send('checker', 'GET', address)).status).toBe(404);
  });

  it.each(['x', '0', '<b>', '99999', '%00'])('ignores the step %j', async (did) => {
    const id = await ready(1);
    expect(await html('checker', `/review?claim=${id}&did=${did}`)).not.toContain('class="notice');
  });

  it('is shown to who is signed in', async () => {
    const id = await ready(1);
    expect((await newsroom.nobody.get(`/review?claim=${id}`)).status).toBe(303);
    expect((await newsroom.nobody.get(`/review.json?claim=${id}`)).status).toBe(401);
  });
});

describe('the pages of the queue', () => {
  it('follow each other without a gap, whatever leaves the queue meanwhile', async () => {
    newsroom.setTime(new Date(Date.UTC(2024, 9, 7, 8)));
    const ids: number[] = [];
    for (let count = 0; count < 60; count += 1) ids.push((await desk.record(PLAIN)).id);
    await newsroom.database.write((tx) => tx.run(`UPDATE claim SET review_state = 'ready'`));
    const idsOf = ({ data }: Body) => data.claims.map((one: Body) => one.id);
    const first = await desk.send('checker', 'GET', '/review');
    expect(idsOf(first)).toEqual(ids.slice(0, 50));
    expect(first.data).toMatchObject({ total: 60, next: `/review?after=${ids[49]}` });
    const page = await html('checker', '/review');
    expect(page).toContain('1 to 50 of 60');
    await desk.step(ids[49] ?? 0, ['editor', 'withdrawn', { reason: 'Off.' }]);
    const second = await desk.send('checker', 'GET', first.data.next);
    expect(idsOf(second)).toEqual(ids.slice(50));
    expect(second.data.next).toBeNull();
    expect(await html('checker', first.data.next)).toContain('50 to 59 of 59');
    for (const wrong of ['x', '99999']) {
      expect((await desk.send('checker', 'GET', `/review?after=${wrong}`)).status).toBe(404);
    }
  });
});
