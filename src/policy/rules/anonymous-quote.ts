import { breachAt, isBlank, isUnnamed } from '../rows.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'anonymous-quote',
  title: 'An anonymous quotation',
  wording: 'A verbatim quote from an unnamed source.',
  demandedBy: 'NYT',
  usually: 'note',
  severity: () => 'note',
  looksAt: ['speakers', 'quotes'],
  find: (claim) => {
    const quoted = claim.live.filter((row) => isUnnamed(claim, row) && !isBlank(row.quote));
    return breachAt(quoted, 'An unnamed source is quoted word for word.');
  },
};
