import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../src/articles/difference.ts';
import { localToUtc, utcToLocal } from '../../src/articles/due.ts';

describe('deadlines in the newsroom’s zone', () => {
  it.each([
    ['2024-10-07T17:00', 'UTC', '2024-10-07T17:00:00.000Z'],
    ['2024-10-07T17:00', 'Europe/Berlin', '2024-10-07T15:00:00.000Z'],
    ['2024-12-07T17:00', 'Europe/Berlin', '2024-12-07T16:00:00.000Z'],
    ['2024-10-07T17:00:30', 'Asia/Kathmandu', '2024-10-07T11:15:00.000Z'],
    ['2024-03-31T03:00', 'Europe/Berlin', '2024-03-31T01:00:00.000Z'],
    ['2024-03-31T01:59', 'Europe/Berlin', '2024-03-31T00:59:00.000Z'],
    ['2024-11-03T12:00', 'America/New_York', '2024-11-03T17:00:00.000Z'],
  ])('%s in %s', (local, zone, utc) => {
    expect(localToUtc(local, zone)).toBe(utc);
    expect(utcToLocal(utc, zone)).toBe(local.slice(0, 16));
  });

  it.each(['', 'tomorrow', '2024-13-01T00:00', '2024-10-07', '2024-10-07T17:00Z'])(
    'is none: %j',
    (text) => expect(localToUtc(text, 'UTC')).toBeNull(),
  );
});

describe('a difference', () => {
  const pieces = fc.constantFrom('a ', 'word ', 'other ', '\n', '\n\n', '😀', 'ع', ' ', '\t');
  const texts = fc.array(pieces, { maxLength: 60 }).map((list) => list.join(''));

  it('has all words of both texts, in their order', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const stretches = differenceOf(before, after);
        const read = (left: 'added' | 'removed') =>
          stretches
            .map(({ parts, text }) =>
              parts ? parts.map((one) => (one.kind === left ? '' : one.text)).join('') : text,
            )
            .join('');
        expect(read('removed')).toBe(after);
        expect(read('added')).toBe(before);
      }),
    );
  });

  it('names the words that changed, and only counts the rest', () => {
    const before = 'Lead.\n\nIt met on Monday.\n\nEnd.\n';
    const stretches = differenceOf(before, before.replace('Monday', 'Tuesday'));
    expect(stretches.map((one) => one.unchanged)).toEqual([1, 0, 1]);
    expect(stretches[1]?.parts?.filter((one) => one.kind !== 'same')).toEqual([
      { kind: 'removed', text: 'Monday' },
      { kind: 'added', text: 'Tuesday' },
    ]);
  });

  it('of two long texts without a common word takes one away and adds the other', () => {
    const text = (word: string) =>
      Array.from({ length: 20_000 }, (_, line) => `${word} ${line} ${word}\n`).join('');
    const stretches = differenceOf(text('one'), text('other'));
    expect(stretches.every((one) => one.unchanged === 0)).toBe(true);
  });
});
