import { breachAt } from '../rows.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'single-unnamed',
  title: 'One unnamed source',
  wording: 'One unnamed source only.',
  demandedBy: 'BBC (mandatory referral), AP (more than one source), Reuters (exceptional cases)',
  usually: 'block if adverse, else warn',
  severity: ({ adverse }) => (adverse ? 'block' : 'warn'),
  looksAt: ['adverse', 'origins'],
  find: ({ standing, support }) => {
    const { level, origins } = standing.corroboration;
    if (level !== 'single_unnamed') return null;
    const direct = origins.find((origin) => origin.direct);
    const rows = support.filter((row) => direct?.attributions.includes(row.id));
    return breachAt(rows, 'It rests on one unnamed source.');
  },
};
