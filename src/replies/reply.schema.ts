/** What is sent to ask for a reply, to record what came back, and to change either. */
import * as z from 'zod';
import { SCOPES } from '../claims/claim.ts';
import { sourceReference, yesOrNo } from '../sources/source.schema.ts';
import { id, oneOf, optionalDay, optionalWords, words } from '../web/schema.ts';
import { CHANNELS, OUTCOMES, type Outcome } from './reply.ts';

const MOST_CLAIMS = 100;
const MOST_WORDS = 5_000;
const AS_TIME = 'Write the time as 2024-10-07T17:00:00Z.';

function moment(missing: string) {
  return z.iso
    .datetime({
      offset: true,
      error: ({ input }) => (input === undefined || input === null ? missing : AS_TIME),
    })
    .transform((text) => new Date(text).toISOString());
}

const dueAt = moment('Say by when you need an answer.');
const note = optionalWords(MOST_WORDS);
const version = z.int({ error: 'Say which version you change.' }).positive();

export const newReplySchema = z.strictObject({
  subject: sourceReference,
  claims: z
    .array(id(), { error: 'Choose the claims to ask about.' })
    .min(1, { error: 'Choose at least one claim to ask about.' })
    .max(MOST_CLAIMS, { error: `At most ${MOST_CLAIMS} claims.` }),
  channel: oneOf(CHANNELS),
  /** Left out: now. */
  asked_at: moment('Say when they were asked.').nullish(),
  due_at: dueAt,
  note,
});
export type NewReply = z.output<typeof newReplySchema>;

/** The claims stay: whoever was asked about others gets another request. */
export const changedReplySchema = z.strictObject({
  version,
  channel: oneOf(CHANNELS),
  asked_at: moment('Say when they were asked.'),
  due_at: dueAt,
  follow_up_on: optionalDay(),
  note,
});
export type ChangedReply = z.output<typeof changedReplySchema>;

const outcome = z
  .strictObject({
    claim_id: id(),
    stance: oneOf(OUTCOMES),
    scope: oneOf(SCOPES).nullish(),
    provisional: yesOrNo.nullish(),
    wording: optionalWords(MOST_WORDS),
    quote: optionalWords(MOST_WORDS),
    /** Left out: today; of what is awaited, the day of asking. */
    said_on: optionalDay(),
  })
  .superRefine((row, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (row.provisional && row.stance !== 'no_response') {
      wrong('provisional', 'Only a “no response” can be provisional.');
    }
    if (row.scope === 'part' && !PARTIAL.includes(row.stance)) {
      wrong('scope', 'Only a confirmation, admission or denial can be of a part.');
    }
    if (row.stance === 'awaiting' && row.wording !== null) {
      wrong('wording', 'As long as an answer is awaited there are no words of theirs.');
    }
    if (row.quote !== null && WORDLESS.includes(row.stance)) {
      wrong('quote', 'Whoever has not answered cannot be quoted.');
    }
  })
  .transform((row) => ({
    claimId: row.claim_id,
    stance: row.stance,
    scope: row.scope ?? ('whole' as const),
    provisional: row.provisional ?? false,
    wording: row.wording,
    quote: row.quote,
    saidOn: row.stance === 'awaiting' ? null : row.said_on,
  }));

const PARTIAL: readonly Outcome[] = ['denies', 'admits', 'confirms'];
const WORDLESS: readonly Outcome[] = ['awaiting', 'no_response'];

export const outcomeSchema = z.strictObject({
  version,
  /** What is left out stays as it is. */
  claims: z.array(outcome, { error: 'Say what came back on which claim.' }).max(MOST_CLAIMS),
  /** When to ask again, of what is provisional; left out: tomorrow. */
  follow_up_on: optionalDay(),
});
export type NewOutcome = z.output<typeof outcomeSchema>;
export type ClaimOutcome = NewOutcome['claims'][number];

export const withdrawalSchema = z.strictObject({
  reason: words(2_000, 'Say why: it stays on record that they were to be asked.'),
});
