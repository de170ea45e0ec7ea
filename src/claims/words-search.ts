/** What a person types into the search box, as an FTS5 expression that is never wrong. */

/**
 * Words must all occur; `"a phrase"` occurs as it is, `word*` begins a word. Everything else, bad
 * syntax included, is taken as words: each is quoted, so that nothing is an operator.
 */
export function matchExpression(typed: string): string {
  const terms = typed.match(/"[^"]*"\*?|[^\s"]+/g) ?? [];
  const quoted = terms.map((term) => {
    const prefix = term.length > 1 && term.endsWith('*') ? '*' : '';
    return `"${term.replaceAll('"', '').replace(/\*+$/, '')}"${prefix}`;
  });
  return quoted.length > 0 ? quoted.join(' ') : '""';
}
