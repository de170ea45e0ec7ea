/** What was done to a text, word by word, in any language. Pure. */
import { diffArrays } from 'diff';

/** Words of a difference; all `added` and `same` in their order are the new text. */
export interface Part {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** As parts are shown: `cut` stands for unchanged words that were left out. */
export interface PartView {
  readonly added: boolean;
  readonly removed: boolean;
  readonly cut: boolean;
  readonly text: string;
}

const LIMITS = { maxEditLength: 2000, timeout: 500 };
// Knows the words of all scripts, of those too that write none apart.
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });
const AROUND = 80;

/** The difference between two texts. */
export function wordDifference(before: string, after: string): Part[] {
  if (before === '' || after === '') return changed(before, after);
  const changes = diffArrays(wordsOf(before), wordsOf(after), LIMITS);
  if (!changes) return changed(before, after);
  const parts: Part[] = [];
  let run = { before: '', after: '' };
  const flush = () => {
    parts.push(...changed(run.before, run.after));
    run = { before: '', after: '' };
  };
  for (const [at, { added, removed, value }] of changes.entries()) {
    const text = value.join('');
    // A space between two replaced words is read with them.
    const joins = text.trim() === '' && run.before !== '' && run.after !== '';
    const isSame = !added && !removed;
    if (isSame && !(joins && at < changes.length - 1)) {
      flush();
      parts.push({ kind: 'same', text });
    } else {
      if (!added) run.before += text;
      if (!removed) run.after += text;
    }
  }
  flush();
  return parts;
}

/** Whether the texts have any word in common: if not, each is better read as a whole. */
export function hasCommonWords(parts: readonly Part[]): boolean {
  return parts.some((part) => part.kind === 'same' && /[\p{L}\p{N}]/u.test(part.text));
}

/** Parts for showing; of long unchanged stretches only what is around the changes. */
export function partViews(parts: readonly Part[], around = AROUND): PartView[] {
  return parts.flatMap(({ kind, text }, at) => {
    const view = { added: kind === 'added', removed: kind === 'removed', cut: false, text };
    if (kind !== 'same' || text.length <= around * 3) return view;
    const words = wordsOf(text);
    const before = at === 0 ? '' : take(words, around);
    const after = at === parts.length - 1 ? '' : take([...words].reverse(), around, true);
    const pieces = [{ text: before }, { cut: true, text: '…' }, { text: after }];
    return pieces.filter((one) => one.text !== '').map((one) => ({ ...view, ...one }));
  });
}

function take(words: readonly string[], most: number, fromEnd = false): string {
  let taken = '';
  for (const word of words) {
    if (taken.length >= most) break;
    taken = fromEnd ? word + taken : taken + word;
  }
  return taken;
}

function changed(before: string, after: string): Part[] {
  const removed: Part[] = before === '' ? [] : [{ kind: 'removed', text: before }];
  return after === '' ? removed : [...removed, { kind: 'added', text: after }];
}

function wordsOf(text: string): string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}
