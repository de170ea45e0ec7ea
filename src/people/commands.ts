/** What the command line does with people. Each refuses with a `Refusal` whose detail says why. */
import type { Database } from '../database/database.ts';
import { NotFound, Unprocessable } from '../web/errors.ts';
import { disable } from './access.ts';
import { check, setupBody, tokenBody } from './form.ts';
import { hashPassword } from './password.ts';
import { role } from './person.schema.ts';
import { type Colleague, createPerson, findByEmail } from './store.ts';
import { createToken } from './tokens.ts';

const newPersonBody = setupBody.extend({ role: role() });

/** @returns the new person's id. @throws Unprocessable, Conflict */
export async function addPerson(
  database: Database,
  input: Readonly<Record<'email' | 'name' | 'role' | 'password', string>>,
  at: Date,
): Promise<number> {
  const { value, errors } = check(newPersonBody, input, input);
  if (errors) throw new Unprocessable(errors.map(withField));
  const { password, ...person } = value;
  const passwordHash = await hashPassword(password);
  return database.write((tx) =>
    createPerson(tx, { ...person, passwordHash }, { personId: null, at }),
  );
}

/** @throws NotFound; Conflict for the last administrator */
export async function disableByEmail(database: Database, email: string, at: Date): Promise<void> {
  const person = await find(database, email);
  await database.write((tx) => disable(tx, person.id, { personId: null, at }));
}

/** @returns the token, shown this once. @throws NotFound, Unprocessable, Conflict */
export async function addToken(
  database: Database,
  input: Readonly<Record<'email' | 'scope' | 'name', string>>,
  at: Date,
): Promise<string> {
  const { value, errors } = check(tokenBody, input);
  if (errors) throw new Unprocessable(errors.map(withField));
  const person = await find(database, input.email);
  if (person.disabledAt !== null) throw new NotFound(`${person.email} is disabled.`);
  const { secret } = await database.write((tx) =>
    createToken(tx, person.id, value, { personId: null, at }),
  );
  return secret;
}

async function find(database: Database, email: string): Promise<Colleague> {
  const person = await findByEmail(database, email.trim());
  if (!person) throw new NotFound(`There is no account for ${email}.`);
  return person;
}

// At the command line no message stands beside its field.
function withField({ path, message }: { readonly path: string; readonly message: string }) {
  return { path, message: `${path}: ${message}` };
}
