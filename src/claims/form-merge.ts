/**
 * Two people changed one claim. What only one of them changed is taken over; where both changed
 * the same field, what was typed here stays and the other's value is shown beside it.
 */
import type { ClaimForm } from './form.ts';

export interface Clash {
  /** The field's name in the merged form. */
  readonly path: string;
  readonly theirs: string;
}

export interface Merged {
  readonly form: ClaimForm;
  readonly clashes: readonly Clash[];
}

type Fields = Readonly<Record<string, unknown>>;
type Row = Fields & { readonly id: string };

const ROW_LISTS = ['attributions', 'evidence'] as const;

/**
 * @param base the claim as it was when it was opened here
 * @param mine as it was sent
 * @param theirs as it stands now
 */
export function mergeForms(base: ClaimForm, mine: ClaimForm, theirs: ClaimForm): Merged {
  const clashes: Clash[] = [];
  const merged: Record<string, unknown> = {
    ...mergeFields(base, mine, theirs, '', clashes),
    ...{ do: '', id: mine.id, version: theirs.version },
  };
  for (const list of ROW_LISTS) {
    merged[list] = mergeRows(base[list], mine[list], theirs[list], list, clashes);
  }
  return { form: merged as ClaimForm, clashes };
}

function mergeFields(
  base: Fields,
  mine: Fields,
  theirs: Fields,
  path: string,
  clashes: Clash[],
): Fields {
  const merged: Record<string, unknown> = {};
  for (const name of Object.keys(mine)) {
    const [was, here, there] = [base[name], mine[name], theirs[name]];
    const isMine = isSame(was, there) || isSame(here, there) || !isSame(was, here);
    merged[name] = isMine ? here : there;
    const isRows = path === '' && ROW_LISTS.some((list) => list === name);
    const isKept = name === 'id' || name === 'version' || name === 'do' || isRows;
    if (isMine && !isKept && !isSame(was, there) && !isSame(here, there)) {
      clashes.push({ path: `${path}${name}`, theirs: textOf(there) });
    }
  }
  return merged;
}

function mergeRows(
  base: readonly Row[],
  mine: readonly Row[],
  theirs: readonly Row[],
  list: string,
  clashes: Clash[],
): Row[] {
  const merged: Row[] = [];
  for (const row of mine) {
    const [was, there] = [find(base, row.id), find(theirs, row.id)];
    if (was && !there) {
      // They took it out. Untouched here it goes; changed here it is saved as a new row.
      if (!isSame(was, row)) merged.push({ ...row, id: '' });
    } else if (was && there) {
      const path = `${list}.${merged.length}.`;
      merged.push(mergeFields(was, row, there, path, clashes) as Row);
    } else merged.push(row);
  }
  for (const row of theirs) {
    const [was, here] = [find(base, row.id), find(mine, row.id)];
    // Added by them, or taken out here while they changed it: nobody's work goes unseen.
    if (!here && (!was || !isSame(was, row))) merged.push(row);
  }
  return merged;
}

function find(rows: readonly Row[], id: string): Row | undefined {
  return id === '' ? undefined : rows.find((row) => row.id === id);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' · ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { name, quote, source } = value as { name?: unknown; quote?: unknown; source?: unknown };
  return textOf(name ?? quote ?? source ?? '');
}
