/** Nobody's safety depends on this database: no way leads from an unnamed source to a name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
type Body = any;

let newsroom: Newsroom;
let article: number;
let other: number;
let diplomat: Body;
let person: Body;

const PERSON = { name: 'Layla Aziz', type: 'diplomatic', identity: 'named_person' };

beforeAll(async () => {
  newsroom = await openNewsroom();
  article = (await send('POST', '/articles', { headline: 'A story' })).data.id;
  other = (await send('POST', '/articles', { headline: 'Another story' })).data.id;
  person = (await send('POST', '/sources', { ...PERSON, aliases: ['Dr. Aziz'] })).data;
  const unnamed = { name: 'a regional diplomat', identity: 'unnamed_described' };
  diplomat = (await send('POST', '/sources', { ...unnamed, article_id: article })).data;
});
afterAll(() => newsroom.close());

async function send(method: string, path: string, body?: unknown) {
  const response = await newsroom.as('editor').json(method, path, body);
  const text = await response.text();
  const data: Body = text === '' ? null : JSON.parse(text);
  return { status: response.status, data };
}

const pathsOf = ({ status, data }: { status: number; data: Body }) => [
  status,
  ...(data.errors ?? []).map((error: Body) => error.path),
];
const change = (fields: object) =>
  send('PUT', `/sources/${diplomat.id}`, { version: diplomat.version, ...fields });
const said = (source: unknown, fields: object = {}) => ({
  ...{ statement: 'Talks broke down.', article_id: article },
  attributions: [{ source, stance: 'asserts', ...fields }],
});

describe('an unnamed source', () => {
  it('does not become a named one', async () => {
    expect(pathsOf(await change({ identity: 'named_person' }))).toEqual([422, 'identity']);
    const fields = { identity: 'named_person', name: PERSON.name };
    expect((await change(fields)).status).toBe(422);
  });

  it.each(['Layla Aziz', 'layla  AZIZ', 'Dr. Aziz'])('is not called %s', async (name) => {
    expect(pathsOf(await change({ name }))).toEqual([422, 'name']);
    const identity = 'unnamed_described';
    const made = { name, identity, article_id: article };
    expect(pathsOf(await send('POST', '/sources', made))).toEqual([422, 'name']);
    const source = { name, identity };
    const claim = await send('POST', '/claims', said(source));
    expect(pathsOf(claim)).toEqual([422, 'attributions.0.source.name']);
    const relayed = said(diplomat, { via: [{ source }], on_behalf_of: source });
    expect(pathsOf(await send('POST', '/claims', relayed))).toEqual([
      ...[422, 'attributions.0.on_behalf_of.name', 'attributions.0.via.0.source.name'],
    ]);
  });

  it('has no other name that reads like one', async () => {
    for (const alias of ['Layla Aziz', 'Karim Nasser']) {
      expect(pathsOf(await change({ aliases: [alias] }))).toEqual([422, 'aliases']);
    }
    const kept = await change({ aliases: ['the diplomat'] });
    expect(pathsOf(kept)).toEqual([200]);
    diplomat = kept.data;
  });

  it('is not what a named one with other names becomes', async () => {
    const fields = { version: person.version, identity: 'unnamed_described' };
    const became = await send('PUT', `/sources/${person.id}`, fields);
    expect([became.status, became.data.errors[0].path]).toEqual([422, 'aliases']);
  });

  it('is neither merged with nor declared the same as a named one', async () => {
    for (const [one, into] of [
      [diplomat.id, person.id],
      [person.id, diplomat.id],
    ]) {
      const merge = { into_id: into, reason: 'It is her.' };
      expect(pathsOf(await send('POST', `/sources/${one}/merges`, merge))).toEqual([
        ...[422, 'into_id'],
      ]);
      const same = { judgement: 'same', other_id: into, reason: 'It is her.' };
      expect(pathsOf(await send('POST', `/sources/${one}/decisions`, same))).toEqual([
        ...[422, 'other_id'],
      ]);
    }
  });

  it('stays in its article, also by its id', async () => {
    expect((await send('POST', '/claims', said({ id: diplomat.id }))).status).toBe(201);
    for (const place of [{ article_id: other }, { article_id: null }]) {
      const source = { id: diplomat.id };
      const claim = { ...said(source), subjects: [source], ...place };
      expect(pathsOf(await send('POST', '/claims', claim))).toEqual([
        ...[422, 'subjects.0', 'attributions.0.source'],
      ]);
    }
  });

  it('goes along with its claim into another article', async () => {
    const { data } = await send('POST', '/claims', said({ id: diplomat.id }));
    const attributions = data.attributions.map((row: Body) => ({ ...row, article_id: null }));
    const moved = await send('PUT', data.url, { ...data, attributions, article_id: other });
    expect(moved.status).toBe(200);
    expect(moved.data.attributions[0].source.id).toBe(diplomat.id);
  });

  it('is offered in its article only', async () => {
    const found = async (article: number) =>
      (await send('GET', `/sources?q=diplomat&article=${article}`)).data.sources.length;
    expect([await found(article), await found(other)]).toEqual([1, 0]);
  });
});
