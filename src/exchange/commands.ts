/** What the command line does with files: claims and newsrooms out, and in again. */
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArticle } from '../articles/article.schema.ts';
import { createArticle } from '../articles/write.ts';
import { type Filter, parseFilter } from '../claims/filter.ts';
import { filterAddress } from '../claims/filter-address.ts';
import { claimsCsv, claimsDocument, claimsJsonl } from '../claims/list-export.ts';
import { namesOfFilter } from '../claims/names.ts';
import { search } from '../claims/search.ts';
import { filterSentence } from '../claims/sentence.ts';
import type { Connection, Database } from '../database/database.ts';
import { openSqlite } from '../database/sqlite.ts';
import type { By } from '../people/person.ts';
import { errorText, importCsv, type Planned } from './csv-import.ts';
import { decodeCsv } from './csv-read.ts';
import { exportNewsroom } from './newsroom-export.ts';
import { importNewsroom } from './newsroom-import.ts';

export const EXPORT_FORMATS = ['csv', 'json', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const NUMBER = new Intl.NumberFormat('en-GB');

/** "12,000 of 340,000", on one line that is written over. */
function tellOn(errors: Writable): (done: number, total: number) => void {
  return (done, total) => {
    errors.write(`\r${NUMBER.format(done)} of ${NUMBER.format(total)}${done >= total ? '\n' : ''}`);
  };
}

/** @throws with what is wrong in the query */
export function readQuery(query: string): Filter {
  const { filter, problems } = parseFilter(new URLSearchParams(query.replace(/^[^?]*\?/, '')));
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
  return filter;
}

/** Writes all claims that a filter finds; says on `errors` how far it is. */
export async function exportClaims(
  database: Database,
  filter: Filter,
  format: ExportFormat,
  out: Writable,
  errors: Writable,
): Promise<void> {
  const { total } = await search(database, { ...filter, after: null, perPage: 1 });
  const tell = tellOn(errors);
  const hear = (done: number) => tell(done, Math.max(done, total));
  const sentence = filterSentence(filter, await namesOfFilter(database, filter));
  const head = { total, filter: { sentence, url: filterAddress(filter) } };
  const pieces = {
    csv: () => claimsCsv(database, filter, hear),
    json: () => claimsDocument(database, filter, head, hear),
    jsonl: () => claimsJsonl(database, filter, hear),
  }[format]();
  await pipeline(Readable.from(pieces), out);
}

/** Writes everything, as of one moment: what is written meanwhile is not in it. */
export async function exportWholeNewsroom(
  database: Database,
  at: Date,
  out: Writable,
  errors: Writable,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'second-source-'));
  const file = join(folder, 'copy.db');
  try {
    await database.backup(file);
    const copy = openSqlite(file);
    try {
      await pipeline(Readable.from(exportNewsroom(copy, at, tellOn(errors))), out);
    } finally {
      await copy.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns how many rows came */
export function importNewsroomFile(
  database: Database,
  file: string,
  at: Date,
  errors: Writable,
): Promise<number> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  return database.write((tx) => importNewsroom(tx, lines, at, tellOn(errors)));
}

/**
 * A story out of a file: JSON as `POST /articles` takes it, or a text of which the first line with
 * words is the headline too.
 * @returns the article's id
 */
export async function importArticle(database: Database, file: string, by: By): Promise<number> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  const [headline = ''] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const isJson = basename(file).endsWith('.json');
  const body = isJson ? JSON.parse(text) : { headline: headline.trim().slice(0, 500), body: text };
  const result = parseArticle(body);
  if ('errors' in result) {
    throw new Error(result.errors.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  }
  return database.write((tx) => createArticle(tx, result.article, by));
}

/**
 * Claims out of a CSV file; a dry run is the same work, undone.
 * @returns what was done, in lines
 * @throws with every error, by line and column: then nothing was imported
 */
export async function importClaims(
  database: Database,
  file: string,
  by: By,
  isDryRun: boolean,
): Promise<string[]> {
  const decoded = decodeCsv(readFileSync(file));
  if ('errors' in decoded) throw new Error(decoded.errors.map(errorText).join('\n'));
  const work = async (tx: Connection) => {
    const plan = await importCsv(tx, decoded.text, by, database);
    if (plan.errors.length > 0) throw new Error(plan.errors.map(errorText).join('\n'));
    return plan;
  };
  const plan = isDryRun ? await database.rehearse(work) : await database.write(work);
  const done = plan.claims.filter(({ what }) => what !== 'leaves');
  const left = plan.claims.length - done.length;
  return [
    ...done.flatMap((claim) => plannedLines(claim, isDryRun)),
    `${isDryRun ? 'Would import' : 'Imported'} ${done.length} claims; ${left} are on file as they are.`,
  ];
}

function plannedLines({ line, what, id, statement, differences }: Planned, isDryRun: boolean) {
  const which = what === 'adds' && isDryRun ? '' : ` claim ${id}`;
  return [
    `line ${line}: ${what}${which}: ${statement}`,
    ...differences.map((one) => `  ${one.what}: ${one.was ?? 'nothing'} → ${one.now ?? 'nothing'}`),
  ];
}
