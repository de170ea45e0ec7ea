/** What was done to a text, paragraph by paragraph and then word by word. Pure. */
import { diffArrays, diffWordsWithSpace } from 'diff';

/** Words of the difference; all `added` and `same` in their order are the new text. */
interface Part {
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
  return { parts: wordsOf(before, after), unchanged: 0, text: '' };
}

function wordsOf(before: string, after: string): Part[] {
  if (before === '') return [{ kind: 'added', text: after }];
  if (after === '') return [{ kind: 'removed', text: before }];
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
