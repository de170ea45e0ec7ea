/** Waivers: who makes them, what they let through, when they lapse. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rederiveClaims } from '../../src/claims/derive.ts';
import { verifyChain } from '../../src/history/store.ts';
import { covers, obstacleToWaiving } from '../../src/policy/waiver.ts';
import { BLOCKED, type Body, type Desk, deskOf, IRGC } from '../review/newsdesk.ts';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';

let newsroom: Newsroom;
let desk: Desk;
beforeAll(async () => {
  newsroom = await openNewsroom();
  desk = deskOf(newsroom);
});
afterAll(async () => {
  expect((await verifyChain(newsroom.database)).broken).toBeNull();
  await newsroom.close();
});

const REASON = 'The subject is dead.';
/** Breaks `directness-unknown` as well, which only warns. */
const VAGUE = {
  ...BLOCKED,
  attributions: [{ ...BLOCKED.attributions[0], directness: 'unknown' }],
};

function waive(member: Member, id: number, code: string, reason = REASON): Promise<Body> {
  return desk.send(member, 'POST', `/claims/${id}/waivers`, { code, reason });
}

async function isWaived(id: number, code: string): Promise<boolean | null> {
  const { findings } = await desk.claim(id);
  return findings.find((one: Body) => one.code === code)?.waived ?? null;
}

async function waiversOf(id: number): Promise<Body[]> {
  return (await desk.send('viewer', 'GET', `/claims/${id}/waivers`)).data.waivers;
}

describe('who may waive', () => {
  const nobody = new Set<number>();
  it.each([
    ['block', 'viewer', nobody, false],
    ['block', 'editor', nobody, false],
    ['block', 'fact_checker', nobody, true],
    ['block', 'admin', nobody, true],
    ['block', 'fact_checker', new Set([9]), false],
    ['block', 'admin', new Set([9]), false],
    ['warn', 'viewer', nobody, false],
    ['warn', 'editor', new Set([9]), true],
    ['note', 'editor', nobody, true],
    ['note', 'fact_checker', new Set([9]), true],
  ] as const)('%s by %s', (severity, role, writers, expected) => {
    expect(obstacleToWaiving({ severity }, writers, { id: 9, role }) === null).toBe(expected);
  });
});

it('covers its own finding, no graver than it was', () => {
  const waiver = { code: 'no-reply', severity: 'warn' } as const;
  expect(covers(waiver, { code: 'no-reply', severity: 'warn' })).toBe(true);
  expect(covers(waiver, { code: 'no-reply', severity: 'note' })).toBe(true);
  expect(covers(waiver, { code: 'no-reply', severity: 'block' })).toBe(false);
  expect(covers(waiver, { code: 'circular', severity: 'warn' })).toBe(false);
});

describe('a waiver', () => {
  it('lets a claim be cleared, and is kept with who, when, why and the rules’ version', async () => {
    const { id } = await desk.record(BLOCKED);
    await desk.step(id, ['editor', 'ready'], ['checker', 'in_review']);
    const { status, location, data } = await waive('checker', id, 'no-reply');
    expect(status).toBe(201);
    expect(location).toBe(`/claims/${id}#findings`);
    expect(data).toMatchObject({
      ...{ code: 'no-reply', severity: 'block', reason: REASON, rules_version: 1 },
      ...{ person: { name: 'Felix Check' }, made_at: '2024-10-07T09:30:00.000Z', ended_at: null },
    });
    expect(await isWaived(id, 'no-reply')).toBe(true);
    expect((await desk.step(id, ['checker', 'cleared'])).review_state).toBe('cleared');
    const html = await (await newsroom.as('editor').get(`/claims/${id}`)).text();
    expect(html).toContain('1 waived');
    expect(html).toContain(REASON);
    expect(html).toContain('Felix Check waived the finding: no-reply');
    const list = await desk.send('viewer', 'GET', '/claims.json?waived=no-reply');
    expect(list.data.claims.map((one: Body) => one.id)).toContain(id);
  });

  it('survives deriving and changes to other things', async () => {
    const { id, ...claim } = await desk.record(BLOCKED);
    await waive('checker', id, 'no-reply');
    await newsroom.database.write((tx) => rederiveClaims(tx, [id]));
    const changed = { ...BLOCKED, statement: 'Qaani took two bribes.', version: claim.version };
    await desk.send('editor', 'PUT', `/claims/${id}`, changed);
    expect(await isWaived(id, 'no-reply')).toBe(true);
  });

  it('lapses when the claim changes in what the rule looked at, and opens a cleared claim', async () => {
    const { id } = await desk.record(BLOCKED);
    await desk.step(id, ['editor', 'ready'], ['checker', 'in_review']);
    await waive('checker', id, 'no-reply');
    await desk.step(id, ['checker', 'cleared']);
    await desk.send('editor', 'POST', `/claims/${id}/attributions`, {
      ...{ source: IRGC, stance: 'awaiting', interest: 'subject' },
    });
    expect(await isWaived(id, 'no-reply')).toBe(false);
    expect(await waiversOf(id)).toMatchObject([{ end_cause: 'lapsed' }]);
    expect((await desk.claim(id)).review_state).toBe('ready');
    const html = await (await newsroom.as('editor').get(`/claims/${id}/history`)).text();
    expect(html).toContain('a waiver lapsed');
    // It can be waived anew.
    expect((await waive('checker', id, 'no-reply')).status).toBe(201);
    expect(await waiversOf(id)).toHaveLength(2);
  });

  it('is taken back by whoever made it, and a cleared claim is open again then', async () => {
    const { id } = await desk.record(BLOCKED);
    await desk.step(id, ['editor', 'ready'], ['checker', 'in_review']);
    const { data } = await waive('checker', id, 'no-reply');
    await desk.step(id, ['checker', 'cleared']);
    expect((await desk.send('editor', 'DELETE', `/waivers/${data.id}`)).status).toBe(403);
    expect(await isWaived(id, 'no-reply')).toBe(true);
    const form = await newsroom.as('checker').post(`/waivers/${data.id}`, { _method: 'delete' });
    expect(form.status).toBe(303);
    expect(form.headers.get('location')).toBe(`/claims/${id}#findings`);
    expect(await isWaived(id, 'no-reply')).toBe(false);
    const after = await desk.claim(id);
    expect(after.review_state).toBe('ready');
    expect((await desk.send('checker', 'DELETE', `/waivers/${data.id}`)).status).toBe(409);
    const { data: reviews } = await desk.send('viewer', 'GET', `/claims/${id}/reviews`);
    expect(reviews.reviews.at(-1)).toMatchObject({
      ...{ cause: 'ground', was: { blocking: null }, now: { blocking: 'no-reply' } },
    });
  });
});

describe('a waiver that is refused', () => {
  it.each([
    ['editor', { code: 'no-reply', reason: REASON }, 403],
    ['viewer', { code: 'directness-unknown', reason: REASON }, 403],
    ['checker', { code: 'circular', reason: REASON }, 422],
    ['checker', { code: 'no-such-rule', reason: REASON }, 422],
    ['checker', { code: 'no-reply' }, 422],
    ['checker', { code: 'no-reply', reason: ' ' }, 422],
    ['checker', { code: 'no-reply', reason: 'a\0' }, 422],
    ['checker', { reason: REASON }, 422],
    ['checker', { code: 'no-reply', reason: REASON, severity: 'note' }, 422],
  ] as const)('%s sends %j: %i', async (member, body, expected) => {
    const { id } = await desk.record(VAGUE);
    const sent = await desk.send(member, 'POST', `/claims/${id}/waivers`, body);
    expect(sent.status).toBe(expected);
    expect(await waiversOf(id)).toEqual([]);
    expect(await isWaived(id, 'no-reply')).toBe(false);
  });

  it('is one of a block by a reviewer who wrote the claim, or a part of it', async () => {
    const { id } = await desk.record(BLOCKED, 'checker');
    expect((await waive('checker', id, 'no-reply')).status).toBe(403);
    await desk.send('admin', 'PUT', `/claims/${id}`, {
      ...BLOCKED,
      made_on: '2024-10-01',
      version: 1,
    });
    expect((await waive('admin', id, 'no-reply')).status).toBe(403);
  });

  it('is a second one, and one by strangers, of unknown things and by other methods', async () => {
    const { id } = await desk.record(VAGUE);
    const path = `/claims/${id}/waivers`;
    const body = { code: 'directness-unknown', reason: REASON };
    expect((await newsroom.nobody.json('POST', path, body)).status).toBe(401);
    expect((await newsroom.nobody.post(path, body)).status).toBe(303);
    expect((await waive('editor', id, body.code)).status).toBe(201);
    expect((await waive('colleague', id, body.code)).status).toBe(409);
    expect((await waive('editor', 99_999, body.code)).status).toBe(404);
    expect((await desk.send('editor', 'POST', '/claims/x/waivers', body)).status).toBe(404);
    expect((await desk.send('editor', 'DELETE', path)).status).toBe(405);
    expect((await desk.send('editor', 'DELETE', '/waivers/99999')).status).toBe(404);
    expect((await desk.send('editor', 'DELETE', '/waivers/none')).status).toBe(404);
    const [{ id: waiverId }] = await waiversOf(id);
    expect((await desk.send('viewer', 'DELETE', `/waivers/${waiverId}`)).status).toBe(403);
    expect((await newsroom.nobody.post(`/waivers/${waiverId}`, { _method: 'delete' })).status).toBe(
      303,
    );
    expect(await isWaived(id, body.code)).toBe(true);
  });

  it('is shown again on the page with what was typed', async () => {
    const { id } = await desk.record(VAGUE);
    const page = await (await newsroom.as('editor').get(`/claims/${id}`)).text();
    expect(page).toContain('name="code" value="directness-unknown"');
    expect(page).not.toContain('name="code" value="no-reply"');
    const blank = await newsroom.as('editor').post(`/claims/${id}/waivers`, {
      ...{ code: 'directness-unknown', reason: ' ' },
    });
    expect(blank.status).toBe(422);
    expect(await blank.text()).toContain('href="#field-directness-unknown.reason"');
    const long = await newsroom.as('editor').post(`/claims/${id}/waivers`, {
      ...{ code: 'directness-unknown', reason: `<b>${'x'.repeat(2000)}` },
    });
    expect(await long.text()).toContain('&lt;b&gt;xxx');
    const good = await newsroom.as('editor').post(`/claims/${id}/waivers`, {
      ...{ code: 'directness-unknown', reason: 'He saw\r\nit \u{1F980}' },
    });
    expect(good.status).toBe(303);
    expect(await waiversOf(id)).toMatchObject([{ reason: 'He saw\nit \u{1F980}' }]);
  });
});
