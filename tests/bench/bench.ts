/**
 * `npm run bench [-- --claims N]`: two hundred random filters, an export meanwhile, saving; then the
 * list, a claim's page and saving a claim, each beside the same bytes from bare `node:http` and
 * beside its SQL alone, in one run. Prints the tables of README. The database is kept for the next run.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { migrate } from '../../src/database/migrate.ts';
import { openSqlite } from '../../src/database/sqlite.ts';
import { planNewsroom, seedNewsroom } from '../../src/exchange/seed.ts';
import { timeDuringExport, timeFilters } from './filters.ts';
import { timePlainCounts } from './plain-counts.ts';
import { record, replay } from './raw-sql.ts';
import { timeSaving } from './saving.ts';

const { values } = parseArgs({
  options: {
    claims: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '8' },
  },
});
const claims = Number(values.claims);
const seconds = Number(values.seconds);
const file = `db/data/bench-${claims}.db`;
const SECRET = 'bench-secret';
const CONNECTIONS = 10;

interface Target {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: unknown;
}

const NEW_CLAIM = {
  statement: 'The harbour board shelved a report that showed the cost had doubled.',
  adverse: true,
  article_id: 1,
  attributions: [
    { source: { name: 'five people with knowledge of the tender' }, stance: 'asserts' },
    { source: { name: 'a European diplomat', type: 'diplomatic' }, stance: 'confirms' },
    {
      source: { name: 'Norvia Dredging', type: 'business', identity: 'named_org' },
      ...{ stance: 'no_response', provisional: true, interest: 'subject' },
    },
  ],
};

const TARGETS: readonly Target[] = [
  { name: `list, 50 of ${claims}`, method: 'GET', path: '/claims', body: null },
  { name: 'claim page', method: 'GET', path: '/claims/7', body: null },
  { name: 'saving a claim', method: 'POST', path: '/claims', body: NEW_CLAIM },
];

await prepare();
const started = performance.now();
const server = fork('tests/bench/serve.ts', [file, SECRET], { stdio: 'inherit' });
const { app, bare, cards } = await next<{ app: string; bare: string; cards: number }>(server);
console.log(
  `Started in ${((performance.now() - started) / 1000).toFixed(1)} s; ` +
    `the cards take ${(cards / 1e6).toFixed(0)} MB.`,
);
const { publishers } = planNewsroom(claims);
const served = { app, bare, cookie: `session=${SECRET}` };
await serveBytes(`${app}/claims`);
await timeFilters(file, publishers, served);
await timeDuringExport(publishers, served, memory);
const saved = await timeSaving(file, NEW_CLAIM, await personId());
console.log(`Saved by one process, a hundred at a time: ${saved.toFixed(0)} claims a second.`);
console.log(
  `\n| ${claims} claims | requests/s | p99 ms | CPU ms | bare http: requests/s | CPU ms ` +
    '| SQL alone: ms | 3 × SQL + 1 ms |',
);
console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
for (const target of TARGETS) await measure(target);
console.log(
  `\nThe list's counts as plain SQL: ${timePlainCounts(file).toFixed(0)} ms of processor.`,
);
server.kill();

async function prepare(): Promise<void> {
  const isThere = existsSync(file);
  migrate(file);
  if (isThere) return;
  console.log(`Making ${file}`);
  const database = openSqlite(file);
  await seedNewsroom(database, planNewsroom(claims), { personId: null, at: new Date() }, (done) =>
    process.stderr.write(`\r${done} of ${claims}`),
  ).catch((error) => {
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
    throw error;
  });
  process.stderr.write('\n');
  await database.close();
}

async function measure(target: Target): Promise<void> {
  const body = target.body === null ? undefined : JSON.stringify(target.body);
  const headers: Record<string, string> =
    target.body === null
      ? { cookie: `session=${SECRET}` }
      : { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' };
  const init = { method: target.method, headers, ...(body ? { body } : {}) };
  const response = await fetch(app + target.path, init);
  if (!response.ok) throw new Error(`${target.name}: ${response.status} ${await response.text()}`);
  server.send({ serve: Buffer.from(await response.arrayBuffer()).toString('base64') });
  const page = await load(app + target.path, init);
  const plain = await load(bare + target.path, init);
  const sql = replay(file, await record(file, SECRET, target.path, init));
  const aim = 3 * sql + 1;
  console.log(
    `| ${target.name} | ${page.perSecond} | ${page.p99} | ${page.cpu.toFixed(2)} ` +
      `| ${plain.perSecond} | ${plain.cpu.toFixed(2)} | ${sql.toFixed(2)} | ${aim.toFixed(2)} |`,
  );
}

async function load(
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) {
  const options = { url, connections: CONNECTIONS, ...init } as autocannon.Options;
  await autocannon({ ...options, duration: 2 });
  const before = await cpu();
  const result = await autocannon({ ...options, duration: seconds });
  const spent = (await cpu()) - before;
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${url}: ${failed} requests failed`);
  return {
    perSecond: Math.round(result.requests.average),
    p99: result.latency.p99,
    /** Milliseconds of the server's processor per request. */
    cpu: spent / result.requests.total,
  };
}

async function serveBytes(url: string): Promise<void> {
  const response = await fetch(url, { headers: { cookie: `session=${SECRET}` } });
  server.send({ serve: Buffer.from(await response.arrayBuffer()).toString('base64') });
}

async function personId(): Promise<number> {
  const database = openSqlite(file);
  const row = await database.one<{ id: number }>('SELECT max(id) AS id FROM person');
  await database.close();
  return row?.id ?? 0;
}

async function memory(): Promise<number> {
  server.send({ memory: true });
  return next<number>(server);
}

async function cpu(): Promise<number> {
  server.send({ cpu: true });
  return next<number>(server);
}

function next<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const end = (code: number | null) => reject(new Error(`The server ended with ${code}.`));
    child.once('exit', end);
    child.once('message', (message) => {
      child.off('exit', end);
      resolve(message as Message);
    });
  });
}
