import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of the application, looked at by the tests.
const bodyOf = async (response: Response): Promise<any> => response.json();

const BASSEM = { name: 'Bassem Karim', type: 'expert', identity: 'named_person' };
const LINA = { name: 'Lina Saab', type: 'expert', identity: 'named_person' };

describe('what rests on a source', () => {
  let newsroom: Newsroom;
  let alone: number;
  let both: number;
  let bassem: number;
  beforeEach(async () => {
    newsroom = await openNewsroom();
    const editor = newsroom.as('editor');
    await editor.json('POST', '/articles', { headline: 'Harbour', published_on: '2024-10-01' });
    const record = async (statement: string, sources: object[]) => {
      const attributions = sources.map((source) => ({ source, stance: 'asserts' }));
      const body = { statement, article_id: 1, attributions };
      return bodyOf(await editor.json('POST', '/claims', body));
    };
    const first = await record('The port is closed.', [BASSEM]);
    const second = await record('The port opens on Monday.', [BASSEM, LINA]);
    await record('The mayor left.', [LINA]);
    [alone, both, bassem] = [first.id, second.id, first.attributions[0].source.id];
  });
  afterEach(() => newsroom.close());

  const path = () => `/sources/${bassem}/consequences`;
  const read = async (query = '') =>
    bodyOf(await newsroom.as('editor').json('GET', path() + query));
  const positionOn = async (claimId: number): Promise<number> => {
    const { positions } = await read();
    return positions.find((one: { claim_id: number }) => one.claim_id === claimId).attribution_id;
  };
  const claim = async (id: number) =>
    bodyOf(await newsroom.as('viewer').json('GET', `/claims/${id}`));

  it('is foreseen as it then comes', async () => {
    const ids = [await positionOn(alone), await positionOn(both)];
    const { consequences, seen } = await read(`?attribution=${ids[0]}&attribution=${ids[1]}`);
    expect(consequences).toHaveLength(2);
    const before = await Promise.all([alone, both].map(claim));
    const body = { attributions: ids, said_on: '2024-10-06', wording: 'I was wrong.', seen };
    const made = await newsroom.as('editor').json('POST', `/sources/${bassem}/retractions`, body);
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/sources/${bassem}?record=retracted#record`);
    const after = await Promise.all([alone, both].map(claim));
    // biome-ignore lint/suspicious/noExplicitAny: JSON of the application.
    const outlook = ({ standing, findings }: any) => ({
      level: standing.corroboration.level,
      ...standing.corroboration.origins,
      denial: standing.denial.status,
      blocking: findings
        .filter(
          (one: { severity: string; waived: boolean }) => one.severity === 'block' && !one.waived,
        )
        .map((one: { code: string }) => one.code)
        .sort(),
    });
    for (const [at, id] of [alone, both].entries()) {
      const one = consequences.find((other: { claim_id: number }) => other.claim_id === id);
      expect(one.before).toEqual(outlook(before[at]));
      expect(one.after).toEqual(outlook(after[at]));
      expect(one.after).not.toEqual(one.before);
    }
    expect(after[0].standing.corroboration.level).toBe('unattributed');
    expect(after[1].standing.corroboration.level).toBe('single_named');
    const row = after[1].attributions.at(-1);
    expect(row).toMatchObject({ stance: 'retracts', said_on: '2024-10-06', retracts: [ids[1]] });
    expect((await read()).positions).toEqual([]);
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
  });

  it('puts a cleared claim back to ready', async () => {
    const checker = newsroom.as('checker');
    await newsroom
      .as('editor')
      .json('POST', `/claims/${both}/reviews`, { to: 'ready', version: 1 });
    await checker.json('POST', `/claims/${both}/reviews`, { to: 'in_review', version: 1 });
    const cleared = await checker.json('POST', `/claims/${both}/reviews`, {
      to: 'cleared',
      version: 1,
    });
    expect(cleared.status).toBe(201);
    const page = await (
      await newsroom.as('editor').get(`${path()}?attribution=${await positionOn(both)}`)
    ).text();
    expect(page).toContain('1 claim in 1 article: 1 would stand otherwise, 1 of them cleared.');
    const attributions = [await positionOn(both)];
    await newsroom.as('editor').json('POST', `/sources/${bassem}/retractions`, { attributions });
    expect((await claim(both)).review_state).toBe('ready');
  });

  it('is confirmed as it was seen, or shown again', async () => {
    const id = await positionOn(both);
    const { seen } = await read(`?attribution=${id}`);
    const { version, ...facts } = await claim(both);
    const changed = { ...facts, version, attributions: facts.attributions.slice(0, 1) };
    expect((await newsroom.as('colleague').json('PUT', `/claims/${both}`, changed)).status).toBe(
      200,
    );
    const form = { attributions: `${id}`, said_on: '', wording: 'I take <it> back.', seen };
    const response = await newsroom.as('editor').post(`/sources/${bassem}/retractions`, form);
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('The claims changed since this was shown.');
    expect(html).toContain('I take &lt;it&gt; back.');
    const now = /name="seen" value="(\w+)"/.exec(html)?.[1] ?? '';
    expect(now).not.toBe(seen);
    const again = { ...form, seen: now };
    const done = await newsroom.as('editor').post(`/sources/${bassem}/retractions`, again);
    expect(done.status).toBe(303);
  });

  it('shows what leans on it before its reliability is lowered, which changes no standing', async () => {
    const page = await newsroom.as('editor').get(`${path()}?about=reliability&grade=E`);
    const html = await page.text();
    expect(html).toContain('2 claims in 1 article: 2 would stand otherwise without it.');
    const form = { _method: 'put', version: '1', grade: 'E' };
    const done = await newsroom.as('editor').post(`/sources/${bassem}/reliability`, form);
    expect(done.status).toBe(303);
    const source = await bodyOf(await newsroom.as('viewer').json('GET', `/sources/${bassem}`));
    expect(source.reliability).toBe('E');
    expect((await claim(alone)).standing.corroboration.level).toBe('single_named');
    const stale = await newsroom.as('editor').post(`/sources/${bassem}/reliability`, form);
    expect(stale.status).toBe(409);
    const body = { version: 2, grade: null };
    const cleared = await newsroom.as('editor').json('PUT', `/sources/${bassem}/reliability`, body);
    expect(await cleared.json()).toMatchObject({ reliability: null });
  });

  it.each([
    [{ attributions: [] }, 'attributions'],
    [{}, 'attributions'],
    [{ attributions: [999] }, 'attributions.0'],
    [{ attributions: ['x'] }, 'attributions.0'],
    [{ attributions: Array(201).fill(1) }, 'attributions'],
    [{ attributions: [1], said_on: 'yesterday' }, 'said_on'],
    [{ attributions: [1], wording: 'a\0b' }, 'wording'],
    [{ attributions: [1], more: 1 }, 'more'],
  ])('refuses %j at its field', async (body, at) => {
    const response = await newsroom
      .as('editor')
      .json('POST', `/sources/${bassem}/retractions`, body);
    expect(response.status).toBe(422);
    const { errors } = await bodyOf(response);
    expect(errors.map((one: { path: string }) => one.path)).toContain(at);
  });

  it('refuses the position of another source', async () => {
    const { attributions } = await claim(both);
    const other = attributions.find((one: { source: { id: number } }) => one.source.id !== bassem);
    const body = { attributions: [other.id] };
    const response = await newsroom
      .as('editor')
      .json('POST', `/sources/${bassem}/retractions`, body);
    expect(response.status).toBe(422);
    expect((await claim(both)).version).toBe(1);
  });

  it.each([{ version: 1 }, { version: 1, grade: 'G' }, { grade: 'A' }, { version: 0, grade: 'A' }])(
    'refuses the grade %j',
    async (body) => {
      const response = await newsroom
        .as('editor')
        .json('PUT', `/sources/${bassem}/reliability`, body);
      expect(response.status).toBe(422);
    },
  );

  it('is for those who record, signed in, and for sources that there are', async () => {
    for (const [method, address] of [
      ['GET', path()],
      ['POST', `/sources/${bassem}/retractions`],
      ['PUT', `/sources/${bassem}/reliability`],
    ] as const) {
      const body = method === 'GET' ? undefined : {};
      expect((await newsroom.as('viewer').json(method, address, body)).status).toBe(403);
      const data = method === 'GET' ? `${address}.json` : address;
      expect((await newsroom.nobody.json(method, data, body)).status).toBe(401);
      const missing = address.replace(`/${bassem}/`, '/999/');
      const full = { attributions: [1], version: 1, grade: 'A' };
      const { attributions, ...graded } = full;
      const sent = method === 'GET' ? undefined : method === 'POST' ? { attributions } : graded;
      expect((await newsroom.as('editor').json(method, missing, sent)).status, missing).toBe(404);
      const odd = address.replace(`/${bassem}/`, '/x/');
      expect((await newsroom.as('editor').json(method, odd, sent)).status).toBe(404);
    }
    expect((await newsroom.as('editor').json('DELETE', path())).status).toBe(405);
    const html = await newsroom.as('editor').get(`${path()}?attribution=x&attribution=1e9&grade=Z`);
    expect(html.status).toBe(200);
  });
});
