/** The page of the sourcing rules: what it says, what it foresees, what saving does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/policy/presets.ts';
import { RULES } from '../../src/policy/rules.ts';
import { BLOCKED, type Body, type Desk, deskOf, PLAIN } from '../review/newsdesk.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

let newsroom: Newsroom;
let desk: Desk;
beforeEach(async () => {
  newsroom = await openNewsroom();
  desk = deskOf(newsroom);
});
afterEach(() => newsroom.close());

/** Warns of `directness-unknown`, and is blocked by `no-reply`. */
const VAGUE = {
  ...BLOCKED,
  attributions: [{ ...BLOCKED.attributions[0], directness: 'unknown' }],
};

async function policy(): Promise<Body> {
  return (await desk.send('viewer', 'GET', '/policy')).data;
}

function set(settings: object): Promise<Body> {
  return desk.send('admin', 'PUT', '/policy', { settings });
}

function ruleOf({ rules }: Body, code: string): Body {
  return rules.find((one: Body) => one.code === code);
}

function chosenIn(html: string, code: string): string | undefined {
  const [, select = ''] = html.split(`name="settings.${code}"`);
  return /value="(\w+)" selected/.exec(select.split('</select>')[0] ?? '')?.[1];
}

async function findingsOf(id: number): Promise<string[]> {
  const { findings } = await desk.claim(id);
  return findings.map((one: Body) => `${one.severity} ${one.code}${one.waived ? ' waived' : ''}`);
}

describe('the rules', () => {
  it('are read by everybody, each with wording, who demands it, setting and counts', async () => {
    await desk.record(VAGUE);
    const data = await policy();
    expect(data.rules).toHaveLength(RULES.length);
    expect(ruleOf(data, 'no-reply')).toMatchObject({
      ...{ setting: 'default', demanded_by: 'BBC, Reuters, SPJ, AP' },
      now: { open: 1, blocking: 1, waived: 0 },
    });
    const html = await (await newsroom.as('viewer').get('/policy')).text();
    for (const { wording } of RULES) expect(html).toContain(wording.replaceAll('"', '&quot;'));
    expect(html).toContain('1 open, all blocking');
    expect(html).not.toContain('<select');
    expect(await (await newsroom.as('admin').get('/policy')).text()).toContain('<select');
  });

  it('come in presets, made from who demands them', async () => {
    for (const { settings } of PRESETS) {
      expect(Object.keys(settings)).toEqual(RULES.map((rule) => rule.code));
    }
    const bbc = PRESETS.find((one) => one.key === 'bbc')?.settings;
    expect(bbc).toMatchObject({ 'no-reply': 'default', circular: 'note', 'two-faced': 'note' });
    expect(bbc).toMatchObject({ 'quote-missing': 'default' });
    const html = await (await newsroom.as('admin').get('/policy?preset=bbc')).text();
    expect(chosenIn(html, 'circular')).toBe('note');
    expect((await newsroom.as('admin').get('/policy?preset=cnn')).status).toBe(200);
    expect((await newsroom.as('admin').get('/policy.json?preset=cnn')).status).toBe(422);
  });
});

describe('a check', () => {
  it('says how many claims would be flagged and blocked, and saves nothing', async () => {
    const { id } = await desk.record(VAGUE);
    await desk.record(VAGUE);
    await desk.record(PLAIN);
    const settings = { 'no-reply': 'off', 'directness-unknown': 'block' };
    const { status, data } = await desk.send('admin', 'POST', '/policy/check', { settings });
    expect(status).toBe(200);
    expect(ruleOf(data, 'no-reply')).toMatchObject({
      ...{ now: { open: 2, blocking: 2 }, would_be: { open: 0, blocking: 0 } },
    });
    expect(ruleOf(data, 'directness-unknown')).toMatchObject({
      ...{ setting: 'default', checked: 'block' },
      ...{ now: { open: 2, blocking: 0 }, would_be: { open: 2, blocking: 2 } },
    });
    expect(data).toMatchObject({ blocked: 2, would_be_blocked: 2 });
    expect(await findingsOf(id)).toEqual(['block no-reply', 'warn directness-unknown']);
    expect(ruleOf(await policy(), 'no-reply').setting).toBe('default');
  });

  it('foresees exactly what saving then brings, whatever is set', async () => {
    await desk.record(VAGUE);
    await desk.record({ ...VAGUE, kind: 'fact', adverse: false });
    await desk.record({ statement: 'Nobody says so.' });
    for (const { settings } of PRESETS) {
      const { data: checked } = await desk.send('admin', 'POST', '/policy/check', { settings });
      const { data: saved } = await set(settings);
      expect(saved.blocked).toBe(checked.would_be_blocked);
      for (const { code } of RULES) {
        expect(ruleOf(saved, code).now, code).toEqual(ruleOf(checked, code).would_be);
      }
    }
  });

  it('keeps the form as chosen', async () => {
    await desk.record(VAGUE);
    const page = await newsroom.as('admin').post('/policy', {
      ...{ _method: 'put', do: 'check', 'settings.no-reply': 'note' },
    });
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('0 claims would be blocked, 1 fewer than now');
    expect(html).toContain('would flag 1 claim; 1 fewer block');
    expect(chosenIn(html, 'no-reply')).toBe('note');
    expect(ruleOf(await policy(), 'no-reply').setting).toBe('default');
  });
});

describe('saving', () => {
  it('derives all findings anew, writes history, and is kept', async () => {
    const { id } = await desk.record(VAGUE);
    const page = await newsroom.as('admin').post('/policy', {
      ...{ _method: 'put', 'settings.no-reply': 'off', 'settings.directness-unknown': 'block' },
    });
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toBe('/policy');
    expect(await findingsOf(id)).toEqual(['block directness-unknown']);
    expect((await policy()).deriving).toBeNull();
    // New claims are derived by the same settings.
    expect(await findingsOf((await desk.record(VAGUE)).id)).toEqual(['block directness-unknown']);
    const html = await (await newsroom.as('viewer').get('/policy')).text();
    expect(html).toContain('no-reply <del>default</del> <ins>off</ins>');
    await set({ 'no-reply': 'default' });
    expect(await findingsOf(id)).toEqual(['block directness-unknown', 'block no-reply']);
  });

  it('leaves a cleared claim cleared: it was so under the rules of its time', async () => {
    const { id } = await desk.record({ ...VAGUE, kind: 'fact', adverse: true });
    await desk.step(id, ['editor', 'ready'], ['checker', 'in_review'], ['checker', 'cleared']);
    await set({ 'directness-unknown': 'block' });
    expect((await desk.claim(id)).review_state).toBe('cleared');
    expect(await findingsOf(id)).toContain('block directness-unknown');
  });

  it('does not let a waiver of a warning cover a block', async () => {
    const { id } = await desk.record(VAGUE);
    const waiver = { code: 'directness-unknown', reason: 'It is plain.' };
    await desk.send('editor', 'POST', `/claims/${id}/waivers`, waiver);
    expect(await findingsOf(id)).toContain('warn directness-unknown waived');
    await set({ 'directness-unknown': 'block' });
    expect(await findingsOf(id)).toContain('block directness-unknown');
    await set({ 'directness-unknown': 'note' });
    expect(await findingsOf(id)).toContain('note directness-unknown waived');
    await set({ 'directness-unknown': 'block' });
    expect((await desk.send('checker', 'POST', `/claims/${id}/waivers`, waiver)).status).toBe(201);
    expect(await findingsOf(id)).toContain('block directness-unknown waived');
  });

  it('with nothing changed writes nothing', async () => {
    await set({ circular: 'default' });
    const rows = await newsroom.database.all(`SELECT 1 FROM change WHERE entity = 'policy'`);
    expect(rows).toEqual([]);
  });

  it('goes on where it was interrupted', async () => {
    const { id } = await desk.record(VAGUE);
    await newsroom.database.write(async (tx) => {
      await tx.run(`INSERT INTO rule_setting (code, severity, at) VALUES ('no-reply', 'off', '')`);
      await tx.run(`INSERT INTO rule_run (total, started_at) VALUES (1, '')`);
    });
    expect((await policy()).deriving).toEqual({ done: 0, total: 1 });
    const html = await (await newsroom.as('admin').get('/policy')).text();
    expect(html).toContain('0 of 1 claims are done');
    expect((await newsroom.as('admin').post('/policy/runs')).status).toBe(303);
    expect(await findingsOf(id)).toEqual(['warn directness-unknown']);
    expect((await policy()).deriving).toBeNull();
  });
});

describe('what is refused', () => {
  it.each([
    [{ settings: { 'no-reply': 'stop' } }, 'settings.no-reply'],
    [{ settings: { 'no-such-rule': 'block' } }, 'settings.no-such-rule'],
    [{ settings: 'all' }, 'settings'],
    [{}, 'settings'],
    [{ settings: {}, why: 'x' }, 'why'],
  ])('%j is 422 at %s', async (body, path) => {
    for (const [method, address] of [
      ['PUT', '/policy'],
      ['POST', '/policy/check'],
    ] as const) {
      const { status, data } = await desk.send('admin', method, address, body);
      expect(status).toBe(422);
      expect(data.errors[0].path).toBe(path);
    }
  });

  it('is shown again in the form', async () => {
    const page = await newsroom.as('admin').post('/policy', {
      ...{ _method: 'put', 'settings.no-reply': 'stop', 'settings.circular': 'off' },
    });
    expect(page.status).toBe(422);
    const html = await page.text();
    expect(html).toContain('href="#field-settings.no-reply"');
    expect(chosenIn(html, 'circular')).toBe('off');
  });

  it('is a change by anybody but an administrator, and another method', async () => {
    const body = { settings: { circular: 'off' } };
    for (const member of ['viewer', 'editor', 'checker'] as const) {
      expect((await desk.send(member, 'PUT', '/policy', body)).status).toBe(403);
      expect((await desk.send(member, 'POST', '/policy/check', body)).status).toBe(403);
      expect((await desk.send(member, 'POST', '/policy/runs')).status).toBe(403);
    }
    expect((await newsroom.nobody.json('PUT', '/policy', body)).status).toBe(401);
    expect((await newsroom.nobody.post('/policy', { _method: 'put' })).status).toBe(303);
    expect((await desk.send('admin', 'DELETE', '/policy')).status).toBe(405);
    expect(ruleOf(await policy(), 'circular').setting).toBe('default');
  });
});
