/** Starts of the paragraphs that are no running text: headings, captions, repeated headlines. */
export function findFurniture(text: string): Set<number> {
  const lines = [...text.matchAll(/[^\n\r\u2028\u2029]+/g)]
    .map((match) => ({ start: match.index, words: match[0].trim() }))
    .filter(({ words }) => words.length > 0);
  const times = new Map<string, number>();
  for (const { words } of lines) times.set(words, (times.get(words) ?? 0) + 1);
  const furniture = new Set<number>();
  for (const { start, words } of lines) {
    const repeated =
      times.get(words)! > 1 && words.length < LONGEST_HEADING && !endsLikeText(words);
    if (repeated || isCaption(words) || isHeading(words)) furniture.add(start);
  }
  return furniture;
}

const LONGEST_HEADING = 300;

function endsLikeText(words: string): boolean {
  return /[.!?…:,;”"]$/.test(words);
}

/** "… in Baghdad, Iraq April 22, 2024. (Reuters)": a photograph's credit closes the line. */
function isCaption(words: string): boolean {
  if (words.length > LONGEST_HEADING) return false;
  const credit = /\([^()]{2,60}\)$/.exec(words);
  if (credit !== null) return CREDIT.test(credit[0]) && !/\bsaid\b|[“”"]/.test(words);
  return /^(?:Photo|Photograph|Picture|Image|File photo|FILE PHOTO|FILE)\s*[:\-–—|]/.test(words);
}

const CREDIT =
  /\b(?:Reuters|AP|AFP|EPA|Getty|Photo|File|Handout|Images?|media|Courtesy|via|Xinhua|TASS|UPI|dpa|Anadolu|Bloomberg|Shutterstock|Press)\b/i;

/** A short line in capitals, or the odd letters that a page leaves in a copied text. */
function isHeading(words: string): boolean {
  if (words.length > 80 || /[.!?…:,;”"]$/.test(words)) return false;
  const letters = words.replace(/[^\p{L}]/gu, '');
  if (letters.length === 0) return false;
  const isUpper = letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  return isUpper && /^[\p{L}\p{N}\s'’&,()./-]+$/u.test(words);
}
