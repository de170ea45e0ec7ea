/** What a valid email, name, role and password is. */
import * as z from 'zod';
import type { FieldError } from '../web/errors.ts';
import { oneOf } from '../web/schema.ts';
import { ROLES } from './person.ts';

const MOST_EMAIL = 254;
const MOST_NAME = 120;
const LEAST_PASSWORD = 12;
const MOST_PASSWORD = 1000;

/** Characters that cannot be seen and would let one address or name pass for another. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

export function email() {
  return z
    .string({ error: 'Write an email address.' })
    .trim()
    .min(1, { error: 'Write an email address.' })
    .max(MOST_EMAIL, { error: `At most ${MOST_EMAIL} characters.` })
    .regex(/^[^\s@"<>()[\]\\,;:\p{C}]{1,64}@[^\s@"<>()[\]\\,;:\p{C}]+$/u, {
      error: 'This is not an email address.',
    });
}

export function personName() {
  return z
    .string({ error: 'Write a name.' })
    .trim()
    .regex(/[\p{L}\p{N}\p{S}]/u, { error: 'Write a name.' })
    .max(MOST_NAME, { error: `At most ${MOST_NAME} characters.` })
    .refine((name) => name.isWellFormed() && !UNSEEN.test(name), {
      error: 'A name is one line of visible characters.',
    });
}

export function role() {
  return oneOf(ROLES);
}

/**
 * A new password: long, and otherwise as its owner likes (NIST SP 800-63B asks for no mixture of
 * characters). It is neither trimmed nor normalised.
 */
export function newPassword() {
  return z
    .string({ error: 'Choose a password.' })
    .refine((password) => [...password].length >= LEAST_PASSWORD, {
      error: `At least ${LEAST_PASSWORD} characters. Several words make a good one.`,
    })
    .max(MOST_PASSWORD, { error: `At most ${MOST_PASSWORD} characters.` })
    .refine((password) => password.isWellFormed() && !password.includes('\0'), {
      error: 'This has a character in it that cannot be kept.',
    })
    .refine((password) => !isWellKnown(password), {
      error: 'Everybody would try this one. Choose another.',
    });
}

const WELL_KNOWN: ReadonlySet<string> = new Set([
  ...['password1234', 'passwordpassword', 'password12345', 'password123!', 'passw0rd1234'],
  ...['qwertyuiop12', 'qwertyuiop123', 'qwertyuiopasdf', 'qwerty123456', 'qwertyqwerty'],
  ...['1q2w3e4r5t6y', '1qaz2wsx3edc', 'iloveyou1234', 'letmeinletmein', 'welcome12345'],
  ...['administrator', 'administrator1', 'changemechangeme', 'secondsource', 'second source'],
]);

function isWellKnown(password: string): boolean {
  const low = password.toLowerCase();
  if (WELL_KNOWN.has(low) || new Set(low).size < 3) return true;
  return (
    '0123456789012345678901234567890'.includes(low) || '987654321098765432109876'.includes(low)
  );
}

/** A password that is the person's own name or email is the first one to be guessed. */
export function passwordErrors(
  password: string,
  person: { readonly email: string; readonly name: string },
): FieldError[] {
  const low = password.trim().toLowerCase();
  const mailbox = person.email.split('@')[0] ?? '';
  const own = [person.email, mailbox, person.name].map((text) => text.trim().toLowerCase());
  if (!own.includes(low)) return [];
  return [{ path: 'password', message: 'Choose something other than your name or email.' }];
}
