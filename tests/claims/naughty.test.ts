/** 515 strings that break forms, pages and exports, through every field of words of a claim. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlsOf } from '../support/controls.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { sharedFile } from '../support/shared-data.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
type Body = any;

const file = sharedFile('naughty-strings.json');
const strings: string[] = file ? JSON.parse(readFileSync(file, 'utf8')) : [];
if (!file) console.warn('Skipped: shared/data/naughty-strings.json is not there.');

const isUsable = (text: string) => text.trim() !== '' && !text.includes('\0') && text.length <= 500;
const usable = strings.filter(isUsable);

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

async function read(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await newsroom.as('editor').json(method, path, body);
  const text = await response.text();
  expect(response.status, text).toBeLessThan(300);
  return JSON.parse(text);
}

/** What a spreadsheet must not run got a `'` in front; the help says so. */
const undone = (cell: string) => cell.replace(/^'/, '');

async function csv(path: string): Promise<Record<string, string>[]> {
  const text = await (await newsroom.as('editor').get(path)).text();
  return parse(text, { columns: true, bom: true, record_delimiter: '\r\n' });
}

function wordsIn(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html
    .replace(/<[^<>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name) => entities[name] ?? '');
}

/** Some strings at a time, each a row of one claim; together they are its statement. */
const groups = inGroups(usable);

function statementOf(some: readonly string[]): string {
  return some.join('\n');
}

function inGroups(texts: readonly string[]): string[][] {
  const groups: string[][] = [];
  for (const text of texts) {
    const last = groups.at(-1);
    const fits = last && last.length < 12 && statementOf([...last, text]).length < 2000;
    if (fits) last.push(text);
    else groups.push([text]);
  }
  return groups;
}

describe.skipIf(!file)('naughty strings in a claim', () => {
  const said = new Map<number, readonly string[]>();

  it('come back unchanged as JSON', { timeout: 60_000 }, async () => {
    for (const some of groups) {
      const claim = await read('POST', '/claims', {
        ...{ statement: statementOf(some), reported_speaker: some[0] },
        attributions: some.map((text) => ({
          source: { name: text, identity: 'unnamed_described', type: 'untyped', distinct: true },
          ...{ stance: 'asserts', wording: text, quote: text },
        })),
        evidence: some.map((text) => ({ kind: 'link', title: text, note: text })),
      });
      said.set(claim.id, some);
      const { statement, attributions, evidence, reported_speaker } = await read('GET', claim.url);
      expect([statement, reported_speaker]).toEqual([statementOf(some), some[0]]);
      expect(attributions.map((row: Body) => row.source.name)).toEqual(some);
      expect(attributions.map((row: Body) => row.wording)).toEqual(some);
      expect(attributions.map((row: Body) => row.quote)).toEqual(some);
      expect(evidence.map((row: Body) => row.title)).toEqual(some);
      expect(evidence.map((row: Body) => row.note)).toEqual(some);
    }
  });

  it('come back unchanged from page and form', { timeout: 60_000 }, async () => {
    for (const [id, some] of said) {
      const page = wordsIn(await (await newsroom.as('editor').get(`/claims/${id}`)).text());
      // In the statement, as source, wording, quote and evidence.
      for (const text of some) expect(page.split(text).length, text).toBeGreaterThan(4);
      const html = await (await newsroom.as('editor').get(`/claims/${id}/edit`)).text();
      const held = controlsOf(html);
      expect(held.get('statement')).toEqual([statementOf(some)]);
      for (const [at, text] of some.entries()) {
        const row = `attributions.${at}`;
        expect(held.get(`${row}.source.name`)).toEqual([text]);
        expect(held.get(`${row}.wording`)).toEqual([text]);
        expect(held.get(`evidence.${at}.title`)).toEqual([text]);
      }
      const put = await newsroom.as('editor').post(`/claims/${id}`, Object.fromEntries(held));
      expect(put.status).toBe(303);
      const { attributions } = await read('GET', `/claims/${id}`);
      expect(attributions.map((row: Body) => row.source.name)).toEqual(some);
    }
  });

  it('come back unchanged from the files', async () => {
    const claims = await csv('/claims.csv');
    expect(claims.length).toBe(said.size);
    for (const { id, statement } of claims) {
      expect(undone(statement ?? '')).toBe(statementOf(said.get(Number(id)) ?? []));
    }
    const rows = await csv('/claims/attributions.csv');
    expect(rows.length).toBe(usable.length);
    for (const [id, some] of said) {
      const own = rows.filter((row) => row.claim_id === `${id}`);
      expect(own.map((row) => undone(row.source ?? ''))).toEqual(some);
      expect(own.map((row) => undone(row.wording ?? ''))).toEqual(some);
      expect(own.map((row) => undone(row.quote ?? ''))).toEqual(some);
    }
    const lines = await (await newsroom.as('editor').get('/claims.jsonl')).text();
    for (const claim of lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))) {
      expect(claim.statement).toBe(statementOf(said.get(claim.id) ?? []));
    }
  });

  it('are saved as they were typed into the form', { timeout: 60_000 }, async () => {
    for (const some of groups) {
      const fields: Record<string, string> = { statement: statementOf(some) };
      for (const [at, text] of some.entries()) {
        fields[`attributions.${at}.stance`] = 'denies';
        fields[`attributions.${at}.source.name`] = text;
        fields[`attributions.${at}.source.identity`] = 'unnamed_described';
        // Some are the same but for their case.
        fields[`attributions.${at}.source.distinct`] = 'yes';
        fields[`attributions.${at}.wording`] = text;
      }
      const made = await newsroom.as('editor').post('/claims', fields);
      expect(made.status, statementOf(some)).toBe(303);
      const claim = await read('GET', made.headers.get('location') ?? '');
      expect(claim.statement).toBe(statementOf(some));
      expect(claim.attributions.map((row: Body) => row.source.name)).toEqual(some);
      expect(claim.attributions.map((row: Body) => row.wording)).toEqual(some);
    }
  });

  it('break no search', { timeout: 60_000 }, async () => {
    for (const text of usable.filter((_, at) => at % 7 === 0)) {
      const query = new URLSearchParams({ q: text.slice(0, 200) });
      for (const path of ['/claims', '/sources', '/articles']) {
        const response = await newsroom.as('editor').get(`${path}?${query}`);
        expect(response.status, text).toBe(200);
        await response.text();
      }
    }
  });

  it('are refused with a message where they are blank or hold a NUL', async () => {
    for (const text of [...strings.filter((one) => one.trim() === ''), ' \t\n', '\u00a0', 'a\0b']) {
      const source = { name: text, identity: 'unnamed_described' };
      const body = { statement: text, attributions: [{ source, stance: 'asserts' }] };
      const response = await newsroom.as('editor').json('POST', '/claims', body);
      const { errors } = (await response.json()) as Body;
      expect([response.status, errors.map((one: Body) => one.path)]).toEqual([
        ...[422, ['statement', 'attributions.0.source.name']],
      ]);
    }
  });
});
