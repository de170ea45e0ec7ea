/** Places between whole characters: a pair of UTF-16 surrogates is one character. Pure. */

/** The place itself, or the one before the character that it would cut in half. */
export function wholeBefore(text: string, at: number): number {
  return splitsCharacter(text, at) ? at - 1 : at;
}

/** The place itself, or the one after the character that it would cut in half. */
export function wholeAfter(text: string, at: number): number {
  return splitsCharacter(text, at) ? at + 1 : at;
}

function splitsCharacter(text: string, at: number): boolean {
  return (
    isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff) &&
    isBetween(text.charCodeAt(at), 0xdc00, 0xdfff)
  );
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
