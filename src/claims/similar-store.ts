/** Finds claims on file that say nearly the same, and remembers which are not. */
import type { Connection } from '../database/database.ts';
import type { ByPerson } from '../people/person.ts';
import { NotFound } from '../web/errors.ts';
import { ALIKE, NEARLY_SAME, similarity, statementKey, tellingWords } from './similar.ts';

const MOST_SHOWN = 5;
const MOST_CANDIDATES = 60;
const MOST_ASKED = 12;
/** So many claims are looked through at most, however many there are. */
const MOST_LOOKED_THROUGH = 4_000;

export interface SimilarClaim {
  readonly id: number;
  readonly url: string;
  readonly statement: string;
  /** 0 to 1, in hundredths. */
  readonly similarity: number;
  readonly isNearlySame: boolean;
}

/**
 * Up to five claims on file that say nearly the same, the most alike first; those that somebody
 * said are another claim are left out, and so are withdrawn ones.
 * @param claimId the claim that has the statement, if it is on file itself
 */
export async function findSimilar(
  connection: Connection,
  statement: string,
  claimId: number | null,
): Promise<SimilarClaim[]> {
  const asked = await askFor(connection, tellingWords(statement, MOST_ASKED));
  if (asked === null) return [];
  const rows = await connection.all<{ id: number; statement: string }>(
    `SELECT claim.id, claim.statement FROM (SELECT rowid FROM claim_words
       WHERE claim_words MATCH ? ORDER BY rank LIMIT ${MOST_CANDIDATES}) AS candidate
     JOIN claim ON claim.id = candidate.rowid
     WHERE review_state <> 'withdrawn' AND claim.id IS NOT ?
       AND NOT EXISTS (SELECT 1 FROM claim_distinction
         WHERE claim_distinction.claim_id = claim.id AND statement_key = ?)`,
    ...[`statement : (${asked})`, claimId, statementKey(statement)],
  );
  const apart = claimId === null ? new Set<string>() : await keysApartFrom(connection, claimId);
  return rows
    .filter((row) => !apart.has(statementKey(row.statement)))
    .map((row) => ({ ...row, likeness: similarity(statement, row.statement) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness || a.id - b.id)
    .slice(0, MOST_SHOWN)
    .map(({ id, statement: text, likeness }) => ({
      ...{ id, url: `/claims/${id}`, statement: text },
      similarity: Math.round(likeness * 100) / 100,
      isNearlySame: likeness >= NEARLY_SAME,
    }));
}

// The rare words of a statement find its like; a word that thousands of claims have does not.
async function askFor(connection: Connection, words: readonly string[]): Promise<string | null> {
  const terms = await connection.all<{ term: string; claims: number }>(
    `SELECT term, doc AS claims FROM claim_terms
     WHERE term IN (SELECT value FROM json_each(?)) ORDER BY doc, term`,
    JSON.stringify(words),
  );
  let claims = 0;
  const rare = terms.filter((one) => {
    claims += one.claims;
    return claims <= MOST_LOOKED_THROUGH;
  });
  const quoted = (some: typeof terms) => some.map(({ term }) => `"${term}"`);
  if (rare.length > 0) return quoted(rare).join(' OR ');
  // All are common: then only what has the three least common ones together.
  return terms.length === 0 ? null : quoted(terms.slice(0, 3)).join(' AND ');
}

// Said of the other claim's words and this claim, it holds the other way round too.
async function keysApartFrom(connection: Connection, claimId: number): Promise<Set<string>> {
  const rows = await connection.all<{ key: string }>(
    'SELECT statement_key AS key FROM claim_distinction WHERE claim_id = ?',
    claimId,
  );
  return new Set(rows.map((row) => row.key));
}

/** Remembers that a statement is another claim than one on file. @throws NotFound */
export async function distinguish(
  tx: Connection,
  statement: string,
  claimId: number,
  by: ByPerson,
): Promise<void> {
  if (!(await tx.one('SELECT 1 FROM claim WHERE id = ?', claimId))) {
    throw new NotFound('There is no such claim.');
  }
  await tx.run(
    `INSERT INTO claim_distinction (statement_key, claim_id, person_id, at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    ...[statementKey(statement), claimId, by.personId, by.at.toISOString()],
  );
}
