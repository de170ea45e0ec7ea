import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, type Json, REDACTED, type ValueChange } from '../../src/history/change.ts';
import { fold, unfold } from '../../src/history/fold.ts';

const ROW = { id: 12, stance: 'denies', wording: 'said no', carried: false, said_on: null };
const RECORD: Json = {
  ...{ version: 1, statement: 'It rained.', adverse: false, made_on: null, subjects: [] },
  attributions: [
    { ...ROW, source: { id: 3, name: 'IRGC' }, via: [] },
    { id: 13, stance: 'asserts' },
  ],
  recorded: { attributions: [[12, 3, null, []]] },
};

describe('a record that is made or taken out', () => {
  it('is kept in parts, each with the words of one field', () => {
    const parts = unfold([{ path: '', old: null, new: RECORD }]);
    expect(parts.find((part) => part.path === 'attributions.12.wording')?.new).toBe('said no');
    const [shell] = parts;
    expect(JSON.stringify(shell)).not.toMatch(/rained|said|IRGC/);
  });

  it.each([
    ['made', { path: '', old: null, new: RECORD }],
    ['taken out', { path: '', old: RECORD, new: null }],
    ['a row added', { path: 'attributions.12', old: null, new: ROW }],
    ['a row taken out', { path: 'attributions.12', old: ROW, new: null }],
    ['an organisation given', { path: 'part_of', old: null, new: { id: 3, name: 'IRGC' } }],
  ] satisfies [string, ValueChange][])('reads as one again: %s', (_, value) => {
    const why = { path: 'why', old: null, new: 'So.' };
    const next = { path: 'statement', old: 'a', new: 'b' };
    expect(fold(unfold([value]))).toEqual([value]);
    expect(fold(unfold([value, why]))).toEqual([value, why]);
    if (value.path !== '') expect(fold(unfold([next, value, next]))).toEqual([next, value, next]);
  });

  it('loses one field to a redaction, and nothing else', () => {
    const parts = unfold([{ path: '', old: null, new: RECORD }]).map((part) =>
      part.path === 'attributions.12.wording'
        ? ({ path: part.path, old: REDACTED, new: REDACTED, redacted: true } as const)
        : part,
    );
    const [whole] = fold(parts);
    expect(whole).toEqual({
      ...{ path: '', old: null },
      new: JSON.parse(JSON.stringify(RECORD).replace('said no', REDACTED)),
    });
  });

  const words = fc.constantFrom('a', 'statement', 'source', 'via');
  const odd = fc.constantFrom('a', 'b.c', '', 'why');
  const rows = fc.uniqueArray(
    fc.record({ id: fc.integer({ min: 1, max: 9 }), words: fc.string(), gone: fc.constant(null) }),
    { selector: (row) => row.id, maxLength: 4 },
  );
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const recordsOf = (names: fc.Arbitrary<string>) =>
    fc
      .dictionary(
        names,
        fc.oneof(leaf, rows, fc.array(fc.integer()), fc.record({ id: fc.integer() })),
      )
      .map((record) => record as Json);

  it('reads as one again, whatever is in it', () => {
    fc.assert(
      fc.property(recordsOf(odd), (record) => {
        for (const value of [
          { path: '', old: null, new: record },
          { path: 'attributions.5', old: record, new: null },
        ]) {
          expect(fold(unfold([value]))).toEqual([value]);
        }
      }),
    );
  });

  it('and so do all differences of two states', () => {
    fc.assert(
      fc.property(recordsOf(words), recordsOf(words), (before, after) => {
        const values = differences(before, after);
        expect(fold(unfold(values))).toEqual(values);
      }),
    );
  });
});
