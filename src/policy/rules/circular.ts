import { breachAt } from '../rows.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'circular',
  title: 'Several sources, one origin',
  wording: 'Several sources that go back to one origin.',
  demandedBy: 'KSJ',
  usually: 'warn',
  severity: () => 'warn',
  looksAt: ['speakers', 'origins', 'relays'],
  find: ({ standing, support }) => {
    const { flags, origins } = standing.corroboration;
    const at = (holds: (origin: (typeof origins)[number]) => boolean) => {
      const ids = origins.find(holds)?.attributions ?? [];
      return support.filter((row) => ids.includes(row.id));
    };
    if (flags.includes('circular')) {
      const message = 'Sources have it from each other: nobody is known to have said it first.';
      return { message, attributionId: at((origin) => origin.circular)[0]?.id ?? null };
    }
    if (!flags.includes('shared_origin')) return null;
    return breachAt(
      at((origin) => origin.sharedBecause !== null),
      'Several sources go back to one origin.',
    );
  },
};
