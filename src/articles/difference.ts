/** What was done to a text, paragraph by paragraph and then word by word. Pure. */
import { diffArrays } from 'diff';
import { type Part, wordDifference } from '../history/words.ts';

/** A stretch of a text in which something changed, or the lines between two of them. */
export interface Stretch {
  /** Null: unchanged. */
  readonly parts: readonly Part[] | null;
  /** Number of lines with words, of an unchanged stretch. */
  readonly unchanged: number;
  readonly text: string;
}

const LINES = { maxEditLength: 5000, timeout: 2000 };

/** The difference between two versions of a text. */
export function differenceOf(before: string, after: string): Stretch[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  const changes = diffArrays(old, next, LINES) ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: next },
  ];
  const stretches: Stretch[] = [];
  let pending = { before: '', after: '' };
  const flush = () => {
    if (pending.before !== '' || pending.after !== '') stretches.push(changed(pending));
    pending = { before: '', after: '' };
  };
  for (const { added, removed, value } of changes) {
    const text = value.join('');
    const unchanged = value.filter((line) => line.trim() !== '').length;
    if (!added && !removed && unchanged > 0) {
      flush();
      stretches.push({ parts: null, unchanged, text });
    } else {
      // Blank lines between two changes belong to both texts and part neither.
      if (!added) pending.before += text;
      if (!removed) pending.after += text;
    }
  }
  flush();
  return stretches;
}

function changed({ before, after }: { readonly before: string; readonly after: string }): Stretch {
  return { parts: wordDifference(before, after), unchanged: 0, text: '' };
}

// Each with its line break, so that they join to the text.
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
