/** A CSV file as rows of cells by column, or what is wrong with it by line and column. */
import { CsvError, parse } from 'csv-parse/sync';

export interface CellError {
  /** Of the file, from 1; the head is line 1. */
  readonly line: number;
  /** '' where it is the whole line. */
  readonly column: string;
  readonly message: string;
}

export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvFile {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

export const MOST_ROWS = 20_000;
const MOST_RECORD = 200_000;

/** The file's text; the mark that spreadsheets put first is taken off. */
export function decodeCsv(bytes: Uint8Array): { text: string } | { errors: CellError[] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const message = 'This is not UTF-8: save the file as “CSV UTF-8”.';
    return { errors: [{ line: lineOfFault(bytes), column: '', message }] };
  }
}

function lineOfFault(bytes: Uint8Array): number {
  let from = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(10, from);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(
        bytes.subarray(from, end < 0 ? undefined : end),
      );
    } catch {
      return line;
    }
    if (end < 0) return line;
    from = end + 1;
  }
}

export function readCsv(
  text: string,
  mostRows = MOST_ROWS,
): { file: CsvFile } | { errors: CellError[] } {
  try {
    // Texts get LF on every way in; and so the parser counts the lines right.
    const records = parse(text.replace(/\r\n?/g, '\n'), {
      ...{ bom: true, info: true, skip_empty_lines: true, max_record_size: MOST_RECORD },
      relax_column_count: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return toFile(records, mostRows);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as CsvError & { lines?: number }).lines ?? 1);
    return { errors: [{ line, column: '', message: FAULTS[error.code] ?? 'This is no CSV.' }] };
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: `A row has more than ${MOST_RECORD} characters.`,
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened and not closed.',
  INVALID_OPENING_QUOTE: 'A quotation mark stands in the middle of a cell that has none around it.',
  CSV_INVALID_CLOSING_QUOTE: 'Something stands between a closing quotation mark and the comma.',
};

function toFile(
  records: readonly { record: string[]; info: { lines: number } }[],
  mostRows: number,
) {
  const [head, ...rest] = records;
  const columns = (head?.record ?? []).map((name) => name.trim());
  const errors: CellError[] = [];
  const wrong = (line: number, column: string, message: string) =>
    errors.push({ line, column, message });
  if (columns.length === 0) wrong(1, '', 'The file is empty.');
  for (const [at, name] of columns.entries()) {
    if (name !== '' && columns.indexOf(name) < at) wrong(1, name, 'This column stands here twice.');
  }
  if (rest.length > mostRows) wrong(mostRows + 2, '', `At most ${mostRows} rows at a time.`);
  const rows: CsvRow[] = [];
  for (const { record, info } of rest) {
    // The parser tells where a record ends.
    const line = info.lines - record.join('').split('\n').length + 1;
    if (record.length !== columns.length) {
      const message = `There are ${record.length} cells here, and ${columns.length} in the head.`;
      wrong(line, '', message);
    }
    const cells = columns.map((name, at): [string, string] => [name, undone(record[at] ?? '')]);
    rows.push({ line, cells: Object.fromEntries(cells) });
  }
  return errors.length > 0 ? { errors } : { file: { columns, rows } };
}

// The export puts it before what a spreadsheet would run, and before itself.
function undone(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
