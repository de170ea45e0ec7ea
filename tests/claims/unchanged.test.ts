/** The list says whether it is the same as before, and asks nothing of the database where it is. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { fillNewsroom } from '../support/random-newsroom.ts';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.database.write((tx) =>
    fillNewsroom(tx, 3, { claims: 20, sources: 10, articles: 3 }),
  );
  // The first request of a session notes that it was there.
  for (const member of ['editor', 'checker'] as const) await get(member, '/claims');
});
afterAll(() => newsroom.close());

function get(member: Member, path: string, tag?: string | null): Promise<Response> {
  return newsroom.as(member).get(path, tag ? conditional(tag) : {});
}

// Without the second header `fetch` would ask for an answer that was not kept anywhere.
function conditional(tag: string) {
  return { 'if-none-match': tag, 'cache-control': 'max-age=0' };
}

async function tagOf(path: string): Promise<string | null> {
  return (await get('editor', path)).headers.get('etag');
}

it.each([
  ...['/claims', '/claims?stance=denies', '/claims.json', '/claims.csv', '/claims.jsonl'],
  ...['/claims/attributions.csv', '/claims?colour=red'],
])('%s is not sent again while nothing changed', async (path) => {
  const tag = await tagOf(path);
  const again = await get('editor', path, tag);
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
  expect(again.headers.get('etag')).toBe(tag);
  expect(again.headers.get('cache-control')).toBe('private, no-cache');
});

it.each([
  ['a claim', 'UPDATE claim SET adverse = 1 - adverse WHERE id = 3'],
  ['the name of a source', "UPDATE source SET name = name || '!' WHERE id = 2"],
  ['the person who asks', "UPDATE person SET name = name || '!'"],
  ['a setting', 'DELETE FROM rule_setting'],
])('after a change of %s it is sent', async (_what, sql) => {
  const tag = await tagOf('/claims');
  await newsroom.database.write((tx) => tx.run(`${sql}`));
  await newsroom.database.write((tx) => tx.run('UPDATE claim SET version = version'));
  expect((await get('editor', '/claims', tag)).status).toBe(200);
});

it('is another one for other people, filters and formats', async () => {
  const tag = await tagOf('/claims');
  expect((await get('checker', '/claims', tag)).status).toBe(200);
  expect((await get('editor', '/claims?q=war', tag)).status).toBe(200);
  expect((await get('editor', '/claims.json', tag)).status).toBe(200);
});

it('asks first who it is, and says nothing of an answer that is refused', async () => {
  const tag = await tagOf('/claims');
  expect((await newsroom.nobody.get('/claims.json', conditional(`${tag}`))).status).toBe(401);
  const refused = await get('editor', '/claims.json?colour=red');
  expect(refused.status).toBe(422);
  expect(refused.headers.get('etag')).not.toBe(tag);
});
