/** What a restricted source has is in no answer to anybody who may not see it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../src/routes.ts';
import { PLANTED, type Story, tellStory } from '../sources/restriction-story.ts';
import { type Member, type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
type Body = any;

let newsroom: Newsroom;
let story: Story;

beforeAll(async () => {
  newsroom = await openNewsroom();
  story = await tellStory(newsroom);
});
afterAll(() => newsroom.close());

const GETS = ROUTES.filter(({ method }) => method === 'GET').map(({ path, formats }) => ({
  path,
  formats: formats ?? ['page', 'json'],
}));
const UNLISTED: readonly Member[] = ['viewer', 'checker'];
const MOST_IDS = 12;

/** Each page of the first ids; lists also as they are searched for the words. */
function placesOf(path: string): string[] {
  if (path.includes(':')) {
    return Array.from({ length: MOST_IDS }, (_, at) => path.replaceAll(/:\w+/g, `${at + 1}`));
  }
  const { source, twin, article } = story;
  const asked = [
    ...['q=aide', 'q=rotten', 'facet_q=source:aide', 'facet_q=subject:aide', 'facet_q=via:aide'],
    ...[`source=${source}`, `via=${source}`, `on_behalf_of=${source}`, `subject=${source}`],
    ...[`source=${twin}`, `article=${article}`, `q=an+aide&article=${article}`, 'per_page=200'],
    ...[`statement=The+bridge+was+closed`, 'source_type=government', 'identity=unnamed'],
  ];
  return [path, ...asked.map((query) => `${path}?${query}`)];
}

async function read(member: Member, address: string, format: string): Promise<string> {
  const [path = '', query] = address.split('?');
  const ending = format === 'page' ? '' : `.${format}`;
  const local = `${path === '/' && ending ? '/desk' : path}${ending}${query ? `?${query}` : ''}`;
  const response = await newsroom.as(member).get(local);
  expect(response.status, local).toBeLessThan(500);
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${headers}\n${await response.text()}`;
}

const planted = (text: string) => [...new Set(text.match(PLANTED) ?? [])].sort();
const json = async (member: Member, path: string): Promise<Body> =>
  (await newsroom.as(member).json('GET', path)).json();

// Many pages in many formats.
const PATIENCE = { timeout: 60_000 };

describe('a restricted source', PATIENCE, () => {
  it.each(GETS)('leaks nothing at $path', async ({ path, formats }) => {
    for (const member of UNLISTED) {
      for (const place of placesOf(path)) {
        for (const format of formats) {
          const found = planted(await read(member, place, format));
          expect(found, `${member} ${place} as ${format}`).toEqual([]);
        }
      }
    }
  });

  it.each(['editor', 'colleague', 'admin'] as const)('is there for the %s', async (member) => {
    const seen = new Set<string>();
    for (const address of [
      ...story.claims.flatMap((id) => [`/claims/${id}`, `/claims/${id}/history`]),
      ...[`/sources/${story.source}`, `/sources/${story.merged}`, '/sources?q=aide', '/sources'],
      `/sources/${story.source}/restriction`,
    ]) {
      for (const word of planted(await read(member, address, 'json'))) seen.add(word.toLowerCase());
      await read(member, address, 'page');
    }
    expect([...seen].sort()).toEqual([
      ...['qzxalias', 'qzxapartreason', 'qzxcue', 'qzxfirst', 'qzxfor', 'qzxknower'],
      ...['qzxmerged', 'qzxmergereason', 'qzxname', 'qzxquote', 'qzxreason', 'qzxrelayed'],
      ...['qzxreworded', 'qzxsamereason', 'qzxtwin', 'qzxwhy', 'qzxwording'],
    ]);
  });

  it('is not found by its words, by nobody', async () => {
    for (const member of ['viewer', 'checker', 'editor', 'admin'] as const) {
      for (const word of ['qzxname', 'qzxwording', 'qzxquote', 'qzxtwin', 'qzxrelayed', 'qzx*']) {
        expect((await json(member, `/claims?q=${word}`)).total, word).toBe(0);
      }
    }
  });

  it('is not in the directory of others, under no name', async () => {
    for (const word of ['qzxname', 'qzxalias', 'qzxtwin', 'qzxmerged', 'unnamed source']) {
      expect((await json('checker', `/sources?q=${word}`)).total, word).toBe(0);
    }
    expect((await json('editor', '/sources?q=qzxname')).total).toBe(1);
    const ids = (await json('checker', '/sources?per_page=200')).sources.map((one: Body) => one.id);
    expect(ids).not.toContain(story.source);
    expect(ids).not.toContain(story.twin);
  });

  it('is an unnamed source with its type, and counts as before', async () => {
    const [seen, shown] = [await json('editor', '/claims/1'), await json('checker', '/claims/1')];
    expect(shown.attributions[0]).toMatchObject({
      ...{ stance: 'asserts', capacity: 'government', directness: 'first_hand', wording: null },
      ...{ quote: null, cue: null, anonymity_reason: null, identity_known: null },
      source: { name: 'an unnamed source', type: 'government', identity: 'unnamed_described' },
    });
    for (const id of story.claims) {
      const [one, other] = [
        await json('editor', `/claims/${id}`),
        await json('viewer', `/claims/${id}`),
      ];
      expect(other.standing.denial.status).toBe(one.standing.denial.status);
      expect(other.standing.corroboration.level).toBe(one.standing.corroboration.level);
      expect(other.standing.corroboration.origins).toEqual(one.standing.corroboration.origins);
      expect(other.standing.corroboration.flags).toEqual(one.standing.corroboration.flags);
      expect(other.findings).toEqual(one.findings);
    }
    expect(seen.attributions[0].source.name).toBe('an aide near Qzxname');
  });

  it('does not tell whose it is', async () => {
    const texts = (claim: Body) =>
      [...claim.standing.denial.because, ...claim.standing.corroboration.because].map(
        (one: Body) => one.text,
      );
    const denied = (claim: Body) =>
      texts(claim).find((text) => text.startsWith('an unnamed source'));
    expect(texts(await json('editor', '/claims/1')).join('; ')).toContain('organisation with');
    expect(texts(await json('checker', '/claims/1')).join('; ')).not.toContain('organisation');
    const office = (await json('checker', '/sources?q=Works+Office')).sources[0];
    expect((await json('checker', `/sources/${office.id}`)).members).toEqual([]);
    expect((await json('editor', `/sources/${office.id}`)).members).toHaveLength(1);
    expect(denied(await json('checker', '/claims/2')) ?? '').not.toContain('Works Office');
  });

  it('has no page for others', async () => {
    for (const id of [story.source, story.twin, story.merged]) {
      for (const member of UNLISTED) {
        expect((await newsroom.as(member).get(`/sources/${id}`)).status).toBe(404);
        expect((await newsroom.as(member).json('GET', `/sources/${id}`)).status).toBe(404);
      }
      const checker = newsroom.as('checker');
      expect((await checker.get(`/sources/${id}/edit`)).status).toBe(404);
      expect((await checker.json('PUT', `/sources/${id}`, { version: 1, name: 'x' })).status).toBe(
        404,
      );
      const merge = { into_id: 1, reason: 'x' };
      expect((await checker.json('POST', `/sources/${id}/merges`, merge)).status).toBe(404);
      expect((await checker.json('DELETE', `/sources/${id}/restriction`)).status).toBe(404);
    }
    expect((await newsroom.as('checker').json('DELETE', '/merges/1')).status).toBe(404);
    expect((await newsroom.as('checker').json('DELETE', '/decisions/1')).status).toBe(404);
  });

  it('is not reached by its id or its words', async () => {
    const checker = newsroom.as('checker');
    const attempt = async (source: object) => {
      const attributions = [{ source, stance: 'asserts' }];
      const body = { statement: 'It fell.', article_id: story.article, attributions };
      const response = await checker.json('POST', '/claims/check', body);
      return { status: response.status, text: await response.text() };
    };
    const byId = await attempt({ id: story.source });
    expect([byId.status, planted(byId.text)]).toEqual([422, []]);
    const words = {
      name: 'an aide near Qzxname',
      type: 'government',
      identity: 'unnamed_described',
    };
    const attributions = [{ source: words, stance: 'asserts' }];
    const body = { statement: 'It fell down.', article_id: story.article, attributions };
    const made: Body = await (await checker.json('POST', '/claims', body)).json();
    expect(made.attributions[0].source.id).not.toBe(story.source);
    const other = { judgement: 'same', other_id: story.source, reason: 'x' };
    const id = made.attributions[0].source.id;
    expect((await checker.json('POST', `/sources/${id}/decisions`, other)).status).toBe(422);
    await checker.json('PUT', `/claims/${made.id}`, { ...made, attributions: [] });
    await checker.json('PUT', `/sources/${id}`, { version: 1, name: 'a passer-by' });
  });

  it('is in no answer to a request about it that is refused, or made', async () => {
    const checker = newsroom.as('checker');
    const reply = await json('editor', '/replies/1');
    const change = { channel: 'email', asked_at: TODAY.toISOString(), due_at: reply.due_at };
    const row = { claim_id: 1, stance: 'denies' };
    const answers = [
      await checker.json('PUT', '/replies/1', { ...change, version: 1 }),
      await checker.json('PUT', '/replies/1', { ...change, version: reply.version }),
      await checker.json('PUT', '/replies/1/outcome', { version: 1, claims: [row] }),
      await checker.json('PUT', '/replies/1/outcome', { version: reply.version, claims: [row] }),
      await checker.json('POST', '/replies/1/withdrawals', { version: 1, reason: 'Wrong.' }),
      await checker.post('/replies/1/withdrawals', { version: '1', reason: 'Wrong.' }),
      await checker.json('POST', '/replies', {
        ...{ subject: { id: story.source }, claims: [4], channel: 'phone' },
        due_at: '2024-10-09T09:00:00Z',
      }),
      await checker.post('/claims/check', {
        ...{
          statement: 'It fell.',
          article_id: `${story.article}`,
          'attributions.0.stance': 'asserts',
        },
        ...{ 'attributions.0.source.id': `${story.source}`, 'attributions.0.source.name': 'aide' },
      }),
    ];
    for (const [at, answer] of answers.entries()) {
      expect(answer.status, `${at}`).toBeLessThan(500);
      expect(planted(await answer.text()), `${at}`).toEqual([]);
    }
  });

  it('is not found out by importing guesses', async () => {
    const rows = ['1,1,an unnamed source,asserts,says qzxreworded', '1,1,x,denies,anything'];
    const answers = [];
    for (const row of rows) {
      const csv = `claim_id,attribution_id,source,stance,wording\n${row}\n`;
      const response = await newsroom.as('checker').json('POST', '/imports', { csv });
      answers.push([response.status, await response.text()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[1]).toContain(
      'This claim leans on a restricted source that is not shown to you.',
    );
    const page = await read('editor', '/imports/1', 'json');
    expect(planted(page)).toContain('qzximported');
  });

  it('keeps claims that lean on it from being changed by others', async () => {
    const checker = newsroom.as('checker');
    const claim = await json('checker', '/claims/1');
    const answers = [
      await checker.json('PUT', '/claims/1', claim),
      await checker.json('PUT', '/claims/1', { ...claim, version: 1 }),
      await checker.json('POST', '/claims/check', { ...claim }),
      await checker.json('DELETE', `/attributions/${claim.attributions[0].id}`),
      await checker.json('POST', '/claims/1/evidence', { kind: 'link', title: 'A page' }),
      await checker.get('/claims/1/edit'),
    ];
    for (const [at, answer] of answers.entries()) {
      expect(answer.status, `${at}`).toBe(403);
      const text = await answer.text();
      expect(text).toContain('Nour Haddad, Rana Adeyemi, the administrators');
      expect(planted(text)).toEqual([]);
    }
    const page = await read('checker', '/claims/1', 'page');
    expect(page).toContain('It can be changed by: Nour Haddad, Rana Adeyemi, the administrators.');
    expect((await checker.json('POST', '/claims/1/comments', { body: 'Why?' })).status).toBe(201);
    const evidence = { kind: 'link', title: 'A page' };
    expect(
      (await newsroom.as('colleague').json('POST', '/claims/1/evidence', evidence)).status,
    ).toBe(201);
  });
});
