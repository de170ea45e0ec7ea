/** From people, sessions and tokens to what their pages show: finished strings. */
import type { Change } from '../history/store.ts';
import { timeView } from '../web/dates.ts';
import { deviceWords } from './device.ts';
import type { Form } from './form.ts';
import type { Invitation } from './invitations.ts';
import type {
  AccountPage,
  Errors,
  Fields,
  Option,
  PeoplePage,
  PersonPage,
  TokenPage,
} from './models.ts';
import { type Person, ROLE_LABELS, ROLES, type Role } from './person.ts';
import type { Session } from './sessions.ts';
import type { Colleague } from './store.ts';
import { SCOPES, type Scope, type Token } from './tokens.ts';

const SCOPE_LABELS: Readonly<Record<Scope, string>> = {
  read: 'read',
  write: 'read and write',
};

const ROLE_HINTS: Readonly<Record<Role, string>> = {
  viewer: 'reads',
  editor: 'records claims',
  fact_checker: 'also reviews',
  admin: 'also manages people and policy',
};

/** Passwords are never written back into a page. */
export function fields<Name extends string>(form: Form<Name>, errors: Errors): Fields<Name> {
  const pairs = Object.entries(form).map(([name, value]) => [
    name,
    { value: name.endsWith('password') ? '' : value, error: errorAt(errors, name) },
  ]);
  return Object.fromEntries(pairs) as Fields<Name>;
}

function errorAt(errors: Errors, path: string): string | null {
  return errors.find((one) => one.path === path)?.message ?? null;
}

export interface AccountForms {
  readonly name: string;
  readonly tokenName: string;
  readonly scope: string;
}

export function accountPage(
  { person, singleKeys, sessions, tokens }: Account,
  { thisId, zone }: { readonly thisId: number | null; readonly zone: string },
  typed: AccountForms,
  errors: Errors,
): AccountPage {
  const form = { name: typed.name, current_password: '', password: '' };
  return {
    ...{ email: person.email, role: ROLE_LABELS[person.role], singleKeys },
    form: fields({ ...form, 'token-name': typed.tokenName }, errors),
    scopes: SCOPES.map((scope) => ({
      ...{ value: scope, label: SCOPE_LABELS[scope], chosen: scope === typed.scope },
    })),
    scopeError: errorAt(errors, 'token-scope'),
    sessions: sessions.map(({ id, agent, address, seenAt }) => ({
      ...{ id, address, device: deviceWords(agent), isThis: id === thisId },
      seen: timeView(seenAt, zone),
    })),
    hasOthers: sessions.some(({ id }) => id !== thisId),
    tokens: tokens.map(({ id, name, scope, createdAt, usedAt }) => ({
      ...{ id, name, scope: SCOPE_LABELS[scope], made: timeView(createdAt, zone) },
      used: usedAt === null ? null : timeView(usedAt, zone),
    })),
    errors,
  };
}

export interface Account {
  readonly person: Person;
  /** Whether they want single keys to do something. */
  readonly singleKeys: boolean;
  readonly sessions: readonly Session[];
  readonly tokens: readonly Token[];
}

export function tokenPage({ name, scope }: Token, secret: string): TokenPage {
  return { name, scope: SCOPE_LABELS[scope], secret };
}

export function peoplePage(
  { people, invitations }: Staff,
  { now, zone }: { readonly now: Date; readonly zone: string },
  typed: Form<'email' | 'name' | 'role'>,
  errors: Errors,
): PeoplePage {
  return {
    people: people.map(({ id, name, email, role, disabledAt, seenAt }) => ({
      ...{ url: `/people/${id}`, name, email, role: ROLE_LABELS[role] },
      isDisabled: disabledAt !== null,
      seen: seenAt === null ? null : timeView(seenAt, zone),
    })),
    invitations: invitations.map(({ id, name, email, role, invitedBy, expiresAt }) => ({
      ...{ id, name, email, role: ROLE_LABELS[role], invitedBy },
      until: timeView(expiresAt, zone),
      isExpired: expiresAt <= now.toISOString(),
    })),
    form: fields({ email: typed.email, name: typed.name }, errors),
    roles: roleOptions(typed.role),
    roleError: errorAt(errors, 'role'),
    errors,
  };
}

export interface Staff {
  readonly people: readonly Colleague[];
  readonly invitations: readonly Invitation[];
}

export function personPage(
  person: Colleague,
  changes: readonly Change[],
  zone: string,
  errors: Errors,
): PersonPage {
  const { id, name, email, role, createdAt, disabledAt, seenAt } = person;
  return {
    ...{ id, name, email, role: ROLE_LABELS[role], joined: timeView(createdAt, zone) },
    disabled: disabledAt === null ? null : timeView(disabledAt, zone),
    seen: seenAt === null ? null : timeView(seenAt, zone),
    roles: roleOptions(role),
    roleError: errorAt(errors, 'role'),
    errors,
    changes: changes.map(({ at, action, personName, values }) => ({
      ...{ at: timeView(at, zone), action, by: personName ?? 'the command line' },
      detail: detailOf(values),
    })),
  };
}

function detailOf(values: Change['values']): string | null {
  const words = values
    .filter(({ path }) => path !== '')
    .map((value) => `${label(value.old)} → ${label(value.new)}`);
  return words.length === 0 ? null : words.join(', ');
}

function label(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return ROLE_LABELS[text as Role] ?? text;
}

function roleOptions(chosen: string): Option[] {
  return ROLES.map((role) => ({
    ...{ value: role, label: `${ROLE_LABELS[role]} · ${ROLE_HINTS[role]}` },
    chosen: role === chosen,
  }));
}
