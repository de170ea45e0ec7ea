/** People and what they may do. One function decides: `may(person, action)`. */

export const ROLES = ['viewer', 'editor', 'fact_checker', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  viewer: 'viewer',
  editor: 'editor',
  fact_checker: 'fact-checker',
  admin: 'administrator',
};

export interface Person {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** Who makes a change, and when; null: somebody at the command line. */
export interface By {
  readonly personId: number | null;
  readonly at: Date;
}

/** A change that only somebody signed in can make. */
export interface ByPerson extends By {
  readonly personId: number;
}

/**
 * What can be done, weakest first.
 * - `read`: every page but those of administration.
 * - `record`: create and change articles, sources, claims, attributions, evidence, decisions.
 * - `review`: clear claims of others, waive blocking findings.
 * - `administer`: people, policy, redaction.
 */
export const ACTIONS = ['read', 'record', 'review', 'administer'] as const;
export type Action = (typeof ACTIONS)[number];

const ALLOWED: Readonly<Record<Role, readonly Action[]>> = {
  viewer: ['read'],
  editor: ['read', 'record'],
  fact_checker: ['read', 'record', 'review'],
  admin: ['read', 'record', 'review', 'administer'],
};

export function may(person: { readonly role: Role }, action: Action): boolean {
  return ALLOWED[person.role].includes(action);
}
