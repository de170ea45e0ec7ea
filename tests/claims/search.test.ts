import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Facet, facets } from '../../src/claims/facets.ts';
import { type Filter, parseFilter } from '../../src/claims/filter.ts';
import { claimsCsv, claimsJsonl } from '../../src/claims/list-export.ts';
import { search } from '../../src/claims/search.ts';
import type { Database } from '../../src/database/database.ts';
import {
  countByHand,
  findByHand,
  type KnownClaim,
  knowClaims,
  type Query,
  valuesByHand,
} from '../support/claims-by-hand.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { fillNewsroom, type Random, random, VOCABULARY } from '../support/random-newsroom.ts';

const FILTERS = 320;

let newsroom: Newsroom;
let database: Database;
let claims: KnownClaim[];

beforeAll(async () => {
  newsroom = await openNewsroom();
  database = newsroom.database;
  await database.write((tx) => fillNewsroom(tx, 1, { claims: 150, sources: 30, articles: 12 }));
  claims = await knowClaims(database);
});
afterAll(() => newsroom.close());

describe('a random filter', () => {
  const seeds = Array.from({ length: FILTERS }, (_, seed) => seed + 1000);

  it.each(seeds)('counts, lists and offers what is there (seed %i)', async (seed) => {
    const query = randomQuery(random(seed));
    const filter = read(query);
    const expected = findByHand(claims, query);
    const listed = await allPages(filter);
    expect(listed.length).toBe(expected.length);
    expect(new Set(listed)).toEqual(new Set(expected.map(({ id }) => id)));
    expect((await search(database, filter)).total).toBe(expected.length);
    expect(await countLines(claimsJsonl(database, filter))).toBe(expected.length);
    // The head is a line as well; no cell of this newsroom has a line end in it.
    expect(await countLines(claimsCsv(database, filter))).toBe(expected.length + 1);
    for (const facet of await facets(database, filter)) checkFacet(facet, query);
  });

  it('finds some claims and leaves some out in most cases, or the law would say little', () => {
    const counts = seeds.map((seed) => findByHand(claims, randomQuery(random(seed))).length);
    const telling = counts.filter((count) => count > 0 && count < claims.length);
    expect(telling.length).toBeGreaterThan(FILTERS / 2);
  });
});

async function countLines(pieces: AsyncIterable<string>): Promise<number> {
  let lines = 0;
  for await (const piece of pieces) lines += piece.split('\n').length - 1;
  return lines;
}

function checkFacet(facet: Facet, query: Query): void {
  const { key, values } = facet;
  for (const { value, count, selected } of values) {
    expect([key, value, count]).toEqual([key, value, countByHand(claims, query, key, value)]);
    expect(selected).toBe(query.some(([k, v]) => k === key && v === value));
  }
  expect(values.at(-1)?.value).toBe('none');
  const shown = new Set(values.map(({ value }) => value));
  const hidden = [...valuesByHand(claims, key)].filter((value) => !shown.has(value));
  const counts = hidden.map((value) => countByHand(claims, query, key, value));
  const chosen = new Set(query.filter(([k]) => k === key).map(([, value]) => value));
  const unchosen = values.filter(({ value }) => value !== 'none' && !chosen.has(value));
  const least = Math.min(...unchosen.map(({ count }) => count));
  if (Math.max(0, ...counts) > 0) {
    // Only facets without a fixed list leave values out, the smaller ones, and say so.
    expect(values.length).toBeGreaterThan(10);
    expect(Math.max(...counts)).toBeLessThanOrEqual(least);
    expect(facet.more).toBe(true);
  } else {
    expect(facet.more).toBe(false);
  }
}

function read(query: Query): Filter {
  const { filter, problems } = parseFilter(new URLSearchParams(query.map(([...pair]) => pair)));
  expect(problems).toEqual([]);
  return filter;
}

async function allPages(filter: Filter): Promise<number[]> {
  const ids: number[] = [];
  let after = filter.after;
  do {
    const page = await search(database, { ...filter, after });
    expect(page.ids.length).toBeLessThanOrEqual(filter.perPage);
    ids.push(...page.ids);
    after = page.next;
  } while (after);
  return ids;
}

const KEYS = [
  ...['source_type', 'identity', 'stance', 'directness', 'ground_rules', 'interest', 'relayed'],
  ...['source', 'via', 'on_behalf_of', 'denial', 'corroboration', 'flag', 'finding', 'waived'],
  ...['kind', 'adverse', 'review', 'assessment', 'publisher', 'article', 'desk', 'subject'],
  ...['author', 'assignee'],
];

function randomQuery(dice: Random): Query {
  const query: [string, string][] = [];
  const some = dice.pick([0, 1, 1, 1, 2, 2, 2, 3]);
  for (const key of dice.some(KEYS, some / KEYS.length)) {
    const values = [...valuesByHand(claims, key), 'none'];
    const count = dice.pick([1, 1, 2, 3, 5]);
    const name = dice.chance(0.2) ? `not_${key}` : key;
    for (let turn = 0; turn < count; turn += 1) query.push([name, dice.pick(values)]);
  }
  if (dice.chance(0.15)) query.push(['q', randomWords(dice)]);
  if (dice.chance(0.1)) query.push(['from', `2024-0${1 + dice.whole(9)}-15`]);
  if (dice.chance(0.1)) query.push(['to', `2024-0${1 + dice.whole(9)}-15`]);
  const sorts = ['newest', 'oldest', 'changed'];
  if (dice.chance(0.5)) query.push(['sort', dice.pick(sorts)]);
  else if (query.some(([key]) => key === 'q')) query.push(['sort', 'relevance']);
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
