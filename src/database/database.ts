/**
 * The database port: what stores may ask of a database. SQLite answers at once, but the port is
 * asynchronous, so that the same stores can later run on a server database.
 */
export type Value = string | number | bigint | null | Uint8Array;

export interface Connection {
  /** Of a transaction's: the one that sees only what is committed. Null where it does so itself. */
  readonly committed: Connection | null;
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
  /** A consistent copy of everything into a new file. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** `?` placeholders for a list of values: `?, ?, ?`. */
export function placeholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** Membership in a list of any length, given as one JSON text: the statement stays the same. */
export const IN_LIST = 'IN (SELECT value FROM json_each(?))';
