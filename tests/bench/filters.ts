/** Times random filters over HTTP: the whole page, cold, beside plain SQL and a bare server. */
import { request } from 'node:http';
import { openSqlite } from '../../src/database/sqlite.ts';
import { type Query, totalBySql } from '../support/oracle.ts';
import { randomFilters, type TimedFilter } from './random-filters.ts';

const KINDS: readonly TimedFilter['kind'][] = ['facets', 'publisher', 'dates', 'words'];
/** SQL takes seconds for each at ten million claims. */
const MOST_BY_SQL = 5;

export interface Served {
  readonly app: string;
  readonly bare: string;
  readonly cookie: string;
}

/** Prints a table in Markdown, a row per class of filters. */
export async function timeFilters(file: string, publishers: number, served: Served): Promise<void> {
  for (const { query } of randomFilters(publishers, 1)) await fetchPage(served, query);
  const bare = await timeBare(served);
  console.log(
    '\n| filters | p50 ms | p95 ms | p99 ms | SQL, the total alone: ms | bare http: ms |',
  );
  console.log('|---|---:|---:|---:|---:|---:|');
  const filters = randomFilters(publishers, 2);
  for (const kind of KINDS) {
    const queries = filters.filter((one) => one.kind === kind).map(({ query }) => query);
    const times: number[] = [];
    for (const query of queries) times.push(await fetchPage(served, query));
    const sql = await timeSql(file, queries.slice(0, MOST_BY_SQL));
    const figures = [0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(1));
    console.log(`| ${kind} | ${figures.join(' | ')} | ${sql.toFixed(0)} | ${bare.toFixed(2)} |`);
  }
}

/** Other pages' p99 while 100,000 claims are exported, and what that does to memory. */
export async function timeDuringExport(
  publishers: number,
  served: Served,
  memory: () => Promise<number>,
): Promise<void> {
  const pages = randomFilters(publishers, 3).filter(({ kind }) => kind !== 'words');
  const quiet: number[] = [];
  for (const { query } of pages) quiet.push(await fetchPage(served, query));
  const before = await memory();
  const exporting = exportRows(served, 100_000);
  const busy: number[] = [];
  let most = before;
  for (const { query } of randomFilters(publishers, 4).filter(({ kind }) => kind !== 'words')) {
    if (exporting.isDone()) break;
    busy.push(await fetchPage(served, query));
    most = Math.max(most, await memory());
  }
  const rows = await exporting.rows;
  const [usual, then] = [quantile(quiet, 0.99), quantile(busy, 0.99)];
  console.log(
    `\nWhile ${rows} claims are exported, ${busy.length} pages: p99 ${then.toFixed(1)} ms ` +
      `(without ${usual.toFixed(1)} ms); memory + ${((most - before) / 1e6).toFixed(0)} MB.`,
  );
}

async function timeSql(file: string, queries: readonly Query[]): Promise<number> {
  const database = openSqlite(file);
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    await totalBySql(database, query);
    times.push(performance.now() - start);
  }
  await database.close();
  return quantile(times, 0.5);
}

async function timeBare({ bare }: Served): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 100; n += 1) times.push(await timeRequest(bare, {}));
  return quantile(times, 0.5);
}

function fetchPage({ app, cookie }: Served, query: Query): Promise<number> {
  const search = new URLSearchParams(query.map(([...pair]) => pair));
  return timeRequest(`${app}/claims?${search}`, { cookie });
}

function timeRequest(url: string, headers: Record<string, string>): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
      response.resume().on('end', () => resolve(performance.now() - start));
    })
      .on('error', reject)
      .end();
  });
}

function exportRows({ app, cookie }: Served, most: number) {
  let [count, isDone] = [0, false];
  const rows = new Promise<number>((resolve, reject) => {
    const asked = request(`${app}/claims.jsonl`, { headers: { cookie } }, (response) => {
      response.on('data', (piece: Buffer) => {
        for (const byte of piece) if (byte === 10) count += 1;
        if (count < most || isDone) return;
        isDone = true;
        asked.destroy();
        resolve(count);
      });
      response.on('end', () => {
        isDone = true;
        resolve(count);
      });
    });
    asked.on('error', (error) => (isDone ? undefined : reject(error))).end();
  });
  return { rows, isDone: () => isDone };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
