/** What is sent to do one thing to many claims. */
import * as z from 'zod';
import { parseFilter } from '../claims/filter.ts';
import { filterQuery } from '../claims/filter-address.ts';
import type { FieldError } from '../web/errors.ts';
import { fieldErrors, textOf, textsOf } from '../web/forms.ts';
import { id, oneOf, words } from '../web/schema.ts';
import { BULK_ACTIONS, type NewBulk } from './bulk.ts';

const MOST_IDS = 10_000;
const MOST_REASON = 2000;
const MOST_FILTER = 8000;

export const bulkSchema = z.strictObject({
  action: oneOf(BULK_ACTIONS),
  ids: z
    .array(id())
    .min(1, { error: 'Choose some claims.' })
    .max(MOST_IDS, { error: `At most ${MOST_IDS} claims; a filter takes more.` })
    .optional(),
  filter: z.string({ error: 'The query of a list.' }).max(MOST_FILTER).optional(),
  /** Of `assign` a person's id, or null for nobody; of `withdraw` the reason. */
  value: z
    .union([id(), words(MOST_REASON, 'Say why.')], { error: 'This must be text or a number.' })
    .nullish(),
  /** How many claims the sender takes it to be about; refused where they are not so many. */
  count: z.int({ error: 'This must be a number.' }).optional(),
});

export interface AskedBulk extends NewBulk {
  /** Null where the filter says which. */
  readonly ids: readonly number[] | null;
  readonly count: number | null;
}

/** Checks what was sent; each thing wrong is named at its field. */
export function parseBulk(
  body: unknown,
): { readonly asked: AskedBulk } | { readonly errors: readonly FieldError[] } {
  const result = bulkSchema.safeParse(body, { reportInput: true });
  if (!result.success) return { errors: fieldErrors(result.error) };
  const { action, ids, filter, value = null, count = null } = result.data;
  const read = filter === undefined ? null : parseFilter(new URLSearchParams(filter));
  const errors = [
    ...wrongClaims(ids, filter),
    // A filter of which a part was left out would find more than was meant.
    ...(read?.problems ?? []).map(({ message }) => ({ path: 'filter', message })),
    ...wrongValue(action, value),
  ];
  if (errors.length > 0) return { errors };
  return {
    asked: {
      ...{ action, count, ids: ids ? [...new Set(ids)] : null },
      filter: read && filterQuery({ ...read.filter, after: null }),
      assigneeId: typeof value === 'number' ? value : null,
      reason: typeof value === 'string' ? value : null,
    },
  };
}

function wrongClaims(ids: unknown, filter: unknown): FieldError[] {
  if ((ids === undefined) !== (filter === undefined)) return [];
  return [{ path: 'ids', message: 'Choose claims by their ids, or by a filter.' }];
}

function wrongValue(action: AskedBulk['action'], value: string | number | null): FieldError[] {
  const wrong = (message: string) => [{ path: 'value', message }];
  if (action === 'withdraw' && typeof value !== 'string') return wrong('Say why.');
  if (action === 'assign' && typeof value === 'string') return wrong('Choose a person, or nobody.');
  if (action === 'ready' && value !== null) return wrong('To mark claims ready takes no more.');
  return [];
}

/** A form's fields, as they are shown again. Never throws. */
export interface BulkForm {
  readonly action: string;
  readonly ids: readonly string[];
  /** Null where claims were ticked. */
  readonly filter: string | null;
  readonly value: string;
  readonly count: string;
}

/** Reads the form that does it, or the address of the page that asks first. */
export function readBulkForm(from: unknown): BulkForm {
  const isAll = textOf(from, 'all') === 'yes';
  return {
    action: textOf(from, 'action'),
    ids: isAll ? [] : textsOf(from, 'ids'),
    filter: isAll ? textOf(from, 'filter') : null,
    ...{ value: textOf(from, 'value'), count: textOf(from, 'count') },
  };
}

/** The JSON that a form means. */
export function bodyOfForm({ action, ids, filter, value, count }: BulkForm): unknown {
  const isNumber = (text: string) => /^\d{1,15}$/.test(text);
  const number = (text: string) => (isNumber(text) ? Number(text) : text);
  return {
    action,
    ...(filter === null ? { ids: ids.map(number) } : { filter }),
    ...(count === '' ? {} : { count: number(count) }),
    value: action === 'assign' ? (value === '' ? null : number(value)) : extraOf(action, value),
  };
}

function extraOf(action: string, value: string): string | null {
  return action === 'withdraw' || value !== '' ? value : null;
}
