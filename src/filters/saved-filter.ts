/** A saved filter: a name for a query of the list of claims, kept to oneself or shared. */
import * as z from 'zod';
import { type Filter, NO_FILTER, parseFilter } from '../claims/filter.ts';
import { filterQuery } from '../claims/filter-address.ts';
import { textOf, textsOf } from '../web/forms.ts';
import { words } from '../web/schema.ts';

const MOST_NAME = 80;
const MOST_QUERY = 8_000;

export interface SavedFilter {
  readonly id: number;
  readonly name: string;
  /** Canonical: the same filter is always the same text. */
  readonly query: string;
  readonly shared: boolean;
  readonly code: string;
  readonly owner: { readonly id: number; readonly name: string };
  /** Whether the section of claims opens with it, for the person who asks. */
  readonly isDefault: boolean;
  readonly createdAt: string;
  readonly changedAt: string;
}

/** The query that a filter is saved under: which page of it is looked at does not matter. */
export function savedQuery(filter: Filter): string {
  return filterQuery({ ...filter, perPage: NO_FILTER.perPage, after: null });
}

export function filterOf({ query }: Pick<SavedFilter, 'query'>): Filter {
  return parseFilter(new URLSearchParams(query)).filter;
}

/** A saved filter's claims, for everybody the same address. */
export function claimsAddress({ query }: Pick<SavedFilter, 'query'>): string {
  return `/claims?${query}`;
}

const name = words(MOST_NAME, 'Give it a name.')
  .refine((text) => !/\p{Cc}/u.test(text), { error: 'A name is one line.' })
  .transform((text) => text.trim());

const query = z
  .string({ error: 'Say which filter: the query of the list.' })
  .max(MOST_QUERY, { error: 'This filter is too long to be saved.' })
  .transform((text, context) => {
    const { filter, problems } = parseFilter(new URLSearchParams(text.replace(/^\?/, '')));
    for (const { message } of problems) context.addIssue({ code: 'custom', message });
    const canonical = savedQuery(filter);
    const message = 'This is the list of all claims: choose something in it first.';
    if (problems.length === 0 && canonical === '') context.addIssue({ code: 'custom', message });
    return canonical;
  });

const shared = z.boolean({ error: 'Say whether the newsroom sees it: true or false.' });

export const newFilterSchema = z.object({
  name,
  query,
  shared: shared.nullish().transform((value) => value ?? false),
});
export type NewFilter = z.output<typeof newFilterSchema>;

/** What is left out stays as it is. */
export const filterChangesSchema = z.object({
  name: name.optional(),
  query: query.optional(),
  shared: shared.optional(),
});
export type FilterChanges = z.output<typeof filterChangesSchema>;

export const defaultSchema = z.object({
  filter_id: z
    .int({ error: 'Say which filter, or null for none.' })
    .positive({ error: 'Say which filter, or null for none.' })
    .nullable(),
});

/** What was typed, to be shown again. */
export interface FilterForm {
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
}

/** Never throws. A field that the form does not have is left out. */
export function readFilterForm(body: unknown): Partial<FilterForm> {
  const [names, queries, shares] = [textsOf(body, 'name'), textsOf(body, 'query'), 'shared'];
  return {
    ...(names.length > 0 ? { name: names[0] ?? '' } : {}),
    ...(queries.length > 0 ? { query: queries[0] ?? '' } : {}),
    ...(textOf(body, shares) !== '' ? { shared: textOf(body, shares) === 'yes' } : {}),
  };
}
