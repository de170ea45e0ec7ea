import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'unattributed',
  title: 'Nobody says so',
  wording: 'A fact or an allegation with nobody saying so.',
  demandedBy: 'Reuters, AP, BBC',
  usually: 'warn',
  severity: () => 'warn',
  looksAt: ['kind', 'level'],
  find: ({ kind, standing: { corroboration } }) => {
    if (kind !== 'fact' && kind !== 'allegation') return null;
    if (corroboration.level !== 'unattributed') return null;
    const isTakenBack = corroboration.setAside.length > 0;
    const message = isTakenBack
      ? 'Nobody says so any longer: what supported it was taken back.'
      : 'Nobody is recorded as saying so.';
    return { message, attributionId: null };
  },
};
