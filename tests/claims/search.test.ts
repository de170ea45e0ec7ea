/**
 * Random filters over a newsroom that is being edited, merged, retracted and deleted meanwhile: what
 * is found, counted, paged and exported is, each time, what plain SQL says.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Facet, facets } from '../../src/claims/facets.ts';
import { type Filter, parseFilter } from '../../src/claims/filter.ts';
import { claimsCsv, claimsJsonl } from '../../src/claims/list-export.ts';
import { countClaims, search, searchAll } from '../../src/claims/search.ts';
import type { Connection, Database } from '../../src/database/database.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { countBySql, findBySql, KEYS, type Query, valuesBySql } from '../support/oracle.ts';
import { type Acts, actAtRandom, openActs } from '../support/random-acts.ts';
import { fillNewsroom, type Random, random, VOCABULARY } from '../support/random-newsroom.ts';

const FILTERS = 520;

let newsroom: Newsroom;
let database: Database;
let acts: Acts;
const telling: boolean[] = [];
let removed = 0;

beforeAll(async () => {
  newsroom = await openNewsroom();
  database = newsroom.database;
  await database.write((tx) => fillNewsroom(tx, 1, { claims: 60, sources: 16, articles: 6 }));
  acts = await openActs(newsroom, random(7));
});
afterAll(() => newsroom.close());

describe('a random filter after a random act', () => {
  const seeds = Array.from({ length: FILTERS }, (_, seed) => seed + 1000);

  it.each(seeds)('counts, lists and exports what is there (seed %i)', async (seed) => {
    const dice = random(seed);
    if (dice.chance(0.1)) await removeClaim(dice);
    else await actAtRandom(acts);
    const query = await randomQuery(dice);
    const filter = read(query);
    const expected = await findBySql(database, query);
    expect(await search(database, filter)).toMatchObject({
      ...{ total: expected.length, before: 0, ids: expected.slice(0, filter.perPage) },
    });
    await checkPages(filter, expected, dice);
    for (const facet of await facets(database, filter)) await checkFacet(database, facet, query);
    expect(await exportedIds(filter)).toEqual(expected);
    telling.push(expected.length > 0 && expected.length < (await count(database)));
  });

  it('finds some claims and leaves some out in most cases, or the law would say little', () => {
    expect(telling.filter(Boolean).length).toBeGreaterThan(FILTERS / 2);
    expect(removed).toBeGreaterThan(5);
  });

  it.each(seeds.slice(0, 20))('sees what a transaction has written (seed %i)', async (seed) => {
    const dice = random(seed);
    const query = await randomQuery(dice);
    const before = await findBySql(database, query);
    await database.rehearse(async (tx) => {
      await fillNewsroom(tx, seed, { claims: 5, sources: 4, articles: 2 });
      await tx.run(`UPDATE claim SET kind = 'opinion', adverse = 1 - adverse WHERE id % 3 = 0`);
      const expected = await findBySql(tx, query);
      expect((await search(tx, read(query))).total).toBe(expected.length);
      for (const facet of await facets(tx, read(query))) await checkFacet(tx, facet, query);
    });
    expect((await search(database, read(query))).total).toBe(before.length);
  });
});

async function checkPages(filter: Filter, expected: readonly number[], dice: Random) {
  expect(await countClaims(database, filter)).toBe(expected.length);
  const all: number[] = [];
  for await (const ids of searchAll(database, filter)) all.push(...ids);
  expect(all).toEqual(expected);
  // A deep page: so many pages in.
  let page = await search(database, filter);
  for (let turn = dice.whole(12); turn > 0 && page.next; turn -= 1) {
    page = await search(database, { ...filter, after: page.next });
  }
  expect(page.ids).toEqual(expected.slice(page.before, page.before + filter.perPage));
  const isLast = page.before + page.ids.length === expected.length;
  expect(page.next === null).toBe(isLast);
}

async function exportedIds(filter: Filter): Promise<number[]> {
  let text = '';
  for await (const piece of claimsJsonl(database, filter)) text += piece;
  const ids = text.split('\n').flatMap((line) => (line ? [JSON.parse(line).id as number] : []));
  let lines = 0;
  for await (const piece of claimsCsv(database, filter)) lines += piece.split('\r\n').length - 1;
  // The head is a line as well; no cell of this newsroom ends a line so.
  expect(lines).toBe(ids.length + 1);
  return ids;
}

async function checkFacet(connection: Connection, facet: Facet, query: Query): Promise<void> {
  const { key, values } = facet;
  const counts = await countBySql(connection, query, key);
  for (const { value, count: counted, selected } of values) {
    expect([key, value, counted]).toEqual([key, value, counts.get(value) ?? 0]);
    expect(selected).toBe(query.some(([k, v]) => k === key && v === value));
  }
  expect(values.at(-1)?.value).toBe('none');
  const shown = new Set(values.map(({ value }) => value));
  const hidden = [...counts].flatMap(([value, one]) => (shown.has(value) ? [] : [one]));
  const chosen = new Set(query.filter(([k]) => k === key).map(([, value]) => value));
  const unchosen = values.filter(({ value }) => value !== 'none' && !chosen.has(value));
  if (Math.max(0, ...hidden) > 0) {
    // Only facets without a fixed list leave values out, the smaller ones, and say so.
    expect(values.length).toBeGreaterThan(10);
    expect(Math.max(...hidden)).toBeLessThanOrEqual(Math.min(...unchosen.map((one) => one.count)));
  }
  expect(facet.more).toBe(Math.max(0, ...hidden) > 0);
}

async function count(connection: Connection): Promise<number> {
  return (await connection.one<{ n: number }>('SELECT count(*) AS n FROM claim'))?.n ?? 0;
}

function read(query: Query): Filter {
  const { filter, problems } = parseFilter(new URLSearchParams(query.map(([...pair]) => pair)));
  expect(problems).toEqual([]);
  return filter;
}

// The application deletes no claims, but what it reads must not take that for granted. Claims that
// something refers to stay.
async function removeClaim(dice: Random): Promise<void> {
  const rows = await database.all<{ id: number }>('SELECT id FROM claim');
  if (rows.length < 20) return;
  const { id } = dice.pick(rows);
  const remove = database.write(async (tx) => {
    await tx.run('DELETE FROM claim_words WHERE rowid = ?', id);
    for (const table of ['attribution', 'claim_subject', 'claim_flag', 'claim_finding']) {
      await tx.run(`DELETE FROM ${table} WHERE claim_id = ?`, id);
    }
    await tx.run('DELETE FROM claim WHERE id = ?', id);
    removed += 1;
  });
  await remove.catch((error) => expect(`${error}`).toMatch(/FOREIGN KEY/));
}

async function randomQuery(dice: Random): Promise<Query> {
  const query: [string, string][] = [];
  const some = dice.pick([0, 1, 1, 1, 2, 2, 2, 3]);
  for (const key of dice.some(KEYS, some / KEYS.length)) {
    const values = [...(await valuesBySql(database, key)), 'none'];
    const name = dice.chance(0.2) ? `not_${key}` : key;
    for (let turn = dice.pick([1, 1, 2, 3, 5]); turn > 0; turn -= 1) {
      query.push([name, dice.pick(values)]);
    }
  }
  if (dice.chance(0.15)) query.push(['q', randomWords(dice)]);
  if (dice.chance(0.1)) query.push(['from', `2024-0${1 + dice.whole(9)}-15`]);
  if (dice.chance(0.1)) query.push(['to', `2024-0${1 + dice.whole(9)}-15`]);
  const isWorded = query.some(([key]) => key === 'q');
  if (isWorded && dice.chance(0.5)) query.push(['sort', 'relevance']);
  else if (dice.chance(0.5)) query.push(['sort', dice.pick(['newest', 'oldest', 'changed'])]);
  query.push(['per_page', `${dice.pick([1, 7, 50, 200])}`]);
  return query.filter(
    ([k, v], at) => query.findIndex((one) => one[0] === k && one[1] === v) === at,
  );
}

function randomWords(dice: Random): string {
  const word = () => dice.pick(VOCABULARY);
  return dice.pick([
    word(),
    `${word()} ${word()}`,
    `"${word()} ${word()}"`,
    `${word().slice(0, 3)}*`,
  ]);
}
