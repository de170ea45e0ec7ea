import { breachAt } from '../rows.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'relayed-only',
  title: 'Known only through other media',
  wording: 'Known only through other media.',
  demandedBy: 'AP, BBC, KSJ (at least three)',
  usually: 'warn',
  severity: () => 'warn',
  looksAt: ['origins', 'relays'],
  find: ({ standing, support }) => {
    if (standing.corroboration.level !== 'relayed') return null;
    return breachAt(support, 'It is known only through other media.');
  },
};
