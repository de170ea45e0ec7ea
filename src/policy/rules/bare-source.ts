import { isNamed, type Source } from '../../sources/source.ts';
import { breachAt, descriptionsOf, speakingRows } from '../rows.ts';
import type { Rule } from '../rule.ts';

/** Outlets are described by their name: "media reports" and "major media" say nothing. */
function isBare(source: Source): boolean {
  return source.identity === 'unnamed_bare' || (source.type === 'media' && !isNamed(source));
}

export const rule: Rule = {
  code: 'bare-source',
  title: 'A bare source',
  wording: '“A source”, “media reports”: nothing said about role, side or knowledge.',
  demandedBy: 'AP',
  usually: 'warn',
  severity: () => 'warn',
  looksAt: ['speakers'],
  find: (claim) => {
    const bare = speakingRows(claim).filter((row) => descriptionsOf(claim, row).every(isBare));
    return breachAt(bare, 'Nothing is said about the role, side or knowledge of a source.');
  },
};
