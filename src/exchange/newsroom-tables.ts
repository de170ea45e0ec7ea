/** What of the database is the newsroom itself, and what stays where it is. */
import type { Connection } from '../database/database.ts';

/**
 * Tables that travel whole. Their rows keep their ids; columns that refer to people or to entries
 * of history follow these by the foreign keys of the schema, so that a new table is one word here.
 */
export const TRAVELS = [
  ...['source', 'source_alias', 'source_reliability', 'merge', 'decision'],
  ...['article', 'article_text', 'text_reading', 'proposal', 'proposal_batch'],
  ...['claim', 'claim_subject', 'appearance', 'attribution', 'attribution_type', 'relay'],
  ...['retraction', 'evidence', 'claim_flag', 'claim_finding', 'claim_distinction'],
  ...['proposal_decision', 'review', 'waiver', 'rule_setting', 'comment', 'mention'],
  ...['correction', 'correction_claim', 'saved_filter', 'default_filter', 'filter_look'],
  ...['source_restriction', 'source_restriction_reader', 'claim_once_of', 'redaction'],
  ...['reply', 'reply_claim', 'daily_run', 'level_step', 'bulk', 'bulk_claim'],
] as const;

/** Columns that hold a query of the list, which may name people by their ids. */
export const QUERIES: Readonly<Record<string, string>> = { saved_filter: 'query', bulk: 'filter' };

/** Tables that are written by rules of their own, or not at all, each with the reason. */
export const STAYS: Readonly<Record<string, string>> = {
  person: 'travels without password: found again by email, else disabled until they are invited',
  change: 'travels with its values; the chain is hashed anew, since it goes on from another one',
  change_value: 'travels with its change',
  invitation: 'a way in belongs to the newsroom that gave it',
  session: 'a way in belongs to the newsroom that gave it',
  token: 'a way in belongs to the newsroom that gave it',
  known_address: 'a way in belongs to the newsroom that gave it',
  sign_in_failure: 'a way in belongs to the newsroom that gave it',
  import: 'a file on its way is no part of the record',
  backup: 'says which copies of this newsroom there are',
  draft: 'what somebody is typing is no part of the record',
  rule_run: 'work in progress; what it has done stands in the claims',
  claim_change: 'made by triggers',
  claim_chunk: 'made of the claims',
  claim_words: 'derived anew',
  claim_terms: 'a view of claim_words',
  migration: 'says what the program did to this file',
};

export interface TableShape {
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** Columns that refer to people. */
  readonly people: readonly string[];
  /** Columns that refer to entries of history. */
  readonly entries: readonly string[];
}

/** @param table one of ours: names are never taken from a file */
export async function readShape(connection: Connection, table: string): Promise<TableShape> {
  const columns = await connection.all<{ name: string; pk: number }>(
    `SELECT name, pk FROM pragma_table_info(?)`,
    table,
  );
  const references = await connection.all<{ from: string; table: string }>(
    `SELECT "from", "table" FROM pragma_foreign_key_list(?)`,
    table,
  );
  const refersTo = (name: string) =>
    references.filter((one) => one.table === name).map((one) => one.from);
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  return {
    columns: columns.map(({ name }) => name),
    key: key.map(({ name }) => name),
    people: refersTo('person'),
    entries: refersTo('change'),
  };
}
