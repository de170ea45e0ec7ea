import { describe, expect, test } from 'vitest';
import { extractAttributions } from '../../src/extraction/extraction.ts';
import type { MarkedArticle } from '../../src/extraction/lessons.ts';
import { gradeArticle } from '../../src/extraction/measure.ts';
import { decodeModel, encodeModel } from '../../src/extraction/model-file.ts';
import { trainModel } from '../../src/extraction/training.ts';
import { wordsAt } from './support.ts';

const WHO = ['The mayor', 'A nurse', 'The pilot', 'The abbot', 'A farmer', 'The judge'];
const WHAT = ['the bridge was safe', 'the river rose', 'nobody came', 'the bells rang twice'];
const VERBS = ['said', 'added', 'insisted'];

/** A little town where everybody speaks in the same way. */
function townArticles(): MarkedArticle[] {
  return WHO.flatMap((who) =>
    VERBS.map((verb, v) => {
      const lines = WHAT.map((what) => `${who} ${verb} ${what}. The door closed slowly.`);
      let start = 0;
      const attributions = lines.map((line, i) => {
        const cue = start + who.length + 1;
        const content = cue + verb.length + 1;
        const marked = {
          source: [[start, start + who.length]] as const,
          cue: [[cue, cue + verb.length]] as const,
          content: [[content, content + WHAT[i]!.length]] as const,
        };
        start += line.length + 1;
        return marked;
      });
      return { id: `${who}${v}`, text: lines.join('\n'), attributions };
    }),
  );
}

const options = { seed: 3, mostRows: 5000, say: () => {} };

describe('training', { timeout: 60_000 }, () => {
  test('learns a small town, and the same seed gives the same file', () => {
    const file = encodeModel(trainModel(townArticles(), options), options.mostRows);
    const again = encodeModel(trainModel(townArticles(), options), options.mostRows);
    expect(again.equals(file)).toBe(true);
    const text = 'The baker said the river rose. The door closed slowly.';
    const [found] = extractAttributions(text, decodeModel(file)).attributions;
    expect(wordsAt(text, found!.source)).toBe('The baker');
    expect(wordsAt(text, found!.content)).toBe('the river rose');
  });
});

describe('the measure', () => {
  const text = 'The mayor said the bridge was safe.\nThe mayor said so.';
  const gold = {
    source: [[0, 9]],
    cue: [[10, 14]],
    content: [[15, 34]],
  } as const;

  test.each([
    ['all right', gold, 3],
    ['half of the content', { ...gold, content: [[15, 25]] as const }, 3],
    ['little of the content', { ...gold, content: [[15, 18]] as const }, 2],
    ['no source', { ...gold, source: [] }, 1],
    ['another cue', { ...gold, cue: [[26, 29]] as const }, 0],
    ['another paragraph', { ...gold, cue: [[46, 50]] as const }, 0],
  ])('%s', (_, proposed, grade) => {
    expect(gradeArticle(text, [gold], [proposed])).toEqual([grade]);
  });

  test('a gold attribution counts once', () => {
    expect(gradeArticle(text, [gold], [gold, gold])).toEqual([3, 0]);
  });
});
