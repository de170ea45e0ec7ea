/** How wide words are, where nothing can be measured: widths of Inter, as shares of the size. */

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function shareOf(character: string): number {
  if (/[ilj.,'’:;|!()[\]ftrI ]/.test(character)) return 0.34;
  if (/[mwMW@—…%]/.test(character)) return 0.9;
  if (/[A-Z0-9&#]/.test(character)) return 0.68;
  if (
    /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u.test(
      character,
    )
  )
    return 1.1;
  return /\p{Script=Arabic}/u.test(character) ? 0.62 : 0.57;
}

/** In pixels, a little too wide rather than too narrow. */
export function textWidth(text: string, size: number, bold: boolean): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += shareOf(segment);
  return width * size * (bold ? 1.03 : 1);
}

/** The beginning of a text that fits, with "…" where something is missing. */
export function ellipsise(text: string, most: number, size: number, bold: boolean): string {
  if (textWidth(text.slice(0, 200), size, bold) <= most && text.length <= 200) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (textWidth(`${kept}${segment}…`, size, bold) > most) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Lines of a statement in the claim's box, the last one cut short where there are too many. */
export function wrap(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().slice(0, 400).split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, 13, true) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  const kept = lines.slice(0, most);
  const rest = lines.slice(most - 1).join(' ');
  if (lines.length > most) kept[most - 1] = rest;
  return kept.map((one) => ellipsise(one, width, 13, true));
}

/** Whether a text reads from right to left: its first letter decides. */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter);
}
