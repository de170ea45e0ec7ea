/** The JSON of a correction: what the API answers, and the facts that history keeps. */
import type { Json } from '../history/change.ts';
import type { Columns } from '../web/csv.ts';
import type { CorrectionRecord } from './correction.ts';

type JsonObject = { readonly [name: string]: Json };

export function correctionJson(record: CorrectionRecord): JsonObject {
  return {
    ...{ id: record.id, article: { ...record.article } },
    ...correctionFacts(record),
    claims: record.claims.map((claim) => ({ ...claim })),
    ...{ person: { ...record.person }, created_at: record.createdAt },
    changed_at: record.changedAt,
  };
}

/** What people entered. */
export function correctionFacts(record: CorrectionRecord): JsonObject {
  return {
    version: record.version,
    text_number: record.textNumber,
    claims: record.claims.map((claim) => claim.id),
    wrong: record.wrong,
    asked_by: record.askedBy,
    asked_on: record.askedOn,
    outcome: record.outcome,
    decision: record.decision,
    wording: record.wording,
    published_on: record.publishedOn,
  };
}

export const CORRECTION_COLUMNS: Columns<CorrectionRecord> = {
  id: (one) => one.id,
  article_id: ({ article }) => article.id,
  article: ({ article }) => article.headline,
  text_number: (one) => one.textNumber,
  claims: ({ claims }) => claims.map(({ id }) => id).join(' '),
  statements: ({ claims }) => claims.map(({ statement }) => statement).join('; '),
  wrong: (one) => one.wrong,
  asked_by: (one) => one.askedBy,
  asked_on: (one) => one.askedOn,
  outcome: (one) => one.outcome,
  decision: (one) => one.decision,
  wording: (one) => one.wording,
  published_on: (one) => one.publishedOn,
  recorded_by: ({ person }) => person.name,
  created_at: (one) => one.createdAt,
  changed_at: (one) => one.changedAt,
};
