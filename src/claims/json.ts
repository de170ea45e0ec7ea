/** The JSON of a claim: what the API answers, and the facts that history keeps. */
import type { Json } from '../history/change.ts';
import type { Source } from '../sources/source.ts';
import type { Attribution } from './claim.ts';
import type { ClaimRecord, Evidence } from './record.ts';
import type { Reason, Standing } from './standing.ts';

type JsonObject = { readonly [name: string]: Json };

/** Facts and what is derived of them, under the names of the API. */
export function claimJson(record: ClaimRecord): JsonObject {
  return {
    id: record.id,
    url: `/claims/${record.id}`,
    ...claimFacts(record),
    review_state: record.reviewState,
    assessment: record.assessment,
    author: record.author,
    assignee: record.assignee,
    created_at: record.createdAt,
    changed_at: record.changedAt,
    date: record.claimDate,
    standing: standingJson(record.standing, (id) => ({ attribution_id: id })),
    findings: record.findings.map(({ code, severity, message, waived }) => ({
      ...{ code, severity, message, waived },
    })),
  };
}

/** What people entered: the state that history compares. */
export function claimFacts(record: ClaimRecord): JsonObject {
  const { facts } = record;
  const sourceOf = (id: number | null) => {
    const source = id === null ? undefined : facts.sources.get(id);
    return source ? sourceJson(source) : null;
  };
  return {
    version: record.version,
    statement: record.statement,
    kind: facts.kind,
    adverse: facts.adverse,
    made_on: record.madeOn,
    reported_speaker: record.reportedSpeaker,
    credibility: record.credibility,
    subjects: facts.subjects.map(sourceOf),
    article_id: facts.articleId,
    appearances: record.appearances.map((one) => ({
      ...{ id: one.id, article_id: one.articleId, quote: one.quote, prefix: one.prefix },
      ...{ suffix: one.suffix, start: one.start, end: one.end, paragraph: one.paragraph },
      state: one.state,
    })),
    attributions: facts.attributions.map((row) => attributionJson(row, sourceOf)),
    evidence: record.evidence.map(evidenceJson),
  };
}

export function attributionJson(
  row: Attribution,
  sourceOf: (id: number | null) => Json,
): JsonObject {
  return {
    id: row.id,
    source: sourceOf(row.sourceId),
    stance: row.stance,
    scope: row.scope,
    wording: row.wording,
    quote: row.quote,
    cue: row.cue,
    capacity: row.capacity,
    directness: row.directness,
    ground_rules: row.groundRules,
    anonymity_reason: row.anonymityReason,
    interest: row.interest,
    on_behalf_of: sourceOf(row.onBehalfOf),
    provisional: row.provisional,
    carried: row.carried,
    said_on: row.saidOn,
    article_id: row.articleId,
    via: row.via.map((relay) => ({
      ...{ source: sourceOf(relay.sourceId), own_channel: relay.ownChannel },
    })),
    retracts: row.retracts,
    reply_id: row.replyId,
    identity_known:
      row.identityKnownBy === null ? null : { by: row.identityKnownBy, on: row.identityKnownOn },
  };
}

export function evidenceJson(row: Evidence): JsonObject {
  const { id, kind, bearing, title, url, obtained, note } = row;
  return { id, kind, bearing, title, url, obtained, note };
}

function sourceJson(source: Source): JsonObject {
  return {
    id: source.id,
    name: source.name,
    type: source.type,
    identity: source.identity,
    collective: source.collective,
    count: source.count,
    partial_types: source.partialTypes,
  };
}

/** @param pointer how a reason points at its row: by id, or by index while it is unsaved */
export function standingJson(
  { denial, corroboration }: Standing,
  pointer: (attributionId: number) => JsonObject,
): JsonObject {
  const reasons = (because: readonly Reason[]) =>
    because.map(({ attributionId, text }) => ({ ...pointer(attributionId), text }));
  return {
    denial: { status: denial.status, flags: denial.flags, because: reasons(denial.because) },
    corroboration: {
      level: corroboration.level,
      origins: { min: corroboration.min, max: corroboration.max },
      flags: corroboration.flags,
      because: reasons(corroboration.because),
    },
  };
}
