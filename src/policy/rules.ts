/** The sourcing rules, in the order of the policy page. A new one is a file and its place here. */
import type { Rule } from './rule.ts';
import { rule as anonymityReason } from './rules/anonymity-reason.ts';
import { rule as anonymousOpinion } from './rules/anonymous-opinion.ts';
import { rule as anonymousQuote } from './rules/anonymous-quote.ts';
import { rule as bareSource } from './rules/bare-source.ts';
import { rule as circular } from './rules/circular.ts';
import { rule as declinedYetQuoted } from './rules/declined-yet-quoted.ts';
import { rule as directnessUnknown } from './rules/directness-unknown.ts';
import { rule as documentProvenance } from './rules/document-provenance.ts';
import { rule as identityUnknown } from './rules/identity-unknown.ts';
import { rule as interestedOnly } from './rules/interested-only.ts';
import { rule as noReply } from './rules/no-reply.ts';
import { rule as provisionalReply } from './rules/provisional-reply.ts';
import { rule as quoteMissing } from './rules/quote-missing.ts';
import { rule as relayedOnly } from './rules/relayed-only.ts';
import { rule as singleUnnamed } from './rules/single-unnamed.ts';
import { rule as twoFaced } from './rules/two-faced.ts';
import { rule as unattributed } from './rules/unattributed.ts';
import { rule as uncountedPlural } from './rules/uncounted-plural.ts';

export const RULES: readonly Rule[] = [
  unattributed,
  singleUnnamed,
  uncountedPlural,
  bareSource,
  anonymityReason,
  anonymousOpinion,
  anonymousQuote,
  identityUnknown,
  relayedOnly,
  circular,
  noReply,
  provisionalReply,
  declinedYetQuoted,
  twoFaced,
  interestedOnly,
  directnessUnknown,
  documentProvenance,
  quoteMissing,
];

/** Kept with each waiver: what was waived under other rules is looked at again. */
export const RULES_VERSION = 1;
