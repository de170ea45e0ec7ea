/** Sign-in and sign-out. */

import type { Connection } from '../database/database.ts';
import { textOf } from '../web/forms.ts';
import {
  type Answer,
  type Ask,
  type Cookie,
  changed,
  invalid,
  page,
  removed,
} from '../web/route.ts';
import { check, readForm, signInBody } from './form.ts';
import { sessionCookie } from './identify.ts';
import { personJson } from './json.ts';
import {
  accountLimit,
  addressLimit,
  bookAttempt,
  forgiveAttempt,
  knownAddressLimit,
  type Limit,
} from './limits.ts';
import { localPath } from './local-path.ts';
import type { Errors, SignInPage } from './models.ts';
import { fields } from './pages.ts';
import { isPassword } from './password.ts';
import type { Person } from './person.ts';
import { endSession, findAcquainted, startSession } from './sessions.ts';
import { type Colleague, findCredentials, hasPeople, readPerson } from './store.ts';

type Visitor = Ask<Person | null>;

const TITLE = 'Sign in';
const WRONG = 'No account has this email and password.';

export async function showSignIn(ask: Visitor): Promise<Answer> {
  const next = localPath(ask.query.get('next') ?? '/');
  if (ask.person && ask.client.sessionId !== null) return changed(next, null);
  const model = await signInPage(ask, { email: '', password: '' }, next, []);
  return page('people/sign-in', TITLE, model, {});
}

/** An unknown account, a disabled one and a wrong password get the same answer in the same time. */
export async function signIn(ask: Visitor): Promise<Answer> {
  const next = localPath(textOf(ask.body, 'next') || '/');
  const form = readForm(ask.body, ['email', 'password']);
  const { value, errors } = check(signInBody, form);
  if (errors) return refuse(ask, form, next, errors);
  const entered = await enterWithPassword(ask, value);
  if (!entered) return refuse(ask, form, next, [{ path: 'password', message: WRONG }]);
  return { ...changed(next, personJson(entered.person)), cookies: [entered.cookie] };
}

async function enterWithPassword(
  ask: Visitor,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<{ readonly person: Colleague; readonly cookie: Cookie } | null> {
  const { database } = ask.house;
  const limits = await limitsOf(ask, email);
  await bookAttempt(ask.house, limits, ask.now);
  const account = await findCredentials(database, email);
  const isRight = await isPassword(password, account?.passwordHash ?? null);
  if (!account || !isRight) return null;
  return database.write(async (tx) => {
    // The account may have been disabled, or its password changed, in the meantime.
    const still = await findCredentials(tx, email);
    if (still?.passwordHash !== account.passwordHash) return null;
    await forgiveAttempt(tx, limits, ask.now);
    return { person: await readPerson(tx, account.id), cookie: await enter(tx, ask, account) };
  });
}

async function limitsOf(ask: Visitor, email: string): Promise<Limit[]> {
  const { address } = ask.client;
  const acquainted = await findAcquainted(ask.house.database, email, address);
  return acquainted === null
    ? [accountLimit(email), addressLimit(address)]
    : [knownAddressLimit(acquainted, address)];
}

async function refuse(
  ask: Visitor,
  form: { readonly email: string; readonly password: string },
  next: string,
  errors: Errors,
): Promise<Answer> {
  const model = await signInPage(ask, form, next, errors);
  return invalid('people/sign-in', TITLE, model, errors);
}

async function signInPage(
  ask: Visitor,
  form: { readonly email: string; readonly password: string },
  next: string,
  errors: Errors,
): Promise<SignInPage> {
  const hasNobody = !(await hasPeople(ask.house.database));
  const isKept = ask.query.get('kept') === 'yes' || textOf(ask.body, 'kept') === 'yes';
  return { form: fields(form, errors), next, errors, hasNobody, isKept };
}

/** Starts a session with a fresh secret; the one that the browser came with ends. */
export async function enter(
  tx: Connection,
  ask: Visitor,
  { id }: { readonly id: number },
): Promise<Cookie> {
  const { address, agent, sessionId } = ask.client;
  if (ask.person && sessionId !== null) await endSession(tx, ask.person.id, sessionId);
  const arrival = { personId: id, address, agent, at: ask.now };
  const secret = await startSession(tx, arrival, ask.house.sessionHours);
  return sessionCookieOf(ask, secret);
}

/** Goes when the browser closes; the server ends it in any case. */
export function sessionCookieOf(ask: Visitor, value: string | null): Cookie {
  return { name: sessionCookie(ask.house.origin), value, expires: null };
}

export async function signOut(ask: Visitor): Promise<Answer> {
  const { person } = ask;
  const { sessionId } = ask.client;
  if (person && sessionId !== null) {
    await ask.house.database.write((tx) => endSession(tx, person.id, sessionId));
  }
  return removed('/sign-in', [sessionCookieOf(ask, null)]);
}
