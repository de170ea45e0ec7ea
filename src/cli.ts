/** Administration from the command line: the same functions as the pages, without the web. */
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { rederiveClaims } from './claims/derive.ts';
import { type Config, readSettings } from './config.ts';
import type { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { openSqlite } from './database/sqlite.ts';
import { backUp, checkDatabase, restore } from './database/upkeep.ts';
import {
  EXPORT_FORMATS,
  exportClaims,
  exportWholeNewsroom,
  importArticle,
  importClaims,
  importNewsroomFile,
  readQuery,
} from './exchange/commands.ts';
import { planNewsroom, seedNewsroom } from './exchange/seed.ts';
import { extractFile, extractLines } from './extraction/commands.ts';
import { findSealed } from './history/seal.ts';
import { verifyChain } from './history/store.ts';
import { addPerson, addToken, disableByEmail } from './people/commands.ts';
import { readRedactions, rememberBackup } from './redaction/store.ts';
import { Refusal } from './web/errors.ts';

/** Wrong words on the command line: exit code 2. */
class WrongWords extends Error {}

interface Call {
  readonly config: Config;
  readonly database: Database;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

interface CommandBasics {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
}

interface DatabaseCommand extends CommandBasics {
  readonly run: (call: Call) => Promise<void>;
}

/** One that needs no newsroom. */
interface LoneCommand extends CommandBasics {
  readonly runAlone: (words: Call['words'], options: Call['options']) => Promise<void>;
}

type Command = DatabaseCommand | LoneCommand;

const COMMANDS: readonly Command[] = [
  {
    name: 'user add',
    usage: 'user add --email E --name N --role R --password-stdin',
    does: 'adds a person; the password is read from standard input',
    run: runUserAdd,
  },
  {
    name: 'user disable',
    usage: 'user disable --email E',
    does: 'ends the person’s sessions and tokens, and lets them in no more',
    run: ({ database, options }) => disableByEmail(database, need(options, 'email'), new Date()),
  },
  {
    name: 'token add',
    usage: 'token add --email E --scope read|write [--name N]',
    does: 'prints a new API token, once',
    run: runTokenAdd,
  },
  {
    name: 'extract',
    usage: 'extract FILE [--json]  or  extract --jsonl < LINES',
    does: 'finds the attributions in a text; with --jsonl in each line {"id", "text"}',
    runAlone: runExtract,
  },
  {
    name: 'export claims',
    usage: 'export claims [FILE] [--filter QUERY] --format csv|json|jsonl',
    does: 'writes the claims that a filter finds (the query of /claims) to a file or standard output',
    run: runExportClaims,
  },
  {
    name: 'export newsroom',
    usage: 'export newsroom [FILE]',
    does: 'writes everything but ways in, as lines of JSON, as of one moment',
    run: ({ database, words }) =>
      exportWholeNewsroom(database, new Date(), openOut(words[0]), process.stderr),
  },
  {
    name: 'import claims',
    usage: 'import claims FILE.csv [--dry-run]',
    does: 'adds and changes claims, all or none; says what would come of it with --dry-run',
    run: runImportClaims,
  },
  {
    name: 'import newsroom',
    usage: 'import newsroom FILE.jsonl',
    does: 'takes an exported newsroom into an empty one; people come without their passwords',
    run: runImportNewsroom,
  },
  {
    name: 'import article',
    usage: 'import article FILE',
    does: 'records a story: a text with its headline first, or .json as POST /articles takes it',
    run: runImportArticle,
  },
  {
    name: 'backup',
    usage: 'backup FILE',
    does: 'copies the database into a new file, also while the application runs',
    run: runBackup,
  },
  {
    name: 'restore',
    usage: 'restore FILE',
    does: 'puts a backup in place of the database, and keeps what was there beside it; what was redacted since is back',
    run: runRestore,
  },
  {
    name: 'verify',
    usage: 'verify [--expect HASH]',
    does: 'checks the history chain, the references and the file; that a hash seen earlier is there',
    run: runVerify,
  },
  {
    name: 'reindex',
    usage: 'reindex',
    does: 'derives every claim’s standing and filter columns anew',
    run: runReindex,
  },
  {
    name: 'seed',
    usage: 'seed --claims N',
    does: 'adds a generated newsroom, for trials and benchmarks',
    run: runSeed,
  },
];

const OPTIONS = {
  email: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  scope: { type: 'string' },
  claims: { type: 'string' },
  expect: { type: 'string' },
  filter: { type: 'string' },
  format: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
  'password-stdin': { type: 'boolean' },
} as const;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = readWords(args);
    const command = findCommand(positionals);
    if (!command) {
      console.log(help());
      return positionals.length === 0 || positionals[0] === 'help' ? 0 : 2;
    }
    const words = positionals.slice(command.name.split(' ').length);
    if ('runAlone' in command) await command.runAlone(words, values);
    else await runWithDatabase(command, words, values);
    return 0;
  } catch (error) {
    console.error(error instanceof Refusal ? error.detail : (error as Error).message);
    return error instanceof WrongWords ? 2 : 1;
  }
}

async function runWithDatabase(
  command: DatabaseCommand,
  words: Call['words'],
  options: Call['options'],
): Promise<void> {
  const config = readSettings();
  migrate(config.database);
  const database = openSqlite(config.database);
  try {
    await command.run({ config, database, words, options });
  } finally {
    await database.close();
  }
}

function readWords(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new WrongWords((error as Error).message);
  }
}

function findCommand(positionals: readonly string[]): Command | undefined {
  return COMMANDS.find(({ name }) =>
    name.split(' ').every((word, index) => positionals[index] === word),
  );
}

function help(): string {
  const width = Math.max(...COMMANDS.map(({ usage }) => usage.length));
  const lines = COMMANDS.map(({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`);
  return ['Second Source, from the command line: npm run --silent cli -- …', ...lines].join('\n');
}

async function runUserAdd({ database, options }: Call): Promise<void> {
  if (!options['password-stdin']) throw new WrongWords('Say --password-stdin and send it there.');
  const person = {
    email: need(options, 'email'),
    name: need(options, 'name'),
    role: need(options, 'role'),
    password: (await text(process.stdin)).replace(/\r?\n$/, ''),
  };
  await addPerson(database, person, new Date());
}

async function runTokenAdd({ database, options }: Call): Promise<void> {
  const [email, scope] = [need(options, 'email'), need(options, 'scope')];
  if (scope !== 'read' && scope !== 'write') throw new WrongWords('--scope is read or write.');
  const name = typeof options.name === 'string' ? options.name : 'command line';
  console.log(await addToken(database, { email, scope, name }, new Date()));
}

async function runExtract(words: Call['words'], options: Call['options']): Promise<void> {
  if (options.jsonl) await extractLines(process.stdin, (line) => console.log(line));
  else console.log(extractFile(needWord(words, 'FILE'), options.json === true));
}

async function runExportClaims({ database, words, options }: Call): Promise<void> {
  const format = EXPORT_FORMATS.find((one) => one === need(options, 'format'));
  if (!format) throw new WrongWords(`--format is one of: ${EXPORT_FORMATS.join(', ')}.`);
  const query = typeof options.filter === 'string' ? options.filter : '';
  const filter = rightWords(() => readQuery(query));
  await exportClaims(database, filter, format, openOut(words[0]), process.stderr);
}

async function runImportNewsroom({ database, words }: Call): Promise<void> {
  const file = needWord(words, 'FILE');
  const rows = await importNewsroomFile(database, file, new Date(), process.stderr);
  console.log(`Imported ${rows} rows. People who were not on file are disabled: invite them.`);
}

async function runImportClaims({ database, words, options }: Call): Promise<void> {
  const by = { personId: null, at: new Date() };
  const isDryRun = options['dry-run'] === true;
  const lines = await importClaims(database, needWord(words, 'FILE.csv'), by, isDryRun);
  console.log(lines.join('\n'));
}

async function runImportArticle({ database, words }: Call): Promise<void> {
  const by = { personId: null, at: new Date() };
  console.log(`/articles/${await importArticle(database, needWord(words, 'FILE'), by)}`);
}

function openOut(file: string | undefined): Writable {
  return file === undefined ? process.stdout : createWriteStream(file, { flags: 'wx' });
}

function rightWords<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new WrongWords((error as Error).message);
  }
}

async function runBackup({ database, words }: Call): Promise<void> {
  const file = needWord(words, 'FILE');
  await backUp(database, file);
  await rememberBackup(database, resolve(file), new Date());
}

async function runRestore({ config, database, words }: Call): Promise<void> {
  const file = needWord(words, 'FILE');
  const before = await readRedactions(database);
  await database.close();
  const kept = await restore(file, config.database, new Date());
  migrate(config.database);
  console.log(`Restored ${config.database}. What was there is kept in ${kept}.`);
  const restored = openSqlite(config.database);
  try {
    if (kept) await rememberBackup(restored, resolve(kept), new Date());
    const there = new Set((await readRedactions(restored)).map((one) => one.madeAt));
    const undone = before.filter((one) => !there.has(one.madeAt));
    for (const { madeAt, personName, reason } of undone) {
      console.error(`Redact again what ${personName} redacted on ${madeAt}: ${reason}`);
    }
  } finally {
    await restored.close();
  }
}

async function runVerify({ database, options }: Call): Promise<void> {
  const { entries, latest, broken } = await verifyChain(database);
  const faults = await checkDatabase(database);
  const expected = options.expect === undefined ? null : need(options, 'expect');
  const sealed = expected === null ? null : await findSealed(database, expected);
  if (expected !== null && sealed === null) {
    faults.unshift(`history: no entry has the hash ${expected}: its end was cut off or rewritten`);
  }
  if (broken) faults.unshift(`history entry ${broken.id} does not fit: ${broken.why}`);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  console.log(`All is well. History has ${entries} entries; the latest hash is ${latest}.`);
  if (sealed !== null) console.log(`The hash that you expect is that of entry ${sealed}.`);
}

async function runReindex({ database }: Call): Promise<void> {
  const rows = await database.all<{ id: number }>('SELECT id FROM claim ORDER BY id');
  for (let from = 0; from < rows.length; from += 1000) {
    const ids = rows.slice(from, from + 1000).map((row) => row.id);
    await database.write((tx) => rederiveClaims(tx, ids));
    process.stderr.write(`\r${from + ids.length} of ${rows.length}`);
  }
  process.stderr.write('\n');
}

async function runSeed({ database, options }: Call): Promise<void> {
  const claims = Number(need(options, 'claims'));
  if (!Number.isInteger(claims) || claims < 1) throw new WrongWords('--claims is a whole number.');
  await seedNewsroom(database, planNewsroom(claims), { personId: null, at: new Date() }, (done) =>
    process.stderr.write(`\r${done} of ${claims} claims`),
  );
  process.stderr.write('\n');
}

function need(options: Call['options'], name: string): string {
  const value = options[name];
  if (typeof value !== 'string' || value === '') throw new WrongWords(`--${name} is missing.`);
  return value;
}

function needWord(words: readonly string[], what: string): string {
  const [word] = words;
  if (!word) throw new WrongWords(`${what} is missing.`);
  return word;
}
