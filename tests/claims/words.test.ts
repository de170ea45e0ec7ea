import { describe, expect, it } from 'vitest';
import { corroborationTitle, dots, kindText, originsText } from '../../src/claims/words.ts';

describe('the interval of origins', () => {
  it.each([
    [0, 0, '', [], false],
    [0, 1, 'no direct origin', ['dotted'], false],
    [0, null, 'no direct origin', ['dotted'], false],
    [1, 1, '1 origin', ['full'], false],
    [1, 3, '1 to 3 origins', ['full', 'ring', 'ring'], false],
    [1, null, '1 or more origins', ['full'], true],
    [2, 2, '2 origins', ['full', 'full'], false],
    [8, 9, '8 to 9 origins', Array(8).fill('full'), true],
    [12, 40, '12 to 40 origins', Array(8).fill('full'), true],
  ] as const)('from %s to %s is “%s”', (min, max, text, marks, more) => {
    expect(originsText(min, max, 'origin')).toBe(text);
    expect(dots(min, max)).toEqual({ marks, more });
  });
});

describe('a kind', () => {
  it('is adverse in one word before it', () => {
    expect(kindText('allegation', true)).toBe('Adverse allegation');
    expect(kindText('fact', false)).toBe('Fact');
  });

  it('that nobody can corroborate says whose it is', () => {
    expect(corroborationTitle('opinion')).toBe('Who says so');
    expect(corroborationTitle('analysis')).toBe('Corroboration');
  });
});
