/** What every part of the form is drawn with, and how a part that opens on demand is. */
import type { Marks } from './form-controls.ts';
import type { KnownSource } from './form-store.ts';

/** A part that opens on demand; closed, it says what is inside. */
export interface Disclosure {
  readonly key: string;
  readonly inside: string;
  readonly open: boolean;
}

/** What an attribution is drawn with besides itself. */
export interface Scene {
  readonly marks: Marks;
  readonly known: readonly KnownSource[];
  readonly articleId: string;
  /** Labels of the articles to choose from, by id. */
  readonly articles: Readonly<Record<string, string>>;
  /** The form's rows that are on file: what a retraction can take back. */
  readonly saved: readonly { readonly id: string; readonly label: string }[];
}

/** A disclosure; it stands open when it holds an error, a clash or the focus. */
export function disclosure(
  marks: Marks,
  key: string,
  inside: string,
  names: readonly string[],
): Disclosure {
  const isMarked = (name: string) =>
    marks.errors.has(name) || marks.clashes.has(name) || marks.focus === name;
  return { key, inside, open: names.some(isMarked) };
}
