/** One word, number or mark of a text, with its place in UTF-16 code units. */
export type Token = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly lower: string;
};

export type Span = readonly [start: number, end: number];

// Letters that belong together: U.S., 1,000, al-Sudani, AT&T. Every alternative is linear, so a
// hostile text cannot make the expression go back over what it has read.
const WORD =
  /(?:\p{L}\.){2,}|\p{N}+(?:[.,:]\p{N}+)*[\p{L}\p{N}]*|[\p{L}\p{M}\p{N}_]+|\.{2,}|-{2,}|[^\s]/gu;
const JOINED = /[-’'&\u00ad\u2010\u2011]/;
const WORD_START = /^[\p{L}\p{N}]/u;
const CLITIC = /^(?:s|re|ve|ll|d|m)$/i;

export function tokenize(text: string, from = 0, to = text.length): Token[] {
  const part = from === 0 && to === text.length ? text : text.slice(from, to);
  const tokens: Token[] = [];
  for (const match of part.matchAll(WORD)) {
    addPiece(tokens, match[0], from + match.index);
  }
  return tokens;
}

/** Joins "al", "-", "Sudani" into one token, but leaves "Iran" and "'s" two. */
function addPiece(tokens: Token[], piece: string, start: number): void {
  const mark = tokens.at(-1);
  const before = tokens.at(-2);
  const joins =
    mark !== undefined &&
    before !== undefined &&
    mark.end === start &&
    before.end === mark.start &&
    mark.text.length === 1 &&
    JOINED.test(mark.text) &&
    WORD_START.test(before.text) &&
    WORD_START.test(piece) &&
    piece.length + before.text.length < 60;
  if (!joins) {
    tokens.push(makeToken(piece, start));
  } else if (isApostrophe(mark.text) && CLITIC.test(piece)) {
    tokens.pop();
    tokens.push(makeToken(mark.text + piece, mark.start));
  } else {
    tokens.length -= 2;
    tokens.push(makeToken(before.text + mark.text + piece, before.start));
  }
}

function makeToken(text: string, start: number): Token {
  const lower = text.toLowerCase().replaceAll('’', "'");
  return { start, end: start + text.length, text, lower };
}

function isApostrophe(mark: string): boolean {
  return mark === "'" || mark === '’';
}
