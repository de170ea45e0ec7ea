/** The JSON of a request for a reply, and the facts of it that history keeps. */
import type { Json } from '../history/change.ts';
import { type AskedClaim, isOverdue, type ReplyRecord } from './reply.ts';

type JsonObject = { readonly [name: string]: Json };

/** What people entered: the state that history compares. */
export function replyFacts(reply: ReplyRecord): JsonObject {
  const { subject, askedBy, withdrawn } = reply;
  return {
    version: reply.version,
    subject: { ...subject },
    channel: reply.channel,
    asked_by: askedBy && { ...askedBy },
    asked_at: reply.askedAt,
    due_at: reply.dueAt,
    follow_up_on: reply.followUpOn,
    note: reply.note,
    withdrawn: withdrawn && { ...withdrawn },
    // The words that came back stand in the claim's own history: they are not kept twice.
    claims: reply.claims.map(({ claimId, position }) => ({
      ...{ id: claimId, stance: position?.stance ?? null, scope: position?.scope ?? null },
      ...{ provisional: position?.provisional ?? null, said_on: position?.saidOn ?? null },
    })),
  };
}

export function replyJson(reply: ReplyRecord, now: Date): JsonObject {
  return {
    ...{ id: reply.id, url: `/replies/${reply.id}` },
    ...replyFacts(reply),
    ...{ state: reply.state, overdue: isOverdue(reply, now) },
    claims: reply.claims.map(askedJson),
    ...{ created_at: reply.createdAt, changed_at: reply.changedAt },
  };
}

function askedJson({ claimId, statement, position }: AskedClaim): JsonObject {
  return {
    ...{ claim_id: claimId, url: `/claims/${claimId}`, statement },
    attribution_id: position?.attributionId ?? null,
    ...{ stance: position?.stance ?? null, scope: position?.scope ?? null },
    ...{ provisional: position?.provisional ?? null, wording: position?.wording ?? null },
    ...{ quote: position?.quote ?? null, said_on: position?.saidOn ?? null },
  };
}
