/** The models of the views below `views/people/`. */

import type { TimeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'people/sign-in': SignInPage;
    'people/setup': SetupPage;
    'people/invitation': InvitationPage;
    'people/account': AccountPage;
    'people/token': TokenPage;
    'people/index': PeoplePage;
    'people/person': PersonPage;
    'people/link': LinkPage;
  }
}

export type Errors = readonly FieldError[];

/** A field with what was typed and what is wrong with it. */
interface Field {
  readonly value: string;
  readonly error: string | null;
}
export type Fields<Name extends string> = Readonly<Record<Name, Field>>;

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface SignInPage {
  readonly form: Fields<'email' | 'password'>;
  readonly next: string;
  readonly errors: Errors;
  readonly hasNobody: boolean;
  /** A form came after its session had ended, and is kept for whoever sent it. */
  readonly isKept: boolean;
}

export interface SetupPage {
  readonly code: string;
  readonly form: Fields<'email' | 'name' | 'password'>;
  readonly examples: boolean;
  readonly errors: Errors;
}

export interface InvitationPage {
  readonly code: string;
  readonly email: string;
  readonly role: string;
  readonly isNew: boolean;
  readonly form: Fields<'name' | 'password'>;
  readonly errors: Errors;
}

export interface AccountPage {
  readonly email: string;
  readonly singleKeys: boolean;
  readonly role: string;
  readonly form: Fields<'name' | 'current_password' | 'password' | 'token-name'>;
  readonly scopes: readonly Option[];
  readonly scopeError: string | null;
  readonly sessions: readonly {
    readonly id: number;
    readonly device: string;
    readonly address: string;
    readonly seen: TimeView;
    readonly isThis: boolean;
  }[];
  readonly hasOthers: boolean;
  readonly tokens: readonly {
    readonly id: number;
    readonly name: string;
    readonly scope: string;
    readonly made: TimeView;
    readonly used: TimeView | null;
  }[];
  readonly errors: Errors;
}

export interface TokenPage {
  readonly name: string;
  readonly scope: string;
  readonly secret: string;
}

export interface PeoplePage {
  readonly people: readonly {
    readonly url: string;
    readonly name: string;
    readonly email: string;
    readonly role: string;
    readonly isDisabled: boolean;
    readonly seen: TimeView | null;
  }[];
  readonly invitations: readonly {
    readonly id: number;
    readonly name: string;
    readonly email: string;
    readonly role: string;
    readonly invitedBy: string;
    readonly until: TimeView;
    readonly isExpired: boolean;
  }[];
  readonly form: Fields<'email' | 'name'>;
  readonly roles: readonly Option[];
  readonly roleError: string | null;
  readonly errors: Errors;
}

export interface PersonPage {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly joined: TimeView;
  readonly disabled: TimeView | null;
  readonly seen: TimeView | null;
  readonly roles: readonly Option[];
  readonly roleError: string | null;
  readonly errors: Errors;
  readonly changes: readonly {
    readonly at: TimeView;
    readonly action: string;
    readonly by: string;
    readonly detail: string | null;
  }[];
}

interface LinkPage {
  readonly name: string;
  readonly email: string;
  readonly isNew: boolean;
  readonly url: string;
  readonly until: TimeView;
}
