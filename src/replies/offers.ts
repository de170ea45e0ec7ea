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
  /** Adverse claims about them that they have not answered. */
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
  /** Whether it is about whoever is asked, or an organisation that they belong to. */
  readonly isAbout: boolean;
  /** Names of its named subjects. */
  readonly subjects: string | null;
  /** Whether they, or somebody named for them, answered it already. */
  readonly isAnswered: boolean;
  /** Whether they were asked already, and have not answered. */
  readonly isAwaited: boolean;
}

type Flag = 'adverse' | 'isAbout' | 'isAnswered' | 'isAwaited';
type OfferedRow = Omit<OfferedClaim, Flag> & Readonly<Record<Flag, 0 | 1>>;

const MOST_SUBJECTS = 20;
const MOST_CLAIMS = 60;
const NAMED = `identity IN ('named_person', 'named_org')`;

/** That a subject answered a claim: itself, or somebody named of it or for it. */
function answered(claim: string, subject: string): string {
  return `EXISTS (SELECT 1 FROM attribution JOIN source AS by ON by.id = attribution.source_id
    LEFT JOIN source AS house ON house.id = by.part_of
    LEFT JOIN source AS behalf ON behalf.id = attribution.on_behalf_of
    WHERE attribution.claim_id = ${claim} AND by.${NAMED}
      AND stance IN ('denies', 'disputes', 'admits', 'confirms', 'declines')
      AND ${subject} IN (by.canonical_id, house.canonical_id, behalf.canonical_id))`;
}

/** The named subjects of the claims that the form was opened from. */
export function readOfferedSubjects(
  connection: Connection,
  { claims, article }: Opened,
): Promise<OfferedSubject[]> {
  return connection.all<OfferedSubject>(
    `SELECT subject.id, subject.name,
       sum(adverse = 1 AND NOT ${answered('claim.id', 'subject.id')}) AS unanswered
     FROM claim JOIN claim_subject ON claim_subject.claim_id = claim.id
     JOIN source ON source.id = claim_subject.source_id
     JOIN source AS subject ON subject.id = source.canonical_id
     WHERE (claim.id ${IN_LIST} OR claim.article_id = ?) AND review_state <> 'withdrawn'
       AND subject.${NAMED}
     GROUP BY subject.id ORDER BY unanswered DESC, subject.name_key, subject.id LIMIT ?`,
    ...[JSON.stringify(claims), article, MOST_SUBJECTS],
  );
}

/**
 * The claims that the form was opened from, and those about the subject, or about an organisation
 * that it belongs to: of an article all of them and the adverse ones about nobody; without an
 * article those that were not answered, wherever they stand, newest first.
 */
export async function readOfferedClaims(
  connection: Connection,
  subjectId: number | null,
  { claims, article }: Opened,
): Promise<OfferedClaim[]> {
  const rows = await connection.all<OfferedRow>(
    `WITH RECURSIVE asked (id) AS (SELECT canonical_id FROM source WHERE id = ?),
     meant (id) AS (
       SELECT id FROM asked
       UNION SELECT parent.canonical_id FROM meant
         JOIN source ON source.canonical_id = meant.id
         JOIN source AS parent ON parent.id = source.part_of
     ), about (id) AS (
       SELECT claim_subject.claim_id FROM claim_subject JOIN source ON source.id = source_id
       JOIN meant ON meant.id = source.canonical_id
     ), offered AS (
       SELECT claim.id, statement, kind, adverse, denial, claim.article_id, claim_date,
         claim.id IN about AS isAbout,
         ${answered('claim.id', '(SELECT id FROM asked)')} AS isAnswered,
         EXISTS (SELECT 1 FROM attribution JOIN source ON source.id = source_id
           WHERE attribution.claim_id = claim.id AND stance = 'awaiting'
             AND source.canonical_id IN asked) AS isAwaited
       FROM claim WHERE review_state <> 'withdrawn' AND (claim.id ${IN_LIST} OR claim.id IN about
         OR adverse = 1 AND claim.article_id = ?
           AND NOT EXISTS (SELECT 1 FROM claim_subject WHERE claim_subject.claim_id = claim.id))
     )
     SELECT offered.id, statement, kind, adverse, denial, offered.article_id AS articleId, headline,
       isAbout, isAnswered, isAwaited,
       (SELECT group_concat(subject.name, ', ') FROM claim_subject
         JOIN source ON source.id = source_id
         JOIN source AS subject ON subject.id = source.canonical_id
         WHERE claim_subject.claim_id = offered.id AND subject.${NAMED}) AS subjects
     FROM offered LEFT JOIN article ON article.id = offered.article_id
     WHERE offered.id ${IN_LIST} OR offered.article_id = ? OR (? IS NULL AND NOT isAnswered)
     ORDER BY offered.id ${IN_LIST} DESC, adverse DESC, claim_date DESC, offered.id LIMIT ?`,
    ...[subjectId, JSON.stringify(claims), article],
    ...[JSON.stringify(claims), article, article, JSON.stringify(claims), MOST_CLAIMS],
  );
  return rows.map(({ adverse, isAbout, isAnswered, isAwaited, ...row }) => ({
    ...{ ...row, adverse: adverse === 1, isAbout: isAbout === 1 },
    ...{ isAnswered: isAnswered === 1, isAwaited: isAwaited === 1 },
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
