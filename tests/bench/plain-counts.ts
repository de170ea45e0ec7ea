/** The counts of the list's facets as plain SQL: what the application's columns in memory save. */
import BetterSqlite from 'better-sqlite3';

const OF_CLAIMS = [
  'denial',
  'level',
  'kind',
  'adverse',
  'review_state',
  'assessment',
  'article_id',
];
const OF_ATTRIBUTIONS = ['stance', 'directness', 'ground_rules', 'interest', 'named', 'relayed'];

const COUNTS: readonly string[] = [
  'SELECT count(*) FROM claim',
  ...OF_CLAIMS.map((column) => `SELECT ${column}, count(*) FROM claim GROUP BY 1`),
  ...[...OF_ATTRIBUTIONS, 'source_id', 'on_behalf_of'].map(
    (column) => `SELECT ${column}, count(DISTINCT claim_id) FROM attribution GROUP BY 1`,
  ),
  `SELECT type, count(DISTINCT claim_id) FROM attribution
     JOIN attribution_type ON attribution_id = attribution.id GROUP BY 1`,
  `SELECT relay.source_id, count(DISTINCT claim_id) FROM attribution
     JOIN relay ON attribution_id = attribution.id GROUP BY 1`,
  'SELECT source_id, count(DISTINCT claim_id) FROM claim_subject GROUP BY 1',
  'SELECT publisher_id, count(*) FROM claim LEFT JOIN article ON article.id = article_id GROUP BY 1',
  'SELECT desk, count(*) FROM claim LEFT JOIN article ON article.id = article_id GROUP BY 1',
  'SELECT flag, count(*) FROM claim_flag GROUP BY 1',
  'SELECT code, count(*) FROM claim_finding WHERE waived = 0 GROUP BY 1',
];

/** @returns milliseconds of processor for the counts of the unfiltered list */
export function timePlainCounts(file: string): number {
  const database = new BetterSqlite(file, { readonly: true });
  database.pragma('cache_size = -65536');
  const statements = COUNTS.map((sql) => database.prepare(sql));
  const run = () => {
    for (const statement of statements) statement.all();
  };
  run();
  const before = process.cpuUsage();
  const runs = 3;
  for (let n = 0; n < runs; n += 1) run();
  const { user, system } = process.cpuUsage(before);
  database.close();
  return (user + system) / 1000 / runs;
}
