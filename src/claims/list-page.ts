/** The list of claims as its page shows it. */
import type { SavedFilter } from '../filters/saved-filter.ts';
import type { FieldError } from '../web/errors.ts';
import { SORTS, type Sort } from './criteria.ts';
import type { Facet } from './facets.ts';
import { type Filter, NO_FILTER, type ParsedFilter } from './filter.ts';
import { filterAddress, filterPairs, filterQuery, pageAddress } from './filter-address.ts';
import { type FacetGroup, facetGroups } from './list-facets.ts';
import { type ClaimRow, claimRow } from './list-rows.ts';
import { seek } from './marked-words.ts';
import type { Names } from './names.ts';
import type { ClaimRecord } from './record.ts';
import type { Found } from './search.ts';
import { isFiltering, sentenceParts } from './sentence.ts';

export interface ClaimsPage {
  readonly address: string;
  /** "38 of 81". */
  readonly count: string;
  readonly problems: readonly string[];
  readonly words: string;
  readonly hidden: readonly HiddenField[];
  readonly sentence: readonly {
    readonly text: string;
    readonly chip: { readonly url: string; readonly name: string } | null;
  }[];
  readonly clearUrl: string | null;
  /** What this filter is saved as; else where it can be saved. */
  readonly saved: {
    readonly name: string;
    readonly url: string;
    readonly isDefault: boolean;
  } | null;
  readonly saveUrl: string | null;
  /** "2 chosen", or nothing. */
  readonly chosen: string;
  readonly facets: readonly FacetGroup[];
  readonly dates: {
    readonly from: string;
    readonly to: string;
    readonly hidden: readonly HiddenField[];
  };
  readonly sorts: readonly {
    readonly label: string;
    readonly url: string;
    readonly current: boolean;
  }[];
  readonly csvUrl: string;
  readonly attributionsUrl: string;
  readonly jsonUrl: string;
  readonly jsonlUrl: string;
  /** "all 38": how many claims each file has. */
  readonly exported: string;
  readonly mayRecord: boolean;
  /** For what is done to all that match. */
  readonly bulk: { readonly filter: string; readonly total: string };
  readonly rows: readonly ClaimRow[];
  readonly range: string;
  readonly olderUrl: string | null;
  readonly olderLabel: string;
  readonly firstUrl: string | null;
  /** Where nothing is found: what to drop, and what there would be without it. */
  readonly ways: readonly { readonly url: string; readonly name: string; readonly count: string }[];
  readonly isEmpty: boolean;
}

interface HiddenField {
  readonly name: string;
  readonly value: string;
}

declare module '../web/views.ts' {
  interface ViewModels {
    'claims/index': ClaimsPage;
  }
}

/** All that the page is made of. */
export interface ListFacts extends ParsedFilter {
  readonly found: Found;
  readonly facets: readonly Facet[];
  readonly claims: readonly ClaimRecord[];
  readonly names: Names;
  /** Of an empty list: how many claims each filter without one of its values would find. */
  readonly ways: readonly {
    readonly name: string;
    readonly filter: Filter;
    readonly total: number;
  }[];
  readonly mayRecord: boolean;
  readonly saved: SavedFilter | null;
}

const NUMBER = new Intl.NumberFormat('en-GB');

export function claimsPage(facts: ListFacts): ClaimsPage {
  const { filter, found } = facts;
  const parts = sentenceParts(filter, facts.names);
  const chips = parts.filter((part) => part.without).length;
  const rowScene = { query: filterQuery(filter), sought: seek(filter.words) };
  return {
    address: filterAddress(filter),
    count: countText(found, isFiltering(filter)),
    problems: facts.problems.map(({ message }: FieldError) => message),
    words: filter.words ?? '',
    hidden: hiddenFields(filter, ['q']),
    sentence: parts.map(({ text, without, name }) => ({
      ...{ text, chip: without && { url: filterAddress(without), name } },
    })),
    clearUrl: isFiltering(filter) ? '/claims' : null,
    ...saving(facts),
    chosen: chips > 0 ? `${chips} chosen` : '',
    facets: facetGroups(facts.facets, filter, facts.facetQuery),
    dates: {
      ...{ from: filter.from ?? '', to: filter.to ?? '' },
      hidden: hiddenFields(filter, ['from', 'to']),
    },
    sorts: sortLinks(filter),
    csvUrl: filterAddress(filter, '/claims.csv'),
    attributionsUrl: filterAddress(filter, '/claims/attributions.csv'),
    jsonUrl: filterAddress(filter, '/claims/export.json'),
    jsonlUrl: filterAddress(filter, '/claims.jsonl'),
    exported: `all ${NUMBER.format(found.total)} as`,
    mayRecord: facts.mayRecord,
    bulk: { filter: filterQuery(filter), total: NUMBER.format(found.total) },
    rows: facts.claims.map((claim) => claimRow(claim, rowScene)),
    ...paging(facts),
    ways: facts.ways.map(({ name, filter: way, total }) => ({
      ...{ name, url: filterAddress(way), count: claimsText(total) },
    })),
    isEmpty: found.total === 0,
  };
}

function countText({ total, all }: Found, filtered: boolean): string {
  return filtered ? `${NUMBER.format(total)} of ${NUMBER.format(all)}` : NUMBER.format(all);
}

function saving({ filter, saved }: ListFacts): Pick<ClaimsPage, 'saved' | 'saveUrl'> {
  const query = filterQuery(filter);
  return {
    saved: saved && {
      ...{ name: saved.name, url: `/filters/${saved.id}`, isDefault: saved.isDefault },
    },
    saveUrl: saved || query === '' ? null : `/filters/new?${new URLSearchParams({ query })}`,
  };
}

function claimsText(count: number): string {
  return count === 1 ? '1 claim' : `${NUMBER.format(count)} claims`;
}

function hiddenFields(filter: Filter, without: readonly string[]): HiddenField[] {
  return filterPairs(filter)
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => ({ name, value }));
}

function sortLinks(filter: Filter): ClaimsPage['sorts'] {
  const offered = (Object.keys(SORTS) as Sort[]).filter(
    (sort) => sort !== 'relevance' || filter.words !== null,
  );
  return offered.map((sort) => ({
    label: SORT_LABELS[sort],
    url: filterAddress({ ...filter, sort, after: null }),
    current: sort === filter.sort,
  }));
}

const SORT_LABELS: Readonly<Record<Sort, string>> = {
  ...{ newest: 'newest', oldest: 'oldest', changed: 'last changed', relevance: 'best match' },
};

function paging({ filter, found, claims }: ListFacts) {
  const first = found.before + 1;
  const last = found.before + claims.length;
  const range = `${NUMBER.format(first)} to ${NUMBER.format(last)} of ${NUMBER.format(found.total)}`;
  return {
    range: claims.length > 0 ? range : '',
    olderUrl: found.next && pageAddress(filter, found.next),
    olderLabel: OLDER[filter.sort],
    firstUrl: filter.after ? filterAddress({ ...filter, after: NO_FILTER.after }) : null,
  };
}

const OLDER: Readonly<Record<Sort, string>> = {
  newest: 'Older claims',
  oldest: 'Newer claims',
  changed: 'Claims changed earlier',
  relevance: 'Further claims',
};
