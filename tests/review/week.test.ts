/** The week on the desk: a week made by hand, and weeks of chance against snapshots of each day. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REVIEW_STATES, type ReviewState } from '../../src/claims/claim.ts';
import { rederiveClaims } from '../../src/claims/derive.ts';
import { daysOf, shareOf, type WeekDay } from '../../src/review/week.ts';
import { readWeek } from '../../src/review/week-store.ts';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { type Body, type Desk, deskOf, PLAIN } from './newsdesk.ts';

let newsroom: Newsroom;
let desk: Desk;
beforeEach(async () => {
  newsroom = await openNewsroom();
  desk = deskOf(newsroom);
});
afterEach(() => newsroom.close());

/** A moment of a day, counted from the Tuesday before TODAY (a Monday): 0 to 6. */
function at(day: number, hour: number, minute = 0): Date {
  return new Date(Date.UTC(2024, 9, 1 + day, hour, minute));
}

const UNNAMED = {
  statement: 'The bridge leans.',
  attributions: [
    { source: { name: 'a porter', identity: 'unnamed_described' }, stance: 'asserts' },
  ],
};

async function week(): Promise<WeekDay[]> {
  const { data } = await desk.send('viewer', 'GET', '/desk.json');
  return data.week;
}

describe('the days of the week', () => {
  it('end when the newsroom’s day does, also when the clocks change', () => {
    const now = new Date('2024-10-30T12:00:00Z');
    const days = daysOf(now, 'Europe/Berlin');
    expect(days.map(({ day }) => day)).toEqual([
      ...['2024-10-24', '2024-10-25', '2024-10-26', '2024-10-27', '2024-10-28', '2024-10-29'],
      '2024-10-30',
    ]);
    expect(days[2]?.end).toBe('2024-10-26T22:00:00.000Z');
    expect(days[3]?.end).toBe('2024-10-27T23:00:00.000Z');
    expect(daysOf(new Date('2024-10-06T23:30:00Z'), 'Asia/Baghdad').at(-1)?.day).toBe('2024-10-07');
    expect(daysOf(new Date('2024-10-07T03:30:00Z'), 'America/New_York').at(-1)?.day).toBe(
      '2024-10-06',
    );
  });
});

describe('a week made by hand', () => {
  it('shows where every claim stood at the end of each day', async () => {
    newsroom.setTime(at(-3, 9));
    const old = await desk.record();
    newsroom.setTime(at(0, 10));
    const leaning = await desk.record(UNNAMED);
    newsroom.setTime(at(1, 10));
    await desk.step(old.id, ['editor', 'ready']);
    await desk.step(old.id, ['checker', 'in_review']);
    newsroom.setTime(at(2, 10));
    await desk.step(old.id, ['checker', 'cleared']);
    newsroom.setTime(at(3, 23, 59));
    const { version } = await desk.claim(leaning.id);
    const named = [...UNNAMED.attributions, ...PLAIN.attributions];
    const body = { ...UNNAMED, version, attributions: named };
    expect((await desk.send('editor', 'PUT', `/claims/${leaning.id}`, body)).status).toBe(200);
    newsroom.setTime(at(4, 0, 1));
    await desk.step(leaning.id, ['editor', 'withdrawn', { reason: 'It stands.' }]);
    newsroom.setTime(TODAY);
    await desk.record(UNNAMED);
    const days = await week();
    const of = (day: WeekDay) =>
      REVIEW_STATES.filter((state) => day.states[state] > 0).map((s) => `${day.states[s]} ${s}`);
    expect(days.map((day) => [day.day, ...of(day)])).toEqual([
      ['2024-10-01', '2 draft'],
      ['2024-10-02', '1 draft', '1 in_review'],
      ['2024-10-03', '1 draft', '1 cleared'],
      ['2024-10-04', '1 draft', '1 cleared'],
      ['2024-10-05', '1 cleared', '1 withdrawn'],
      ['2024-10-06', '1 cleared', '1 withdrawn'],
      ['2024-10-07', '1 draft', '1 cleared', '1 withdrawn'],
    ]);
    expect(days.map((day: Body) => [day.claims, day.single_unnamed])).toEqual([
      ...[
        [2, 1],
        [2, 1],
        [2, 1],
        [2, 0],
        [1, 0],
        [1, 0],
      ],
      [2, 1],
    ]);
  });

  it('is drawn, and its numbers stand in a table', async () => {
    await desk.record(UNNAMED);
    await desk.record();
    const html = await (await newsroom.as('editor').get('/')).text();
    expect(html).toContain('today 2 draft, 0 ready');
    expect(html).toContain('50 % of all rest on one unnamed source');
    expect(html).toContain('<time datetime="2024-10-07">Mon</time></th></tr>');
    const row = (label: string) => new RegExp(`${label}</th>(.*)</tr>`).exec(html)?.[1];
    const cells = (...numbers: (number | string)[]) =>
      numbers.map((one) => `<td class="num">${one}</td>`).join('');
    expect(row('Draft')).toBe(cells(0, 0, 0, 0, 0, 0, 2));
    expect(row('On one unnamed source')).toBe(cells(0, 0, 0, 0, 0, 0, 1));
    expect(row('Their share, %')).toBe(cells('–', '–', '–', '–', '–', '–', 50));
  });

  it('is not there while nothing is on record', async () => {
    const html = await (await newsroom.as('editor').get('/')).text();
    expect(html).not.toContain('The week');
    expect(html).toContain('Nothing is on record yet');
    expect((await week()).every((day: Body) => day.claims === 0)).toBe(true);
    expect(
      shareOf({ day: '', states: {} as WeekDay['states'], standing: 0, single: 0 }),
    ).toBeNull();
  });
});

interface Act {
  readonly minutes: number;
  readonly kind: 'record' | 'move' | 'level' | 'seed';
  readonly which: number;
  readonly to: ReviewState;
}

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    minutes: fc.integer({ min: 1, max: 600 }),
    kind: fc.constantFrom('record', 'move', 'level', 'seed'),
    which: fc.nat({ max: 30 }),
    to: fc.constantFrom(...REVIEW_STATES),
  }),
  { minLength: 20, maxLength: 60 },
);

describe('weeks of chance', () => {
  it('are what snapshots taken at midnight say', { timeout: 60_000 }, async () => {
    await fc.assert(fc.asyncProperty(acts, checkWeek), { numRuns: 15, seed: 7 });
  });
});

/** Lets days pass, noting at each midnight what the tables hold; then asks for the week. */
async function checkWeek(plan: readonly Act[]): Promise<void> {
  const room = await openNewsroom();
  const snapshots = new Map<string, string>();
  const counts = () =>
    room.database.all<{ state: ReviewState; claims: number; single: number }>(
      `SELECT review_state AS state, count(*) AS claims, sum(level = 'single_unnamed') AS single
       FROM claim GROUP BY review_state ORDER BY review_state`,
    );
  let now = at(0, 0, 0);
  for (const act of plan) {
    const next = new Date(now.getTime() + act.minutes * 60_000);
    const day = now.toISOString().slice(0, 10);
    if (next.toISOString().slice(0, 10) !== day) snapshots.set(day, JSON.stringify(await counts()));
    now = next;
    await play(room, act, now);
  }
  const found = await readWeek(room.database, now, 'UTC');
  // Asked again, it comes from what was counted before.
  expect(await readWeek(room.database, now, 'UTC')).toEqual(found);
  snapshots.set(now.toISOString().slice(0, 10), JSON.stringify(await counts()));
  for (const one of found) {
    const snapshot = snapshots.get(one.day);
    if (snapshot === undefined) continue;
    const rows = JSON.parse(snapshot) as Awaited<ReturnType<typeof counts>>;
    const states = Object.fromEntries(REVIEW_STATES.map((state) => [state, 0]));
    for (const { state, claims } of rows) states[state] = claims;
    expect([one.day, one.states]).toEqual([one.day, states]);
    const standing = rows.filter(({ state }) => state !== 'withdrawn');
    expect([one.day, one.single]).toEqual([one.day, standing.reduce((n, r) => n + r.single, 0)]);
  }
  await room.close();
}

async function play(room: Newsroom, { kind, which, to }: Act, now: Date): Promise<void> {
  const time = now.toISOString();
  await room.database.write(async (tx) => {
    const all = await tx.all<{ id: number; state: string }>(
      'SELECT id, review_state AS state FROM claim',
    );
    const claim = all[which % Math.max(1, all.length)];
    if (kind === 'record' || kind === 'seed' || !claim) {
      const { id } = await tx.run(
        `INSERT INTO claim (statement, kind, adverse, created_at, changed_at, claim_date, denial,
           level, origins_min, review_state)
         VALUES ('It rained.', 'fact', 0, ?, ?, ?, 'not_required', 'unattributed', 0, ?)`,
        ...[time, time, time.slice(0, 10), kind === 'seed' ? to : 'draft'],
      );
      await rederiveClaims(tx, [id], { personId: null, at: now });
    } else if (kind === 'move') {
      const { id: change } = await tx.run(
        `INSERT INTO change (at, entity, entity_id, action, hash) VALUES (?, 'claim', ?, '', '')`,
        ...[time, claim.id],
      );
      await tx.run('UPDATE claim SET review_state = ? WHERE id = ?', to, claim.id);
      await tx.run(
        `INSERT INTO review (claim_id, from_state, to_state, cause, version, at, change_id)
         VALUES (?, ?, ?, 'asked', 1, ?, ?)`,
        ...[claim.id, claim.state, to, time, change],
      );
    } else {
      const rows = await tx.all<{ id: number }>(
        'SELECT id FROM attribution WHERE claim_id = ?',
        claim.id,
      );
      const source = await tx.run(
        `INSERT INTO source (name, name_key, type, identity, created_at, changed_at)
         VALUES ('a porter', 'a porter', 'untyped', 'unnamed_described', ?, ?)`,
        ...[time, time],
      );
      await tx.run('UPDATE source SET canonical_id = id WHERE id = ?', source.id);
      if (rows.length > 1) await tx.run('DELETE FROM attribution WHERE claim_id = ?', claim.id);
      await tx.run(
        `INSERT INTO attribution (claim_id, position, source_id, stance, capacity)
         VALUES (?, ?, ?, 'asserts', 'untyped')`,
        ...[claim.id, rows.length, source.id],
      );
      await rederiveClaims(tx, [claim.id], { personId: null, at: now });
    }
  });
}
