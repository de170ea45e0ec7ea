/** The administrators' pages: who is in the newsroom, who is invited, who may do what. */
import type { Connection } from '../database/database.ts';
import { readChanges } from '../history/store.ts';
import { timeView } from '../web/dates.ts';
import { Conflict, type FieldError } from '../web/errors.ts';
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
import { changeRole, disable, enable } from './access.ts';
import { check, type Form, inviteBody, readForm, roleBody } from './form.ts';
import {
  invite,
  issuePasswordLink,
  type Link,
  readInvitations,
  reissue,
  withdraw,
} from './invitations.ts';
import { invitationJson, personJson } from './json.ts';
import type { Errors } from './models.ts';
import { peoplePage, personPage, type Staff } from './pages.ts';
import { readPeople, readPerson } from './store.ts';

const TITLE = 'People';
const LATEST_CHANGES = 20;
const BLANK = { email: '', name: '', role: 'editor' };

export async function showPeople(ask: Ask): Promise<Answer> {
  const staff = await readStaff(ask);
  return page('people/index', TITLE, staffPage(ask, staff, BLANK, []), {
    people: staff.people.map(personJson),
    invitations: staff.invitations.map(invitationJson),
  });
}

async function readStaff({ house: { database } }: Ask): Promise<Staff> {
  return { people: await readPeople(database), invitations: await readInvitations(database) };
}

function staffPage(
  { now, house }: Ask,
  staff: Staff,
  form: Form<'email' | 'name' | 'role'>,
  errors: Errors,
) {
  return peoplePage(staff, { now, zone: house.zone }, form, errors);
}

export async function showPerson(ask: Ask): Promise<Answer> {
  return page('people/person', ...(await personParts(ask, [])));
}

async function personParts(ask: Ask, errors: Errors) {
  const { database, zone } = ask.house;
  const person = await readPerson(database, idOf(ask));
  const of = { entity: 'person', entityId: person.id };
  const changes = await readChanges(database, of, LATEST_CHANGES);
  return [person.name, personPage(person, changes, zone, errors), personJson(person)] as const;
}

export async function invitePerson(ask: Ask): Promise<Answer> {
  const form = readForm(ask.body, ['email', 'name', 'role']);
  const { value, errors } = check(inviteBody, form);
  if (errors) return refuseInvitation(ask, form, errors, 422);
  const made = await orConflict('email', () =>
    ask.house.database.write((tx) => invite(tx, value, byOf(ask))),
  );
  if ('errors' in made) return refuseInvitation(ask, form, made.errors, 409);
  return linkAnswer(ask, made.result, { ...value, isNew: true });
}

async function refuseInvitation(
  ask: Ask,
  form: Form<'email' | 'name' | 'role'>,
  errors: Errors,
  status: number,
): Promise<Answer> {
  const model = staffPage(ask, await readStaff(ask), form, errors);
  return invalid('people/index', TITLE, model, errors, status);
}

/** The link stands on this one answer only: what is stored of it is a hash. */
function linkAnswer(
  { house }: Ask,
  { id, code, expiresAt }: Link,
  {
    name,
    email,
    isNew,
  }: { readonly name: string; readonly email: string; readonly isNew: boolean },
): Answer {
  const url = `${house.origin}/invitation?code=${code}`;
  const model = { name, email, isNew, url, until: timeView(expiresAt.toISOString(), house.zone) };
  const data = { id, name, email, url, expires_at: expiresAt.toISOString() };
  const title = isNew ? 'Invitation' : 'New password link';
  return secretPage('people/link', title, model, data);
}

export async function renewInvitation(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const { link, guest } = await ask.house.database.write(async (tx) => ({
    link: await reissue(tx, id, byOf(ask)),
    guest: (await readInvitations(tx)).find((one) => one.id === id),
  }));
  return linkAnswer(ask, link, { name: '', email: '', ...guest, isNew: true });
}

export async function withdrawInvitation(ask: Ask): Promise<Answer> {
  await ask.house.database.write((tx) => withdraw(tx, idOf(ask), byOf(ask)));
  return removed('/people');
}

export async function makePasswordLink(ask: Ask): Promise<Answer> {
  const person = await readPerson(ask.house.database, idOf(ask));
  const link = await ask.house.database.write((tx) => issuePasswordLink(tx, person.id, byOf(ask)));
  return linkAnswer(ask, link, { ...person, isNew: false });
}

export async function setRole(ask: Ask): Promise<Answer> {
  const { value, errors } = check(roleBody, readForm(ask.body, ['role']));
  if (errors) return refusePerson(ask, errors, 422);
  return alter(ask, (tx) => changeRole(tx, idOf(ask), value.role, byOf(ask)));
}

export async function disablePerson(ask: Ask): Promise<Answer> {
  return alter(ask, (tx) => disable(tx, idOf(ask), byOf(ask)));
}

export async function enablePerson(ask: Ask): Promise<Answer> {
  return alter(ask, (tx) => enable(tx, idOf(ask), byOf(ask)));
}

async function alter(ask: Ask, work: (tx: Connection) => Promise<void>): Promise<Answer> {
  const { database } = ask.house;
  const done = await orConflict('role', () => database.write(work));
  if ('errors' in done) return refusePerson(ask, done.errors, 409);
  return changed(`/people/${idOf(ask)}`, personJson(await readPerson(database, idOf(ask))));
}

async function refusePerson(ask: Ask, errors: Errors, status: number): Promise<Answer> {
  const [title, model] = await personParts(ask, errors);
  return invalid('people/person', title, model, errors, status);
}

/** A refusal that belongs on the page where it was asked for, at a field. */
async function orConflict<Result>(
  path: string,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result } | { readonly errors: readonly FieldError[] }> {
  try {
    return { result: await work() };
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return { errors: [{ path, message: error.detail }] };
  }
}
