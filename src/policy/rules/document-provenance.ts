import type { EvidenceKind } from '../../claims/claim.ts';
import { breachAt, isBlank } from '../rows.ts';
import type { Rule } from '../rule.ts';

/** A link shows itself where it comes from. */
const HELD = new Set<EvidenceKind>(['document', 'recording', 'image', 'dataset']);
const MESSAGE = 'It rests on a document with no word on how it was obtained.';

export const rule: Rule = {
  code: 'document-provenance',
  title: 'A document of unknown provenance',
  wording: 'Rests on a document with no word on how it was obtained.',
  demandedBy: 'AP',
  usually: 'note',
  severity: () => 'note',
  looksAt: ['speakers', 'directness', 'evidence'],
  find: ({ evidence, support }) => {
    const held = evidence.filter(({ kind, bearing }) => bearing === 'supports' && HELD.has(kind));
    if (held.some((one) => isBlank(one.obtained))) return { message: MESSAGE, attributionId: null };
    if (held.length > 0) return null;
    const documents = support.filter((row) => row.directness === 'document');
    return breachAt(documents, MESSAGE);
  },
};
