/** The JSON of claims, as other people's scripts use it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
type Body = any;

const QAANI = {
  statement: 'Qaani told Iraqi political leaders to ease criticism of Prime Minister Sudani.',
  ...{ kind: 'fact', adverse: true, made_on: '2024-10-02', reported_speaker: 'Esmail Qaani' },
  subjects: [{ name: 'IRGC', type: 'security', identity: 'named_org' }],
  attributions: [
    {
      source: {
        ...{ name: 'seven Iraqi sources', type: 'untyped', identity: 'unnamed_described' },
        ...{ collective: true, count: 7, partial_types: ['political'] },
      },
      ...{ stance: 'asserts', wording: 'seven Iraqi sources who spoke to Reuters' },
      ...{ cue: 'according to', ground_rules: 'background', interest: 'unknown', via: [] },
      anonymity_reason: 'the meetings were held in private',
    },
    {
      source: { name: 'a regional diplomat', type: 'diplomatic', identity: 'unnamed_described' },
      ...{ stance: 'confirms', wording: 'confirmed the account' },
    },
    {
      source: { name: 'IRGC', type: 'security', identity: 'named_org' },
      ...{ stance: 'no_response', provisional: true, interest: 'subject' },
    },
  ],
};

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

async function send(method: string, path: string, body?: unknown) {
  const response = await newsroom.as('editor').json(method, path, body);
  const text = await response.text();
  const data: Body = text === '' ? null : JSON.parse(text);
  return { status: response.status, location: response.headers.get('location'), data };
}

async function record(body: object = QAANI): Promise<Body> {
  const { status, data } = await send('POST', '/claims', body);
  expect(status, JSON.stringify(data)).toBe(201);
  return data;
}

async function addArticle(fields: object = {}): Promise<number> {
  const { data } = await send('POST', '/articles', { headline: 'A story', ...fields });
  return data.id;
}

describe('recording a claim', () => {
  it('answers 201 with where it is, what was sent and what follows', async () => {
    const { status, location, data } = await send('POST', '/claims', QAANI);
    expect(status).toBe(201);
    expect(location).toBe(`/claims/${data.id}`);
    expect(data).toMatchObject({
      ...{ statement: QAANI.statement, kind: 'fact', adverse: true, made_on: '2024-10-02' },
      ...{ version: 1, review_state: 'draft', assessment: 'unassessed', url: location },
      standing: {
        denial: { status: 'no_response', flags: ['provisional'] },
        corroboration: { level: 'multi_unnamed', origins: { min: 2, max: 8 } },
      },
    });
    expect(data.attributions[0].source).toMatchObject({ count: 7, partial_types: ['political'] });
    const ids = data.attributions.map((row: Body) => row.id);
    expect(data.standing.denial.because[0].attribution_id).toBe(ids[2]);
    expect((await send('GET', location ?? '')).data).toEqual(data);
    expect((await send('GET', `${location}.json`)).data).toEqual(data);
  });

  it('needs a statement only', async () => {
    const claim = await record({ statement: 'The bridge is closed.' });
    expect(claim).toMatchObject({ kind: 'fact', adverse: false, attributions: [] });
    expect(claim.standing.corroboration.level).toBe('unattributed');
  });

  it('takes an allegation as adverse unless it says otherwise', async () => {
    expect((await record({ statement: 'A', kind: 'allegation' })).adverse).toBe(true);
    expect((await record({ statement: 'B', kind: 'allegation', adverse: false })).adverse).toBe(
      false,
    );
  });

  it.each([
    ['a blank statement', { statement: ' \n ' }, 'statement'],
    ['no statement', {}, 'statement'],
    ['a NUL', { statement: 'a\0b' }, 'statement'],
    ['half a character', { statement: 'a\ud800b' }, 'statement'],
    ['an unknown kind', { statement: 'A', kind: 'rumour' }, 'kind'],
    ['a wrong date', { statement: 'A', made_on: '2024-02-30' }, 'made_on'],
    ['a wrong credibility', { statement: 'A', credibility: 7 }, 'credibility'],
    [
      'no source',
      { statement: 'A', attributions: [{ stance: 'asserts' }] },
      'attributions.0.source',
    ],
    [
      'an unknown name',
      { statement: 'A', attributions: [row('Nobody Known')] },
      'attributions.0.source',
    ],
    [
      'an unknown id',
      { statement: 'A', attributions: [row({ id: 999999 })] },
      'attributions.0.source',
    ],
    [
      'no stance',
      { statement: 'A', attributions: [{ source: { name: 'x' } }] },
      'attributions.0.stance',
    ],
    [
      'a group of one',
      { statement: 'A', attributions: [row({ name: 'x', collective: true, count: 1 })] },
      'attributions.0.source.count',
    ],
    ['an unknown subject', { statement: 'A', subjects: ['Nobody Known'] }, 'subjects.0'],
    [
      'an unknown relay',
      {
        statement: 'A',
        attributions: [{ ...row({ name: 'x' }), via: [{ source: 'Nobody Known' }] }],
      },
      'attributions.0.via.0.source',
    ],
    ['an unknown article', { statement: 'A', article_id: 999999 }, 'article_id'],
    [
      'a passage of no article',
      { statement: 'A', appearances: [{ quote: 'x' }] },
      'appearances.0.article_id',
    ],
    [
      'an attribution of another claim',
      { statement: 'A', attributions: [{ ...row({ name: 'x' }), id: 1 }] },
      'attributions.0.id',
    ],
    [
      'a provisional denial',
      {
        statement: 'A',
        attributions: [{ ...row({ name: 'x' }), stance: 'denies', provisional: true }],
      },
      'attributions.0.provisional',
    ],
    [
      'evidence without a title',
      { statement: 'A', evidence: [{ kind: 'document' }] },
      'evidence.0.title',
    ],
    [
      'evidence at a script',
      { statement: 'A', evidence: [{ kind: 'link', title: 'x', url: 'javascript:alert(1)' }] },
      'evidence.0.url',
    ],
  ])('refuses %s at its field, and saves nothing', async (_what, body, path) => {
    await record();
    const before = await counts();
    const { status, data } = await send('POST', '/claims', body);
    expect(status).toBe(422);
    expect(data.errors.map((error: Body) => error.path)).toContain(path);
    expect(await counts()).toEqual(before);
  });

  it('names all errors at once', async () => {
    const { data } = await send('POST', '/claims', {
      statement: 'A',
      attributions: [row('Unknown One'), row('Unknown Two')],
      subjects: ['Unknown Three'],
    });
    expect(data.errors.map((error: Body) => error.path).sort()).toEqual([
      ...['attributions.0.source', 'attributions.1.source', 'subjects.0'],
    ]);
  });

  it('makes line ends LF', async () => {
    const claim = await record({ statement: 'one\r\ntwo\rthree' });
    expect(claim.statement).toBe('one\ntwo\nthree');
  });

  it('is refused to those who only read, and to those who are nobody', async () => {
    expect((await newsroom.as('viewer').json('POST', '/claims', QAANI)).status).toBe(403);
    const nobody = await newsroom.nobody.json('POST', '/claims', QAANI);
    expect(nobody.status).toBe(401);
    expect(await nobody.json()).toMatchObject({ status: 401 });
  });
});

describe('sources of a claim', () => {
  it('are reused: a named one everywhere, an unnamed one within its article', async () => {
    const [first, second] = [await addArticle(), await addArticle()];
    const named = { name: 'Renad Mansour', type: 'expert', identity: 'named_person' };
    const unnamed = { name: 'two officials', type: 'government', identity: 'unnamed_described' };
    const make = async (article_id: number) => {
      const { attributions } = await record({
        ...{ statement: 'A', article_id, attributions: [row(named), row(unnamed)] },
      });
      return attributions.map((one: Body) => one.source.id);
    };
    const [a, b, c] = [await make(first), await make(first), await make(second)];
    expect(b).toEqual(a);
    expect(c[0]).toBe(a[0]);
    expect(c[1]).not.toBe(a[1]);
  });

  it('belong to the claim while there is no article, and to the article from then on', async () => {
    const unnamed = { name: 'a clerk', identity: 'unnamed_described' };
    const claim = await record({ statement: 'A', attributions: [row(unnamed)] });
    const other = await record({ statement: 'B', attributions: [row(unnamed)] });
    const id = claim.attributions[0].source.id;
    expect(other.attributions[0].source.id).not.toBe(id);
    const borrowed = await send('POST', '/claims', { statement: 'C', attributions: [row({ id })] });
    expect(borrowed.data.errors[0].path).toBe('attributions.0.source');
    const article_id = await addArticle();
    await send('PUT', claim.url, { ...claim, article_id });
    const third = await record({ statement: 'D', article_id, attributions: [row(unnamed)] });
    expect(third.attributions[0].source.id).toBe(id);
  });

  it('stay in their article, also when they are named by id', async () => {
    const [first, second] = [await addArticle(), await addArticle()];
    const unnamed = { name: 'a clerk', identity: 'unnamed_described' };
    const claim = await record({ statement: 'A', article_id: first, attributions: [row(unnamed)] });
    const { id } = claim.attributions[0].source;
    const body = { statement: 'B', article_id: second, attributions: [row({ id })] };
    expect((await send('POST', '/claims', body)).data.errors[0].path).toBe('attributions.0.source');
    const there = { ...row({ id }), article_id: first };
    expect((await send('POST', '/claims', { ...body, attributions: [there] })).status).toBe(201);
    const moved = await send('PUT', claim.url, { ...claim, article_id: second });
    expect(moved.data.attributions[0].source.id).toBe(id);
  });

  it('stay as they were recorded when a claim is saved after a merge, until it is undone', async () => {
    const named = (name: string) => ({ name, type: 'security', identity: 'named_org' });
    const claim = await record({
      ...{ statement: 'A', subjects: [named('Quds Force')] },
      attributions: [
        { ...row(named('Quds Force')), on_behalf_of: named('Quds Force') },
        { ...row({ name: 'a clerk' }), via: [{ source: named('Quds Force') }] },
      ],
    });
    const other = await record({ statement: 'B', attributions: [row(named('Guards Corps'))] });
    const [id, into_id] = [claim.subjects[0].id, other.attributions[0].source.id];
    const merged = await send('POST', `/sources/${id}/merges`, { into_id, reason: 'One body.' });
    expect(merged.status).toBe(201);
    const after = (await send('GET', claim.url)).data;
    expect(after.subjects[0].id).toBe(into_id);
    expect((await send('PUT', claim.url, { ...after, statement: 'C' })).status).toBe(200);
    expect((await send('DELETE', `/merges/${merged.data.id}`)).status).toBe(204);
    const undone = (await send('GET', claim.url)).data;
    expect(undone.subjects[0].id).toBe(id);
    expect(undone.attributions[0].source.id).toBe(id);
    expect(undone.attributions[0].on_behalf_of.id).toBe(id);
    expect(undone.attributions[1].via[0].source.id).toBe(id);
  });

  it('can be another one of the same words', async () => {
    const article_id = await addArticle();
    const unnamed = { name: 'an official', identity: 'unnamed_described' };
    const claim = await record({
      ...{ statement: 'A', article_id },
      attributions: [row(unnamed), row({ ...unnamed, distinct: true }), row(unnamed)],
    });
    const [a, b, c] = claim.attributions.map((one: Body) => one.source.id);
    expect(b).not.toBe(a);
    expect(c).toBe(a);
  });

  it('need a type or an id where two bear the same name', async () => {
    for (const type of ['business', 'media']) {
      await record({
        statement: 'A',
        attributions: [row({ name: 'Orient', type, identity: 'named_org' })],
      });
    }
    const { status, data } = await send('POST', '/claims', {
      ...{ statement: 'A', attributions: [row('Orient')] },
    });
    expect(status).toBe(422);
    expect(data.errors[0].path).toBe('attributions.0.source');
    const typed = { name: 'orient', type: 'media', identity: 'named_org' };
    const claim = await record({ statement: 'A', attributions: [row(typed)] });
    expect(claim.attributions[0].source).toMatchObject({ name: 'Orient', type: 'media' });
  });

  it('keep the capacity in which they spoke when they are typed anew', async () => {
    const named = { name: 'Major Ahmed', type: 'security', identity: 'named_person' };
    const claim = await record({ statement: 'A', attributions: [row(named)] });
    const { id } = claim.attributions[0].source;
    const source = (await send('GET', `/sources/${id}`)).data;
    const { status } = await send('PUT', `/sources/${id}`, { ...source, type: 'political' });
    expect(status).toBe(200);
    const after = (await send('GET', claim.url)).data;
    expect(after.attributions[0]).toMatchObject({
      ...{ capacity: 'security', source: { type: 'political' } },
    });
    const kept = (await send('PUT', claim.url, { ...after, statement: 'B' })).data;
    expect(kept.attributions[0].capacity).toBe('security');
  });
});

describe('sources declared the same across claims', () => {
  it('mean the same for each claim alone and beside others', async () => {
    const say = async (name: string, article_id: number) => {
      const source = { name, identity: 'unnamed_described', collective: true };
      const claim = await record({
        ...{ statement: 'The granary burned.', article_id },
        attributions: [row(name === 'officials' ? source : { ...source, count: 7 })],
      });
      return [claim.id, claim.attributions[0].source.id];
    };
    const [bare, officials] = await say('officials', await addArticle());
    const [counted, seven] = await say('seven officials', await addArticle());
    const decision = { judgement: 'same', other_id: seven, reason: 'Both reporters met them.' };
    await send('POST', `/sources/${officials}/decisions`, decision);
    const { data } = await send('GET', '/claims?q=granary');
    const together = new Map(data.claims.map((claim: Body) => [claim.id, claim.standing]));
    for (const id of [bare, counted]) {
      const { standing } = (await send('GET', `/claims/${id}`)).data;
      expect(standing.corroboration.origins).toEqual({ min: 1, max: 7 });
      expect(together.get(id)).toEqual(standing);
    }
  });
});

describe('changing a claim', () => {
  let claim: Body;
  beforeEach(async () => {
    claim = await record();
  });

  it('takes back what it gave, as it is', async () => {
    const { status, data } = await send('PUT', claim.url, claim);
    expect(status).toBe(200);
    expect({ ...data, version: 1, changed_at: claim.changed_at }).toEqual(claim);
    expect(data.version).toBe(2);
  });

  it('keeps rows with an id, adds those without, removes those that are absent', async () => {
    const [first, , third] = claim.attributions;
    const added = row({ name: 'a clerk', identity: 'unnamed_described' });
    const { data } = await send('PUT', claim.url, {
      ...claim,
      attributions: [third, added, { ...first, stance: 'confirms' }],
    });
    expect(data.attributions.map((one: Body) => one.id)).toEqual([
      ...[third.id, expect.any(Number), first.id],
    ]);
    expect(data.attributions[2]).toMatchObject({ stance: 'confirms', wording: first.wording });
  });

  it('needs the version', async () => {
    const { status, data } = await send('PUT', claim.url, { ...claim, version: undefined });
    expect(status).toBe(422);
    expect(data.errors[0].path).toBe('version');
  });

  it('shows what the other changed when it comes too late', async () => {
    await send('PUT', claim.url, { ...claim, statement: 'Changed by another.' });
    const { status, data } = await send('PUT', claim.url, { ...claim, kind: 'allegation' });
    expect(status).toBe(409);
    expect(data.current).toMatchObject({ version: 2, statement: 'Changed by another.' });
    expect(data.changes).toHaveLength(1);
    expect(data.changes[0]).toMatchObject({ person: 'Nour Haddad' });
    expect(data.changes[0].values).toContainEqual({
      ...{ path: 'statement', old: QAANI.statement, new: 'Changed by another.' },
    });
    expect((await send('GET', claim.url)).data.kind).toBe('fact');
  });

  it('lets one of two win who save at once', async () => {
    const both = await Promise.all([
      send('PUT', claim.url, { ...claim, statement: 'First.' }),
      send('PUT', claim.url, { ...claim, statement: 'Second.' }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it('adds, changes and takes out one attribution', async () => {
    const added = await send('POST', `${claim.url}/attributions`, {
      ...{ source: 'IRGC', stance: 'denies', said_on: '2024-10-03' },
    });
    expect(added.status).toBe(201);
    expect(added.data).toMatchObject({ stance: 'denies', capacity: 'security' });
    expect((await send('GET', claim.url)).data.standing.denial.status).toBe('denied');
    const path = `/attributions/${added.data.id}`;
    const changed = await send('PUT', path, { source: 'IRGC', stance: 'denies', scope: 'part' });
    expect(changed.status).toBe(200);
    expect((await send('GET', claim.url)).data.standing.denial.status).toBe('partly_denied');
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await send('GET', claim.url)).data).toMatchObject({
      ...{ version: 4, standing: { denial: { status: 'no_response' } } },
    });
    expect((await send('DELETE', path)).status).toBe(404);
    const wrong = await send('POST', `${claim.url}/attributions`, {
      source: 'X',
      stance: 'denies',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.data.errors[0].path).toBe('source');
  });

  it('adds, changes and takes out evidence', async () => {
    const body = { kind: 'document', title: 'Minutes', obtained: 'from a participant' };
    const added = await send('POST', `${claim.url}/evidence`, body);
    expect(added.status).toBe(201);
    expect(added.data).toMatchObject({ ...body, bearing: 'supports', url: null });
    const path = `/evidence/${added.data.id}`;
    const changed = await send('PUT', path, { ...body, bearing: 'contradicts' });
    expect(changed.data.bearing).toBe('contradicts');
    expect((await send('GET', claim.url)).data.evidence).toHaveLength(1);
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await send('GET', claim.url)).data.evidence).toEqual([]);
  });

  it('writes every change into a history whose chain holds', async () => {
    await send('PUT', claim.url, { ...claim, statement: 'B', attributions: [] });
    const { data } = await send('GET', `${claim.url}/history`);
    expect(data.changes).toHaveLength(2);
    expect(data.changes[0]).toMatchObject({ action: 'changed', person: 'Nour Haddad' });
    const paths = data.changes[0].values.map((value: Body) => value.path);
    expect(paths).toContain('statement');
    expect(paths).toContain(`attributions.${claim.attributions[0].id}`);
    expect((await verifyChain(newsroom.database)).broken).toBe(null);
  });
});

describe('checking a claim', () => {
  it('tells the standing by index, and saves nothing', async () => {
    const before = await counts();
    const { status, data } = await send('POST', '/claims/check', QAANI);
    expect(status).toBe(200);
    expect(data.standing.corroboration.origins).toEqual({ min: 2, max: 8 });
    expect(data.standing.denial.because[0]).toMatchObject({ index: 2 });
    expect(data.standing.denial.because[0]).not.toHaveProperty('attribution_id');
    expect(Array.isArray(data.findings)).toBe(true);
    expect(await counts()).toEqual(before);
  });
});

describe('passages', () => {
  const body = 'A first line.\n\nThe board shelved the report in March.\n\nThe end.';

  it('are found by their offsets, or by their words', async () => {
    const article_id = await addArticle({ body });
    const quote = 'The board shelved the report';
    const start = body.indexOf(quote);
    const exact = await record({
      ...{ statement: 'A', appearances: [{ article_id, quote, start, end: start + quote.length }] },
    });
    expect(exact).toMatchObject({
      article_id,
      appearances: [{ start, paragraph: 2, state: 'found' }],
    });
    const shifted = await record({
      ...{ statement: 'B', article_id, appearances: [{ quote, start: 3, end: 9 }] },
    });
    expect(shifted.appearances[0]).toMatchObject({ start, state: 'found' });
  });

  it('that are not in the text are kept, and say so', async () => {
    const article_id = await addArticle({ body });
    const claim = await record({
      ...{
        statement: 'A',
        article_id,
        appearances: [{ quote: 'Nothing of the kind stands here' }],
      },
    });
    expect(claim.appearances[0]).toMatchObject({ state: 'gone', start: null });
    expect(claim.findings.map((one: Body) => one.code)).toContain('quote-missing');
  });
});

describe('addresses of claims', () => {
  it.each(['/claims/999999', '/claims/0', '/claims/x1', '/claims/1e3', '/claims/999999/history'])(
    'answers 404 at %s',
    async (path) => {
      expect((await send('GET', path)).status).toBe(404);
      expect((await newsroom.as('editor').get(path)).status).toBe(404);
    },
  );

  it('answers 405 with what can be done', async () => {
    const response = await newsroom.as('editor').json('DELETE', '/claims/1');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toContain('PUT');
  });

  it('sends a page without a sign-in there and back, and JSON 401', async () => {
    const page = await newsroom.nobody.get('/claims/1?x=y');
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toBe(
      `/sign-in?next=${encodeURIComponent('/claims/1?x=y')}`,
    );
    expect((await newsroom.nobody.get('/claims/1.json')).status).toBe(401);
  });

  it('describes itself in OpenAPI, with the schema that checks a claim', async () => {
    const { data } = await send('GET', '/openapi.json');
    expect(data.openapi).toBe('3.1.0');
    const { schema } = data.paths['/claims'].post.requestBody.content['application/json'];
    expect(Object.keys(schema.properties)).toContain('attributions');
    expect(data.paths['/claims/{id}'].put).toBeDefined();
  });

  it('refuses what is neither JSON nor a form, and what is too long', async () => {
    const headers = { authorization: 'Bearer editor-secret' };
    const text = await fetch(`${newsroom.url}/claims`, {
      ...{ method: 'POST', body: 'hello', headers: { ...headers, 'content-type': 'text/plain' } },
    });
    expect(text.status).toBe(415);
    const broken = await fetch(`${newsroom.url}/claims`, {
      ...{
        method: 'POST',
        body: '{"a',
        headers: { ...headers, 'content-type': 'application/json' },
      },
    });
    expect(broken.status).toBe(400);
    const long = await send('POST', '/claims', { statement: 'x'.repeat(9_000_000) });
    expect(long.status).toBe(413);
  });
});

function row(source: unknown) {
  return { source, stance: 'asserts' };
}

async function counts() {
  return newsroom.database.one(
    `SELECT (SELECT count(*) FROM claim) AS claims, (SELECT count(*) FROM source) AS sources,
       (SELECT count(*) FROM change) AS changes, (SELECT count(*) FROM attribution) AS rows`,
  );
}
