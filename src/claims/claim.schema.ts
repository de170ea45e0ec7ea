/** What a valid claim is, as a browser's form or an API client sends it. */
import * as z from 'zod';
import { optionalSource, sourceReference, yesOrNo } from '../sources/source.schema.ts';
import { SOURCE_TYPES } from '../sources/source.ts';
import type { FieldError } from '../web/errors.ts';
import { fieldErrors } from '../web/forms.ts';
import {
  id,
  oneOf,
  optionalAddress,
  optionalDay,
  optionalId,
  optionalWords,
  toLf,
  words,
} from '../web/schema.ts';
import {
  CREDIBILITIES,
  type Credibility,
  DIRECTNESSES,
  EVIDENCE_BEARINGS,
  EVIDENCE_KINDS,
  GROUND_RULES,
  INTERESTS,
  KINDS,
  SCOPES,
  STANCES,
} from './claim.ts';

const MOST_STATEMENT = 2_000;
const MOST_WORDS = 5_000;
const MOST_ROWS = 500;
const tooMany = { error: `At most ${MOST_ROWS} rows.` };
const no = yesOrNo.nullish().transform((value) => value ?? false);

const relay = z
  .object({ source: sourceReference, own_channel: no })
  .transform((row) => ({ source: row.source, ownChannel: row.own_channel }));

const identityKnown = z
  .object({ by: words(200), on: optionalDay() })
  .nullish()
  .transform((value) => value ?? null);

const attributionFields = z.object({
  id: optionalId(),
  source: sourceReference,
  stance: oneOf(STANCES),
  scope: oneOf(SCOPES).nullish(),
  wording: optionalWords(MOST_WORDS),
  quote: optionalWords(MOST_WORDS),
  cue: optionalWords(200),
  capacity: oneOf(SOURCE_TYPES).nullish(),
  directness: oneOf(DIRECTNESSES).nullish(),
  ground_rules: oneOf(GROUND_RULES).nullish(),
  anonymity_reason: optionalWords(MOST_WORDS),
  interest: oneOf(INTERESTS).nullish(),
  on_behalf_of: optionalSource,
  provisional: no,
  carried: no,
  said_on: optionalDay(),
  article_id: optionalId(),
  via: z.array(relay).max(50).nullish(),
  retracts: z.array(id()).max(MOST_ROWS, tooMany).nullish(),
  reply_id: optionalId(),
  identity_known: identityKnown,
});

type AttributionFields = z.output<typeof attributionFields>;

// Rules across fields sit here, on the row, so that all errors come at once.
export const attributionSchema = attributionFields
  .superRefine((row, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (row.provisional && row.stance !== 'no_response') {
      wrong('provisional', 'Only a “no response” can be provisional.');
    }
    if (row.retracts?.length && row.stance !== 'retracts') {
      wrong('retracts', 'Only a retraction takes other rows back.');
    }
    if (row.scope === 'part' && !['confirms', 'admits', 'denies'].includes(row.stance)) {
      wrong('scope', 'Only a confirmation, admission or denial can be of a part.');
    }
  })
  .transform(toAttribution);

function toAttribution(row: AttributionFields) {
  return {
    id: row.id,
    source: row.source,
    stance: row.stance,
    scope: row.scope ?? ('whole' as const),
    wording: row.wording,
    quote: row.quote,
    cue: row.cue,
    /** Null: that of the source. */
    capacity: row.capacity ?? null,
    directness: row.directness ?? ('unknown' as const),
    groundRules: row.ground_rules ?? ('unknown' as const),
    anonymityReason: row.anonymity_reason,
    interest: row.interest ?? ('unknown' as const),
    onBehalfOf: row.on_behalf_of,
    provisional: row.provisional,
    carried: row.carried,
    saidOn: row.said_on,
    /** Null: that of the claim. */
    articleId: row.article_id,
    via: row.via ?? [],
    retracts: row.retracts ?? [],
    replyId: row.reply_id,
    identityKnown: row.identity_known,
  };
}

export const evidenceSchema = z
  .object({
    id: optionalId(),
    kind: oneOf(EVIDENCE_KINDS),
    bearing: oneOf(EVIDENCE_BEARINGS).nullish(),
    title: optionalWords(500),
    url: optionalAddress(),
    obtained: optionalWords(MOST_WORDS),
    note: optionalWords(MOST_WORDS),
  })
  .superRefine((row, context) => {
    if (row.title === null && row.kind !== 'none') {
      const message = 'Say what the evidence is.';
      context.addIssue({ code: 'custom', path: ['title'], message });
    }
  })
  .transform((row) => ({
    id: row.id,
    kind: row.kind,
    bearing: row.bearing ?? ('supports' as const),
    title: row.title ?? 'None presented',
    url: row.url,
    obtained: row.obtained,
    note: row.note,
  }));

const offset = z.int({ error: 'This must be a number.' }).min(0).nullish();

// What stands around a quote was cut off by number: half a character at its end is no mistake.
const context = z
  .string()
  .max(32)
  .nullish()
  .transform((value) => toLf(value ?? '').replace(/\p{Surrogate}/gu, ''))
  .refine((value) => !value.includes('\0'), { error: 'This has a NUL character in it.' });

const appearanceSchema = z
  .object({
    article_id: optionalId(),
    quote: words(MOST_WORDS),
    prefix: context,
    suffix: context,
    start: offset,
    end: offset,
  })
  .transform((row) => ({
    /** Null: that of the claim. */
    articleId: row.article_id,
    quote: row.quote,
    prefix: row.prefix,
    suffix: row.suffix,
    start: row.start ?? null,
    end: row.end ?? null,
  }));

export const claimSchema = z
  .object({
    version: optionalId(),
    statement: words(MOST_STATEMENT, 'State the claim: one thing that can be checked.'),
    kind: oneOf(KINDS).nullish(),
    adverse: yesOrNo.nullish(),
    made_on: optionalDay(),
    reported_speaker: optionalWords(500),
    credibility: z.literal([...CREDIBILITIES], { error: 'Choose a number from 1 to 6.' }).nullish(),
    subjects: z.array(sourceReference).max(100).nullish(),
    article_id: optionalId(),
    appearances: z.array(appearanceSchema).max(MOST_ROWS, tooMany).nullish(),
    attributions: z.array(attributionSchema).max(MOST_ROWS, tooMany).nullish(),
    evidence: z.array(evidenceSchema).max(MOST_ROWS, tooMany).nullish(),
  })
  .transform((claim) => ({
    version: claim.version,
    statement: claim.statement,
    kind: claim.kind ?? ('fact' as const),
    adverse: claim.adverse ?? claim.kind === 'allegation',
    madeOn: claim.made_on,
    reportedSpeaker: claim.reported_speaker,
    credibility: (claim.credibility ?? null) as Credibility | null,
    subjects: claim.subjects ?? [],
    articleId: claim.article_id ?? claim.appearances?.[0]?.articleId ?? null,
    appearances: claim.appearances ?? [],
    attributions: claim.attributions ?? [],
    evidence: claim.evidence ?? [],
  }));

export type NewClaim = z.output<typeof claimSchema>;
export type NewAttribution = z.output<typeof attributionSchema>;
export type NewEvidence = z.output<typeof evidenceSchema>;
export type NewAppearance = z.output<typeof appearanceSchema>;

/** A claim out of anything, or what is wrong with it and where. */
export function parseClaim(
  body: unknown,
): { readonly claim: NewClaim } | { readonly errors: readonly FieldError[] } {
  const result = claimSchema.safeParse(body, { reportInput: true });
  return result.success ? { claim: result.data } : { errors: fieldErrors(result.error) };
}
