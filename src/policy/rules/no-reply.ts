import { readPosition } from '../../claims/positions.ts';
import { nameOf, oneSource, sourceOf } from '../../claims/reading.ts';
import { isNamed } from '../../sources/source.ts';
import type { Rule, RuleView } from '../rule.ts';

/**
 * Silence is an answer: the subject had its chance. A denial that only unnamed people give for the
 * subject is none: nobody can hold the subject to it, and it does not show that it was asked.
 */
export const rule: Rule = {
  code: 'no-reply',
  title: 'No reply from the subject',
  wording: 'An adverse claim whose subject was not asked, or of which no answer is recorded.',
  demandedBy: 'BBC, Reuters, SPJ, AP',
  usually: 'block for an allegation, else warn',
  severity: ({ kind }) => (kind === 'allegation' ? 'block' : 'warn'),
  looksAt: ['kind', 'adverse', 'subjects', 'silences', 'denial'],
  find: (claim) => {
    const message = claim.adverse ? whatIsMissing(claim) : null;
    return message === null ? null : { message, attributionId: null };
  },
};

function whatIsMissing(claim: RuleView): string | null {
  const { status, flags } = claim.standing.denial;
  if (status === 'awaiting') return 'The subject was asked, and no answer is recorded yet.';
  if (status === 'not_recorded') return 'No reply from the subject is recorded by us.';
  if (flags.includes('unnamed_denier') && flags.includes('by_proxy') && status !== 'mixed') {
    return 'Unnamed people deny it for the subject: no reply of its own is recorded by us.';
  }
  if (!flags.includes('incomplete')) return null;
  const subject = firstUnasked(claim);
  const source = sourceOf(claim.reading, subject);
  // The message is kept, and read also by who may not see a restricted source.
  const who = source && !isNamed(source) ? 'a subject' : nameOf(claim.reading, subject);
  return `No reply from ${who} is recorded by us.`;
}

function firstUnasked({ reading, live, subjects }: RuleView): number {
  const answered = new Set(live.map((row) => readPosition(reading, row)?.subject));
  return subjects.find((id) => !answered.has(oneSource(reading, id))) ?? 0;
}
