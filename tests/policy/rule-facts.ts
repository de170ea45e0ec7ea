/** Builds what the rules look at from newsroom words, on top of the builder of claims. */
import { deriveStanding } from '../../src/claims/standing.ts';
import type { RuleFacts } from '../../src/policy/rule.ts';
import { type ClaimWords, claim } from '../claims/facts.ts';

export interface RuleWords extends ClaimWords {
  readonly evidence?: readonly Partial<RuleFacts['evidence'][number]>[];
  /** Whether each passage stands in the text. */
  readonly passages?: readonly boolean[];
  /** Position numbers (from 1) of rows whose quote does not stand in the text. */
  readonly missingQuotes?: readonly number[];
  readonly followUpOn?: string;
}

const TODAY = '2024-10-05';

export function ruleFacts(words: RuleWords): RuleFacts {
  const facts = claim(words);
  return {
    ...facts,
    standing: deriveStanding(facts),
    evidence: (words.evidence ?? []).map((one) => {
      return { kind: 'document', bearing: 'supports', obtained: null, ...one };
    }),
    appearances: (words.passages ?? []).map((found) => ({ found })),
    missingQuotes: (words.missingQuotes ?? []).map((number) => 100 + number),
    followUpOn: words.followUpOn ?? null,
    today: TODAY,
  };
}
