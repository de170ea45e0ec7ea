import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCommonWords, partViews, wordDifference } from '../../src/history/words.ts';

/** Words taken out in -…-, words put in in +…+. */
function told(before: string, after: string): string {
  const marks = { same: '', removed: '-', added: '+' };
  return wordDifference(before, after)
    .map(({ kind, text }) => `${marks[kind]}${text}${marks[kind]}`)
    .join('');
}

describe('a difference word by word', () => {
  it.each([
    ['The bridge is closed.', 'The bridges are closed.', 'The -bridge is-+bridges are+ closed.'],
    ['He said so.', 'He said so yesterday.', 'He said so+ yesterday+.'],
    ['one two', 'one two', 'one two'],
    ['', 'new', '+new+'],
    ['old', '', '-old-'],
    // Arabic, with marks on letters.
    ['كانت الاجتماعات خاصة', 'كانت الاجتماعات سرية', 'كانت الاجتماعات -خاصة-+سرية+'],
    ['قال مُحَمَّد نعم', 'قال مُحَمَّد لا', 'قال مُحَمَّد -نعم-+لا+'],
    // Hebrew.
    ['השר הכחיש את הדברים', 'השר אישר את הדברים', 'השר -הכחיש-+אישר+ את הדברים'],
    // Chinese writes no spaces between words.
    ['部长否认了报道', '部长证实了报道', '部长-否认-+证实+了报道'],
    // A family is one sign.
    ['ja 👨‍👩‍👧 nein', 'ja 👨‍👩‍👦 nein', 'ja -👨‍👩‍👧-+👨‍👩‍👦+ nein'],
  ])('of %j and %j', (before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });

  const pieces = fc.constantFrom(
    'a ',
    'word ',
    'خاصة ',
    '\n',
    '👨‍👩‍👧',
    '报道',
    ' ',
    '.',
    '\u202e',
    'e\u0301',
  );
  const texts = fc.array(pieces, { maxLength: 60 }).map((list) => list.join(''));

  it('has all of both texts, in their order', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const parts = wordDifference(before, after);
        const without = (kind: string) =>
          parts.map((part) => (part.kind === kind ? '' : part.text)).join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });

  it('of long texts shows what is around the changes only, cut between words', () => {
    const word = (n: number) => `word${n} `;
    const long = Array.from({ length: 500 }, (_, n) => word(n)).join('');
    const views = partViews(wordDifference(long, long.replace('word250 ', 'other ')));
    expect(views.filter((view) => view.cut)).toHaveLength(2);
    expect(views.map((view) => view.text).join('').length).toBeLessThan(300);
    for (const { text, cut } of views.filter((view) => !view.cut)) {
      expect(text.trim()).toMatch(/^(word\d+( |$)|other)+$/);
      expect(cut).toBe(false);
    }
  });

  it('knows texts that have no word in common', () => {
    expect(hasCommonWords(wordDifference('a, b', 'c, d'))).toBe(false);
    expect(hasCommonWords(wordDifference('a, b', 'a, d'))).toBe(true);
  });

  it('gives up on comparing in time', () => {
    const text = (word: string) =>
      Array.from({ length: 20_000 }, (_, n) => `${word}${n}`).join(' ');
    const start = performance.now();
    wordDifference(text('a'), text('b'));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
