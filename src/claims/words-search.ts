/** What a person types into the search box, as an FTS5 expression that is never wrong. */

/** A word or phrase that must occur. */
export interface Term {
  readonly text: string;
  /** Its last word may go on: `word*`. */
  readonly isPrefix: boolean;
}

/** `"a phrase"` is one term; bad syntax is taken as words. */
export function searchTerms(typed: string): Term[] {
  const terms = typed.match(/"[^"]*"\*?|[^\s"]+/g) ?? [];
  return terms.map((term) => ({
    text: term.replaceAll('"', '').replace(/\*+$/, ''),
    isPrefix: term.length > 1 && term.endsWith('*'),
  }));
}

/**
 * Words must all occur; `"a phrase"` occurs as it is, `word*` begins a word. Everything else, bad
 * syntax included, is taken as words: each is quoted, so that nothing is an operator.
 */
export function matchExpression(typed: string): string {
  const quoted = searchTerms(typed).map(({ text, isPrefix }) => `"${text}"${isPrefix ? '*' : ''}`);
  return quoted.length > 0 ? quoted.join(' ') : '""';
}
