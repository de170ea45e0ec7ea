import { breachAt } from '../rows.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'interested-only',
  title: 'Only sources with a stake',
  wording: 'Only sources with a stake support it.',
  demandedBy: 'Reuters, SPJ',
  usually: 'warn',
  severity: () => 'warn',
  looksAt: ['speakers', 'interest'],
  find: ({ standing, support }) => {
    const isSo = standing.corroboration.flags.includes('interested_only');
    return isSo ? breachAt(support, 'Only sources with a stake support it.') : null;
  },
};
