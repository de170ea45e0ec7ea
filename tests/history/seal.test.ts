/** The latest hash of history stands in the log. */
import { type ChildProcess, spawn } from 'node:child_process';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runDaily } from '../../src/daily.ts';
import { sealHistory } from '../../src/history/seal.ts';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';

let newsroom: Newsroom;
let hash: string;
beforeEach(async () => {
  newsroom = await openNewsroom();
  await newsroom.as('editor').json('POST', '/claims', { statement: 'It rained.' });
  const row = await newsroom.database.one<{ hash: string }>('SELECT hash FROM change WHERE id = 1');
  hash = row?.hash ?? '';
});
afterEach(() => newsroom.close());

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

it('at start and at stop', async () => {
  const env = { ...process.env, DATABASE: newsroom.file, PORT: '0', LOG_LEVEL: 'info' };
  const child = spawn('node', ['src/main.ts'], { env });
  let printed = '';
  const sealed = () => printed.split('\n').filter((line) => line.includes('"history":'));
  child.stdout.on('data', (piece: Buffer) => {
    const wasSealed = sealed().length > 0;
    printed += piece;
    if (!wasSealed && sealed().length > 0) child.kill('SIGTERM');
  });
  expect(await ended(child)).toBe(0);
  expect(sealed()).toHaveLength(2);
  for (const line of sealed()) {
    expect(JSON.parse(line)).toMatchObject({ level: 30, history: { entries: 1, hash } });
  }
}, 60_000);

it('each day, and not where there is nothing yet', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  const { database } = newsroom;
  await runDaily({ database, clock: () => TODAY, zone: 'UTC', log });
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ history: { entries: 1, hash } });
  const empty = await openNewsroom();
  await sealHistory(empty.database, log);
  await empty.close();
  expect(lines).toHaveLength(1);
});
