import type { Directness } from '../../claims/claim.ts';
import { breachAt } from '../rows.ts';
import type { Rule } from '../rule.ts';

const FIRST_HAND = new Set<Directness>(['witnessed', 'first_hand', 'document']);

export const rule: Rule = {
  code: 'directness-unknown',
  title: 'Nobody known to know',
  wording: 'Adverse, and nobody is known to know first hand.',
  demandedBy: 'NYT, Washington Post',
  usually: 'warn',
  severity: () => 'warn',
  looksAt: ['adverse', 'speakers', 'directness'],
  find: ({ adverse, support }) => {
    if (!adverse || support.some((row) => FIRST_HAND.has(row.directness))) return null;
    return breachAt(support, 'Nobody is known to know first hand.');
  },
};
