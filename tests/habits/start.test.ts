/** The test runner accepts syntax that Node refuses: this starts the program as people do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'start-'));
let started: ChildProcess | null = null;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts the program and waits for the wanted words; gives all that it printed. */
function start(
  words: readonly string[],
  settings: Record<string, string>,
  wanted: RegExp,
): Promise<string> {
  const env = { ...process.env, LOG_LEVEL: 'warn', DATABASE: join(folder, 'a.db'), ...settings };
  const child = spawn('node', ['src/main.ts', ...words], { env });
  started = child;
  let printed = '';
  return new Promise((resolve, reject) => {
    const read = (piece: Buffer) => {
      printed += piece;
      if (wanted.test(printed)) resolve(printed);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${printed}`)));
  });
}

async function stop(): Promise<number | null> {
  const child = started;
  started = null;
  if (!child || child.exitCode !== null) return child?.exitCode ?? null;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return ended;
}

describe('the program', () => {
  afterEach(async () => {
    await stop();
  });

  it('starts on an empty machine, prints a one-time link that works, and stops cleanly', async () => {
    const port = await freePort();
    const printed = await start([], { PORT: `${port}` }, /setup\?code=\S+/);
    const link = /http:\S+setup\?code=\S+/.exec(printed)?.[0] ?? '';
    const page = await fetch(link);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('name="password"');
    expect(await stop()).toBe(0);
  });

  it('shows a filled newsroom as a demo, into which one can sign in', async () => {
    const port = await freePort();
    const printed = await start(['--demo'], { PORT: `${port}` }, /password: .+\n/);
    const password = /password: (.+)\n/.exec(printed)?.[1] ?? '';
    const response = await fetch(`http://127.0.0.1:${port}/sign-in`, {
      ...{ method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' } },
      body: new URLSearchParams({ email: 'editor@demo.example', password }),
    });
    expect(response.status).toBe(303);
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    const claims = await fetch(`http://127.0.0.1:${port}/claims.json`, { headers: { cookie } });
    const { total } = (await claims.json()) as { total: number };
    expect(total).toBeGreaterThan(20);
  });

  it('refuses to start with a wrong setting, and names it', async () => {
    await expect(start([], { PORT: 'many' }, /at http/)).rejects.toThrow(/PORT/);
    await expect(start([], { ZONE: 'Mars/Olympus' }, /at http/)).rejects.toThrow(/ZONE/);
    rmSync(folder, { recursive: true, force: true });
  });
});
