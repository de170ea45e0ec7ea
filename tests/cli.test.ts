import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'cli-'));
const file = join(folder, 'newsroom.db');
const backup = join(folder, 'backup.db');

function cli(words: string, input = '') {
  const { status, stdout, stderr } = spawnSync('node', ['src/cli.ts', ...words.split(' ')], {
    ...{ input, encoding: 'utf8', env: { ...process.env, DATABASE: file } },
  });
  return { status, stdout, stderr };
}

function names(database: string): string[] {
  const opened = new BetterSqlite(database, { readonly: true });
  const rows = opened.prepare('SELECT name FROM person ORDER BY id').all() as { name: string }[];
  opened.close();
  return rows.map((row) => row.name);
}

function change(sql: string): void {
  const opened = new BetterSqlite(file);
  opened.exec(sql);
  opened.close();
}

/** The copies that the database knows of. */
function backups(): string[] {
  const opened = new BetterSqlite(file, { readonly: true });
  const rows = opened.prepare('SELECT file FROM backup ORDER BY id').all() as { file: string }[];
  opened.close();
  return rows.map((row) => row.file);
}

describe('the command line', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says what it can do', () => {
    const { status, stdout } = cli('help');
    expect(status).toBe(0);
    for (const word of ['user add', 'token add', 'backup', 'restore', 'verify', 'seed']) {
      expect(stdout).toContain(word);
    }
  });

  it('ends with 2 for wrong words', () => {
    expect(cli('frobnicate').status).toBe(2);
    expect(cli('token add --email a@b.example').status).toBe(2);
    expect(cli('backup').status).toBe(2);
    expect(cli('seed --claims many').status).toBe(2);
    expect(cli('verify --nonsense').status).toBe(2);
  });

  it('adds a person once, and says why not twice', () => {
    const words = 'user add --email ann@example.org --name Ann --role admin --password-stdin';
    expect(cli(words, 'correct horse battery\n')).toMatchObject({ status: 0, stderr: '' });
    const again = cli(words, 'correct horse battery\n');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('ann@example.org');
    expect(names(file)).toEqual(['Ann']);
  });

  it('refuses a weak password and an unknown role', () => {
    const words = 'user add --email bob@example.org --name Bob --role editor --password-stdin';
    expect(cli(words, 'short').status).toBe(1);
    expect(cli(words.replace('editor', 'king'), 'correct horse battery').status).toBe(1);
  });

  it('prints a token', () => {
    const { status, stdout } = cli('token add --email ann@example.org --scope read');
    expect(status).toBe(0);
    expect(stdout.trim()).toMatch(/^[\w-]{43}$/);
    expect(cli('token add --email nobody@example.org --scope read').status).toBe(1);
  });

  it('seeds the same newsroom each time, with claims that verify', () => {
    expect(cli('seed --claims 50').status).toBe(0);
    const opened = new BetterSqlite(file, { readonly: true });
    expect(opened.prepare('SELECT count(*) AS n FROM claim').get()).toEqual({ n: 50 });
    opened.close();
    expect(cli('verify')).toMatchObject({ status: 0, stderr: '' });
  });

  it('exports claims and says how far it is', { timeout: 60_000 }, () => {
    const lines = cli('export claims --format jsonl');
    expect(lines.stdout.trim().split('\n')).toHaveLength(50);
    expect(lines.stderr).toContain('50 of 50');
    expect(JSON.parse(cli('export claims --format json').stdout).total).toBe(50);
    expect(cli('export claims --format csv --filter kind=fact').stdout).toMatch(/^\ufeffid,url,/);
    expect(cli('export claims --format xml').status).toBe(2);
    expect(cli('export claims --format csv --filter colour=red').status).toBe(2);
    expect(cli('export claims').status).toBe(2);
  });

  it('imports claims, a story, and a whole newsroom', { timeout: 60_000 }, () => {
    const rows = join(folder, 'rows.csv');
    writeFileSync(rows, 'statement,kind\nIt rained.,fact\n');
    expect(cli(`import claims ${rows} --dry-run`).stdout).toContain('Would import 1 claims');
    expect(cli(`import claims ${rows}`).stdout).toContain('line 2: adds claim 51: It rained.');
    writeFileSync(rows, 'statement,kind\nIt rained.,rumour\n');
    const wrong = cli(`import claims ${rows}`);
    expect([wrong.status, wrong.stderr.split(':')[0]]).toEqual([1, 'line 2, column kind']);
    const story = join(folder, 'story.txt');
    writeFileSync(story, '\nRain in the hills\n\nIt rained.\n');
    expect(cli(`import article ${story}`).stdout).toMatch(/^\/articles\/\d+\n$/);
    const all = join(folder, 'all.jsonl');
    expect(cli(`export newsroom ${all}`).status).toBe(0);
    expect(cli(`import newsroom ${all}`).stderr).toContain('not empty');
  });

  it('restores what a backup has, keeps what was there, and ends sessions', () => {
    expect(cli(`backup ${backup}`).status).toBe(0);
    expect(cli(`backup ${backup}`).status).toBe(1);
    change(`INSERT INTO redaction (reason, person_id, made_at, places, counts)
      VALUES ('A name.', 1, '2024-10-07T00:00:00.000Z', 3, '[]')`);
    expect(backups()).toEqual([backup]);
    const words = 'user add --email eve@example.org --name Eve --role viewer --password-stdin';
    expect(cli(words, 'correct horse battery').status).toBe(0);
    expect(names(file)).toEqual(['Ann', 'Eve']);
    const { status, stdout, stderr } = cli(`restore ${backup}`);
    expect(status).toBe(0);
    expect(stderr).toContain('Redact again what Ann redacted on 2024-10-07T00:00:00.000Z: A name.');
    expect(names(file)).toEqual(['Ann']);
    const kept = /kept in (\S+)\.\s*$/.exec(stdout)?.[1] ?? '';
    expect(names(kept)).toEqual(['Ann', 'Eve']);
    expect(backups()).toEqual([kept]);
    expect(cli('verify').status).toBe(0);
  });

  it('refuses to restore what is no backup', () => {
    expect(cli('restore package.json').status).toBe(1);
    expect(cli('restore nowhere.db').status).toBe(1);
    expect(names(file)).toEqual(['Ann']);
  });

  it('finds a history entry that was changed behind its back', () => {
    const opened = new BetterSqlite(file);
    opened.exec('DROP TRIGGER change_stays');
    opened.exec("UPDATE change SET action = 'forged' WHERE id = 2");
    opened.close();
    const { status, stderr } = cli('verify');
    expect(status).toBe(1);
    expect(stderr).toContain('history entry 2');
  });

  it('derives everything anew', () => {
    const opened = new BetterSqlite(file);
    const before = opened.prepare('SELECT id, level, denial FROM claim ORDER BY id').all();
    opened.exec("UPDATE claim SET level = 'primary'");
    opened.close();
    expect(cli('reindex').status).toBe(0);
    const after = new BetterSqlite(file, { readonly: true });
    expect(after.prepare('SELECT id, level, denial FROM claim ORDER BY id').all()).toEqual(before);
    after.close();
  });
});
