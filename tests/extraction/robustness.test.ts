import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProposedAttribution, Span } from '../../src/extraction/extraction.ts';
import { readPassages } from '../../src/extraction/passages.ts';
import { findShared } from '../../src/extraction/shared-data.ts';
import { tokenize } from '../../src/extraction/tokens.ts';
import { extract } from './support.ts';

function spansOf(one: ProposedAttribution): Span[] {
  const relays = one.via.flatMap(({ spans }) => spans);
  const { source, cue, content, quote, anonymity_reason, on_behalf_of } = one;
  return [...source, ...cue, ...content, ...quote, ...anonymity_reason, ...on_behalf_of, ...relays];
}

function expectSound(text: string): void {
  const all = extract(text);
  all.forEach((one, i) => {
    for (const [start, end] of spansOf(one)) {
      expect(Number.isInteger(start) && start >= 0 && start < end && end <= text.length).toBe(true);
    }
    expect(one.confidence).toBeGreaterThanOrEqual(0);
    expect(one.confidence).toBeLessThanOrEqual(1);
    if (one.same_source_as !== null) expect(one.same_source_as).toBeLessThan(i);
  });
}

describe('any text', { timeout: 60_000 }, () => {
  test('Arabic, Hebrew, Chinese and emoji', () => {
    expectSound('قال مسؤول عراقي إن الاجتماع كان سريا.\n“نحن نعرف،” قال الوزير.');
    expectSound('השר אמר כי ההסכם נחתם. 部长说，协议已经签署。 👩‍👩‍👧 said 🙂: “ok”');
  });

  test('every span lies in the text, whatever the text', () => {
    const words = fc.constantFrom(
      'said',
      'according to',
      'The',
      'minister',
      '"',
      '“',
      '”',
      ',',
      '.',
      '\n',
      "'s",
      'told',
      'and',
      'denied',
      'by',
      'sources',
      'who',
      'did not respond',
      '(Reuters)',
      'é',
      '\ud800',
      ':',
      '—',
    );
    const texts = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(' '));
    fc.assert(fc.property(texts, expectSound), { numRuns: 60, seed: 7 });
  });

  const naughty = findShared('naughty-strings.json');
  test.skipIf(naughty === null)(
    'naughty strings (skipped where ../shared/data/naughty-strings.json is missing)',
    () => {
      const strings = JSON.parse(readFileSync(naughty!, 'utf8')) as string[];
      expectSound(strings.join('\n'));
      for (const one of strings.slice(0, 100)) expectSound(`The mayor said ${one} on Monday.`);
    },
  );

  const seed = findShared('seed/article-2.txt');
  test.skipIf(seed === null || !existsSync(seed))(
    'the same text gives the same proposals (skipped where ../shared/data/seed is missing)',
    () => {
      const text = readFileSync(seed!, 'utf8');
      expect(extract(text)).toEqual(extract(text));
      expectSound(text);
    },
  );
});

describe('long texts', { timeout: 60_000 }, () => {
  test('a paragraph without end is read in pieces, none longer than the limit', () => {
    const passages = readPassages('the minister said that '.repeat(2000), new Set());
    expect(Math.max(...passages.map(({ tokens }) => tokens.length))).toBeLessThanOrEqual(400);
  });

  test('a piece full of cues gives a bounded number of proposals', () => {
    const count = (times: number) => extract('he said she said '.repeat(times)).length;
    expect(count(800)).toBeLessThanOrEqual(2.5 * count(400) + 40);
    expect(count(400)).toBeLessThanOrEqual((40 * 1600) / 200);
  });

  test('much of one letter, and of marks, is a handful of tokens per letter', () => {
    for (const part of ['a', '-', "'", '"', '“', 'a-', 'U.', '1,', '. ']) {
      const text = part.repeat(200_000 / part.length);
      expect(tokenize(text).length).toBeLessThanOrEqual(text.length);
    }
  });
});
