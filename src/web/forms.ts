/** From what a browser or API client sends to nested values, and from zod to errors at fields. */
import type * as z from 'zod';
import { type FieldError, Unprocessable } from './errors.ts';

const MOST_DEPTH = 6;
/** More than any list may have, so that its schema can say so. */
const MOST_ITEMS = 1000;

export interface Fields {
  readonly [name: string]: Field;
}
export type Field = string | readonly Field[] | Fields;

/**
 * Nests a form's fields by the dots of their names: `attributions.0.stance` becomes
 * `{ attributions: [{ stance }] }`. Never throws; what is too deep or too far is left out.
 * A name that occurs more than once gives a list.
 */
export function nest(flat: Readonly<Record<string, unknown>>): Fields {
  const root: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(flat)) {
    const parts = name.split('.');
    if (parts.length <= MOST_DEPTH) place(root, parts, value);
  }
  return close(root) as Fields;
}

function place(root: Record<string, unknown>, parts: readonly string[], value: unknown): void {
  let at = root;
  for (const part of parts.slice(0, -1)) {
    const next = at[part];
    if (next !== undefined && (typeof next !== 'object' || Array.isArray(next))) return;
    at[part] ??= Object.create(null);
    at = at[part] as Record<string, unknown>;
  }
  const last = parts.at(-1) ?? '';
  if (at[last] === undefined) at[last] = Array.isArray(value) ? value.map(String) : String(value);
}

// Groups whose names are all numbers are lists, in the order of the numbers.
function close(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.every(([name]) => /^\d{1,4}$/.test(name))) {
    return entries
      .sort(([a], [b]) => Number(a) - Number(b))
      .slice(0, MOST_ITEMS)
      .map(([, item]) => close(item));
  }
  return Object.fromEntries(entries.map(([name, item]) => [name, close(item)]));
}

/** The text of a field, '' where it is missing or not a text. */
export function textOf(fields: unknown, name: string): string {
  const value = child(fields, name);
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && typeof value[0] === 'string') return value[0];
  return '';
}

/** All texts of a field that may occur more than once. */
export function textsOf(fields: unknown, name: string): string[] {
  const value = child(fields, name);
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.filter((one): one is string => typeof one === 'string');
}

/** The items of a repeated group, or an empty list. */
export function groupsOf(fields: unknown, name: string): unknown[] {
  const value = child(fields, name);
  if (!Array.isArray(value)) return [];
  return value.filter((one) => typeof one === 'object' && one !== null);
}

/** A group of fields, or an empty one. */
export function groupOf(fields: unknown, name: string): unknown {
  const value = child(fields, name);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function child(fields: unknown, name: string): unknown {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return undefined;
  return Object.hasOwn(fields, name) ? (fields as Record<string, unknown>)[name] : undefined;
}

/** Zod's issues as errors with dotted paths; the first of each path only. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const errors = new Map<string, string>();
  for (const { path, message } of error.issues.flatMap((issue) => spread(issue, []))) {
    if (!errors.has(path)) errors.set(path, message);
  }
  return [...errors].map(([path, message]) => ({ path, message }));
}

function spread(issue: Issue, outer: readonly PropertyKey[]): FieldError[] {
  const path = [...outer, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => wrongAt([...path, key], 'There is no such field.'));
  }
  if (issue.code === 'invalid_union') {
    // The alternative that was meant is the one of the right type; it knows which field is wrong.
    const meant = issue.errors.find((branch) => !branch.some(isWrongKind));
    if (meant) return meant.flatMap((inner) => spread(inner as Issue, path));
  }
  return [wrongAt(path, issue.message)];
}

type Issue = z.ZodError['issues'][number];

function isWrongKind(issue: { readonly code?: string; readonly path: PropertyKey[] }): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function wrongAt(path: readonly PropertyKey[], message: string): FieldError {
  return { path: path.map(String).join('.'), message };
}

/** What was sent, as a schema reads it. @throws Unprocessable with all that is wrong */
export function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body, { reportInput: true });
  if (!result.success) throw new Unprocessable(fieldErrors(result.error));
  return result.data;
}
