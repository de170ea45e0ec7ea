/** Schema fragments that forms of all features share. */
import * as z from 'zod';

const BLANK = 'Write something here.';

/** Line ends become LF on every way in. */
export function toLf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function text(most: number, missing = 'This must be text.') {
  return z
    .string({ error: ({ input }) => (input === undefined ? missing : 'This must be text.') })
    .overwrite(toLf)
    .max(most, { error: `At most ${most} characters.` })
    .refine((value) => !value.includes('\0'), {
      error: 'This has a NUL character in it, which cannot be kept.',
    })
    .refine((value) => value.isWellFormed(), {
      error: 'This has half a character in it, which cannot be kept.',
    });
}

/** Text that must say something. */
export function words(most: number, blank: string = BLANK) {
  return text(most, blank).refine((value) => value.trim() !== '', { error: blank });
}

/** Text that may be left out; a blank is the same as none. */
export function optionalWords(most: number) {
  return text(most)
    .nullish()
    .transform((value) => (value == null || value.trim() === '' ? null : value));
}

/** A text kept as it is, blank included; null where it is left out. */
export function optionalText(most: number) {
  return text(most)
    .nullish()
    .transform((value) => value ?? null);
}

/** A web address that may be left out. */
export function optionalAddress() {
  return text(2000)
    .refine((value) => !/\p{Cc}/u.test(value), { error: 'An address is one line.' })
    .pipe(z.url({ protocol: /^https?$/, error: 'Write a whole address, with https://.' }))
    .nullish()
    .transform((value) => value ?? null);
}

/** A calendar day, `YYYY-MM-DD`. */
export function day() {
  return z.iso.date({ error: 'Write the date as YYYY-MM-DD.' });
}

export function optionalDay() {
  return day()
    .nullish()
    .transform((value) => value ?? null);
}

/** A row's id. */
export function id() {
  return z.int({ error: 'This must be a number.' }).positive({ error: 'This must be a number.' });
}

export function optionalId() {
  return id()
    .nullish()
    .transform((value) => value ?? null);
}

/** One of a vocabulary. */
export function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: `Choose one of: ${values.join(', ')}.` });
}
