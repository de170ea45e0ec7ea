import type { Attribution } from '../../claims/claim.ts';
import { articleOf } from '../../claims/reading.ts';
import { isRelayed } from '../../claims/relays.ts';
import { breachAt, isUnnamedPerson, ofSourcesWithout, speakingRows } from '../rows.ts';
import type { Rule, RuleView } from '../rule.ts';

/** Whether one of us spoke to the source, so that one of us can know who it is. */
function isOurs(claim: RuleView, row: Attribution): boolean {
  return (articleOf(claim, row)?.ours ?? false) && !isRelayed(claim, row);
}

export const rule: Rule = {
  code: 'identity-unknown',
  title: 'Identity not known to an editor',
  wording:
    'In an article of ours, no editor has recorded knowing an unnamed source that we spoke to.',
  demandedBy: 'AP, NYT, Washington Post, BBC',
  usually: 'block',
  severity: () => 'block',
  looksAt: ['speakers', 'identity_known', 'relays'],
  find: (claim) => {
    const unnamed = speakingRows(claim).filter(
      (row) => isUnnamedPerson(claim, row) && isOurs(claim, row),
    );
    const unknown = ofSourcesWithout(claim, unnamed, (row) => row.identityKnownBy !== null);
    const message = 'No editor has recorded knowing the identity of an unnamed source.';
    return breachAt(unknown, message);
  },
};
