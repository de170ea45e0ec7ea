/** What browsers and API clients send about people: read into texts, then checked. */
import * as z from 'zod';
import type { FieldError } from '../web/errors.ts';
import { fieldErrors, textOf } from '../web/forms.ts';
import { oneOf, words } from '../web/schema.ts';
import { email, newPassword, passwordErrors, personName, role } from './person.schema.ts';
import { SCOPES } from './tokens.ts';

const MOST_TOKEN_NAME = 80;

export const signInBody = z.object({
  email: z.string().trim().min(1, { error: 'Write your email address.' }),
  password: z.string().min(1, { error: 'Write your password.' }),
});

export const setupBody = z.object({
  email: email(),
  name: personName(),
  password: newPassword(),
});

/** As sent: with the link's code, and whether to begin with the example stories. */
export const setupRequest = setupBody.extend({
  code: z.string(),
  examples: z.boolean().optional(),
});

export const invitationBody = z.object({ name: personName(), password: newPassword() });

export const invitationRequest = invitationBody.extend({ code: z.string() });

export const nameBody = z.object({ name: personName() });

export const keysBody = z.object({ single_keys: z.boolean({ error: 'Say true or false.' }) });

export const passwordBody = z.object({
  current_password: z.string().min(1, { error: 'Write your current password.' }),
  password: newPassword(),
});

export const tokenBody = z.object({
  name: words(MOST_TOKEN_NAME, 'Say what it is for.'),
  scope: oneOf(SCOPES),
});

export const inviteBody = z.object({ email: email(), name: personName(), role: role() });

export const roleBody = z.object({ role: role() });

export type Form<Name extends string> = Readonly<Record<Name, string>>;

/** The texts of some fields, '' for those that are missing or not texts. Never throws. */
export function readForm<Name extends string>(body: unknown, names: readonly Name[]): Form<Name> {
  const pairs = names.map((name) => [name, textOf(body, name)]);
  return Object.fromEntries(pairs) as Form<Name>;
}

export type Checked<Value> =
  | { readonly value: Value; readonly errors: null }
  | { readonly value: null; readonly errors: readonly FieldError[] };

/** @param person whose own words the new password must not be, if there is one */
export function check<Value>(
  schema: z.ZodType<Value>,
  form: Form<string>,
  person: { readonly email: string; readonly name: string } | null = null,
): Checked<Value> {
  const result = schema.safeParse(form);
  const errors = result.success ? [] : fieldErrors(result.error);
  const own = person ? passwordErrors(form.password ?? '', person) : [];
  const all = [...errors, ...own.filter(({ path }) => !errors.some((one) => one.path === path))];
  if (!result.success || all.length > 0) return { value: null, errors: all };
  return { value: result.data, errors: null };
}
