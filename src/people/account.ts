/** A person's own account: name, password, sessions, tokens. */
import { Forbidden, NotFound, Unprocessable } from '../web/errors.ts';
import { fieldErrors, textOf } from '../web/forms.ts';
import {
  type Answer,
  type Ask,
  byOf,
  changed,
  idOf,
  invalid,
  page,
  removed,
  secretPage,
} from '../web/route.ts';
import { check, keysBody, nameBody, passwordBody, readForm, tokenBody } from './form.ts';
import { sessionJson, tokenJson } from './json.ts';
import { bookAttempt, confirmationLimit, forgiveAttempt } from './limits.ts';
import { localPath } from './local-path.ts';
import type { Errors } from './models.ts';
import { type Account, type AccountForms, accountPage, tokenPage } from './pages.ts';
import { hashPassword, isPassword } from './password.ts';
import {
  endSession,
  endSessions,
  forgetAddresses,
  readSessions,
  renewSession,
} from './sessions.ts';
import { sessionCookieOf } from './signing-in.ts';
import {
  changePassword,
  hasSingleKeys,
  readPasswordHash,
  renamePerson,
  setSingleKeys,
} from './store.ts';
import { createToken, readTokens, revokeToken } from './tokens.ts';

const TITLE = 'Your account';
const HERE = '/account';

export async function showAccount(ask: Ask): Promise<Answer> {
  const account = await readAccount(ask);
  return page('people/account', TITLE, pageOf(ask, account, {}, []), accountData(ask, account));
}

async function readAccount(ask: Ask): Promise<Account> {
  const { database } = ask.house;
  const { person } = ask;
  return {
    ...{ person, singleKeys: await hasSingleKeys(database, person.id) },
    sessions: await readSessions(database, person.id, ask.now),
    tokens: await readTokens(database, person.id),
  };
}

function accountData(ask: Ask, { person, singleKeys, sessions, tokens }: Account) {
  const thisId = ask.client.sessionId;
  return {
    ...{ person, single_keys: singleKeys },
    sessions: sessions.map((one) => ({ ...sessionJson(one), current: one.id === thisId })),
    tokens: tokens.map(tokenJson),
  };
}

function pageOf(ask: Ask, account: Account, typed: Partial<AccountForms>, errors: Errors) {
  const blank = { name: ask.person.name, tokenName: '', scope: 'read' };
  const here = { thisId: ask.client.sessionId, zone: ask.house.zone };
  return accountPage(account, here, { ...blank, ...typed }, errors);
}

async function refuse(
  ask: Ask,
  typed: Partial<AccountForms>,
  errors: Errors,
  // The page has two fields for a name; the data has one per address.
  prefix = '',
): Promise<Answer> {
  const placed = errors.map((one) => ({ ...one, path: prefix + one.path }));
  const model = pageOf(ask, await readAccount(ask), typed, placed);
  return invalid('people/account', TITLE, model, errors);
}

export async function changeName(ask: Ask): Promise<Answer> {
  const form = readForm(ask.body, ['name']);
  const { value, errors } = check(nameBody, form);
  if (errors) return refuse(ask, form, errors);
  const { id } = ask.person;
  await ask.house.database.write((tx) => renamePerson(tx, id, value.name, byOf(ask)));
  return changed(HERE, { ...ask.person, name: value.name });
}

export async function switchKeys(ask: Ask): Promise<Answer> {
  const typed = textOf(ask.body, 'single_keys');
  const sent = /^(yes|no)$/.test(typed) ? { single_keys: typed === 'yes' } : {};
  const result = keysBody.safeParse(ask.sentJson ? ask.body : sent);
  if (!result.success) throw new Unprocessable(fieldErrors(result.error));
  const { single_keys } = result.data;
  await ask.house.database.write((tx) => setSingleKeys(tx, ask.person.id, single_keys));
  const back = textOf(ask.body, 'back');
  return changed(back === '' ? `${HERE}#keys` : localPath(back), { single_keys });
}

/** Asks for the current password, and ends every other session. */
export async function changeOwnPassword(ask: Ask): Promise<Answer> {
  const form = readForm(ask.body, ['current_password', 'password']);
  const { value, errors } = check(passwordBody, form, ask.person);
  if (errors) return refuse(ask, {}, errors);
  const { database } = ask.house;
  const limits = [confirmationLimit(ask.person.id)];
  await bookAttempt(ask.house, limits, ask.now);
  const stored = await readPasswordHash(database, ask.person.id);
  if (!(await isPassword(value.current_password, stored))) {
    const message = 'This is not your current password.';
    return refuse(ask, {}, [{ path: 'current_password', message }]);
  }
  const passwordHash = await hashPassword(value.password);
  const { sessionId, address } = ask.client;
  const secret = await database.write(async (tx) => {
    await forgiveAttempt(tx, limits, ask.now);
    await changePassword(tx, ask.person.id, passwordHash, byOf(ask));
    await endSessions(tx, ask.person.id, sessionId);
    await forgetAddresses(tx, ask.person.id, address);
    return sessionId === null ? null : renewSession(tx, sessionId);
  });
  const cookies = secret === null ? [] : [sessionCookieOf(ask, secret)];
  return { ...changed(HERE, ask.person), cookies };
}

export async function endOneSession(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const ended = await ask.house.database.write((tx) => endSession(tx, ask.person.id, id));
  if (!ended) throw new NotFound('There is no such session.');
  if (id !== ask.client.sessionId) return removed(HERE);
  return removed('/sign-in', [sessionCookieOf(ask, null)]);
}

export async function endOtherSessions(ask: Ask): Promise<Answer> {
  const { sessionId } = ask.client;
  await ask.house.database.write((tx) => endSessions(tx, ask.person.id, sessionId));
  return removed(HERE);
}

/** Not for tokens: one that leaked must not be able to outlive its revocation. */
export async function makeToken(ask: Ask): Promise<Answer> {
  if (ask.client.sessionId === null) {
    throw new Forbidden('A token cannot make tokens. Sign in, or use the command line.');
  }
  const form = readForm(ask.body, ['name', 'scope']);
  const { value, errors } = check(tokenBody, form);
  if (errors) return refuse(ask, { tokenName: form.name, scope: form.scope }, errors, 'token-');
  const { token, secret } = await ask.house.database.write((tx) =>
    createToken(tx, ask.person.id, value, byOf(ask)),
  );
  const data = { ...tokenJson(token), token: secret };
  return secretPage('people/token', 'Your new token', tokenPage(token, secret), data);
}

export async function revokeOwnToken(ask: Ask): Promise<Answer> {
  const revoked = await ask.house.database.write((tx) =>
    revokeToken(tx, ask.person.id, idOf(ask), byOf(ask)),
  );
  if (!revoked) throw new NotFound('There is no such token.');
  return removed(HERE);
}
