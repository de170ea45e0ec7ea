import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPassage, paragraphs, quotePassage } from '../../src/articles/passage.ts';

const NONE = { prefix: '', suffix: '' };

describe('paragraphs', () => {
  test.each([
    ['', []],
    ['\n \n', []],
    ['One', ['One']],
    ['One\nTwo\n\n  \nThree\n', ['One', 'Two', 'Three']],
    ['\n  indented', ['  indented']],
    ['\u00a0\nOne', ['One']],
  ])('%j', (text, blocks) => {
    const found = paragraphs(text);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(blocks);
    expect(found.map(({ number }) => number)).toEqual(blocks.map((_, index) => index + 1));
  });
});

describe('quotePassage', () => {
  test('takes 32 units on either side', () => {
    const text = `${'a'.repeat(40)}words${'b'.repeat(40)}`;
    expect(quotePassage(text, 40, 45)).toEqual({
      ...{ quote: 'words', prefix: 'a'.repeat(32), suffix: 'b'.repeat(32) },
    });
  });

  test('never cuts a character in half', () => {
    const text = `${'x'}${'😀'.repeat(20)}words${'😀'.repeat(20)}x`;
    const start = text.indexOf('words');
    const { prefix, suffix } = quotePassage(text, start, start + 5);
    expect([prefix, suffix]).toEqual(['😀'.repeat(16), '😀'.repeat(16)]);
    const odd = quotePassage(`${text.slice(0, start)}y${text.slice(start)}`, start + 1, start + 6);
    expect(odd.prefix).toBe(`${'😀'.repeat(15)}y`);
    expect(quotePassage('a😀b', 2, 2).quote).toBe('😀');
  });

  test.each([
    [-5, 3, 'abc'],
    [0, 99, 'abcdef'],
    [4, 2, ''],
    [Number.NaN, 2, 'ab'],
    [1.9, 2.9, 'b'],
  ])('%s to %s', (start, end, quote) => {
    expect(quotePassage('abcdef', start, end).quote).toBe(quote);
  });
});

describe('findPassage', () => {
  const TEXT = [
    'Sources said he was warned. Officials denied it.',
    '',
    'He said “it’s over”, the ministry told\nreporters in Baghdad. Sources said he was warned.',
  ].join('\n');

  test('the offsets win when they give the quote', () => {
    const second = TEXT.lastIndexOf('Sources said');
    const sought = { quote: 'Sources said', ...NONE, start: second, end: second + 12 };
    expect(findPassage(TEXT, sought)).toEqual({ start: second, end: second + 12, paragraph: 3 });
  });

  test('the nearest of equal places', () => {
    const sought = { quote: 'Sources said', ...NONE };
    expect(findPassage(TEXT, { ...sought, start: 3, end: 15 })?.start).toBe(0);
    expect(findPassage(TEXT, { ...sought, start: 80, end: 92 })?.start).toBeGreaterThan(80);
  });

  test('the place with the same surroundings, however far', () => {
    const last = TEXT.lastIndexOf('Sources said');
    const sought = quotePassage(TEXT, last, last + 12);
    expect(findPassage(TEXT, { ...sought, start: 1, end: 13 })?.start).toBe(last);
  });

  test.each([
    ["it's over", 'it’s over'],
    ['"it\'s over"', '“it’s over”'],
    ['the ministry told reporters', 'the ministry told\nreporters'],
    ['Officials\u00a0 denied  it', 'Officials denied it'],
    [' he was warned.\n', 'he was warned.'],
    ['it. He said', 'it.\n\nHe said'],
    ['the minis\u00adtry', 'the ministry'],
  ])('tolerates white space and quotation marks: %j', (quote, words) => {
    const found = findPassage(TEXT, { quote, ...NONE });
    expect(found && TEXT.slice(found.start, found.end)).toBe(words);
  });

  test.each([
    ['He said … in Baghdad', 'He said “it’s over”, the ministry told\nreporters in Baghdad'],
    ['He said ... the ministry', 'He said “it’s over”, the ministry'],
    [
      'He said [...] ministry […] Baghdad.',
      'He said “it’s over”, the ministry told\nreporters in Baghdad.',
    ],
    ['… denied it …', 'denied it'],
  ])('reads an ellipsis as words left out: %s', (quote, words) => {
    const found = findPassage(TEXT, { quote, ...NONE });
    expect(found && TEXT.slice(found.start, found.end)).toBe(words);
  });

  test('an ellipsis that stands in the text is only an ellipsis', () => {
    const text = 'He said … nothing. He said something and nothing.';
    expect(findPassage(text, { quote: 'He said … nothing', ...NONE })).toMatchObject({ end: 17 });
  });

  test('parts too far apart, or in the wrong order, are not a passage', () => {
    const far = `He said${' word'.repeat(400)} in Baghdad`;
    expect(findPassage(far, { quote: 'He said … in Baghdad', ...NONE })).toBeNull();
    expect(findPassage(TEXT, { quote: 'in Baghdad … He said', ...NONE })).toBeNull();
    expect(findPassage(TEXT, { quote: '…', ...NONE })).toBeNull();
  });

  test('a common word elsewhere is not the passage that was lost', () => {
    const sought = { quote: 'he was', prefix: 'The minister agreed that ', suffix: ' wrong about' };
    expect(findPassage(TEXT, sought)).toBeNull();
    expect(findPassage(TEXT, { ...sought, quote: 'Baghdad' })).toBeNull();
    expect(findPassage(TEXT, { ...sought, quote: 'reporters in Baghdad' })).not.toBeNull();
  });

  test('the paragraph is that of the first word', () => {
    const start = TEXT.indexOf('\n\nHe');
    expect(findPassage(TEXT, quotePassage(TEXT, start, start + 4))?.paragraph).toBe(2);
  });

  test.each([
    ['a', 1_000_000, '', 'a', 500_000, ''],
    ['a', 1_000_000, '', 'a', 300_000, 'b'],
    [' ', 1_000_000, 'x', ' ', 500_000, 'y'],
    ['ab ', 300_000, '', 'ab … ', 1000, ''],
    ['.', 1_000_000, 'x', '.', 500_000, 'y'],
    ['[', 1_000_000, 'x', '[', 500_000, 'y'],
    ['\n', 1_000_000, '', '\n', 3, ''],
  ])('hostile text: %j %i times, %j %j %i times %j', (unit, times, first, word, count, last) => {
    const quote = first + word.repeat(count) + last;
    const sought = { quote, prefix: unit.repeat(32), suffix: unit.repeat(32), start: 9, end: 10 };
    const text = unit.repeat(times);
    // Were the time to grow with text times quote, this would take hours.
    const found = findPassage(text, sought);
    expect(found === null || (found.start < found.end && found.end <= text.length)).toBe(true);
  });
});

describe('laws', () => {
  const pieces = fc.constantFrom(
    'a',
    'b',
    ' ',
    '\n',
    '“',
    '"',
    '…',
    '...',
    '\u00a0',
    '😀',
    'é',
    'ع',
  );
  const texts = fc.array(pieces, { maxLength: 120 }).map((list) => list.join(''));

  // A place between whole characters of a text.
  const places = texts.chain((text) => {
    const bounds = [0];
    for (const one of text) bounds.push((bounds.at(-1) ?? 0) + one.length);
    const bound = fc.constantFrom(...bounds);
    return fc.tuple(fc.constant(text), bound, bound).map(([whole, one, other]) => {
      return { text: whole, start: Math.min(one, other), end: Math.max(one, other) };
    });
  });

  test('what is quoted is found', () => {
    fc.assert(
      fc.property(places, ({ text, start, end }) => {
        const quotation = quotePassage(text, start, end);
        const found = findPassage(text, { ...quotation, start, end });
        if (start === end) return found === null;
        return found?.start === start && found.end === end;
      }),
    );
  });

  test('without its offsets, the same words are found', () => {
    fc.assert(
      fc.property(places, ({ text, start, end }) => {
        const quotation = quotePassage(text, start, end);
        const found = findPassage(text, quotation);
        return start === end || text.slice(found?.start, found?.end) === quotation.quote;
      }),
    );
  });

  test('it is still found after text was put in elsewhere', () => {
    fc.assert(
      fc.property(places, texts, fc.boolean(), fc.nat(), (place, inserted, before, at) => {
        const { text, start, end } = place;
        const cut = before ? at % (start + 1) : end + (at % (text.length - end + 1));
        const changed = text.slice(0, cut) + inserted + text.slice(cut);
        const found = findPassage(changed, { ...quotePassage(text, start, end), start, end });
        const quote = text.slice(start, end);
        return start === end || changed.slice(found?.start, found?.end) === quote;
      }),
    );
  });
});
