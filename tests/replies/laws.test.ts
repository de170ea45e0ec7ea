/** After any requests, answers, corrections, merges and days, what is stored is what facts give. */
import { expect, it } from 'vitest';
import { rederiveClaims } from '../../src/claims/derive.ts';
import { verifyChain } from '../../src/history/store.ts';
import { goOnToDay } from '../../src/replies/follow-up.ts';
import type { Body } from '../review/newsdesk.ts';
import type { Member } from '../support/newsroom.ts';
import { random } from '../support/random-newsroom.ts';
import { openStory, type Story } from './asking.ts';

const OPERATIONS = 240;
/** A new day begins after so many of them. */
const A_DAY = 20;
const OUTCOMES = ['denies', 'disputes', 'declines', 'admits', 'awaiting'];

async function stored({ newsroom: { database } }: Story): Promise<unknown> {
  return {
    claims: await database.all('SELECT id, review_state, denial, level FROM claim ORDER BY id'),
    flags: await database.all('SELECT * FROM claim_flag ORDER BY claim_id, flag'),
    findings: await database.all('SELECT * FROM claim_finding ORDER BY claim_id, code'),
    waivers: await database.all('SELECT id, end_cause FROM waiver ORDER BY id'),
  };
}

/** One thing that somebody tries; many are refused. */
async function tryOne(story: Story, dice: ReturnType<typeof random>, day: string): Promise<Body> {
  const { desk, board, mayor } = story;
  const id = 1 + dice.whole(3);
  const request = `/replies/${1 + dice.whole(20)}`;
  const who = dice.pick<Member>(['editor', 'colleague', 'admin']);
  const subject = { id: dice.pick([board, mayor]) };
  const claim = await desk.claim(id);
  const row = dice.pick([{ id: 999 }, ...claim.attributions]);
  const attempts: readonly (() => Promise<Body>)[] = [
    () =>
      desk.send(who, 'POST', '/replies', {
        ...{ subject, claims: [...new Set([id, 1 + dice.whole(3)])], channel: 'phone' },
        due_at: '2025-01-01T12:00:00Z',
      }),
    ...Array<() => Promise<Body>>(4).fill(async () => {
      const { data: reply } = await desk.send('viewer', 'GET', request);
      const isSilent = dice.chance(0.6);
      const said = { stance: isSilent ? 'no_response' : dice.pick(OUTCOMES) };
      const claims = (reply.claims ?? []).filter(() => dice.chance(0.8));
      return desk.send(who, 'PUT', `${request}/outcome`, {
        version: reply.version,
        claims: claims.map((one: Body) => ({
          ...{ ...said, claim_id: one.claim_id, provisional: isSilent && dice.chance(0.8) },
        })),
        follow_up_on: dice.pick([null, day, '2024-10-10', '2024-10-14']),
      });
    }),
    () => desk.send(who, 'POST', `${request}/withdrawals`, { reason: 'So.' }),
    () => desk.send(who, 'DELETE', `/attributions/${row.id}`),
    () => desk.send(who, 'PUT', `/attributions/${row.id}`, { ...row, stance: 'no_response' }),
    () =>
      desk.send('checker', 'POST', `/claims/${id}/waivers`, {
        ...{ code: dice.pick(['provisional-reply', 'no-reply']), reason: 'So.' },
      }),
    async () => {
      const { data } = await desk.send('viewer', 'GET', `/claims/${id}/reviews`);
      const moves = data.moves.map((move: Body) => move.to);
      const to = dice.pick<string>([
        ...moves.filter((one: string) => one !== 'withdrawn'),
        'ready',
      ]);
      return desk.send('checker', 'POST', `/claims/${id}/reviews`, {
        ...{ to, version: claim.version, reason: 'So.' },
      });
    },
    () => desk.send(who, 'POST', `/sources/${mayor}/merges`, { into_id: board, reason: 'So.' }),
    () => desk.send(who, 'DELETE', `/merges/${1 + dice.whole(5)}`),
  ];
  return dice.pick(attempts)();
}

it(`holds after ${OPERATIONS} random operations over ${OPERATIONS / A_DAY} days`, async () => {
  const story = await openStory();
  const { database } = story.newsroom;
  const dice = random(20241008);
  let day = '';
  let crossed = 0;
  const answers = new Set<number>();
  for (let turn = 0; turn < OPERATIONS; turn += 1) {
    if (turn % A_DAY === 0) {
      day = `2024-10-${String(7 + turn / A_DAY).padStart(2, '0')}`;
      story.newsroom.setTime(new Date(`${day}T10:00:00Z`));
      crossed += await goOnToDay(database, day, new Date(`${day}T00:05:00Z`));
    }
    answers.add((await tryOne(story, dice, day)).status);
    if (turn % 10 !== 0) continue;
    const before = await stored(story);
    await database.write((tx) => rederiveClaims(tx, [1, 2, 3]));
    expect(await stored(story), `after ${turn}`).toEqual(before);
  }
  expect(answers.has(500)).toBe(false);
  expect(crossed).toBeGreaterThan(1);
  const done = await database.all<{ action: string }>(
    `SELECT DISTINCT action FROM change WHERE entity = 'reply' ORDER BY action`,
  );
  expect(done.map(({ action }) => action)).toEqual([
    ...['asked for a reply', 'found that it is time to ask again', 'recorded what came back'],
    'withdrew the request',
  ]);
  expect((await verifyChain(database)).broken).toBeNull();
  await story.newsroom.close();
}, 60_000);
