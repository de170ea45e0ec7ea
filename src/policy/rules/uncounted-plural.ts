import { isGroup } from '../../claims/groups.ts';
import { breachAt, descriptionsOf } from '../rows.ts';
import type { Rule } from '../rule.ts';

/** A description declared the same as a group that gives its number has given it. */
export const rule: Rule = {
  code: 'uncounted-plural',
  title: 'A plural without a number',
  wording: '“Sources” in the plural with no number.',
  demandedBy: 'Reuters (never a plural for one source)',
  usually: 'note',
  severity: () => 'note',
  looksAt: ['speakers', 'origins'],
  find: (claim) => {
    const uncounted = claim.support.filter((row) => {
      const descriptions = descriptionsOf(claim, row);
      return descriptions.some(isGroup) && descriptions.every(({ count }) => count === null);
    });
    return breachAt(uncounted, 'A plural gives no number: it may be one source.');
  },
};
