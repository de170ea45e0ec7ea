/** Reads requests for replies, each with its claims and what came back. */
import type { Kind, Scope, Stance } from '../claims/claim.ts';
import type { Denial } from '../claims/standing.ts';
import { type Connection, IN_LIST } from '../database/database.ts';
import type { SourceType } from '../sources/source.ts';
import { NotFound } from '../web/errors.ts';
import type { AskedClaim, Channel, ReplyRecord, ReplyState } from './reply.ts';

interface Row {
  readonly id: number;
  readonly version: number;
  readonly subjectId: number;
  readonly subjectName: string;
  readonly subjectType: SourceType;
  readonly channel: Channel;
  readonly askedById: number | null;
  readonly askedByName: string | null;
  readonly askedAt: string;
  readonly dueAt: string;
  readonly followUpOn: string | null;
  readonly note: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnWhy: string | null;
  readonly state: ReplyState;
}

interface ClaimRow {
  readonly replyId: number;
  readonly claimId: number;
  readonly statement: string;
  readonly kind: Kind;
  readonly denial: Denial;
  readonly articleId: number | null;
  readonly headline: string | null;
  readonly attributionId: number | null;
  readonly stance: Stance;
  readonly scope: Scope;
  readonly provisional: 0 | 1;
  readonly wording: string | null;
  readonly quote: string | null;
  readonly saidOn: string | null;
}

/**
 * Of a row: its subject "did not immediately respond", and was not asked about the claim again. One
 * that was is settled by the later request.
 */
export const OPEN_SILENCE = `attribution.stance = 'no_response' AND attribution.provisional = 1
  AND NOT EXISTS (SELECT 1 FROM attribution AS later
    JOIN source AS asked ON asked.id = attribution.source_id
    JOIN source AS again ON again.id = later.source_id
    WHERE later.claim_id = attribution.claim_id AND later.reply_id > attribution.reply_id
      AND again.canonical_id = asked.canonical_id)`;

const HAS = 'EXISTS (SELECT 1 FROM attribution WHERE reply_id = reply.id AND';

/** The state of a request, by all rows that bear its id. */
export const STATE = `CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
  WHEN ${HAS} stance = 'awaiting') THEN 'open'
  WHEN ${HAS} ${OPEN_SILENCE}) THEN 'provisional'
  WHEN ${HAS} stance <> 'no_response') THEN 'answered' ELSE 'unanswered' END`;

/** The requests with the given ids, in that order; unknown ids are left out. */
export async function readReplies(
  connection: Connection,
  ids: readonly number[],
): Promise<ReplyRecord[]> {
  const list = JSON.stringify(ids);
  const rows = await connection.all<Row>(
    `SELECT reply.id, reply.version, subject.id AS subjectId, subject.name AS subjectName,
       subject.type AS subjectType, channel, asked_by AS askedById, asker.name AS askedByName,
       asked_at AS askedAt, due_at AS dueAt, follow_up_on AS followUpOn, note,
       reply.created_at AS createdAt, reply.changed_at AS changedAt,
       ${STATE} AS state, withdrawn_at AS withdrawnAt, withdrawer.name AS withdrawnBy, withdrawn_why AS withdrawnWhy
     FROM reply JOIN source ON source.id = reply.source_id
     JOIN source AS subject ON subject.id = source.canonical_id
     LEFT JOIN person AS asker ON asker.id = asked_by
     LEFT JOIN person AS withdrawer ON withdrawer.id = withdrawn_by
     WHERE reply.id ${IN_LIST}`,
    list,
  );
  const claims = Map.groupBy(await readAsked(connection, list), (row) => row.replyId);
  const records = new Map(rows.map((row) => [row.id, toReply(row, claims.get(row.id) ?? [])]));
  return ids.flatMap((id) => records.get(id) ?? []);
}

/** @throws NotFound */
export async function readReply(connection: Connection, id: number): Promise<ReplyRecord> {
  const [reply] = await readReplies(connection, [id]);
  if (!reply) throw new NotFound('There is no such request for a reply.');
  return reply;
}

/** The requests that asked about a claim, newest first; withdrawn ones are not shown with it. */
export async function readRepliesAbout(
  connection: Connection,
  about: { readonly claimId: number } | { readonly articleId: number },
  most: number,
): Promise<ReplyRecord[]> {
  const [condition, id] =
    'claimId' in about
      ? ['claim_id = ?', about.claimId]
      : ['claim_id IN (SELECT id FROM claim WHERE article_id = ?)', about.articleId];
  const rows = await connection.all<{ id: number }>(
    `SELECT DISTINCT reply.id FROM reply JOIN reply_claim ON reply_id = reply.id
     WHERE withdrawn_at IS NULL AND ${condition} ORDER BY asked_at DESC, reply.id DESC LIMIT ?`,
    ...[id, most],
  );
  return readReplies(
    connection,
    rows.map((row) => row.id),
  );
}

/** What a filter's subject, claim and article are called; null: there is none, or it is unknown. */
export async function readNames(
  connection: Connection,
  { subject, claim, article }: Readonly<Record<'subject' | 'claim' | 'article', number | null>>,
) {
  type Names = Record<'subject' | 'claim' | 'article', string | null>;
  const names = await connection.one<Names>(
    `SELECT (SELECT target.name FROM source JOIN source AS target ON target.id = source.canonical_id
         WHERE source.id = ? AND target.identity IN ('named_person', 'named_org')) AS subject,
       (SELECT statement FROM claim WHERE id = ?) AS claim,
       (SELECT headline FROM article WHERE id = ?) AS article`,
    ...[subject, claim, article],
  );
  return names ?? { subject: null, claim: null, article: null };
}

// Where a claim has several rows of one request, the first is what the request led to.
function readAsked(connection: Connection, list: string): Promise<ClaimRow[]> {
  return connection.all<ClaimRow>(
    `SELECT reply_claim.reply_id AS replyId, claim.id AS claimId, statement, kind, denial,
       article.id AS articleId, headline, attribution.id AS attributionId, stance, scope,
       provisional, wording, quote, said_on AS saidOn
     FROM reply_claim JOIN claim ON claim.id = reply_claim.claim_id
     LEFT JOIN article ON article.id = claim.article_id
     LEFT JOIN attribution ON attribution.id = (SELECT min(id) FROM attribution AS answer
       WHERE answer.reply_id = reply_claim.reply_id AND answer.claim_id = claim.id)
     WHERE reply_claim.reply_id ${IN_LIST} ORDER BY reply_claim.position`,
    list,
  );
}

function toReply(row: Row, claims: readonly ClaimRow[]): ReplyRecord {
  const { subjectId, subjectName, subjectType, askedById, askedByName, ...rest } = row;
  const { withdrawnAt, withdrawnBy, withdrawnWhy, ...plain } = rest;
  return {
    ...plain,
    subject: { id: subjectId, name: subjectName, type: subjectType },
    askedBy: askedById === null ? null : { id: askedById, name: askedByName ?? '' },
    withdrawn:
      withdrawnAt === null
        ? null
        : { by: withdrawnBy, at: withdrawnAt, reason: withdrawnWhy ?? '' },
    claims: claims.map(toAsked),
  };
}

function toAsked(row: ClaimRow): AskedClaim {
  const { claimId, statement, kind, denial, articleId, headline, attributionId } = row;
  const { stance, scope, provisional, wording, quote, saidOn } = row;
  return {
    ...{ claimId, statement, kind, denial },
    article: articleId === null ? null : { id: articleId, headline: headline ?? '' },
    position:
      attributionId === null
        ? null
        : {
            ...{ attributionId, stance, scope, wording, quote, saidOn },
            provisional: provisional === 1,
          },
  };
}
