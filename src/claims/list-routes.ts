/** Routes of the list of claims, its exports and what the help says of its filters. */
import type { Database } from '../database/database.ts';
import { rememberLook } from '../filters/news.ts';
import { savedQuery } from '../filters/saved-filter.ts';
import { findByQuery } from '../filters/store.ts';
import { may } from '../people/person.ts';
import { Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, data, file, type GuardedRoute, page } from '../web/route.ts';
import { stateTag } from '../web/tag.ts';
import { CRITERIA } from './criteria.ts';
import { facets } from './facets.ts';
import { type Filter, type ParsedFilter, parseFilter } from './filter.ts';
import { filterAddress, pageAddress } from './filter-address.ts';
import { claimJson } from './json.ts';
import { attributionsCsv, claimsCsv, claimsDocument, claimsJsonl } from './list-export.ts';
import { facetsJson } from './list-facets.ts';
import { claimsPage, type ListFacts } from './list-page.ts';
import { followMerges, type Names, namesOfFilter } from './names.ts';
import { countClaims, search } from './search.ts';
import { filterSentence, sentenceParts } from './sentence.ts';
import { readClaims } from './store.ts';

export const CLAIM_LIST_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/claims', action: 'read', handle: listClaims },
    ...{ formats: ['page', 'json', 'csv', 'jsonl'], tag: stateTag },
    about: 'The claims that a filter finds, with counts of what further choices would find',
  },
  {
    ...{ method: 'GET', path: '/claims/attributions', action: 'read', handle: listAttributions },
    ...{
      formats: ['csv'],
      tag: stateTag,
      about: 'The attributions of the claims that a filter finds',
    },
  },
  {
    ...{ method: 'GET', path: '/claims/export', action: 'read', handle: exportClaims },
    ...{ formats: ['json'], about: 'All claims that a filter finds as one JSON file' },
  },
];

/** Every filter for the help, with an example. */
export const FILTER_HELP = [
  ...CRITERIA.map(({ key, label, values }) => {
    const example = typeof values === 'string' ? 'none' : (values[0]?.value ?? 'none');
    return { key, label, example, url: `/claims?${key}=${example}` };
  }),
  { key: 'q', label: 'Words', example: '"no response"', url: '/claims?q=%22no+response%22' },
  { key: 'from', label: 'From', example: '2024-10-01', url: '/claims?from=2024-10-01' },
  { key: 'to', label: 'Up to', example: '2024-10-31', url: '/claims?to=2024-10-31' },
  { key: 'sort', label: 'Sort', example: 'changed', url: '/claims?sort=changed' },
  { key: 'per_page', label: 'Claims a page', example: '200', url: '/claims?per_page=200' },
] as const;

async function listClaims(ask: Ask): Promise<Answer> {
  const { wants, house } = ask;
  const parsed = await readFilter(ask);
  if (wants === 'csv') {
    return file('text/csv; charset=utf-8', 'claims.csv', claimsCsv(house.database, parsed.filter));
  }
  if (wants === 'jsonl') {
    const lines = claimsJsonl(house.database, parsed.filter);
    return file('application/x-ndjson; charset=utf-8', 'claims.jsonl', lines);
  }
  const facts = await readList(ask, parsed);
  if (facts.saved && wants === 'page') {
    await rememberLook(house.database, facts.saved, ask.person.id, ask.now);
  }
  // Each takes a good part of the request, and only one of the two is sent.
  return wants === 'json'
    ? data(listJson(facts))
    : page('claims/index', 'Claims', claimsPage(facts), null);
}

async function listAttributions(ask: Ask): Promise<Answer> {
  const { filter } = await readFilter(ask);
  const rows = attributionsCsv(ask.house.database, filter);
  return file('text/csv; charset=utf-8', 'attributions.csv', rows);
}

async function exportClaims(ask: Ask): Promise<Answer> {
  const { filter } = await readFilter(ask);
  const { database } = ask.house;
  const { total } = await search(database, { ...filter, after: null, perPage: 1 });
  const head = { total, filter: filterJson(filter, await namesOfFilter(database, filter)) };
  const pieces = claimsDocument(database, filter, head);
  return file('application/json; charset=utf-8', 'claims.json', pieces);
}

function filterJson(filter: Filter, names: Names) {
  return { sentence: filterSentence(filter, names), url: filterAddress(filter) };
}

// A page names what it does not understand and goes on; data that ignored it would mislead.
async function readFilter({ query, wants, house }: Ask): Promise<ParsedFilter> {
  const parsed = parseFilter(query);
  if (wants !== 'page' && parsed.problems.length > 0) throw new Unprocessable(parsed.problems);
  return { ...parsed, filter: await followMerges(house.database, parsed.filter) };
}

async function readList({ house, person, query }: Ask, parsed: ParsedFilter): Promise<ListFacts> {
  const { database } = house;
  const { filter, facetQuery } = parsed;
  // First what is worked out in one go with the page, which is remembered then.
  const counted = await facets(database, filter, facetQuery);
  const found = await search(database, filter);
  const names = await namesOfFilter(database, filter);
  return {
    ...parsed,
    ...{ found, names, facets: counted },
    claims: await readClaims(database, found.ids),
    ways: found.total === 0 ? await waysOut(database, filter, names) : [],
    mayRecord: may(person, 'record'),
    saved: await findByQuery(database, savedQuery(parseFilter(query).filter), person.id),
  };
}

function listJson({ filter, found, facets, claims, names }: ListFacts) {
  return {
    total: found.total,
    claims: claims.map(claimJson),
    next: found.next && pageAddress(filter, found.next, '/claims.json'),
    facets: facetsJson(facets, filter),
    filter: filterJson(filter, names),
  };
}

const MOST_WAYS = 8;

// Each value whose dropping alone finds something, and how much.
async function waysOut(
  database: Database,
  filter: Filter,
  names: Names,
): Promise<ListFacts['ways']> {
  const ways = sentenceParts(filter, names).flatMap(({ name, without }) =>
    without ? [{ name, filter: without }] : [],
  );
  const counted = ways.slice(0, MOST_WAYS).map(async (way) => {
    const total = await countClaims(database, { ...way.filter, after: null });
    return { ...way, total };
  });
  return (await Promise.all(counted)).filter(({ total }) => total > 0);
}
