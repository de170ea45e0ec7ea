/** Tables as CSV files: UTF-8 with its mark, CRLF, and no cell that a spreadsheet would run. */
import { stringify } from 'csv-stringify/sync';

type Cell = string | number | null;

/** Column names, each with how its cell is got from a row. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/** The column names of a file, for the help. */
export function columnsOf<Row>(path: string, columns: Columns<Row>) {
  return { file: path, names: Object.keys(columns).join(', ') };
}

/** A file of a table, batch by batch: `file('text/csv; charset=utf-8', name, csvPieces(...))`. */
export async function* csvPieces<Row>(
  columns: Columns<Row>,
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): AsyncGenerator<string> {
  // The mark tells spreadsheets that this is UTF-8.
  yield `\ufeff${write([Object.keys(columns)])}`;
  const cells = Object.values(columns);
  for await (const rows of batches) {
    yield write(rows.map((row) => cells.map((cell) => harmless(cell(row)))));
  }
}

// A lone CR must be quoted too, or readers would end the row there.
function write(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}

/**
 * A spreadsheet would run a cell that begins with one of `= + - @`, their full-width forms, a tab
 * or a line end: it gets a leading `'`. So does a cell that begins with `'` itself; to undo it,
 * take one leading `'` off every cell that has one.
 */
export function harmless(cell: Cell): Cell {
  return typeof cell === 'string' && /^[=+\-@\t\r\n＝＋－＠']/.test(cell) ? `'${cell}` : cell;
}
