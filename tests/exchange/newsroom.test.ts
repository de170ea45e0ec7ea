/** The law of the exported newsroom: imported into an empty one it is the same. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { checkDatabase } from '../../src/database/upkeep.ts';
import { exportWholeNewsroom } from '../../src/exchange/commands.ts';
import { importNewsroom } from '../../src/exchange/newsroom-import.ts';
import { STAYS, TRAVELS } from '../../src/exchange/newsroom-tables.ts';
import { verifyChain } from '../../src/history/store.ts';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { actAtRandom, openActs } from '../support/random-acts.ts';
import { random } from '../support/random-newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is looked at as it comes.
type Body = any;

const LATER = new Date('2024-11-01T08:00:00.000Z');

async function linesOf(newsroom: Newsroom): Promise<string[]> {
  const [out, errors] = [new PassThrough(), new PassThrough()];
  errors.resume();
  const written = text(out);
  await exportWholeNewsroom(newsroom.database, LATER, out, errors);
  return (await written).split('\n').slice(0, -1);
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

function take(newsroom: Newsroom, lines: readonly string[]): Promise<number> {
  return newsroom.database.write((tx) => importNewsroom(tx, each(lines), LATER));
}

/** A newsroom in which all kinds of things were done. */
async function livedIn(seed: number, acts: number): Promise<Newsroom> {
  const newsroom = await openNewsroom();
  const done = await openActs(newsroom, random(seed));
  for (let count = 0; count < acts; count += 1) await actAtRandom(done);
  const editor = newsroom.as('editor');
  const send = async (path: string, body: object) => {
    const response = await editor.json('POST', path, body);
    expect([path, response.status]).toEqual([path, 201]);
  };
  await send('/claims', { statement: 'The ships were seen.' });
  await send('/claims/1/comments', { body: 'Is it so, @Felix Check?' });
  await send('/filters', { name: 'Mine', query: 'kind=fact&author=2&q=river' });
  await send('/filters', { name: 'Ours', query: 'stance=denies', shared: true });
  await editor.json('PUT', '/filters/default', { filter_id: 1 });
  await editor.get('/claims?stance=denies');
  return newsroom;
}

/** Everything that the pages show, under the addresses that they have. */
async function everything(newsroom: Newsroom): Promise<Map<string, Body>> {
  const paths = ['/claims.json?per_page=200', '/sources.json?per_page=200', '/articles.json'];
  paths.push('/desk.json', '/review.json', '/policy.json', '/filters.json', '/claims.csv');
  for (const query of ['stance=denies', 'q=ships', 'kind=fact&author=2', 'finding=no-reply']) {
    paths.push(`/claims.json?${query}`);
  }
  for (const table of ['claim', 'source', 'article']) {
    const rows = await newsroom.database.all<{ id: number }>(`SELECT id FROM ${table}`);
    paths.push(...rows.map(({ id }) => `/${table}s/${id}.json`));
    if (table === 'claim') paths.push(...rows.map(({ id }) => `/claims/${id}/history.json`));
  }
  const pages = new Map<string, Body>();
  for (const path of paths) {
    const response = await newsroom.as('editor').get(path);
    const body = await response.text();
    expect([path, response.status]).toEqual([path, 200]);
    pages.set(path, path.includes('.json') ? plain(JSON.parse(body)) : body);
  }
  return pages;
}

// Entries of history have other numbers after those that were here, and with them other hashes.
function plain(value: Body): Body {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const isEntry = 'hash' in value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) =>
      name === 'hash' || (isEntry && name === 'id') ? [] : [[name, plain(one)]],
    ),
  );
}

describe('an exported newsroom', () => {
  it.each([1, 2, 3])(
    'is the same where it is imported (newsroom %i)',
    async (seed) => {
      const from = await livedIn(seed, 120);
      const to = await openNewsroom();
      const lines = await linesOf(from);
      expect(await take(to, lines)).toBe(lines.length - 1);
      const [was, is] = [await everything(from), await everything(to)];
      expect([...is.keys()]).toEqual([...was.keys()]);
      for (const [path, body] of was) expect([path, is.get(path)]).toEqual([path, body]);
      expect(await checkDatabase(to.database)).toEqual([]);
      const chain = await verifyChain(to.database);
      expect(chain.broken).toBeNull();
      await Promise.all([from.close(), to.close()]);
    },
    120_000,
  );

  it('goes on as if it had always been there: ids are not given twice', async () => {
    const from = await livedIn(4, 60);
    const to = await openNewsroom();
    await take(to, await linesOf(from));
    const next = async (newsroom: Newsroom) => {
      const body = {
        statement: 'One more.',
        attributions: [{ source: { name: 'x' }, stance: 'asserts' }],
      };
      const made = await newsroom.as('editor').json('POST', '/claims', body);
      const { id, attributions } = (await made.json()) as Body;
      return [id, attributions[0].id, attributions[0].source.id];
    };
    expect(await next(to)).toEqual(await next(from));
    await Promise.all([from.close(), to.close()]);
  }, 60_000);

  it('finds its people again by their emails, and lets nobody in', async () => {
    const from = await livedIn(5, 40);
    const to = await openNewsroom();
    // Here the same people have other numbers, and one is not on file.
    await to.database.write(async (tx) => {
      for (const table of ['session', 'token']) await tx.run(`DELETE FROM ${table}`);
      await tx.run('DELETE FROM person');
      const add = `INSERT INTO person (id, email, name, role, password_hash, created_at)
        VALUES (?, ?, ?, 'editor', 'hash', ?)`;
      await tx.run(add, 2, 'boss@example.org', 'The Boss', TODAY.toISOString());
      await tx.run(add, 7, 'EDITOR@example.org', 'Nour Haddad', TODAY.toISOString());
    });
    await take(to, await linesOf(from));
    const people = await to.database.all<Body>(
      'SELECT id, email, password_hash AS hash, disabled_at IS NULL AS open FROM person ORDER BY id',
    );
    const editor = people.find((one) => one.id === 7);
    expect(editor).toMatchObject({ hash: 'hash', open: 1 });
    expect(people.filter((one) => one.open).map((one) => one.id)).toEqual([2, 7]);
    expect(people.map((one) => one.email)).toContain('checker@example.org');
    const authors = (newsroom: Newsroom) =>
      newsroom.database.all(
        `SELECT claim.id, email COLLATE NOCASE = 'editor@example.org' AS editors FROM claim
         LEFT JOIN person ON person.id = author_id ORDER BY claim.id`,
      );
    expect(await authors(to)).toEqual(await authors(from));
    const [filter] = await to.database.all<Body>('SELECT query FROM saved_filter ORDER BY id');
    expect(filter.query).toBe('author=7&kind=fact&q=river');
    expect((await verifyChain(to.database)).broken).toBeNull();
    await Promise.all([from.close(), to.close()]);
  }, 60_000);

  it('holds no secret', async () => {
    const from = await openNewsroom();
    const lines = (await linesOf(from)).join('\n');
    expect(lines).not.toMatch(/password|token_hash|-secret/);
    await from.close();
  });
});

describe('an import', () => {
  it('leaves everything as it was where a line is wrong, and names it', async () => {
    const from = await livedIn(6, 20);
    const lines = await linesOf(from);
    await from.close();
    const to = await openNewsroom();
    const source = lines.findIndex((line) => line.includes('"table":"source"'));
    const change = (at: number, how: (line: Body) => void) =>
      lines.map((line, index) => {
        if (index !== at) return line;
        const body = JSON.parse(line);
        how(body);
        return JSON.stringify(body);
      });
    for (const [wrong, message] of [
      [[], /empty/],
      [['{}'], /line 1: This is no exported newsroom/],
      [['nonsense'], /line 1: /],
      [lines.slice(1), /line 1: This is no exported newsroom/],
      [lines.slice(0, -1), /ends too early/],
      [change(0, (head) => Object.assign(head, { format: 99 })), /line 1: Format 99/],
      [lines.with(source, '{"table":"source"'), new RegExp(`line ${source + 1}: `)],
      [
        change(source, (one) => Object.assign(one, { table: 'session' })),
        /line \d+: There is no table “session”/,
      ],
      [
        change(source, (one) => Object.assign(one, { table: 'x"; DROP TABLE claim; --' })),
        /There is no table/,
      ],
      [change(source, (one) => Object.assign(one.row, { 'x"': 1 })), /has no column “x"”/],
      [change(source, (one) => Object.assign(one.row, { type: 'spy' })), /line \d+: .*CHECK/],
      [change(source, (one) => Object.assign(one.row, { id: 'one' })), /line \d+: /],
      [
        change(source, (one) => Object.assign(one.row, { part_of: 999_999 })),
        /refers to a missing source|FOREIGN KEY/,
      ],
    ] as [string[], RegExp][]) {
      await expect(take(to, wrong)).rejects.toThrow(message);
      expect(await to.database.all('SELECT id FROM source')).toEqual([]);
      expect(await to.database.all('SELECT id FROM change')).toEqual([]);
    }
    await to.close();
  }, 60_000);

  it('is refused where something is on record already', async () => {
    const newsroom = await livedIn(7, 10);
    await expect(take(newsroom, await linesOf(newsroom))).rejects.toThrow(/not empty/);
    await newsroom.close();
  }, 60_000);
});

describe('every table', () => {
  it('travels, or stays for a reason that is given', async () => {
    const newsroom = await openNewsroom();
    const tables = await newsroom.database.all<{ name: string }>(
      `SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual')
         AND schema = 'main' AND name NOT LIKE 'sqlite_%'`,
    );
    const decided = [...TRAVELS, ...Object.keys(STAYS)].sort();
    expect(tables.map(({ name }) => name).sort()).toEqual(decided);
    await newsroom.close();
  });
});
