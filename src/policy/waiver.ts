/** Findings that somebody let stand: when a waiver holds, what it covers, who may make one. Pure. */
import { may, type Person } from '../people/person.ts';
import type { Finding } from './findings.ts';

export interface Waiver {
  readonly id: number;
  readonly claimId: number;
  readonly code: string;
  /** What the finding was when it was waived. */
  readonly severity: Finding['severity'];
  readonly reason: string;
  readonly person: { readonly id: number; readonly name: string };
  readonly madeAt: string;
  readonly rulesVersion: number;
  /** Digest of what the rule looked at. */
  readonly lookedAt: string;
  readonly endedAt: string | null;
  readonly endCause: 'taken_back' | 'lapsed' | 'replaced' | null;
}

const GRAVITY: Readonly<Record<Finding['severity'], number>> = { note: 0, warn: 1, block: 2 };

/** Whether a waiver in force is about this finding, and made by who could waive one so grave. */
export function covers(
  waiver: Pick<Waiver, 'code' | 'severity'>,
  finding: Pick<Finding, 'code' | 'severity'>,
): boolean {
  return waiver.code === finding.code && GRAVITY[waiver.severity] >= GRAVITY[finding.severity];
}

/**
 * What keeps a person from waiving a finding; null where nothing does.
 * @param writers ids of those who wrote the claim
 */
export function obstacleToWaiving(
  { severity }: Pick<Finding, 'severity'>,
  writers: ReadonlySet<number>,
  person: Pick<Person, 'id' | 'role'>,
): string | null {
  if (severity !== 'block') {
    return may(person, 'record') ? null : 'Your role does not allow to waive a finding.';
  }
  if (!may(person, 'review')) return 'Only a reviewer waives a blocking finding.';
  return writers.has(person.id)
    ? 'You wrote this claim: somebody else has to waive its blocking findings.'
    : null;
}
