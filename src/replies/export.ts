/** The list as a file: a row per claim that a subject was asked about. */
import type { Connection } from '../database/database.ts';
import { type Columns, csvPieces } from '../web/csv.ts';
import type { ReplyFilter } from './filter.ts';
import { type AskedClaim, isOverdue, type ReplyRecord } from './reply.ts';
import { type Looking, searchAll } from './search.ts';

interface Asked {
  readonly reply: ReplyRecord;
  readonly claim: AskedClaim;
  readonly now: Date;
}

const COLUMNS: Columns<Asked> = {
  reply_id: ({ reply }) => reply.id,
  url: ({ reply }) => `/replies/${reply.id}`,
  state: ({ reply }) => reply.state,
  overdue: ({ reply, now }) => (isOverdue(reply, now) ? 'yes' : 'no'),
  subject_id: ({ reply }) => reply.subject.id,
  subject: ({ reply }) => reply.subject.name,
  channel: ({ reply }) => reply.channel,
  asked_by: ({ reply }) => reply.askedBy?.name ?? null,
  asked_at: ({ reply }) => reply.askedAt,
  due_at: ({ reply }) => reply.dueAt,
  follow_up_on: ({ reply }) => reply.followUpOn,
  note: ({ reply }) => reply.note,
  claim_id: ({ claim }) => claim.claimId,
  statement: ({ claim }) => claim.statement,
  article_id: ({ claim }) => claim.article?.id ?? null,
  article: ({ claim }) => claim.article?.headline ?? null,
  attribution_id: ({ claim }) => claim.position?.attributionId ?? null,
  stance: ({ claim }) => claim.position?.stance ?? null,
  scope: ({ claim }) => claim.position?.scope ?? null,
  provisional: ({ claim }) => claim.position && (claim.position.provisional ? 'yes' : 'no'),
  said_on: ({ claim }) => claim.position?.saidOn ?? null,
  wording: ({ claim }) => claim.position?.wording ?? null,
  quote: ({ claim }) => claim.position?.quote ?? null,
};

/** Column names, for the help. */
export const REPLY_COLUMNS = { file: '/replies.csv', names: Object.keys(COLUMNS).join(', ') };

/** A row per claim of each request that the filter finds. */
export function repliesCsv(connection: Connection, filter: ReplyFilter, looking: Looking) {
  return csvPieces(COLUMNS, rowsIn(connection, filter, looking));
}

async function* rowsIn(connection: Connection, filter: ReplyFilter, looking: Looking) {
  for await (const replies of searchAll(connection, filter, looking)) {
    yield replies.flatMap((reply) =>
      reply.claims.map((claim): Asked => ({ reply, claim, now: looking.now })),
    );
    // Other requests in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
