import { breachAt, isBlank, isUnnamedPerson, ofSourcesWithout, speakingRows } from '../rows.ts';
import type { Rule } from '../rule.ts';

/** Who spoke on the record was granted nothing: the story only left the name out. */
export const rule: Rule = {
  code: 'anonymity-reason',
  title: 'No reason for anonymity',
  wording: 'Unnamed with no reason given.',
  demandedBy: 'AP, SPJ, JTI',
  usually: 'warn',
  severity: () => 'warn',
  looksAt: ['speakers', 'anonymity'],
  find: (claim) => {
    const unnamed = speakingRows(claim).filter(
      (row) => isUnnamedPerson(claim, row) && row.groundRules !== 'on_record',
    );
    const unexplained = ofSourcesWithout(claim, unnamed, (row) => !isBlank(row.anonymityReason));
    return breachAt(unexplained, 'No reason is given why a source is not named.');
  },
};
