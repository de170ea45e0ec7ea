/** Everything a change must pass, as a list of named steps; the first that fails ends it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './browser/chromium.ts';

const quick = process.argv.includes('--quick');
const inCi = Boolean(process.env.CI);
const results = mkdtempSync(join(tmpdir(), 'test-results-'));
const totals = { passed: 0, failed: 0, skipped: 0 };

step('types', 'npm', ['run', '--silent', 'types']);
step('lint', 'npm', ['run', '--silent', 'lint']);
step('unused code', 'npm', ['run', '--silent', 'unused']);
tests('habits, unit and HTTP tests', 'tests/vitest.config.ts');
if (quick) console.log('\nThe browser tests were left out, as asked.');
else testInBrowser();
finish(0);

function testInBrowser(): void {
  if (!findChromium() && canInstall()) installChromium();
  if (findChromium()) tests('browser tests', 'tests/browser/vitest.config.ts');
  else if (inCi) {
    console.error('\nChromium is missing, and the browser tests are never skipped here.');
    finish(1);
  } else {
    console.log(
      '\nSKIPPED: the browser tests. Install Chromium (Debian: apt-get install chromium).',
    );
  }
}

function canInstall(): boolean {
  return existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

function installChromium(): void {
  console.log('\n== Chromium is missing: installing it');
  spawnSync('sh', ['-c', 'apt-get update -q && apt-get install -qy chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function tests(name: string, config: string): void {
  const file = join(results, `${config.replaceAll('/', '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const status = run(name, 'vitest', ['run', '--config', config, ...reporters]);
  if (existsSync(file)) {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    totals.passed += report.numPassedTests;
    totals.failed += report.numFailedTests;
    totals.skipped += report.numPendingTests + report.numTodoTests;
  }
  if (status !== 0) finish(status);
}

function step(name: string, command: string, words: readonly string[]): void {
  const status = run(name, command, words);
  if (status !== 0) finish(status);
}

function run(name: string, command: string, words: readonly string[]): number {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { status } = spawnSync(command, words, { stdio: 'inherit' });
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${Date.now() - started} ms)`);
  return status ?? 1;
}

function finish(status: number): never {
  rmSync(results, { recursive: true, force: true });
  const { passed, failed, skipped } = totals;
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(status);
}
