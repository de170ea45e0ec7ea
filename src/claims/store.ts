/** Reads whole claims: the one way for pages, JSON, exports and history. */
import { type Connection, IN_LIST } from '../database/database.ts';
import { NotFound } from '../web/errors.ts';
import type { Assessment, Credibility, ReviewState } from './claim.ts';
import { loadFacts } from './load.ts';
import type { Appearance, ArticleHead, ClaimRecord, Evidence, StoredFinding } from './record.ts';
import { deriveStanding } from './standing.ts';

interface ClaimRow {
  readonly id: number;
  readonly version: number;
  readonly statement: string;
  readonly reportedSpeaker: string | null;
  readonly madeOn: string | null;
  readonly credibility: Credibility | null;
  readonly reviewState: ReviewState;
  readonly assessment: Assessment;
  readonly authorId: number | null;
  readonly authorName: string | null;
  readonly assigneeId: number | null;
  readonly assigneeName: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly claimDate: string;
}

interface Owned {
  readonly claimId: number;
}

type ArticleRow = Owned & Omit<ArticleHead, 'ours'> & { readonly ours: 0 | 1 };
type FindingRow = Owned & Omit<StoredFinding, 'waived'> & { readonly waived: 0 | 1 };

/** The claims with the given ids, in that order; unknown ids are left out. */
export async function readClaims(
  connection: Connection,
  ids: readonly number[],
): Promise<ClaimRecord[]> {
  const list = JSON.stringify(ids);
  const rows = new Map((await readRows(connection, list)).map((row) => [row.id, row]));
  const articles = byClaim(await readArticles(connection, list));
  const appearances = byClaim(await readAppearances(connection, list));
  const evidence = byClaim(await readEvidence(connection, list));
  const findings = byClaim(await readFindings(connection, list));
  const loaded = await loadFacts(connection, ids);
  return loaded.flatMap(({ id, facts }) => {
    const row = rows.get(id);
    if (!row) return [];
    const { authorId, authorName, assigneeId, assigneeName, ...plain } = row;
    const [article] = articles.get(id) ?? [];
    return {
      ...plain,
      author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
      assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
      article: article ? { ...article, ours: article.ours === 1 } : null,
      facts,
      appearances: appearances.get(id) ?? [],
      evidence: evidence.get(id) ?? [],
      standing: deriveStanding(facts),
      findings: (findings.get(id) ?? []).map((row) => ({ ...row, waived: row.waived === 1 })),
    };
  });
}

/** @throws NotFound */
export async function readClaim(connection: Connection, id: number): Promise<ClaimRecord> {
  const [record] = await readClaims(connection, [id]);
  if (!record) throw new NotFound('There is no such claim.');
  return record;
}

/** The claim that an attribution or a piece of evidence belongs to. @throws NotFound */
export async function claimIdOf(
  connection: Connection,
  table: 'attribution' | 'evidence',
  id: number,
): Promise<number> {
  const sql = `SELECT claim_id AS claimId FROM ${table} WHERE id = ?`;
  const row = await connection.one<{ claimId: number }>(sql, id);
  if (!row) throw new NotFound(`There is no such ${table}.`);
  return row.claimId;
}

function readRows(connection: Connection, list: string): Promise<ClaimRow[]> {
  return connection.all<ClaimRow>(
    `SELECT claim.id, claim.version, statement, reported_speaker AS reportedSpeaker,
       made_on AS madeOn, credibility, review_state AS reviewState, assessment,
       author_id AS authorId, author.name AS authorName,
       assignee_id AS assigneeId, assignee.name AS assigneeName,
       claim.created_at AS createdAt, claim.changed_at AS changedAt, claim_date AS claimDate
     FROM claim LEFT JOIN person AS author ON author.id = author_id
     LEFT JOIN person AS assignee ON assignee.id = assignee_id
     WHERE claim.id ${IN_LIST}`,
    list,
  );
}

function readArticles(connection: Connection, list: string): Promise<ArticleRow[]> {
  return connection.all<ArticleRow>(
    `SELECT claim.id AS claimId, article.id, headline, desk, ours, published_on AS publishedOn,
       publisher.name AS publisher, agency.name AS agency
     FROM claim JOIN article ON article.id = claim.article_id
     LEFT JOIN source AS p ON p.id = publisher_id
     LEFT JOIN source AS publisher ON publisher.id = p.canonical_id
     LEFT JOIN source AS a ON a.id = agency_id
     LEFT JOIN source AS agency ON agency.id = a.canonical_id
     WHERE claim.id ${IN_LIST}`,
    list,
  );
}

function readAppearances(connection: Connection, list: string): Promise<(Appearance & Owned)[]> {
  return connection.all(
    `SELECT claim_id AS claimId, id, article_id AS articleId, quote, prefix, suffix, start, "end",
       paragraph, state
     FROM appearance WHERE claim_id ${IN_LIST} ORDER BY id`,
    list,
  );
}

function readEvidence(connection: Connection, list: string): Promise<(Evidence & Owned)[]> {
  return connection.all(
    `SELECT claim_id AS claimId, id, kind, bearing, title, url, obtained, note
     FROM evidence WHERE claim_id ${IN_LIST} ORDER BY position, id`,
    list,
  );
}

function readFindings(connection: Connection, list: string): Promise<FindingRow[]> {
  return connection.all(
    `SELECT claim_id AS claimId, code, severity, message, attribution_id AS attributionId, waived
     FROM claim_finding WHERE claim_id ${IN_LIST}
     ORDER BY CASE severity WHEN 'block' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END, code`,
    list,
  );
}

function byClaim<Row extends Owned>(rows: readonly Row[]): Map<number, Omit<Row, 'claimId'>[]> {
  const groups = new Map<number, Omit<Row, 'claimId'>[]>();
  for (const { claimId, ...row } of rows) {
    const list = groups.get(claimId);
    if (list) list.push(row);
    else groups.set(claimId, [row]);
  }
  return groups;
}
