import type { Kind } from '../../claims/claim.ts';
import { sourceOf } from '../../claims/reading.ts';
import { breachAt } from '../rows.ts';
import type { Rule, RuleView } from '../rule.ts';

const MESSAGES: Readonly<Partial<Record<Kind, string>>> = {
  opinion: 'Only unnamed sources stand behind an opinion.',
  prediction: 'Only unnamed sources stand behind a prediction.',
  allegation: 'Only unnamed sources stand behind an accusation.',
};

function isAboutNamedPerson({ reading, subjects }: RuleView): boolean {
  return subjects.some((id) => sourceOf(reading, id)?.identity === 'named_person');
}

export const rule: Rule = {
  code: 'anonymous-opinion',
  title: 'An anonymous opinion or accusation',
  wording: 'Only unnamed sources behind an opinion, a prediction or an accusation.',
  demandedBy: 'AP, Reuters, NYT',
  usually: 'warn, block if adverse to a named person',
  severity: (claim) => (claim.adverse && isAboutNamedPerson(claim) ? 'block' : 'warn'),
  looksAt: ['kind', 'adverse', 'subjects', 'speakers'],
  find: ({ kind, standing, support }) => {
    const message = MESSAGES[kind];
    if (message === undefined) return null;
    const { flags } = standing.corroboration;
    return flags.includes('all_unnamed') ? breachAt(support, message) : null;
  },
};
