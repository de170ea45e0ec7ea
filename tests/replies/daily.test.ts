/** The day to ask again: what is stored is at any time what the facts give. */
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rederiveClaims } from '../../src/claims/derive.ts';
import { runDaily } from '../../src/daily.ts';
import { verifyChain } from '../../src/history/store.ts';
import { goOnToDay } from '../../src/replies/follow-up.ts';
import type { Body } from '../review/newsdesk.ts';
import { answer, ask, openStory, type Story } from './asking.ts';

const SILENT = { claim_id: 1, stance: 'no_response', provisional: true };

let story: Story;
beforeEach(async () => {
  story = await openStory();
  await day('2024-10-07');
});
afterEach(() => story.newsroom.close());

function day(date: string): Promise<number> {
  return goOnToDay(story.newsroom.database, date, new Date(`${date}T00:05:00Z`));
}

async function found(id: number) {
  const { findings } = await story.desk.claim(id);
  const one = findings.find((finding: Body) => finding.code === 'provisional-reply');
  return one?.severity ?? null;
}

/** Deriving everything anew changes nothing. */
async function expectTrue(): Promise<void> {
  const { database } = story.newsroom;
  const stored = () => database.all('SELECT * FROM claim_finding ORDER BY claim_id, code');
  const before = await stored();
  await database.write((tx) => rederiveClaims(tx, [1, 2, 3]));
  expect(await stored()).toEqual(before);
  expect((await verifyChain(database)).broken).toBeNull();
}

const changes = () =>
  story.newsroom.database.all<{ who: number | null; claim: number }>(
    `SELECT person_id AS who, claim_id AS claim FROM change
     WHERE action = 'found that it is time to ask again' ORDER BY id`,
  );

describe('a provisional silence', () => {
  it('is noted, asked after again the day after, and warned of from that day on', async () => {
    const { id } = await ask(story, [1, 2]);
    const reply = await answer(story, id, [SILENT, { claim_id: 2, stance: 'declines' }]);
    expect(reply).toMatchObject({ state: 'provisional', follow_up_on: '2024-10-08' });
    expect([await found(1), await found(2)]).toEqual(['note', null]);
    await expectTrue();
    expect(await day('2024-10-08')).toBe(1);
    expect(await found(1)).toBe('warn');
    expect(await changes()).toEqual([{ who: null, claim: 1 }]);
    await expectTrue();
  });

  it('is as it was until its day, and crossed once, also after days without a run', async () => {
    const { id } = await ask(story, [1]);
    await answer(story, id, [SILENT], { follow_up_on: '2024-10-10' });
    expect(await day('2024-10-09')).toBe(0);
    expect(await found(1)).toBe('note');
    expect(await day('2024-10-14')).toBe(1);
    expect(await day('2024-10-14')).toBe(0);
    expect(await day('2024-10-12')).toBe(0);
    expect(await day('2024-10-15')).toBe(0);
    expect(await found(1)).toBe('warn');
    expect(await changes()).toHaveLength(1);
    await expectTrue();
  });

  it('is warned of at once where the day to ask again is past already', async () => {
    const { id } = await ask(story, [1]);
    await answer(story, id, [SILENT], { follow_up_on: '2024-10-07' });
    expect(await found(1)).toBe('warn');
    await expectTrue();
  });

  it('is derived as of the last run, whatever the clock says', async () => {
    const { id } = await ask(story, [1]);
    story.newsroom.setTime(new Date('2024-10-20T12:00:00Z'));
    await answer(story, id, [SILENT], { follow_up_on: '2024-10-19' });
    expect(await found(1)).toBe('note');
    expect(await day('2024-10-20')).toBe(1);
    expect(await found(1)).toBe('warn');
    await expectTrue();
  });

  it('is put off by another day, and settled by an answer', async () => {
    const { id } = await ask(story, [1]);
    const reply = await answer(story, id, [SILENT], { follow_up_on: '2024-10-08' });
    await day('2024-10-08');
    const { channel, asked_at, due_at, version } = reply;
    const later = { version, channel, asked_at, due_at, follow_up_on: '2024-10-12' };
    expect((await story.desk.send('editor', 'PUT', `/replies/${id}`, later)).status).toBe(200);
    expect(await found(1)).toBe('note');
    await day('2024-10-12');
    expect(await found(1)).toBe('warn');
    const none = { ...later, version: version + 1, follow_up_on: null };
    const { status, data } = await story.desk.send('editor', 'PUT', `/replies/${id}`, none);
    expect([status, data.errors?.[0].path]).toEqual([422, 'follow_up_on']);
    const settled = await answer(story, id, [{ claim_id: 1, stance: 'denies' }]);
    expect(settled).toMatchObject({ state: 'answered', follow_up_on: null });
    expect(await found(1)).toBeNull();
    await expectTrue();
  });

  it('is settled by asking again, and not crossed any more', async () => {
    const { id } = await ask(story, [1]);
    await answer(story, id, [SILENT], { follow_up_on: '2024-10-09' });
    story.newsroom.setTime(new Date('2024-10-08T08:00:00Z'));
    await day('2024-10-08');
    const again = await ask(story, [1], { due_at: '2024-10-09T12:00:00Z' });
    expect(await found(1)).toBeNull();
    const { data } = await story.desk.send('viewer', 'GET', `/replies/${id}`);
    expect(data.state).toBe('unanswered');
    expect(await day('2024-10-09')).toBe(0);
    await answer(story, again.id, [SILENT], { follow_up_on: '2024-10-11' });
    // The earlier day does not count any more.
    expect(await found(1)).toBe('note');
    expect(await day('2024-10-11')).toBe(1);
    expect(await found(1)).toBe('warn');
    await expectTrue();
  });

  it('lets a waiver lapse when its day comes', async () => {
    const { id } = await ask(story, [1]);
    await answer(story, id, [SILENT]);
    const waiver = { code: 'provisional-reply', reason: 'They are at sea.' };
    const made = await story.desk.send('checker', 'POST', '/claims/1/waivers', waiver);
    expect(made.status).toBe(201);
    await day('2024-10-08');
    const { findings } = await story.desk.claim(1);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'provisional-reply', severity: 'warn', waived: false }),
    );
    await expectTrue();
  });
});

describe('the daily run', () => {
  it('knows days by the newsroom’s zone, and never goes back to one', async () => {
    const { database } = story.newsroom;
    const log = pino({ level: 'silent' });
    const clock = () => new Date('2024-10-08T22:30:00Z');
    await runDaily({ database, clock, zone: 'Asia/Baghdad', log });
    const last = await database.one('SELECT max(day) AS day FROM daily_run');
    expect(last).toEqual({ day: '2024-10-09' });
    await runDaily({ database, clock, zone: 'UTC', log });
    expect(await database.one('SELECT max(day) AS day FROM daily_run')).toEqual(last);
  });
});
