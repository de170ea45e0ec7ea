/** One-time links: the first administrator, an invitation, a new password. */
import type { Connection } from '../database/database.ts';
import { loadExamples } from '../exchange/examples.ts';
import { textOf } from '../web/forms.ts';
import { type Answer, type Ask, changed, invalid, page } from '../web/route.ts';
import { check, type Form, invitationBody, readForm, setupBody } from './form.ts';
import { DeadLink, findInvitation, type Invitation, isSetupCode, useCode } from './invitations.ts';
import { personJson } from './json.ts';
import { bookAttempt, codeLimit, forgiveAttempt } from './limits.ts';
import type { Errors, InvitationPage, SetupPage } from './models.ts';
import { fields } from './pages.ts';
import { hashPassword } from './password.ts';
import { type Person, ROLE_LABELS } from './person.ts';
import { endSessions, forgetAddresses } from './sessions.ts';
import { enter } from './signing-in.ts';
import { changePassword, createPerson, readPerson } from './store.ts';

type Visitor = Ask<Person | null>;
type SetupForm = Form<'email' | 'name' | 'password'>;
type InvitationForm = Form<'name' | 'password'>;

const SETUP_TITLE = 'Make the first account';

/** Looking does not use the link up: mail programs and chats open links to preview them. */
export async function showSetup(ask: Visitor): Promise<Answer> {
  const code = ask.query.get('code') ?? '';
  await testCode(ask, () => hasSetupCode(ask, code));
  const model = setupPage(code, { email: '', name: '', password: '' }, true, []);
  return page('people/setup', SETUP_TITLE, model, {});
}

export async function setUp(ask: Visitor): Promise<Answer> {
  const code = textOf(ask.body, 'code');
  await testCode(ask, () => hasSetupCode(ask, code));
  const form = readForm(ask.body, ['email', 'name', 'password']);
  const examples = wantsExamples(ask.body);
  const { value, errors } = check(setupBody, form, form);
  if (errors) {
    return invalid('people/setup', SETUP_TITLE, setupPage(code, form, examples, errors), errors);
  }
  const passwordHash = await hashPassword(value.password);
  const { person, cookie } = await ask.house.database.write(async (tx) => {
    if (!(await isSetupCode(tx, code, ask.now))) throw new DeadLink();
    await useCode(tx, code, ask.now);
    const { email, name } = value;
    const by = { personId: null, at: ask.now };
    const id = await createPerson(tx, { email, name, role: 'admin', passwordHash }, by);
    return { person: await readPerson(tx, id), cookie: await enter(tx, ask, { id }) };
  });
  if (examples) await loadExamples(ask.house.database, { personId: person.id, at: ask.now });
  return { ...changed('/', personJson(person)), status: 201, cookies: [cookie] };
}

async function hasSetupCode(ask: Visitor, code: string): Promise<true | undefined> {
  return (await isSetupCode(ask.house.database, code, ask.now)) || undefined;
}

function wantsExamples(body: unknown): boolean {
  if (textOf(body, 'examples') !== '') return true;
  return (body as { examples?: unknown } | null)?.examples === true;
}

function setupPage(code: string, form: SetupForm, examples: boolean, errors: Errors): SetupPage {
  return { code, form: fields(form, errors), examples, errors };
}

export async function showInvitation(ask: Visitor): Promise<Answer> {
  const code = ask.query.get('code') ?? '';
  const invitation = await testCode(ask, () => find(ask, code));
  const model = invitationPage(code, invitation, { name: invitation.name, password: '' }, []);
  const { email, name, role } = invitation;
  return page('people/invitation', invitationTitle(invitation), model, { email, name, role });
}

export async function acceptInvitation(ask: Visitor): Promise<Answer> {
  const code = textOf(ask.body, 'code');
  const invitation = await testCode(ask, () => find(ask, code));
  const typed = readForm(ask.body, ['name', 'password']);
  // A person on file keeps their name: only a new password is asked for.
  const form = invitation.personId === null ? typed : { ...typed, name: invitation.name };
  const { value, errors } = check(invitationBody, form, { ...form, email: invitation.email });
  if (errors) {
    const model = invitationPage(code, invitation, form, errors);
    return invalid('people/invitation', invitationTitle(invitation), model, errors);
  }
  const passwordHash = await hashPassword(value.password);
  const { person, cookie } = await ask.house.database.write(async (tx) => {
    const current = await findInvitation(tx, code, ask.now);
    if (!current) throw new DeadLink();
    await useCode(tx, code, ask.now);
    const id = await admit(tx, current, { name: value.name, passwordHash }, ask);
    return { person: await readPerson(tx, id), cookie: await enter(tx, ask, { id }) };
  });
  return { ...changed('/', personJson(person)), status: 201, cookies: [cookie] };
}

async function admit(
  tx: Connection,
  { email, role, personId }: Invitation,
  { name, passwordHash }: { readonly name: string; readonly passwordHash: string },
  ask: Visitor,
): Promise<number> {
  const at = ask.now;
  if (personId === null) {
    return createPerson(tx, { email, name, role, passwordHash }, { personId: null, at });
  }
  await changePassword(tx, personId, passwordHash, { personId, at });
  await endSessions(tx, personId, null);
  await forgetAddresses(tx, personId, ask.client.address);
  return personId;
}

function find(ask: Visitor, code: string): Promise<Invitation | undefined> {
  return findInvitation(ask.house.database, code, ask.now);
}

function invitationTitle({ personId }: Invitation): string {
  return personId === null ? 'Join the newsroom' : 'Choose a new password';
}

function invitationPage(
  code: string,
  { email, role, personId }: Invitation,
  form: InvitationForm,
  errors: Errors,
): InvitationPage {
  const isNew = personId === null;
  return { code, email, role: ROLE_LABELS[role], isNew, form: fields(form, errors), errors };
}

/** @throws TooMany after many wrong codes, DeadLink for a wrong one */
async function testCode<Found>(
  ask: Visitor,
  search: () => Promise<Found | undefined>,
): Promise<Found> {
  const limits = [codeLimit(ask.client.address)];
  await bookAttempt(ask.house, limits, ask.now);
  const found = await search();
  if (found === undefined) throw new DeadLink();
  await ask.house.database.write((tx) => forgiveAttempt(tx, limits, ask.now));
  return found;
}
