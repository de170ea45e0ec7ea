/** Two people changed one source: what the other did, and what this one typed, put together. */
import type { Json } from '../history/change.ts';
import { formOf, type SourceForm } from './form.ts';
import type { SourceRecord } from './record.ts';
import type { StaleSource } from './write.ts';

export interface Overtaken {
  /** Field of the form. */
  readonly field: keyof SourceForm;
  /** As it was, as the other left it; and as typed, null where this person left it as it was. */
  readonly was: string;
  readonly now: string;
  readonly typed: string | null;
}

const FIELDS = [
  ...(['name', 'type', 'identity', 'collective', 'count', 'partialTypes', 'partOf'] as const),
  ...(['aliases', 'reliability', 'articleId'] as const),
];

/**
 * The form to finish with: what was typed, and where nothing was, what the other left. Saving it
 * is then a change of the current version.
 */
export function catchUp(
  typed: SourceForm,
  { current, changes }: Pick<StaleSource, 'current' | 'changes'>,
): { readonly form: SourceForm; readonly overtaken: readonly Overtaken[] } {
  const now = formOf(current);
  const was = formOf(before(current, changes));
  const overtaken = FIELDS.filter((field) => text(was[field]) !== text(now[field])).map(
    (field): Overtaken => ({
      ...{ field, was: text(was[field]), now: text(now[field]) },
      typed: text(typed[field]) === text(was[field]) ? null : text(typed[field]),
    }),
  );
  const taken = overtaken.filter((one) => one.typed === null).map((one) => one.field);
  const adopted = taken.includes('partOf') ? [...taken, 'partOfId' as const] : taken;
  const form = Object.fromEntries(
    Object.entries(typed).map(([field, value]) => {
      const name = field as keyof SourceForm;
      return [name, adopted.includes(name) ? now[name] : value];
    }),
  ) as unknown as SourceForm;
  return { form: { ...form, version: now.version }, overtaken };
}

// The record as it was before the changes, newest first, for the fields that a form has.
function before(current: SourceRecord, changes: StaleSource['changes']): SourceRecord {
  const facts: Record<string, Json> = {};
  const part: Record<string, Json> = {};
  for (const { path, old } of changes.flatMap((change) => change.values)) {
    if (path.startsWith('part_of.')) part[path.slice('part_of.'.length)] = old;
    else if (path === 'article.id') facts.article = { id: old };
    else facts[path] = old;
  }
  const known = <Value>(path: string, otherwise: Value) =>
    path in facts ? (facts[path] as Value) : otherwise;
  const organisation = known('part_of', current.organisation);
  return {
    ...current,
    name: known('name', current.name),
    type: known('type', current.type),
    identity: known('identity', current.identity),
    collective: known('collective', current.collective),
    count: known('count', current.count),
    partialTypes: known('partial_types', current.partialTypes),
    organisation:
      'id' in part ? { ...organisation, ...(part as { id: number; name: string }) } : organisation,
    aliases: known('aliases', current.aliases),
    reliability: known('reliability', current.reliability),
    articleId: known('article', current.article)?.id ?? null,
  };
}

function text(value: string | readonly string[]): string {
  const lines = typeof value === 'string' ? value.split(/\r\n?|\n/) : [...value].sort();
  return lines
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
