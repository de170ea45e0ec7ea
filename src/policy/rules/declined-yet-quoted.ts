import type { Attribution } from '../../claims/claim.ts';
import { oneSource, organisationsUpwards, sourceOf } from '../../claims/reading.ts';
import { breachAt, isUnnamed, speakingRows } from '../rows.ts';
import type { Rule, RuleView } from '../rule.ts';

/** A subject with its direct organisation: whoever of them speaks, speaks for the same house. */
function housesOf(claim: RuleView): ReadonlySet<number>[] {
  const { reading, live, subjects } = claim;
  const declared = live.filter((row) => row.interest === 'subject').map((row) => row.sourceId);
  return [...new Set([...subjects, ...declared])].map((subject) => {
    const above = sourceOf(reading, subject)?.partOf ?? subject;
    return new Set([oneSource(reading, subject), oneSource(reading, above)]);
  });
}

function belongs(claim: RuleView, house: ReadonlySet<number>, row: Attribution): boolean {
  const { reading } = claim;
  const line = [row.sourceId, row.onBehalfOf ?? row.sourceId].flatMap((id) =>
    organisationsUpwards(reading, id),
  );
  return line.some((id) => house.has(oneSource(reading, id)));
}

export const rule: Rule = {
  code: 'declined-yet-quoted',
  title: 'Declined, yet quoted',
  wording:
    'A subject, or someone of its organisation, “declined to comment” and is also quoted unnamed.',
  demandedBy: 'AP',
  usually: 'block',
  severity: () => 'block',
  looksAt: ['subjects', 'speakers', 'silences', 'interest'],
  find: (claim) => {
    const declined = claim.live.filter((row) => row.stance === 'declines');
    if (declined.length === 0) return null;
    const unnamed = speakingRows(claim).filter((row) => isUnnamed(claim, row));
    const quoted = housesOf(claim)
      .filter((house) => declined.some((row) => belongs(claim, house, row)))
      .flatMap((house) => unnamed.filter((row) => belongs(claim, house, row)));
    return breachAt(quoted, 'A subject “declined to comment” and is quoted without a name.');
  },
};
