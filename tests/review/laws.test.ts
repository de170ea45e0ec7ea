/** After any operations what is stored is what the facts give, and no claim is cleared wrongly. */
import { expect, it } from 'vitest';
import { rederiveClaims } from '../../src/claims/derive.ts';
import { verifyChain } from '../../src/history/store.ts';
import { RULES } from '../../src/policy/rules.ts';
import { CAST, type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { random } from '../support/random-newsroom.ts';
import { BLOCKED, type Body, type Desk, deskOf, IRGC, PLAIN } from './newsdesk.ts';

const OPERATIONS = 700;
const STATES = ['draft', 'ready', 'in_review', 'changes_requested', 'cleared', 'withdrawn'];
const MEMBERS: readonly Member[] = ['viewer', 'editor', 'colleague', 'checker', 'admin'];

async function stored(newsroom: Newsroom): Promise<unknown> {
  const { database } = newsroom;
  return {
    claims: await database.all(
      `SELECT id, review_state, denial, level, origins_min, origins_max FROM claim ORDER BY id`,
    ),
    findings: await database.all('SELECT * FROM claim_finding ORDER BY claim_id, code'),
    waivers: await database.all('SELECT id, end_cause FROM waiver ORDER BY id'),
    reviews: await database.all('SELECT count(*) AS count FROM review'),
  };
}

/** One thing that somebody tries; most of them are refused. */
async function tryOne(desk: Desk, dice: ReturnType<typeof random>, sources: readonly number[]) {
  const id = 1 + dice.whole(4);
  const member = dice.pick(MEMBERS);
  // A reviewer who writes reviews no more: that happens now and then only.
  const writer = dice.chance(0.1) ? member : dice.pick<Member>(['editor', 'colleague']);
  const claim: Body = await desk.claim(id);
  const [one, other] = [dice.pick(sources), dice.pick(sources)];
  const stance = dice.pick(['asserts', 'confirms', 'denies', 'no_response', 'retracts']);
  const row = { source: dice.chance(0.3) ? IRGC : { id: one }, stance, interest: 'unknown' };
  const { data: review } = await desk.send(member, 'GET', `/claims/${id}/reviews`);
  const onward = review.moves
    .map((move: Body) => move.to)
    .filter((to: string) => to !== 'withdrawn');
  const attempts: readonly (() => Promise<Body>)[] = [
    ...Array<() => Promise<Body>>(9).fill(() =>
      desk.send(member, 'POST', `/claims/${id}/reviews`, {
        ...{
          to: dice.pick<string>(dice.chance(0.2) || onward.length === 0 ? STATES : onward),
          version: claim.version,
          reason: 'So.',
        },
      }),
    ),
    ...Array<() => Promise<Body>>(3).fill(() =>
      desk.send(member, 'POST', `/claims/${id}/waivers`, {
        ...{
          code: dice.pick([...(claim.findings as { code: string }[]), ...RULES.slice(0, 2)]).code,
          reason: 'So.',
        },
      }),
    ),
    // Mostly by whoever took the last step, who is the only one that may take it back.
    () => {
      const last = review.reviews.at(-1);
      const own = MEMBERS.find((one) => CAST[one].id === last?.person?.id);
      return desk.send(own ?? member, 'DELETE', `/reviews/${last?.id ?? 1}`);
    },
    () => desk.send(writer, 'POST', `/claims/${id}/attributions`, row),
    () =>
      desk.send(
        writer,
        'DELETE',
        `/attributions/${dice.pick([{ id: 1 }, ...claim.attributions]).id}`,
      ),
    () => desk.send(member, 'DELETE', `/waivers/${1 + dice.whole(20)}`),
    () => desk.send(member, 'POST', `/sources/${one}/merges`, { into_id: other, reason: 'So.' }),
    () => desk.send(member, 'DELETE', `/merges/${1 + dice.whole(9)}`),
    () => desk.send('editor', 'DELETE', `/merges/${1 + dice.whole(9)}`),
    () => desk.send('editor', 'POST', `/sources/${one}/merges`, { into_id: other, reason: 'So.' }),
  ];
  return dice.pick(attempts)();
}

it(`holds after ${OPERATIONS} random operations by everybody`, async () => {
  const newsroom = await openNewsroom();
  const desk = deskOf(newsroom);
  const dice = random(20241011);
  const sources: number[] = [];
  for (const name of ['Al One', 'Bo Two', 'Cy Three']) {
    const body = { name, type: 'citizen', identity: 'named_person' };
    sources.push((await desk.send('editor', 'POST', '/sources', body)).data.id);
  }
  const attributions = sources.map((id) => ({ source: { id }, stance: 'asserts' }));
  const many = { ...PLAIN, attributions };
  for (const body of [many, BLOCKED, many]) await desk.record(body);
  await desk.record(BLOCKED, 'checker');
  const answers = new Map<number, number>();
  for (let turn = 0; turn < OPERATIONS; turn += 1) {
    const { status } = await tryOne(desk, dice, sources);
    answers.set(status, (answers.get(status) ?? 0) + 1);
    const wrong = await newsroom.database.all(
      `SELECT id FROM claim JOIN claim_finding ON claim_id = id
       WHERE review_state = 'cleared' AND severity = 'block' AND waived = 0`,
    );
    expect(wrong, `after ${turn}`).toEqual([]);
  }
  const happened = await newsroom.database.all<{ step: string }>(
    `SELECT DISTINCT to_state || ' ' || cause AS step FROM review
     UNION SELECT 'undone ' || from_state FROM review WHERE undoes IS NOT NULL
     UNION SELECT end_cause FROM waiver WHERE end_cause IS NOT NULL`,
  );
  expect(happened.map(({ step }) => step)).toEqual(
    expect.arrayContaining([
      'cleared asked',
      'ready changed',
      'ready ground',
      'lapsed',
      'undone ready',
    ]),
  );
  expect(answers.has(500)).toBe(false);
  expect(answers.get(201) ?? 0).toBeGreaterThan(OPERATIONS / 10);
  const before = await stored(newsroom);
  await newsroom.database.write((tx) => rederiveClaims(tx, [1, 2, 3, 4]));
  expect(await stored(newsroom)).toEqual(before);
  expect((await verifyChain(newsroom.database)).broken).toBeNull();
  await newsroom.close();
}, 120_000);
