/** The facets as the page shows them: each value is a link that adds it or takes it away. */
import { type Criterion, criterionOf } from './criteria.ts';
import type { Facet, FacetValue } from './facets.ts';
import { type Filter, NONE } from './filter.ts';
import { filterAddress, filterPairs, toggle } from './filter-address.ts';

export interface FacetGroup {
  readonly key: string;
  readonly label: string;
  /** Shown at once; the others are behind a disclosure. */
  readonly values: readonly FacetLink[];
  readonly further: readonly FacetLink[];
  readonly furtherTitle: string;
  /** Of facets without a fixed list: what `facet_q` looks for. */
  readonly search: { readonly name: string; readonly text: string } | null;
  /** Fields that keep the rest of the filter when the search is sent. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** "2 chosen". */
  readonly chosen: string | null;
  /** Closed groups are a disclosure of their own. */
  readonly isClosed: boolean;
}

interface FacetLink {
  /** `stance=denies`: the same link wherever it leads. */
  readonly name: string;
  readonly label: string;
  readonly count: string;
  readonly url: string;
  readonly selected: boolean;
  /** Stances bear their sign. */
  readonly sign: string | null;
  /** "nothing recorded". */
  readonly isNone: boolean;
}

const MOST_SHOWN = 10;
/** Facets that are open from the start: those that most work begins with. */
const FIRST = ['stance', 'source_type', 'denial', 'corroboration', 'adverse', 'kind', 'review'];

const COUNT = new Intl.NumberFormat('en-GB');

export function facetGroups(
  facets: readonly Facet[],
  filter: Filter,
  facetQuery: Readonly<Record<string, string>>,
): FacetGroup[] {
  return facets.flatMap((facet) => {
    const criterion = criterionOf(facet.key);
    return criterion ? [facetGroup(facet, criterion, filter, facetQuery[facet.key])] : [];
  });
}

function facetGroup(
  { key, label, values, more }: Facet,
  criterion: Criterion,
  filter: Filter,
  query: string | undefined,
): FacetGroup {
  // What nobody can choose is only in the way: unless it is chosen, nothing lies behind it.
  const telling = (one: FacetValue) => one.count > 0 || one.selected;
  const first = new Set(values.filter(telling).slice(0, MOST_SHOWN));
  for (const one of values) if (one.selected) first.add(one);
  const isFixed = typeof criterion.values !== 'string';
  const further = values.filter(
    (one) => !first.has(one) && (isFixed ? one.value !== NONE : telling(one)),
  );
  const chosen = values.filter((one) => one.selected).length;
  const link = (one: FacetValue) => facetLink(key, one, filter);
  return {
    ...{ key, label, hidden: filterPairs(filter).map(([name, value]) => ({ name, value })) },
    values: values.filter((one) => first.has(one)).map(link),
    further: further.map(link),
    furtherTitle: `${further.length} more`,
    search: more || query ? { name: `facet_q.${key}`, text: query ?? '' } : null,
    chosen: chosen > 0 ? `${chosen} chosen` : null,
    isClosed: !FIRST.includes(key) && chosen === 0 && !query,
  };
}

function facetLink(
  key: string,
  { value, label, count, selected }: FacetValue,
  filter: Filter,
): FacetLink {
  return {
    ...{ label, selected, count: COUNT.format(count), isNone: value === NONE },
    name: `${key}=${value}`,
    url: filterAddress(toggle(filter, 'chosen', key, value)),
    sign: key === 'stance' && value !== NONE ? value : null,
  };
}

/** The facets as data: by key, each value with the address that adds it or takes it away. */
export function facetsJson(facets: readonly Facet[], filter: Filter) {
  return Object.fromEntries(
    facets.map(({ key, values }) => [
      key,
      values.map(({ value, label, count, selected }) => ({
        ...{ value, label, count, selected },
        url: filterAddress(toggle(filter, 'chosen', key, value)),
      })),
    ]),
  );
}
