/**
 * How many claims each further choice would give. A value's count is the number of claims that
 * one would get if it alone were chosen in its facet, the other filters as they are.
 */
import type { Connection } from '../database/database.ts';
import { answerFilter, type Counted } from './answer.ts';
import { CRITERIA, type Criterion, type Entity } from './criteria.ts';
import { type Filter, NONE, NOTHING } from './filter.ts';
import { findNamed, followMerges, readNames } from './names.ts';

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

export async function facets(
  connection: Connection,
  asked: Filter,
  facetQuery: Readonly<Record<string, string>> = {},
): Promise<Facet[]> {
  const filter = await followMerges(connection, asked);
  const named: Record<string, ReadonlySet<string | number>> = {};
  for (const { key, values } of CRITERIA) {
    const query = facetQuery[key];
    if (query === undefined || typeof values !== 'string') continue;
    named[key] = await findNamed(connection, values, query);
  }
  const { counted } = await answerFilter(connection, filter, named);
  const made = CRITERIA.map(async (criterion, at) => {
    const own = counted[at] as Counted;
    const chosen = filter.chosen[criterion.key] ?? [];
    const { values, key } = criterion;
    if (typeof values !== 'string') return fixedFacet(criterion, own, chosen);
    return openFacet(connection, criterion, values, own, chosen, named[key]);
  });
  return Promise.all(made);
}

function fixedFacet(
  { key, label, values }: Criterion,
  counted: Counted,
  chosen: readonly string[],
): Facet {
  const choices = typeof values === 'string' ? [] : values;
  const known = choices.map((choice, at) => ({
    ...{ value: choice.value, label: choice.label, selected: chosen.includes(choice.value) },
    count: counted.values[at]?.count ?? 0,
  }));
  return { key, label, values: [...known, nothing(counted, chosen)], more: false };
}

async function openFacet(
  connection: Connection,
  { key, label }: Criterion,
  entity: Entity,
  counted: Counted,
  chosen: readonly string[],
  named: ReadonlySet<string | number> | undefined,
): Promise<Facet> {
  const first = counted.values.map(({ value, count }) => ({ value: `${value}`, count }));
  const added = [...counted.chosen]
    .filter(([value]) => !first.some((one) => one.value === value))
    .map(([value, count]) => ({ value, count }));
  const shown = [...first, ...added];
  const names = await readNames(
    connection,
    shown.map(({ value }) => [entity, value] as const),
  );
  const values = shown.map(({ value, count }) => ({
    ...{ value, count, selected: chosen.includes(value) },
    label: names(entity, value) ?? `number ${value}`,
  }));
  const known = added.filter(({ value, count }) => {
    return count > 0 && (!named || named.has(entity === 'desk' ? value : Number(value)));
  });
  const more = counted.others > known.length;
  return { key, label, values: [...values, nothing(counted, chosen)], more };
}

function nothing({ none }: Counted, chosen: readonly string[]): FacetValue {
  return { value: NONE, label: NOTHING, count: none, selected: chosen.includes(NONE) };
}
