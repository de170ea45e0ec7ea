/** Wrong input of a schema as a refusal with all its errors. */
import type * as z from 'zod';
import { Unprocessable } from '../web/errors.ts';
import { fieldErrors } from '../web/forms.ts';

/** @throws Unprocessable */
export function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body, { reportInput: true });
  if (!result.success) throw new Unprocessable(fieldErrors(result.error));
  return result.data;
}
