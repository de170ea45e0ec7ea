import { describe, expect, it } from 'vitest';
import { hideValue, NOT_SHOWN } from '../../src/sources/hide-value.ts';

const HIDDEN = new Set([5]);
const show = (value: unknown, path: string, extent: string) =>
  JSON.parse(hideValue(JSON.stringify(value), path, extent, HIDDEN) ?? 'null');

const aide = { id: 5, name: 'an aide', type: 'government' };
const masked = { ...aide, name: 'an unnamed source' };
const clerk = { id: 6, name: 'a clerk', type: 'government' };

describe('a value of the history, for who may not see a source', () => {
  it.each([
    [
      'a row of it',
      { source: aide, wording: 'he said', stance: 'asserts' },
      'attributions.1',
      { source: masked, wording: NOT_SHOWN, stance: 'asserts' },
    ],
    [
      'a row through it',
      { source: clerk, quote: 'Yes', via: [{ source: aide }] },
      'attributions.1',
      { source: clerk, quote: NOT_SHOWN, via: [{ source: masked }] },
    ],
    [
      'a row for it',
      { source: clerk, cue: 'said', on_behalf_of: aide },
      'attributions.1',
      { source: clerk, cue: NOT_SHOWN, on_behalf_of: masked },
    ],
    [
      'a row of another',
      { source: clerk, wording: 'she said' },
      'attributions.1',
      { source: clerk, wording: 'she said' },
    ],
    [
      'a whole claim',
      { statement: 'It fell.', attributions: [{ source: aide, cue: null }] },
      '',
      { statement: 'It fell.', attributions: [{ source: masked, cue: null }] },
    ],
    ['a subject', aide, 'subjects.5', masked],
    ['words of a row', 'he said', 'attributions.1.wording', NOT_SHOWN],
    ['who knows', { by: 'Nour', on: '2024-10-01' }, 'attributions.1.identity_known', NOT_SHOWN],
    ['a name in a row', 'an aide', 'attributions.1.source.name', NOT_SHOWN],
    ['a name of a subject', 'an aide', 'subjects.5.name', NOT_SHOWN],
    ['a name of another subject', 'a clerk', 'subjects.6.name', 'a clerk'],
    ['a stance', 'denies', 'attributions.1.stance', 'denies'],
    ['a statement', 'It fell.', 'statement', 'It fell.'],
  ])('hides of %s what tells of it', (_, value, path, expected) => {
    expect(show(value, path, 'rows')).toEqual(expected);
  });

  it('hides all words of the source itself', () => {
    const record = { name: 'an aide', count: 2, part_of: { id: 7, name: 'Works' }, aliases: ['x'] };
    const expected = { name: NOT_SHOWN, count: 2, aliases: [NOT_SHOWN] };
    expect(show(record, '', 'all')).toEqual(expected);
    expect(show({ id: 7, name: 'Works' }, 'part_of', 'all')).toBe(NOT_SHOWN);
    expect(show(3, 'version', 'all')).toBe(3);
    expect(hideValue(null, 'name', 'all', HIDDEN)).toBeNull();
    expect(hideValue('null', 'name', 'all', HIDDEN)).toBe('null');
  });

  it('leaves words alone where only names can occur', () => {
    expect(show('he said', 'attributions.1.wording', 'names')).toBe('he said');
    expect(show({ source: aide }, '', 'names')).toEqual({ source: masked });
  });
});
