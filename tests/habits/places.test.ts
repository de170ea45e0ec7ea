/** No column that people's words can stand in is forgotten by a redaction. */
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACES } from '../../src/redaction/places.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

const ACCOUNT = 'an account is changed or disabled under /people';
const SECRET = 'the digest of a secret';

/** Columns of text that need not be looked through, and why. */
const EXEMPT: Readonly<Record<string, string>> = {
  'article.language': 'a code of a language',
  'article_text.sha256': 'is made anew with the text',
  'backup.file': 'the name of a file that still has the text: the notice needs it',
  'change.action': 'a word of the program',
  'change.entity': 'a word of the program',
  'change.hash': 'a digest over salted digests',
  'change_value.digest': 'a digest with a salt, which goes',
  'change_value.path': 'names of fields and ids',
  'change_value.salt': 'chance',
  'claim.claim_date': 'a date',
  'claim_chunk.bytes': 'numbers and words of the program: desks are read beside',
  'daily_run.day': 'a date',
  'draft.key': 'chance',
  'draft.writer': 'chance',
  'level_step.from_level': 'a word of the program',
  'level_step.to_level': 'a word of the program',
  'claim_finding.code': 'a word of the program',
  'claim_finding.message': 'derived: made anew after a redaction',
  'claim_flag.flag': 'a word of the program',
  'attribution_type.type': 'a word of the program',
  'filter_look.claim_ids': 'ids',
  'invitation.code_hash': SECRET,
  'invitation.email': ACCOUNT,
  'known_address.network': 'a network',
  'migration.name': 'the name of a file of the program',
  'migration.sha256': 'a digest of the program',
  'person.email': ACCOUNT,
  'person.name': ACCOUNT,
  'person.password_hash': SECRET,
  'redaction.counts': 'words of the program and numbers',
  'rule_setting.code': 'a word of the program',
  'saved_filter.code': 'chance',
  'session.address': 'an address of a network',
  'session.agent': 'what a browser says of itself',
  'session.token_hash': SECRET,
  'sign_in_failure.key': ACCOUNT,
  'sign_in_failure.until': 'a time',
  'source.partial_types': 'words of the program',
  'token.token_hash': SECRET,
  'waiver.code': 'a word of the program',
  'waiver.looked_at': 'a digest',
};

let newsroom: Newsroom;
let columns: string[];

beforeAll(async () => {
  newsroom = await openNewsroom();
  const database = new BetterSqlite(newsroom.file, { readonly: true });
  const rows = database
    .prepare(
      `SELECT list.name AS "table", info.name AS "column", sql
       FROM pragma_table_list AS list JOIN pragma_table_info(list.name) AS info
       JOIN sqlite_schema ON sqlite_schema.name = list.name
       WHERE list.schema = 'main' AND list.type = 'table' AND info.type IN ('TEXT', 'ANY', 'BLOB')`,
    )
    .all() as { table: string; column: string; sql: string }[];
  database.close();
  columns = rows
    .filter(({ table }) => !table.startsWith('claim_words'))
    // Times, and columns that allow certain words only.
    .filter(({ column }) => column === 'looked_at' || !/(^|_)(at|on)$/.test(column))
    .filter(({ column, sql }) => !new RegExp(`CHECK \\(${column} IN\\b`).test(sql))
    .map(({ table, column }) => `${table}.${column}`)
    .sort();
});
afterAll(() => newsroom.close());

const looked = PLACES.flatMap(({ table, columns: names }) => names.map((one) => `${table}.${one}`));

describe('the places of a redaction', () => {
  it('are every column of people’s words', () => {
    expect(columns.length).toBeGreaterThan(60);
    expect(columns.filter((one) => !looked.includes(one) && !(one in EXEMPT))).toEqual([]);
  });

  it('are all there, none twice and none exempt as well', () => {
    expect(looked.filter((one) => !columns.includes(one))).toEqual([]);
    expect(new Set(looked).size).toBe(looked.length);
    expect(looked.filter((one) => one in EXEMPT)).toEqual([]);
    expect(Object.keys(EXEMPT).filter((one) => !columns.includes(one))).toEqual([]);
  });
});
