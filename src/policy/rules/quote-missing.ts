import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'quote-missing',
  title: 'Quote not in the text',
  wording: 'The recorded quote does not stand in the article’s stored text.',
  demandedBy: '–',
  usually: 'block',
  severity: () => 'block',
  looksAt: ['quotes', 'passages'],
  find: ({ appearances, attributions, missingQuotes }) => {
    if (appearances.some((one) => !one.found)) {
      const message = 'The recorded passage does not stand in the article’s text.';
      return { message, attributionId: null };
    }
    const row = attributions.find(({ id }) => missingQuotes.includes(id));
    if (!row) return null;
    const message = 'A recorded quote does not stand in the article’s text.';
    return { message, attributionId: row.id };
  },
};
