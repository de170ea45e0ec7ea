/** People, sessions and tokens as data. No hash and no secret is ever among it. */
import type { Invitation } from './invitations.ts';
import type { Session } from './sessions.ts';
import type { Colleague } from './store.ts';
import type { Token } from './tokens.ts';

export function personJson({ id, email, name, role, createdAt, disabledAt, seenAt }: Colleague) {
  const times = { created_at: createdAt, disabled_at: disabledAt, seen_at: seenAt };
  return { id, email, name, role, ...times, url: `/people/${id}` };
}

export function invitationJson(invitation: Invitation) {
  const { id, email, name, role, invitedBy, createdAt, expiresAt } = invitation;
  const facts = { invited_by: invitedBy, created_at: createdAt, expires_at: expiresAt };
  return { id, email, name, role, ...facts };
}

export function sessionJson({ id, agent, address, createdAt, seenAt, expiresAt }: Session) {
  const times = { created_at: createdAt, seen_at: seenAt, expires_at: expiresAt };
  return { id, agent, address, ...times };
}

export function tokenJson({ id, name, scope, createdAt, usedAt }: Token) {
  return { id, name, scope, created_at: createdAt, used_at: usedAt };
}
