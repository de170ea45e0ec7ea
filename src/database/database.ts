/**
 * The database port: what stores may ask of a database. SQLite answers at once, but the port is
 * asynchronous, so that the same stores can later run on a server database.
 */
export type Value = string | number | bigint | null | Uint8Array;

export interface Connection {
  /** Of a transaction's: the one that sees only what is committed. Null where it does so itself. */
  readonly committed: Connection | null;
  /** Of a connection that something is hidden from: the one that sees the tables themselves. */
  readonly unveiled?: Connection;
  /** All rows; columns come under the names that the SQL gives them. */
  all<Row>(sql: string, ...values: readonly Value[]): Promise<Row[]>;
  one<Row>(sql: string, ...values: readonly Value[]): Promise<Row | undefined>;
  /** Runs a change; `id` is that of the last inserted row. */
  run(sql: string, ...values: readonly Value[]): Promise<{ changes: number; id: number }>;
}

export interface Database extends Connection {
  /** Rows one by one, read as they are consumed: memory does not grow with their number. */
  stream<Row>(sql: string, ...values: readonly Value[]): AsyncIterable<Row>;
  /**
   * Runs work in one transaction, alone: writers queue. Commits when it resolves, undoes
   * everything when it rejects. Reads inside must use the given connection.
   */
  write<Result>(work: (tx: Connection) => Promise<Result>): Promise<Result>;
  /** As `write`, but always undone: answers "what would come of it" with the very same code. */
  rehearse<Result>(work: (tx: Connection) => Promise<Result>): Promise<Result>;
  /**
   * The same database as somebody reads it from whom rows are hidden. Reads go through views that
   * stand before the tables under their names, so that no query can forget to hide anything; what
   * is written is written to the tables themselves.
   */
  veiled(veil: Veil, reader: number): Database;
  /** A consistent copy of everything into a new file. */
  backup(file: string): Promise<void>;
  /** Writes the file anew, so that nothing is left in it of what was deleted or replaced. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** What stands before the tables. */
export interface Veil {
  /** The ids hidden from a reader, who is bound to its only `?`: one column, `id`. */
  readonly hidden: string;
  /** The view that the ids are read from while something is hidden. */
  readonly name: string;
  /** Each table's columns that read otherwise: SQL over the table's own columns. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Which rows of a table are shown at all. */
  readonly rows: Readonly<Record<string, string>>;
  /** Functions that the SQL calls. */
  readonly functions: Readonly<Record<string, (...values: Value[]) => Value>>;
}

/** The connection that sees the tables themselves: for what is the same for everybody. */
export function unveil(connection: Connection): Connection {
  return connection.unveiled ?? connection;
}

/** `?` placeholders for a list of values: `?, ?, ?`. */
export function placeholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** Membership in a list of any length, given as one JSON text: the statement stays the same. */
export const IN_LIST = 'IN (SELECT value FROM json_each(?))';
