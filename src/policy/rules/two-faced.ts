import type { Attribution } from '../../claims/claim.ts';
import { oneSource } from '../../claims/reading.ts';
import { breachAt, speakingRows } from '../rows.ts';
import type { Rule } from '../rule.ts';

const isFor = (row: Attribution): boolean => row.stance !== 'denies' && row.stance !== 'disputes';
const isOnRecord = (row: Attribution): boolean => row.groundRules === 'on_record';

export const rule: Rule = {
  code: 'two-faced',
  title: 'Two-faced',
  wording: 'One source says the opposite on and off the record.',
  demandedBy: 'Reuters',
  usually: 'block',
  severity: () => 'block',
  looksAt: ['speakers'],
  find: (claim) => {
    const known = speakingRows(claim).filter((row) => row.groundRules !== 'unknown');
    const bySource = Map.groupBy(known, (row) => oneSource(claim.reading, row.sourceId));
    const offRecord = [...bySource.values()].flatMap((rows) => {
      const faces = new Set(rows.filter(isOnRecord).map(isFor));
      return rows.filter((row) => !isOnRecord(row) && faces.has(!isFor(row)));
    });
    return breachAt(offRecord, 'One source says the opposite on and off the record.');
  },
};
