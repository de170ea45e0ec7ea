/**
 * How many claims each further choice would give. A value's count is the number of claims that
 * one would get if it alone were chosen in its facet, the other filters as they are.
 */
import type { Connection } from '../database/database.ts';
import { readCards } from './cards.ts';
import type { Dictionary } from './columns.ts';
import { CRITERIA, type Criterion, type Entity } from './criteria.ts';
import { type Filter, NONE, NOTHING } from './filter.ts';
import { findNamed, followMerges, readNames } from './names.ts';
import { countCodes } from './tally.ts';

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
}

export interface Facet {
  readonly key: string;
  readonly label: string;
  /** Those of a fixed list in its order, else the largest first; `none` last. */
  readonly values: readonly FacetValue[];
  /** Whether there are values beyond these, that `facet_q` finds. */
  readonly more: boolean;
}

/** Facets without a fixed list give their largest, and those chosen. */
const LARGEST = 10;

export async function facets(
  connection: Connection,
  asked: Filter,
  facetQuery: Readonly<Record<string, string>> = {},
): Promise<Facet[]> {
  const filter = await followMerges(connection, asked);
  const cards = await readCards(connection);
  const counts = await countCodes(connection, cards, filter);
  const made = CRITERIA.map(async (criterion, at) => {
    const own = {
      counts: counts[at] as Int32Array,
      dictionary: cards.dictionaries[at] as Dictionary,
    };
    const chosen = filter.chosen[criterion.key] ?? [];
    const { values } = criterion;
    if (typeof values !== 'string') return fixedFacet(criterion, own, chosen);
    return openFacet(connection, criterion, values, own, chosen, facetQuery[criterion.key]);
  });
  return Promise.all(made);
}

interface Own {
  readonly counts: Int32Array;
  readonly dictionary: Dictionary;
}

function fixedFacet(
  { key, label, values }: Criterion,
  { counts, dictionary }: Own,
  chosen: readonly string[],
): Facet {
  const choices = typeof values === 'string' ? [] : values;
  const known = choices.map((choice) => ({
    ...{ value: choice.value, label: choice.label, selected: chosen.includes(choice.value) },
    count: counts[dictionary.codes.get(choice.stored) ?? -1] ?? 0,
  }));
  return { key, label, values: [...known, nothing(counts, chosen)], more: false };
}

async function openFacet(
  connection: Connection,
  { key, label }: Criterion,
  entity: Entity,
  { counts, dictionary }: Own,
  chosen: readonly string[],
  query: string | undefined,
): Promise<Facet> {
  const named = query ? await findNamed(connection, entity, dictionary.stored, query) : null;
  const { codes, others } = largest(counts, named);
  const shown = codes.map((code) => ({
    ...{ value: `${dictionary.stored[code]}`, count: counts[code] ?? 0, code },
  }));
  for (const value of chosen) {
    if (value === NONE || shown.some((one) => one.value === value)) continue;
    const code = dictionary.codes.get(entity === 'desk' ? value : Number(value)) ?? -1;
    shown.push({ value, count: counts[code] ?? 0, code });
  }
  const names = await readNames(
    connection,
    shown.map(({ value }) => [entity, value] as const),
  );
  const values = shown.map(({ value, count }) => ({
    ...{ value, count, selected: chosen.includes(value) },
    label: names(entity, value) ?? `number ${value}`,
  }));
  const added = shown.slice(codes.length).filter(({ count, code }) => {
    return count > 0 && (!named || named.has(code));
  });
  const more = others > added.length;
  return { key, label, values: [...values, nothing(counts, chosen)], more };
}

/**
 * The codes with the largest counts, ties in the order of their codes, and how many others count
 * anything. One pass with a short list: a dictionary may hold tens of thousands of sources.
 */
function largest(counts: Int32Array, named: ReadonlySet<number> | null) {
  const codes: number[] = [];
  let all = 0;
  for (let code = 1; code < counts.length; code += 1) {
    const count = counts[code] ?? 0;
    if (count === 0 || (named && !named.has(code))) continue;
    all += 1;
    if (codes.length === LARGEST && count <= (counts[codes[LARGEST - 1] ?? 0] ?? 0)) continue;
    const place = codes.findIndex((other) => (counts[other] ?? 0) < count);
    codes.splice(place < 0 ? codes.length : place, 0, code);
    codes.length = Math.min(codes.length, LARGEST);
  }
  return { codes, others: all - codes.length };
}

function nothing(counts: Int32Array, chosen: readonly string[]): FacetValue {
  return { value: NONE, label: NOTHING, count: counts[0] ?? 0, selected: chosen.includes(NONE) };
}
