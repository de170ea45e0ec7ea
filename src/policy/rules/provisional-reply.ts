import type { Rule, RuleView } from '../rule.ts';

/** The day comes with the facts: a daily run finds the claims whose day has come. */
function isOverdue({ followUpOn, today }: RuleView): boolean {
  return followUpOn !== null && today >= followUpOn;
}

export const rule: Rule = {
  code: 'provisional-reply',
  title: 'A provisional reply',
  wording: '“Did not immediately respond”, older than the follow-up time.',
  demandedBy: 'practice',
  usually: 'note, then warn',
  severity: (claim) => (isOverdue(claim) ? 'warn' : 'note'),
  looksAt: ['silences', 'denial', 'follow_up'],
  find: (claim) => {
    const { flags, because } = claim.standing.denial;
    if (!flags.includes('provisional')) return null;
    const message = isOverdue(claim)
      ? 'The subject “did not immediately respond”, and it is time to ask again.'
      : 'The subject “did not immediately respond”: it may still do so.';
    return { message, attributionId: because[0]?.attributionId ?? null };
  },
};
