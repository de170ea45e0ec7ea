/** Whom one could ask about claims or an article, and about which claims. */
import type { Kind } from '../claims/claim.ts';
import type { Denial } from '../claims/standing.ts';
import { type Connection, IN_LIST } from '../database/database.ts';

/** What the form was opened from. */
export interface Opened {
  readonly claims: readonly number[];
  readonly article: number | null;
}

export interface OfferedSubject {
  readonly id: number;
  readonly name: string;
  /** Claims about them without an answer. */
  readonly unanswered: number;
}

export interface OfferedClaim {
  readonly id: number;
  readonly statement: string;
  readonly kind: Kind;
  readonly adverse: boolean;
  readonly denial: Denial;
  readonly articleId: number | null;
  readonly headline: string | null;
  /** Names of its named subjects, where the one that is asked is not among them. */
  readonly subjects: string | null;
  /** An answer of this subject is awaited already. */
  readonly isAwaited: boolean;
}

type OfferedRow = Omit<OfferedClaim, 'adverse' | 'isAwaited'> & {
  readonly adverse: 0 | 1;
  readonly isAwaited: 0 | 1;
};

const MOST_SUBJECTS = 20;
const MOST_CLAIMS = 60;
/** Whoever answered need not be asked. */
const UNANSWERED: readonly Denial[] = ['not_required', 'not_recorded', 'awaiting', 'no_response'];

/** The named subjects of the claims that the form was opened from. */
export function readOfferedSubjects(
  connection: Connection,
  { claims, article }: Opened,
): Promise<OfferedSubject[]> {
  return connection.all<OfferedSubject>(
    `SELECT subject.id, subject.name, sum(denial ${IN_LIST}) AS unanswered
     FROM claim JOIN claim_subject ON claim_id = claim.id
     JOIN source ON source.id = claim_subject.source_id
     JOIN source AS subject ON subject.id = source.canonical_id
     WHERE (claim.id ${IN_LIST} OR claim.article_id = ?) AND review_state <> 'withdrawn'
       AND subject.identity IN ('named_person', 'named_org')
     GROUP BY subject.id ORDER BY unanswered DESC, subject.name_key, subject.id LIMIT ?`,
    ...[JSON.stringify(UNANSWERED), JSON.stringify(claims), article, MOST_SUBJECTS],
  );
}

/**
 * The claims that the form was opened from; those about the subject, or about an organisation that
 * it belongs to, which have no answer; and of an article also the adverse ones about nobody named.
 * Without an article, those of the whole newsroom, newest first.
 */
export async function readOfferedClaims(
  connection: Connection,
  subjectId: number | null,
  { claims, article }: Opened,
): Promise<OfferedClaim[]> {
  const rows = await connection.all<OfferedRow>(
    `WITH RECURSIVE meant (id) AS (
       SELECT canonical_id FROM source WHERE id = ?
       UNION SELECT parent.canonical_id FROM meant
         JOIN source ON source.canonical_id = meant.id
         JOIN source AS parent ON parent.id = source.part_of
     ), about (id) AS (
       SELECT claim_id FROM claim_subject JOIN source ON source.id = source_id
       JOIN meant ON meant.id = source.canonical_id
     )
     SELECT claim.id, statement, kind, adverse, denial, article_id AS articleId, headline,
       CASE WHEN claim.id IN about THEN NULL ELSE (SELECT group_concat(subject.name, ', ')
         FROM claim_subject JOIN source ON source.id = source_id
         JOIN source AS subject ON subject.id = source.canonical_id
         WHERE claim_id = claim.id
           AND subject.identity IN ('named_person', 'named_org')) END AS subjects,
       EXISTS (SELECT 1 FROM attribution JOIN source ON source.id = source_id
         WHERE claim_id = claim.id AND stance = 'awaiting' AND source.canonical_id
           = (SELECT canonical_id FROM source WHERE id = ?)) AS isAwaited
     FROM claim LEFT JOIN article ON article.id = article_id
     WHERE review_state <> 'withdrawn' AND (claim.id ${IN_LIST}
       OR denial ${IN_LIST} AND claim.id IN about AND (? IS NULL OR article_id = ?)
       OR adverse = 1 AND article_id = ?
         AND NOT EXISTS (SELECT 1 FROM claim_subject WHERE claim_id = claim.id))
     ORDER BY claim.id ${IN_LIST} DESC, adverse DESC, claim_date DESC, claim.id DESC LIMIT ?`,
    ...[subjectId, subjectId, JSON.stringify(claims), JSON.stringify(UNANSWERED)],
    ...[article, article, article, JSON.stringify(claims), MOST_CLAIMS],
  );
  return rows.map((row) => ({
    ...{ ...row, adverse: row.adverse === 1, isAwaited: row.isAwaited === 1 },
  }));
}

/** When the answer is needed at the latest: the article's deadline, if that is still to come. */
export async function readDeadline(
  connection: Connection,
  article: number | null,
  now: Date,
): Promise<string | null> {
  const row = await connection.one<{ dueAt: string }>(
    'SELECT due_at AS dueAt FROM article WHERE id = ? AND due_at > ?',
    ...[article, now.toISOString()],
  );
  return row?.dueAt ?? null;
}
