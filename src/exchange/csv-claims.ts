/**
 * Rows of CSV as claims to be: those of `/claims.csv`, one a row, or of `/claims/attributions.csv`,
 * one attribution a row with its claim's columns before it. Cells that say what is on file already
 * leave it as it is, so that an exported file that nobody changed changes nothing.
 */
import { ATTRIBUTION_COLUMNS, CLAIM_COLUMNS } from '../claims/list-export.ts';
import type { ClaimRecord } from '../claims/record.ts';
import type { CellError, CsvFile, CsvRow } from './csv-read.ts';

// biome-ignore lint/suspicious/noExplicitAny: the body of a claim, as its schema will check it.
type Body = any;

/** Cells of one claim, under the names of the file. */
export interface ClaimCells {
  readonly line: number;
  /** Null: a new claim. */
  readonly id: number | null;
  readonly cells: Readonly<Record<string, string>>;
  /** Before the names of the claim's columns: `claim_` where a row is an attribution. */
  readonly prefix: string;
  readonly said: readonly CsvRow[];
}

/** A cell as a value of the JSON that the claim's schema checks. */
type Reader = (cell: string) => unknown;

const words: Reader = (cell) => (cell === '' ? null : cell);
const yesNo: Reader = (cell) => ({ yes: true, no: false })[cell.toLowerCase()] ?? words(cell);
const number: Reader = (cell) => (/^\d{1,15}$/.test(cell) ? Number(cell) : words(cell));
const names: Reader = (cell) =>
  cell
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => ({ name }));

/** Columns of a claim that an import reads, by field of the claim's JSON. */
const CLAIM_FIELDS: Readonly<Record<string, Reader>> = {
  statement: (cell) => cell,
  ...{ kind: words, adverse: yesNo, made_on: words, reported_speaker: words },
  ...{ subjects: names, article_id: number, credibility: number },
};

const SAID_FIELDS: Readonly<Record<string, Reader>> = {
  ...{ stance: words, scope: words, provisional: yesNo, wording: words, quote: words, cue: words },
  ...{ capacity: words, directness: words, ground_rules: words, anonymity_reason: words },
  ...{ interest: words, said_on: words },
  on_behalf_of: (cell) => (cell === '' ? null : { name: cell }),
  via: (cell) => (names(cell) as object[]).map((source) => ({ source })),
};
/** Of these an attribution's source is made. */
const SOURCE_FIELDS = ['source_id', 'source', 'identity', 'count'];

/** What each kind of file may have, and what of it is read; the rest is derived, and left alone. */
export const IMPORT_COLUMNS = [
  { file: 'claims', names: ['id', ...Object.keys(CLAIM_FIELDS)] },
  {
    file: 'attributions',
    names: [
      ...['attribution_id', ...SOURCE_FIELDS, ...Object.keys(SAID_FIELDS)],
      ...['id', ...Object.keys(CLAIM_FIELDS)].map((name) => `claim_${name}`),
    ],
  },
] as const;

/** The claims of a file, in its order; rows of one claim stand together or bear its id. */
export function claimsOf(file: CsvFile): { claims: ClaimCells[] } | { errors: CellError[] } {
  const isSaid = file.columns.includes('stance');
  const prefix = isSaid ? 'claim_' : '';
  const known = Object.keys(isSaid ? ATTRIBUTION_COLUMNS : CLAIM_COLUMNS);
  const needed = isSaid ? ['stance', 'source'] : ['statement'];
  const errors = [
    ...file.columns.filter((name) => !known.includes(name)).map((name) => unknown(name, known)),
    ...needed.filter((name) => !file.columns.includes(name)).map(missing),
  ];
  const hasClaim = [`${prefix}id`, `${prefix}statement`].some((one) => file.columns.includes(one));
  if (isSaid && !hasClaim) errors.push(missing('claim_id or claim_statement'));
  if (errors.length > 0) return { errors };
  const claims = new Map<string, ClaimCells>();
  for (const row of file.rows) {
    const id = row.cells[`${prefix}id`]?.trim() ?? '';
    if (id !== '' && !/^[1-9]\d{0,14}$/.test(id)) {
      errors.push({ line: row.line, column: `${prefix}id`, message: `“${id}” is no claim’s id.` });
    }
    // A claims file has a claim a row, even where two say the same.
    const key = id !== '' ? `id ${id}` : isSaid ? (row.cells.claim_statement ?? '') : `${row.line}`;
    const before = claims.get(key);
    if (before && !isSaid) {
      const message = `Claim ${id} stands in line ${before.line} already.`;
      errors.push({ line: row.line, column: 'id', message });
    }
    const said = isSaid ? [...(before?.said ?? []), row] : [];
    const first = before ?? { line: row.line, id: Number(id) || null, cells: row.cells, prefix };
    claims.set(key, { ...first, said });
  }
  return errors.length > 0 ? { errors } : { claims: [...claims.values()] };
}

function unknown(name: string, known: readonly string[]): CellError {
  const message = `There is no column “${name}”. There are: ${known.join(', ')}.`;
  return { line: 1, column: name, message };
}

function missing(name: string): CellError {
  return { line: 1, column: name, message: `The column ${name} is missing.` };
}

/** A claim's JSON with what the cells say. */
export interface Wanted {
  readonly body: Body;
  /** Of each attribution in it, the row of the file that it comes from. */
  readonly rows: readonly (CsvRow | null)[];
  readonly isChanged: boolean;
}

/**
 * A blank cell takes away what is on file; a column that the file does not have leaves it.
 * @param now the claim on file with its JSON; null for a new one
 */
export function wantedOf(
  claim: ClaimCells,
  now: { body: Body; record: ClaimRecord } | null,
): Wanted {
  const shown = (name: string) => text(now && CLAIM_COLUMNS[name]?.(now.record));
  const fields = Object.entries(CLAIM_FIELDS).flatMap(([name, read]) => {
    const cell = claim.cells[claim.prefix + name];
    // Before an attribution the claim is only named: a blank takes nothing away there.
    const isLeft = now && (cell === shown(name) || (cell === '' && claim.prefix !== ''));
    if (cell === undefined || isLeft) return [];
    const value = read(cell);
    // A new claim has its defaults where a cell is blank.
    return now === null && value === null ? [] : [[name, value]];
  });
  const attributions: Body[] = [...(now?.body.attributions ?? [])];
  const rows: (CsvRow | null)[] = attributions.map(() => null);
  let isChanged = now === null || fields.length > 0;
  for (const row of claim.said) {
    const id = number(row.cells.attribution_id ?? '') as number | null;
    const at = id === null ? -1 : attributions.findIndex((one) => one.id === id);
    const next = saidBody(row.cells, at < 0 ? null : onFile(now, attributions[at]));
    const place = at < 0 ? attributions.length : at;
    isChanged ||= at < 0 || next !== attributions[at];
    attributions[place] = at < 0 && id !== null ? { ...next, id } : next;
    rows[place] = row;
  }
  return { body: { ...now?.body, ...Object.fromEntries(fields), attributions }, rows, isChanged };
}

/** An attribution on file with how its cells are exported. */
interface OnFile {
  readonly body: Body;
  readonly exported: (name: string) => string;
}

function onFile(now: { record: ClaimRecord } | null, body: Body): OnFile {
  const row = now?.record.facts.attributions.find((one) => one.id === body.id);
  const exported = (name: string) =>
    text(row && now && ATTRIBUTION_COLUMNS[name]?.({ claim: now.record, row }));
  return { body, exported };
}

function saidBody(cells: CsvRow['cells'], now: OnFile | null): Body {
  const isNews = (name: string) =>
    cells[name] !== undefined && cells[name] !== (now ? now.exported(name) : '');
  const fields = Object.entries(SAID_FIELDS)
    .filter(([name]) => isNews(name))
    .map(([name, read]) => [name, read(cells[name] ?? '')]);
  const ofSource = SOURCE_FIELDS.filter(isNews);
  if (now && fields.length + ofSource.length === 0) return now.body;
  const isOtherId = now !== null && ofSource.join() === 'source_id';
  const source = isOtherId ? { id: number(cells.source_id ?? '') } : sourceBody(cells);
  const isOther = now === null || ofSource.length > 0;
  return { ...now?.body, ...(isOther ? { source } : {}), ...Object.fromEntries(fields) };
}

function sourceBody(cells: CsvRow['cells']): Body {
  const { source = '', identity = '', count = '', capacity = '' } = cells;
  return {
    name: source,
    ...(identity === '' ? {} : { identity }),
    ...(count === '' ? {} : { count: number(count), collective: true }),
    // The capacity of a source that is on file already may be another one than its type.
    ...(identity === '' || capacity === '' ? {} : { type: capacity }),
  };
}

function text(cell: string | number | null | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).replace(/\r\n?/g, '\n');
}

/** Where in the file an error of the claim's JSON stands. */
export function placeOf(
  claim: ClaimCells,
  { rows }: Pick<Wanted, 'rows'>,
  path: string,
): { line: number; column: string } {
  const [list = '', index, field = '', part = ''] = path.split('.');
  const row = list === 'attributions' ? rows[Number(index)] : undefined;
  if (row) {
    const isOwn = field === 'source' && SOURCE_FIELDS.includes(part);
    return { line: row.line, column: field === 'id' ? 'attribution_id' : isOwn ? part : field };
  }
  const isColumn = Object.hasOwn(CLAIM_FIELDS, list);
  return { line: claim.line, column: isColumn ? claim.prefix + list : '' };
}
