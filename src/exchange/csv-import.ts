/** Claims out of a CSV file: what would come of it, and doing it, by the very same code. */
import { parseClaim } from '../claims/claim.schema.ts';
import { claimFacts, claimJson } from '../claims/json.ts';
import type { ClaimRecord } from '../claims/record.ts';
import { readClaim } from '../claims/store.ts';
import { createClaim, replaceClaim } from '../claims/write.ts';
import type { Connection } from '../database/database.ts';
import { differences } from '../history/change.ts';
import { type Line, linesOf } from '../history/sentences.ts';
import type { By } from '../people/person.ts';
import { Conflict, type FieldError, Forbidden, NotFound, Unprocessable } from '../web/errors.ts';
import { type ClaimCells, claimsOf, placeOf, type Wanted, wantedOf } from './csv-claims.ts';
import { type CellError, MOST_ROWS, readCsv } from './csv-read.ts';

/** What a field was and becomes, in words. */
export type Difference = Pick<Line, 'what' | 'was' | 'now'>;

/** What a claim of the file does, or would do. */
export interface Planned {
  readonly line: number;
  readonly what: 'adds' | 'changes' | 'leaves';
  /** Null while a claim is not on file. */
  readonly id: number | null;
  readonly statement: string;
  /** What changes in a claim on file. */
  readonly differences: readonly Difference[];
}

export interface Plan {
  /** As long as there is one, nothing is imported. */
  readonly errors: readonly CellError[];
  readonly claims: readonly Planned[];
}

/** "line 7, column stance: …" */
export function errorText({ line, column, message }: CellError): string {
  return `line ${line}${column === '' ? '' : `, column ${column}`}: ${message}`;
}

/**
 * Carries a file out in the caller's transaction, which must be undone where the plan has errors.
 * Rows only add and change; what is not in the file stays.
 * @param reader sees what the person who imports may see: what a row changes is told from that
 */
export async function importCsv(
  tx: Connection,
  text: string,
  by: By,
  reader: Connection,
  mostRows = MOST_ROWS,
): Promise<Plan> {
  const read = readCsv(text, mostRows);
  if ('errors' in read) return { errors: read.errors, claims: [] };
  const grouped = claimsOf(read.file);
  if ('errors' in grouped) return { errors: grouped.errors, claims: [] };
  const errors: CellError[] = [];
  const claims: Planned[] = [];
  for (const claim of grouped.claims) {
    const done = await importOne(tx, claim, by, reader);
    if ('errors' in done) errors.push(...done.errors);
    else claims.push(done);
    // Other requests in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { errors: errors.sort((a, b) => a.line - b.line), claims };
}

async function importOne(
  tx: Connection,
  cells: ClaimCells,
  by: By,
  reader: Connection,
): Promise<Planned | { errors: CellError[] }> {
  const before = cells.id === null ? null : await find(reader, cells.id);
  if (cells.id !== null && !before) {
    const message = `There is no claim ${cells.id}: leave the id blank for a new one.`;
    return { errors: [{ line: cells.line, column: `${cells.prefix}id`, message }] };
  }
  const wanted = wantedOf(cells, before && { body: claimJson(before), record: before });
  if (before && !wanted.isChanged) return planned(cells, 'leaves', before, before);
  const parsed = parseClaim(wanted.body);
  if ('errors' in parsed) return { errors: placed(cells, wanted, parsed.errors) };
  try {
    if (before) await replaceClaim(tx, before.id, { ...parsed.claim, version: before.version }, by);
    const id = before?.id ?? (await createClaim(tx, parsed.claim, by));
    return planned(cells, before ? 'changes' : 'adds', before, await readClaim(tx, id));
  } catch (error) {
    if (error instanceof Forbidden || error instanceof Conflict) {
      const column = `${cells.prefix}id`;
      return { errors: [{ line: cells.line, column, message: error.detail }] };
    }
    if (!(error instanceof Unprocessable)) throw error;
    return { errors: placed(cells, wanted, error.errors) };
  }
}

async function find(reader: Connection, id: number): Promise<ClaimRecord | null> {
  try {
    return await readClaim(reader, id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

function planned(
  { line }: ClaimCells,
  what: Planned['what'],
  before: ClaimRecord | null,
  after: ClaimRecord,
): Planned {
  const changes = before ? linesOf(differences(claimFacts(before), claimFacts(after))) : [];
  const told = changes.map(({ what: field, was, now }) => ({ what: field, was, now }));
  return { line, what, id: after.id, statement: after.statement, differences: told };
}

function placed(cells: ClaimCells, wanted: Wanted, errors: readonly FieldError[]): CellError[] {
  return errors.map(({ path, message }) => {
    const place = placeOf(cells, wanted, path);
    const isYesNo = /(adverse|provisional)$/.test(place.column) && /true or false/.test(message);
    return { ...place, message: isYesNo ? 'Write yes or no.' : message };
  });
}
