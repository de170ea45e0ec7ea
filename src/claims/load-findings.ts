/** Reads what the sourcing rules look at beside a claim's facts. */
import { findPassage } from '../articles/passage.ts';
import { currentText } from '../articles/store.ts';
import { type Connection, IN_LIST } from '../database/database.ts';
import type { RuleFacts } from '../policy/rule.ts';

export type GroundOfFindings = Pick<RuleFacts, 'evidence' | 'appearances' | 'missingQuotes'>;

interface QuoteRow {
  readonly claimId: number;
  readonly attributionId: number;
  readonly articleId: number;
  readonly quote: string;
}

/** The ground of each claim's findings, as a look-up by the claim's id. */
export async function loadGroundOfFindings(
  connection: Connection,
  ids: readonly number[],
): Promise<(claimId: number) => GroundOfFindings> {
  const list = JSON.stringify(ids);
  const evidence = Map.groupBy(await loadEvidence(connection, list), (row) => row.claimId);
  const appearances = Map.groupBy(await loadAppearances(connection, list), (row) => row.claimId);
  const missing = Map.groupBy(await findMissingQuotes(connection, list), (row) => row.claimId);
  return (id) => ({
    evidence: evidence.get(id) ?? [],
    appearances: (appearances.get(id) ?? []).map(({ found }) => ({ found: found === 1 })),
    missingQuotes: (missing.get(id) ?? []).map((row) => row.attributionId),
  });
}

function loadEvidence(connection: Connection, list: string) {
  return connection.all<GroundOfFindings['evidence'][number] & { claimId: number }>(
    `SELECT claim_id AS claimId, kind, bearing, obtained FROM evidence WHERE claim_id ${IN_LIST}`,
    list,
  );
}

// Without a text nothing can be missing from it.
function loadAppearances(connection: Connection, list: string) {
  return connection.all<{ claimId: number; found: 0 | 1 }>(
    `SELECT claim_id AS claimId, state <> 'gone' OR NOT EXISTS (SELECT 1 FROM article_text
       WHERE article_text.article_id = appearance.article_id) AS found
     FROM appearance WHERE claim_id ${IN_LIST}`,
    list,
  );
}

// What was said to us in reply need not stand in the story.
async function findMissingQuotes(connection: Connection, list: string): Promise<QuoteRow[]> {
  const rows = await connection.all<QuoteRow>(
    `SELECT attribution.claim_id AS claimId, attribution.id AS attributionId, quote,
       COALESCE(attribution.article_id, claim.article_id) AS articleId
     FROM attribution JOIN claim ON claim.id = attribution.claim_id
     WHERE attribution.claim_id ${IN_LIST} AND quote IS NOT NULL AND reply_id IS NULL
       AND COALESCE(attribution.article_id, claim.article_id) IS NOT NULL`,
    list,
  );
  const texts = new Map<number, string | null>();
  for (const articleId of new Set(rows.map((row) => row.articleId))) {
    texts.set(articleId, (await currentText(connection, articleId))?.body ?? null);
  }
  return rows.filter(({ articleId, quote }) => {
    const text = texts.get(articleId);
    return typeof text === 'string' && !findPassage(text, { quote, prefix: '', suffix: '' });
  });
}
