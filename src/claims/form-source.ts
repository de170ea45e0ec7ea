/** How the form shows a source: what was typed, and who that is. */
import { describeWords } from '../sources/describe.ts';
import { remarkOf } from '../sources/json.ts';
import { nameKey } from '../sources/resolve.ts';
import { type Identity, isNamed, SOURCE_TYPE_LABELS, type SourceType } from '../sources/source.ts';
import type { SourceFields } from './form.ts';
import { isPicked } from './form-body.ts';
import { type Control, line, type Marks, type Options } from './form-controls.ts';
import type { KnownSource } from './form-store.ts';

/** A field that names a source: its text, and the one on file that was picked for it. */
export interface SourceControl extends Control {
  /** Path of the source: the names of its other fields begin with it. */
  readonly path: string;
  readonly sourceId: string;
  readonly known: string;
  /** The article whose unnamed sources are offered too. */
  readonly articleId: string;
  /** Says what the text means: "unnamed, in this article · new". */
  readonly meant: string;
}

/** What a source is, as the form has it or as its record on file says. */
export interface Portrait {
  readonly type: SourceType;
  readonly identity: Identity;
  readonly collective: boolean;
  readonly count: number | null;
  /** Its id where it is on file, and is meant for certain. */
  readonly id: number | null;
}

export function sourceControl(
  marks: Marks,
  path: string,
  label: string,
  source: SourceFields,
  known: readonly KnownSource[],
  options: Partial<Options> & { readonly placeholder?: string; readonly articleId?: string } = {},
): SourceControl {
  const { articleId = '', ...plain } = options;
  return {
    ...line(marks, `${path}.name`, label, source.name, { ...plain, isAlways: true }),
    ...{ path, sourceId: source.id, known: source.known, articleId },
    meant: meaningOf(source, known, articleId !== ''),
  };
}

/** Who is meant, as far as the form and the file tell; null where nothing is typed. */
export function portraitOf(source: SourceFields, known: readonly KnownSource[]): Portrait | null {
  if (source.name === '') return null;
  const found = find(source, known);
  if (found) return { ...found, collective: found.collective === 1 };
  const words = describeWords(source.name);
  const count = /^\d{1,9}$/.test(source.count) ? Number(source.count) : words.count;
  return {
    type: Object.hasOwn(SOURCE_TYPE_LABELS, source.type) ? (source.type as SourceType) : words.type,
    identity: source.identity === '' ? words.identity : (source.identity as Identity),
    collective: source.collective === '' ? words.collective || count !== null : true,
    count: source.collective === 'no' ? null : count,
    id: null,
  };
}

/** "not stated, unnamed, group of 7". */
export function portraitText({ type, identity, collective, count }: Portrait): string {
  const group = collective ? (count === null ? 'a group' : `group of ${count}`) : null;
  const named = isNamed({ identity }) ? identity.replace('named_', 'named ') : 'unnamed';
  const kind = identity === 'named_org' ? 'named organisation' : named;
  return [SOURCE_TYPE_LABELS[type].toLowerCase(), kind, group].filter(Boolean).join(', ');
}

function meaningOf(
  source: SourceFields,
  known: readonly KnownSource[],
  hasArticle: boolean,
): string {
  const portrait = portraitOf(source, known);
  if (!portrait) return '';
  const place = isNamed(portrait) || !hasArticle ? '' : ', in this article';
  return `${remarkOf(portrait)}${place} · ${portrait.id === null ? 'new' : 'on file'}`;
}

function find(source: SourceFields, known: readonly KnownSource[]): KnownSource | null {
  if (isPicked(source)) return known.find((one) => String(one.id) === source.id) ?? null;
  if (source.distinct) return null;
  const key = nameKey(source.name);
  const found = known.filter(
    (one) => one.key === key && (source.type === '' || one.type === source.type),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}
