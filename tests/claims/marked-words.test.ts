import BetterSqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { markFound, seek } from '../../src/claims/marked-words.ts';
import { matchExpression } from '../../src/claims/words-search.ts';

function marked(text: string, typed: string): string {
  return markFound(text, seek(typed))
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');
}

describe('the words that a search found', () => {
  it.each([
    ['The river rose.', 'river', 'The [river] rose.'],
    ['The River rose; rivers do.', 'river', 'The [River] rose; rivers do.'],
    ['The river rose; rivers do.', 'river*', 'The [river] rose; [rivers] do.'],
    ['no response, no comment', '"no response"', '[no response], no comment'],
    ['No  response\nat all', '"no response"', '[No  response]\nat all'],
    ['He did not respond.', 'not respond', 'He did [not] [respond].'],
    ['a b a b', '"a b" "b a"', '[a b a b]'],
    ['Ségolène à Élysée', 'segolene elysee', '[Ségolène] à [Élysée]'],
    ['Se\u0301gole\u0300ne', 'Ségolène', '[Se\u0301gole\u0300ne]'],
    ['don’t', "don't", '[don’t]'],
    ['قال مصدر أمني', 'مصدر', 'قال [مصدر] أمني'],
    ['المصدر', 'مصدر', 'المصدر'],
    ['😀 river 😀', 'river', '😀 [river] 😀'],
    ['The river', '', 'The river'],
    ['The river', '*', 'The river'],
    ['The river', '"', 'The river'],
    ['', 'river', ''],
    ['<b>river</b>', 'b', '<[b]>river</[b]>'],
  ])('in %j by %j are %j', (text, typed, expected) => {
    expect(marked(text, typed)).toBe(expected);
  });
});

/** Assigned after Unicode 6.1, which the index knows; and two letters that it folds half. */
const NEWER = [0x605, 0x61c, 0x61d, 0x2066, 0x2067, 0x2068, 0x2069, 0x1e0, 0x1e1];

describe('the index', () => {
  const index = new BetterSqlite(':memory:');
  index.exec(
    `CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61 remove_diacritics 2")`,
  );
  afterAll(() => index.close());

  /** Each character of some scripts, between and within words. */
  const blocks: [string, number, number][] = [
    ['Latin', 0x20, 0x24f],
    ['combining marks', 0x300, 0x36f],
    ['Greek and Cyrillic', 0x370, 0x52f],
    ['Hebrew and Arabic', 0x591, 0x6ff],
    ['more Latin', 0x1e00, 0x1eff],
    ['punctuation', 0x2000, 0x206f],
    ['Kana and Han', 0x3040, 0x30ff],
  ];

  it.each(blocks)('cuts and folds %s the same way', (_, first, last) => {
    const insert = index.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
    const find = index.prepare('SELECT rowid FROM words WHERE words MATCH ?');
    const wrong: string[] = [];
    for (let code = first; code <= last; code += 1) {
      const character = String.fromCodePoint(code);
      if (NEWER.includes(code) || !/\p{Assigned}/u.test(character)) continue;
      const text = `x${character}y ${character} ${character}z`;
      index.exec('DELETE FROM words');
      insert.run(code, text);
      for (const typed of [`x${character}y`, 'xy', 'x', 'y', 'z', character, 'xay', 'xey', 'a*']) {
        const isFound = find.get(matchExpression(typed)) !== undefined;
        const isMarked = markFound(text, seek(typed)).some((piece) => piece.marked);
        if (isFound !== isMarked) wrong.push(`${code.toString(16)} ${typed} ${isFound}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
