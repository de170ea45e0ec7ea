/** What was done to a text, paragraph by paragraph and then word by word. Pure. */
import { diffArrays, diffWordsWithSpace } from 'diff';

/** Words of the difference; all `added` and `same` in their order are the new text. */
export interface Part {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A stretch of a text in which something changed, or the lines between two of them. */
export interface Stretch {
  /** Null: unchanged. */
  readonly parts: readonly Part[] | null;
  /** Number of lines with words, of an unchanged stretch. */
  readonly unchanged: number;
  readonly text: string;
}

const LINES = { maxEditLength: 5000, timeout: 2000 };
const WORDS = {
  maxEditLength: 2000,
  timeout: 500,
  intlSegmenter: new Intl.Segmenter('en', { granularity: 'word' }),
};

/** The difference between two versions of a text. */
export function differenceOf(before: string, after: string): Stretch[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  const changes = diffArrays(old, next, LINES) ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: next },
  ];
  const stretches: Stretch[] = [];
  for (let at = 0; at < changes.length; at += 1) {
    const { added, removed, value } = changes[at]!;
    const text = value.join('');
    const follower = changes[at + 1];
    if (removed && follower?.added) {
      stretches.push(changed(wordsOf(text, follower.value.join(''))));
      at += 1;
    } else if (added || removed) {
      stretches.push(changed([{ kind: added ? 'added' : 'removed', text }]));
    } else {
      const unchanged = value.filter((line) => line.trim() !== '').length;
      stretches.push({ parts: null, unchanged, text });
    }
  }
  return stretches;
}

function changed(parts: readonly Part[]): Stretch {
  return { parts, unchanged: 0, text: '' };
}

function wordsOf(before: string, after: string): Part[] {
  const changes = diffWordsWithSpace(before, after, WORDS) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

// Each with its line break, so that they join to the text.
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
