import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harmless } from '../../src/web/csv.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { findBySql } from '../support/oracle.ts';
import { fillNewsroom } from '../support/random-newsroom.ts';
import { sharedFile } from '../support/shared-data.ts';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.database.write((tx) =>
    fillNewsroom(tx, 2, { claims: 260, sources: 40, articles: 12 }),
  );
});
afterAll(() => newsroom.close());

const get = (path: string) => newsroom.as('viewer').get(path);
const text = async (path: string) => (await get(path)).text();
interface ListAnswer {
  readonly total: number;
  readonly claims: readonly { readonly id: number }[];
  readonly next: string | null;
  readonly facets: Readonly<Record<string, readonly { readonly label: string }[]>>;
  readonly filter: { readonly sentence: string; readonly url: string };
}
async function json(path: string): Promise<ListAnswer> {
  const response = await get(path);
  expect(response.status).toBe(200);
  return (await response.json()) as ListAnswer;
}
function rowsOf(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true, bom: true, relax_column_count: false });
}

/** Where the link with these words goes. */
function linkOf(html: string, words: string): string {
  const [, address = ''] = new RegExp(`href="([^"]+)">${words}`).exec(html) ?? [];
  return address.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}

describe('the list', () => {
  it('shows a page of claims with where it is', async () => {
    const html = await text('/claims');
    expect(html.match(/class="claim-row"/g)).toHaveLength(50);
    expect(html).toContain('1 to 50 of 260');
    expect(html).toContain('All claims, newest first.');
    expect(html).toContain('Older claims');
  });

  it('goes on where the last page ended, to the end and back to the start', async () => {
    const start = await text('/claims?kind=fact&per_page=10');
    const html = await text(linkOf(start, 'Older claims'));
    expect(html).toContain('11 to 20 of');
    expect(linkOf(html, 'First page')).toBe('/claims?kind=fact&per_page=10');
  });

  it('says which filter to drop where nothing is found', async () => {
    const html = await text('/claims?kind=fact&publisher=999999');
    expect(html).toContain('No claim is like this.');
    expect(html).toMatch(/Without <bdi>source 999999<\/bdi><\/a>: \d+ claims/);
    expect(html).not.toContain('Without <bdi>fact</bdi>');
  });

  it('says so where there are no claims at all', async () => {
    const empty = await openNewsroom();
    const html = await (await empty.as('viewer').get('/claims')).text();
    expect(html).toContain('No claims are recorded yet.');
    await empty.close();
  });

  it('names unknown keys and values in a notice and ignores them', async () => {
    const html = await text('/claims?colour=red&stance=denies&stance=maybe');
    expect(html).toContain('There is no filter “colour”.');
    expect(html).toContain('“maybe” is no value of stance.');
    const { total } = await json('/claims.json?stance=denies');
    expect(html).toContain(`<span class="count num">${total} of 260</span>`);
  });

  it('offers to record a claim to those who may', async () => {
    expect(await text('/claims')).not.toContain('Record a claim');
    const html = await (await newsroom.as('editor').get('/claims')).text();
    expect(html).toContain('href="/claims/new"');
  });

  it('keeps the filter in the search box and in every form', async () => {
    const html = await text('/claims?kind=fact&q=minister');
    expect(html).toContain('<input type="hidden" name="kind" value="fact">');
    expect(html).toContain('name="q" value="minister"');
  });

  it('finds other values of a long facet', async () => {
    const { facets } = await json('/claims.json?facet_q=source:river');
    const labels = facets.source?.map(({ label }) => label) ?? [];
    expect(labels.length).toBeGreaterThan(1);
    for (const label of labels.slice(0, -1)) expect(label).toContain('river');
  });
});

describe('who asks for the list', () => {
  it('must be signed in', async () => {
    const response = await newsroom.nobody.get('/claims?kind=fact');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/sign-in?next=%2Fclaims%3Fkind%3Dfact');
    expect((await newsroom.nobody.get('/claims.json')).status).toBe(401);
    expect((await newsroom.nobody.get('/claims.csv')).status).toBe(401);
    expect((await newsroom.nobody.get('/claims/attributions.csv')).status).toBe(401);
  });

  it.each(['viewer', 'editor', 'checker', 'admin'] as const)('may read it: %s', async (member) => {
    expect((await newsroom.as(member).get('/claims')).status).toBe(200);
    expect((await newsroom.as(member).json('GET', '/claims')).status).toBe(200);
  });

  it('cannot delete it, nor read it in a format that it does not have', async () => {
    expect((await newsroom.as('admin').json('DELETE', '/claims')).status).toBe(405);
    expect((await newsroom.as('admin').json('PUT', '/claims/attributions', {})).status).toBe(405);
    expect((await get('/claims/attributions')).status).toBe(404);
    expect((await get('/claims/attributions.jsonl')).status).toBe(404);
  });
});

describe('the list as data', () => {
  it('answers what pages.md promises', async () => {
    const answer = await json('/claims.json?adverse=yes&per_page=3');
    expect(Object.keys(answer).sort()).toEqual(['claims', 'facets', 'filter', 'next', 'total']);
    expect(answer.claims).toHaveLength(3);
    expect(answer.claims[0]).toMatchObject({ adverse: true, standing: { denial: {} } });
    expect(answer.filter).toEqual({
      sentence: 'Claims that are adverse, newest first.',
      url: '/claims?adverse=yes&per_page=3',
    });
    expect(answer.facets.adverse).toEqual([
      {
        ...{ value: 'yes', label: 'yes', count: answer.total, selected: true },
        url: '/claims?per_page=3',
      },
      {
        ...{ value: 'no', label: 'no', count: 260 - answer.total, selected: false },
        url: '/claims?adverse=no&adverse=yes&per_page=3',
      },
      {
        ...{ value: 'none', label: 'nothing recorded', count: 0, selected: false },
        url: '/claims?adverse=none&adverse=yes&per_page=3',
      },
    ]);
  });

  it.each(['newest', 'oldest', 'changed', 'relevance'])(
    'is whole over its pages, without duplicates, in the order %s',
    async (sort) => {
      const ids: number[] = [];
      let next: string | null = `/claims.json?q=minister&per_page=7&sort=${sort}`;
      let total = -1;
      while (next) {
        const answer: ListAnswer = await json(next);
        ids.push(...answer.claims.map(({ id }) => id));
        ({ next, total } = answer);
      }
      expect(ids.length).toBe(total);
      expect(new Set(ids).size).toBe(total);
      expect(total).toBeGreaterThan(21);
      const rows = await newsroom.database.all<{ id: number; date: string }>(
        `SELECT id, ${sort === 'changed' ? 'changed_at' : 'claim_date'} AS date FROM claim`,
      );
      const known = new Map(rows.map(({ id, date }) => [id, date]));
      const dates = ids.map((id) => known.get(id) ?? '');
      const sorted = dates.toSorted();
      if (sort === 'oldest') expect(dates).toEqual(sorted);
      else if (sort !== 'relevance') expect(dates).toEqual(sorted.reverse());
    },
  );

  it.each(['colour=red', 'stance=maybe', 'after=zzz', 'from=2024-02-30', 'per_page=0'])(
    'refuses what it does not understand: %s',
    async (query) => {
      for (const path of [
        '/claims.json',
        '/claims.csv',
        '/claims.jsonl',
        '/claims/attributions.csv',
      ]) {
        const response = await get(`${path}?${query}`);
        expect(response.status).toBe(422);
        const problem = await response.json();
        expect(problem).toMatchObject({
          errors: [{ path: query.split('=')[0], message: expect.any(String) }],
        });
      }
      expect((await get(`/claims?${query}`)).status).toBe(200);
    },
  );

  it('follows sources that were merged away', async () => {
    const [merged] = await newsroom.database.all<{ id: number; canonicalId: number }>(
      `SELECT s.id, s.canonical_id AS canonicalId FROM source AS s JOIN attribution AS a
       ON a.source_id = s.id WHERE s.canonical_id <> s.id LIMIT 1`,
    );
    const answer = await json(`/claims.json?source=${merged?.id}`);
    expect(answer.filter.url).toBe(`/claims?source=${merged?.canonicalId}`);
    expect(answer.total).toBeGreaterThan(0);
  });
});

describe('the list as a file', () => {
  const queries = [
    '',
    'stance=denies&source_type=government',
    'not_stance=denies&kind=fact',
    'identity=unnamed&q=river',
    'denial=denied&sort=changed',
    'finding=none&flag=none&sort=oldest',
    'stance=none',
    'q=minister&sort=relevance',
    'article=999999',
  ];

  it.each(queries)('has as many rows and lines as the filter finds: %s', async (query) => {
    const pairs = [...new URLSearchParams(query)];
    const ids = (await findBySql(newsroom.database, pairs)).sort((a, b) => a - b);
    const numbers = (list: { id: string | number }[]) =>
      list.map(({ id }) => Number(id)).sort((a, b) => a - b);
    expect((await json(`/claims.json?${query}`)).total).toBe(ids.length);
    const rows = rowsOf(await text(`/claims.csv?${query}`));
    expect(numbers(rows as { id: string }[])).toEqual(ids);
    const lines = (await text(`/claims.jsonl?${query}`)).split('\n').filter(Boolean);
    expect(numbers(lines.map((line) => JSON.parse(line)))).toEqual(ids);
    const said = rowsOf(await text(`/claims/attributions.csv?${query}`));
    const rowsSaid = await newsroom.database.one<{ n: number }>(
      'SELECT count(*) AS n FROM attribution WHERE claim_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );
    expect(said.length).toBe(rowsSaid?.n);
  });

  it('comes as a download, as UTF-8 with a mark, in the order of the list', async () => {
    const response = await get('/claims.csv?sort=oldest');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=claims.csv');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = rowsOf(new TextDecoder().decode(bytes));
    const dates = rows.map((row) => row.date ?? '');
    expect(dates).toEqual(dates.toSorted());
  });

  it('repeats the claim in each row of its attributions', async () => {
    const [row] = rowsOf(await text('/claims/attributions.csv?stance=denies'));
    expect(Object.keys(row ?? {})).toContain('claim_statement');
    expect(row?.claim_url).toBe(`/claims/${row?.claim_id}`);
  });
});

describe('a cell of a file', () => {
  const undone = (cell: unknown) => String(cell).replace(/^'/, '');

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', "'quoted", "''", "'=1"])(
    'cannot be run, and is itself again once undone: %j',
    (cell) => {
      expect(String(harmless(cell))).toMatch(/^'/);
      expect(undone(harmless(cell))).toBe(cell);
    },
  );

  it.each(['', 'plain', 'a=1', ' =1', '1-2'])('is left alone where it is harmless: %j', (cell) => {
    expect(harmless(cell)).toBe(cell);
  });
});

describe('naughty words', () => {
  const naughty = [
    ...['"', '""', '"a', '*', '**', 'a*b*', '(', ')', 'NEAR(', 'AND', 'OR NOT', 'statement:', '^a'],
    ...[
      '{a b}:c',
      '-',
      '+a',
      "'; DROP TABLE claim;--",
      '\u0000',
      '\ufffd',
      '😀',
      'a\u0301',
      '%',
      '_',
    ],
    ...naughtyStrings(),
  ];

  it(`never break the list (${naughty.length} of them)`, { timeout: 120_000 }, async () => {
    for (const words of naughty) {
      const query = new URLSearchParams([['q', words.toWellFormed()]]);
      const page = await get(`/claims?${query}`);
      expect([words, page.status]).toEqual([words, 200]);
      await page.text();
      const data = await get(`/claims.json?${query}&per_page=1&desk=${encodeURIComponent('x')}`);
      expect([words, [200, 422].includes(data.status)]).toEqual([words, true]);
    }
  });

  it('never break other keys either', { timeout: 120_000 }, async () => {
    for (const words of naughty.slice(0, 40)) {
      for (const key of ['desk', 'source', 'stance', 'after', 'from', 'facet_q', 'sort', words]) {
        const query = new URLSearchParams([
          ['per_page', '1'],
          [key, words],
        ]);
        expect([query.toString(), (await get(`/claims?${query}`)).status]).toEqual([
          query.toString(),
          200,
        ]);
      }
    }
  });
});

function naughtyStrings(): string[] {
  const file = sharedFile('naughty-strings.json');
  if (file) return JSON.parse(readFileSync(file, 'utf8'));
  console.warn('Skipped the list of naughty strings: shared/data is missing.');
  return [];
}
