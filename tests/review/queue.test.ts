/** The queue, what a reviewer and an author find on their desk, and what is left of an article. */
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

async function story(headline: string, dueAt: string | null): Promise<number> {
  const body = { headline, due_at: dueAt, body: 'Noon. The bridge is closed. More.' };
  return (await desk.send('editor', 'POST', '/articles', body)).data.id;
}

async function ready(
  statement: string,
  articleId: number | null,
  minutes: number,
): Promise<number> {
  newsroom.setTime(new Date(Date.UTC(2024, 9, 7, 10, minutes)));
  const { id } = await desk.record({ ...PLAIN, statement, article_id: articleId });
  await desk.step(id, ['editor', 'ready']);
  return id;
}

async function queue(member: Member, address = '/review'): Promise<string[]> {
  const { data } = await desk.send(member, 'GET', address);
  expect(data.total).toBe(data.claims.length);
  return data.claims.map((one: Body) => one.statement);
}

describe('the queue', () => {
  it('is empty, in words', async () => {
    expect(await queue('checker')).toEqual([]);
    expect(await (await newsroom.as('checker').get('/review')).text()).toContain('Nothing waits');
  });

  it('goes by the deadline of the article, then by age, and holds only what waits', async () => {
    const late = await story('Later', '2024-10-08T08:00:00Z');
    const soon = await story('Soon', '2024-10-07T17:00:00Z');
    await ready('Without an article, older.', null, 1);
    await ready('Later.', late, 2);
    await ready('Soon, younger.', soon, 9);
    await ready('Soon, older.', soon, 3);
    await ready('Without an article, younger.', null, 4);
    await desk.record({ ...PLAIN, statement: 'A draft.' });
    const done = await ready('Cleared.', soon, 5);
    await desk.step(done, ['checker', 'in_review'], ['checker', 'cleared']);
    expect(await queue('viewer')).toEqual([
      ...['Soon, older.', 'Soon, younger.', 'Later.'],
      ...['Without an article, older.', 'Without an article, younger.'],
    ]);
    const html = await (await newsroom.as('checker').get('/review')).text();
    expect(html).toContain('2 of 3 left to do');
    expect(html.indexOf('Soon, older.')).toBeLessThan(html.indexOf('Later.'));
  });

  it('is narrowed to one’s own and to nobody’s; a claim is taken and released there', async () => {
    const one = await ready('One.', null, 1);
    await ready('Two.', null, 2);
    const take = { _method: 'put', person_id: '4', back: '/review?whose=free' };
    const taken = await newsroom.as('checker').post(`/claims/${one}/assignment`, take);
    expect(taken.headers.get('location')).toBe('/review?whose=free');
    expect(await queue('checker', '/review?whose=mine')).toEqual(['One.']);
    expect(await queue('checker', '/review?whose=free')).toEqual(['Two.']);
    expect(await queue('admin', '/review?whose=mine')).toEqual([]);
    const html = await (await newsroom.as('checker').get('/review')).text();
    expect(html).toContain('Take it');
    expect(html).toContain('Release');
    expect(await (await newsroom.as('viewer').get('/review')).text()).not.toContain('/assignment');
    const away = { ...take, person_id: '', back: 'https://elsewhere.example/' };
    const released = await newsroom.as('checker').post(`/claims/${one}/assignment`, away);
    expect(released.headers.get('location')).toBe('/');
    expect(await queue('checker', '/review?whose=mine')).toEqual([]);
  });

  it('says what one cannot review oneself', async () => {
    const { id } = await desk.record(PLAIN, 'checker');
    await desk.step(id, ['checker', 'ready']);
    const html = await (await newsroom.as('checker').get('/review')).text();
    expect(html).toContain('somebody else reviews it');
    expect(html).not.toContain('Take it');
  });

  it('ignores an unknown narrowing on the page and refuses it in JSON', async () => {
    expect((await newsroom.as('checker').get('/review?whose=ours')).status).toBe(200);
    expect((await desk.send('checker', 'GET', '/review?whose=ours')).status).toBe(422);
    expect((await desk.send('checker', 'POST', '/review')).status).toBe(405);
  });
});

describe('the desk', () => {
  const pile = async (member: Member, name: string): Promise<string[] | undefined> => {
    const { data } = await desk.send(member, 'GET', '/desk.json');
    return data[name]?.map((one: Body) => one.statement);
  };

  it('has what waits for a reviewer: theirs, and nobody’s that others wrote', async () => {
    const free = await ready('Free.', null, 1);
    const given = await ready('Given to Ada.', null, 2);
    await desk.send('editor', 'PUT', `/claims/${given}/assignment`, { person_id: 5 });
    const own = await desk.record({ ...PLAIN, statement: 'Own.' }, 'checker');
    await desk.step(own.id, ['checker', 'ready']);
    expect(await pile('checker', 'waiting')).toEqual(['Free.']);
    expect(await pile('admin', 'waiting')).toEqual(['Free.', 'Given to Ada.', 'Own.']);
    expect(await pile('editor', 'waiting')).toBeUndefined();
    await desk.step(free, ['checker', 'in_review']);
    expect(await pile('checker', 'waiting')).toEqual(['Free.']);
    expect(await pile('admin', 'waiting')).toEqual(['Given to Ada.', 'Own.']);
  });

  it('has what was sent back to its author, with who and why', async () => {
    const id = await ready('The bridge is open.', null, 1);
    const reason = 'Which of the <two>?';
    await desk.step(id, ['checker', 'in_review'], ['checker', 'changes_requested', { reason }]);
    expect(await pile('editor', 'sent_back')).toEqual(['The bridge is open.']);
    expect(await pile('colleague', 'sent_back')).toEqual([]);
    const html = await (await newsroom.as('editor').get('/')).text();
    expect(html).toContain('Felix Check: Which of the &lt;two&gt;?');
    expect(html).toContain('asked for changes to the claim');
    await desk.step(id, ['editor', 'ready']);
    expect(await pile('editor', 'sent_back')).toEqual([]);
  });
});

describe('an article', () => {
  it('says how much is left to review, and how many findings are open and waived', async () => {
    const id = await story('The story', null);
    const page = async () => (await newsroom.as('editor').get(`/articles/${id}`)).text();
    const blocked = await desk.record({ ...BLOCKED, article_id: id });
    await ready('The bridge is closed.', id, 1);
    expect(await page()).toContain('2 of 2 left to review');
    const before = await page();
    expect(before).toMatch(/Findings<\/a>: \d+ open</);
    const waiver = { code: 'no-reply', reason: 'He is dead.' };
    await desk.send('checker', 'POST', `/claims/${blocked.id}/waivers`, waiver);
    expect(await page()).toMatch(/Findings<\/a>: \d+ open, 1 waived</);
    const off = { reason: 'The story is off.' };
    await desk.step(blocked.id, ['editor', 'withdrawn', off]);
    expect(await page()).toContain('1 of 1 left to review');
  });
});
