/** The values that a filter with a fixed list offers, in the order of the page, with their words. */
import { RULES } from '../policy/rules.ts';
import { SOURCE_TYPE_LABELS } from '../sources/source.ts';
import type { Level } from './standing.ts';
import {
  ASSESSMENT_LABELS,
  CORROBORATION_FLAG_LABELS,
  DENIAL_FLAG_LABELS,
  DENIAL_LABELS,
  DIRECTNESS_LABELS,
  GROUND_RULE_LABELS,
  INTEREST_LABELS,
  KIND_LABELS,
  LEVEL_LABELS,
  REVIEW_LABELS,
  STANCE_LABELS,
} from './words.ts';

export interface Choice {
  /** As it stands in the address. */
  readonly value: string;
  readonly label: string;
  /** As it stands in the database. */
  readonly stored: string | number;
}

function choices(labels: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label, stored: value }));
}

function lowered(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([value, label]) => [value, label.toLowerCase()]),
  );
}

function short<Code extends string>(labels: Readonly<Record<Code, { readonly short: string }>>) {
  return Object.fromEntries(
    Object.entries<{ readonly short: string }>(labels).map(([value, { short }]) => [value, short]),
  );
}

function twoValued(yes: readonly [string, string], no: readonly [string, string]) {
  return [
    { value: yes[0], label: yes[1], stored: 1 },
    { value: no[0], label: no[1], stored: 0 },
  ] as const;
}

const LEVELS_IN_WORDS: Record<string, string> = lowered(short<Level>(LEVEL_LABELS));

export const CHOICES = {
  sourceType: choices(SOURCE_TYPE_LABELS),
  identity: twoValued(['named', 'named'], ['unnamed', 'unnamed']),
  stance: choices(STANCE_LABELS),
  directness: choices(lowered(DIRECTNESS_LABELS)),
  groundRules: choices(lowered(GROUND_RULE_LABELS)),
  interest: choices(lowered(INTEREST_LABELS)),
  yesNo: twoValued(['yes', 'yes'], ['no', 'no']),
  denial: choices(lowered(DENIAL_LABELS)),
  corroboration: choices(LEVELS_IN_WORDS),
  flag: choices({ ...short(DENIAL_FLAG_LABELS), ...CORROBORATION_FLAG_LABELS }),
  finding: choices(lowered(Object.fromEntries(RULES.map(({ code, title }) => [code, title])))),
  kind: choices(lowered(KIND_LABELS)),
  review: choices(lowered(REVIEW_LABELS)),
  assessment: choices(lowered(ASSESSMENT_LABELS)),
} as const;
