/** The addresses of people: the ways in, one's own account, administration. */
import type { Route } from '../web/route.ts';
import {
  changeName,
  changeOwnPassword,
  endOneSession,
  endOtherSessions,
  makeToken,
  revokeOwnToken,
  showAccount,
  switchKeys,
} from './account.ts';
import {
  disablePerson,
  enablePerson,
  invitePerson,
  makePasswordLink,
  renewInvitation,
  setRole,
  showPeople,
  showPerson,
  withdrawInvitation,
} from './administration.ts';
import * as form from './form.ts';
import { acceptInvitation, setUp, showInvitation, showSetup } from './joining.ts';
import { showSignIn, signIn, signOut } from './signing-in.ts';

const ENTRANCES: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/sign-in', action: 'anyone', formats: ['page'] },
    ...{ about: 'The form to sign in with', handle: showSignIn },
  },
  {
    ...{ method: 'POST', path: '/sign-in', action: 'anyone', body: form.signInBody },
    ...{ about: 'Starts a session', handle: signIn },
  },
  {
    ...{ method: 'POST', path: '/sign-out', action: 'anyone' },
    ...{ about: 'Ends the session', handle: signOut },
  },
  {
    ...{ method: 'GET', path: '/setup', action: 'anyone', formats: ['page'] },
    ...{ about: 'The form for the first administrator, with the one-time code', handle: showSetup },
  },
  {
    ...{ method: 'POST', path: '/setup', action: 'anyone', body: form.setupRequest },
    ...{ about: 'Makes the first administrator', handle: setUp },
  },
  {
    ...{ method: 'GET', path: '/invitation', action: 'anyone' },
    ...{ about: 'Whom a one-time link invites', handle: showInvitation },
  },
  {
    ...{ method: 'POST', path: '/invitation', action: 'anyone', body: form.invitationRequest },
    ...{ about: 'Joins the newsroom, or sets a new password', handle: acceptInvitation },
  },
];

const ACCOUNT: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/account', action: 'read' },
    ...{ about: 'Own name, sessions and tokens', handle: showAccount },
  },
  {
    ...{ method: 'PUT', path: '/account', action: 'read', body: form.nameBody },
    ...{ about: 'Changes the own name', handle: changeName },
  },
  {
    ...{ method: 'PUT', path: '/account/keys', action: 'read', body: form.keysBody },
    ...{ about: 'Switches single keys on or off for oneself', handle: switchKeys },
  },
  {
    ...{ method: 'PUT', path: '/account/password', action: 'read', body: form.passwordBody },
    ...{ about: 'Changes the own password and ends other sessions', handle: changeOwnPassword },
  },
  {
    ...{ method: 'DELETE', path: '/account/sessions', action: 'read' },
    ...{ about: 'Ends all own sessions but this one', handle: endOtherSessions },
  },
  {
    ...{ method: 'DELETE', path: '/account/sessions/:id', action: 'read' },
    ...{ about: 'Ends one of the own sessions', handle: endOneSession },
  },
  {
    ...{ method: 'POST', path: '/account/tokens', action: 'read', body: form.tokenBody },
    ...{ about: 'Makes a token and shows it this once', handle: makeToken },
  },
  {
    ...{ method: 'DELETE', path: '/account/tokens/:id', action: 'read' },
    ...{ about: 'Revokes one of the own tokens', handle: revokeOwnToken },
  },
];

const ADMINISTRATION: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/people', action: 'administer' },
    ...{ about: 'Everybody, and who is invited', handle: showPeople },
  },
  {
    ...{ method: 'POST', path: '/people/invitations', action: 'administer' },
    ...{ body: form.inviteBody, about: 'Invites, and shows the link once', handle: invitePerson },
  },
  {
    ...{ method: 'POST', path: '/people/invitations/:id/links', action: 'administer' },
    ...{ about: 'A new link for an invitation; the old one ends', handle: renewInvitation },
  },
  {
    ...{ method: 'DELETE', path: '/people/invitations/:id', action: 'administer' },
    ...{ about: 'Withdraws an invitation', handle: withdrawInvitation },
  },
  {
    ...{ method: 'GET', path: '/people/:id', action: 'administer' },
    ...{ about: 'A person, with what changed about them', handle: showPerson },
  },
  {
    ...{ method: 'PUT', path: '/people/:id/role', action: 'administer', body: form.roleBody },
    ...{ about: 'Changes what a person may do', handle: setRole },
  },
  {
    ...{ method: 'POST', path: '/people/:id/disablement', action: 'administer' },
    ...{ about: 'Shuts a person out at once', handle: disablePerson },
  },
  {
    ...{ method: 'DELETE', path: '/people/:id/disablement', action: 'administer' },
    ...{ about: 'Lets a disabled person in again', handle: enablePerson },
  },
  {
    ...{ method: 'POST', path: '/people/:id/links', action: 'administer' },
    ...{ about: 'A one-time link to choose a new password', handle: makePasswordLink },
  },
];

export const PEOPLE_ROUTES: readonly Route[] = [...ENTRANCES, ...ACCOUNT, ...ADMINISTRATION];
