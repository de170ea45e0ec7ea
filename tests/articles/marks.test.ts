import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, type MarkedPassage, markText } from '../../src/articles/marks.ts';

const pieces = fc.constantFrom('a', 'word', ' ', '\n', '\n\n', '😀', 'é', 'ع', '<', '\u00a0', '\t');
const texts = fc.array(pieces, { maxLength: 80 }).map((list) => list.join(''));
const ranges = fc.array(fc.tuple(fc.integer({ min: -3, max: 130 }), fc.integer({ max: 130 })), {
  maxLength: 12,
});
const cases = fc.tuple(texts, ranges).map(([text, list]) => ({
  text,
  passages: list.map(([start, end], number) => ({ number, start, end })),
}));

function joined(blocks: readonly Block[]): string {
  return blocks
    .map(({ segments, breaks }) => segments.map((one) => one.text).join('') + breaks.text)
    .join('');
}

function segmentsOf(text: string, passages: readonly MarkedPassage[]) {
  return markText(text, passages).flatMap((block) => block.segments);
}

describe('a marked text', () => {
  it('is cut where passages overlap', () => {
    const found = segmentsOf('one two three', [
      { number: 1, start: 0, end: 7 },
      { number: 2, start: 4, end: 13 },
    ]);
    expect(found).toEqual([
      { start: 0, text: 'one ', covers: [1], opens: [1], closes: [] },
      { start: 4, text: 'two', covers: [1, 2], opens: [2], closes: [1] },
      { start: 7, text: ' three', covers: [2], opens: [], closes: [2] },
    ]);
  });

  it('opens and closes once across paragraphs', () => {
    const blocks = markText('one\n\ntwo\nthree', [{ number: 1, start: 1, end: 11 }]);
    expect(blocks.map((block) => block.segments.map((one) => one.text))).toEqual([
      ['o', 'ne'],
      ['two'],
      ['th', 'ree'],
    ]);
    const all = blocks.flatMap((block) => block.segments);
    expect(all.filter((one) => one.opens.length > 0).map((one) => one.text)).toEqual(['ne']);
    expect(all.filter((one) => one.closes.length > 0).map((one) => one.text)).toEqual(['th']);
  });

  it('never cuts a character in half', () => {
    const texts = segmentsOf('a😀b', [{ number: 1, start: 2, end: 3 }]).map((one) => one.text);
    expect(texts).toEqual(['a', '😀', 'b']);
  });

  it('has no paragraph without a word', () => {
    expect(markText('', [])).toEqual([]);
    expect(markText('\n \n', [])).toMatchObject([{ number: null, segments: [] }]);
  });
});

describe('laws', () => {
  it('all pieces in their order are the stored text, each at its own place', () => {
    fc.assert(
      fc.property(cases, ({ text, passages }) => {
        const blocks = markText(text, passages);
        let reached = 0;
        for (const { segments, breaks } of blocks) {
          for (const piece of [...segments, breaks]) {
            if (piece.start !== reached) return false;
            reached += piece.text.length;
          }
        }
        return joined(blocks) === text;
      }),
    );
  });

  it('a piece belongs to exactly the passages that stand over it', () => {
    fc.assert(
      fc.property(cases, ({ text, passages }) => {
        for (const { start, text: words, covers } of segmentsOf(text, passages)) {
          const middle = start + words.length / 2;
          const over = passages.filter(
            (one) => one.start < middle && one.end > middle && one.start < one.end,
          );
          // A passage that ends within a character has all of it, but not more.
          if (!over.every((one) => covers.includes(one.number))) return false;
          if (covers.length > over.length && !/[\ud800-\udfff]/.test(words)) return false;
        }
        return true;
      }),
    );
  });

  it('what opens closes, once', () => {
    fc.assert(
      fc.property(cases, ({ text, passages }) => {
        const all = segmentsOf(text, passages);
        const opens = all.flatMap((one) => one.opens).sort((a, b) => a - b);
        const closes = all.flatMap((one) => one.closes).sort((a, b) => a - b);
        const shown = [...new Set(all.flatMap((one) => one.covers))].sort((a, b) => a - b);
        expect(opens).toEqual(shown);
        expect(closes).toEqual(shown);
      }),
    );
  });

  it('thousands of passages over a long text are all marked', () => {
    const text = 'Some words of a story.\n\n'.repeat(40_000);
    const passages = Array.from({ length: 2000 }, (_, number) => {
      return { number, start: number * 400, end: number * 400 + 900 };
    });
    expect(joined(markText(text, passages))).toBe(text);
  });
});
