/** A request for a reply: a subject was asked about claims. Where it stands is derived. Pure. */
import type { Kind, Scope, Stance } from '../claims/claim.ts';
import type { Denial } from '../claims/standing.ts';
import type { SourceType } from '../sources/source.ts';

export const CHANNELS = ['phone', 'email', 'letter', 'in_person', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

export const CHANNEL_LABELS: Readonly<Record<Channel, string>> = {
  phone: 'Phone',
  email: 'E-mail',
  letter: 'Letter',
  in_person: 'In person',
  other: 'Other',
};

/** "by phone", as in "asked by phone". */
export const BY_CHANNEL: Readonly<Record<Channel, string>> = {
  phone: 'by phone',
  email: 'by e-mail',
  letter: 'by letter',
  in_person: 'in person',
  other: 'in another way',
};

/** What can come back; `awaiting` takes an outcome back. */
export const OUTCOMES = [
  'awaiting',
  'denies',
  'disputes',
  'admits',
  'confirms',
  'declines',
  'no_response',
] as const satisfies readonly Stance[];
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_LABELS: Readonly<Record<Outcome, string>> = {
  awaiting: 'awaiting',
  denies: 'denies',
  disputes: 'disputes',
  admits: 'admits',
  confirms: 'confirms',
  declines: 'declined',
  no_response: 'no response',
};

/**
 * - `open`: an answer on at least one claim is awaited.
 * - `provisional`: none is awaited, but on one they "did not immediately respond".
 * - `answered`: something came back, if only that they do not comment.
 * - `unanswered`: nothing came back.
 */
export const STATES = ['open', 'provisional', 'answered', 'unanswered', 'withdrawn'] as const;
export type ReplyState = (typeof STATES)[number];

/** The position that a request led to on one of its claims. */
export interface Position {
  readonly attributionId: number;
  /** Whatever the row on the claim says now, also what no request can lead to. */
  readonly stance: Stance;
  readonly scope: Scope;
  readonly provisional: boolean;
  readonly wording: string | null;
  readonly quote: string | null;
  readonly saidOn: string | null;
}

export interface AskedClaim {
  readonly claimId: number;
  readonly statement: string;
  readonly kind: Kind;
  readonly denial: Denial;
  readonly article: { readonly id: number; readonly headline: string } | null;
  /** Null: its row was taken out of the claim. */
  readonly position: Position | null;
}

interface Named {
  readonly id: number;
  readonly name: string;
}

export interface ReplyRecord {
  readonly id: number;
  readonly version: number;
  /** Under the name it has after all merges. */
  readonly subject: Named & { readonly type: SourceType };
  readonly channel: Channel;
  readonly askedBy: Named | null;
  /** UTC, ISO 8601. */
  readonly askedAt: string;
  readonly dueAt: string;
  /** `YYYY-MM-DD`. */
  readonly followUpOn: string | null;
  readonly note: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly withdrawn: {
    readonly by: string | null;
    readonly at: string;
    readonly reason: string;
  } | null;
  readonly state: ReplyState;
  readonly claims: readonly AskedClaim[];
}

/** Open, and its deadline has passed. */
export function isOverdue(reply: ReplyRecord, now: Date): boolean {
  return reply.state === 'open' && Date.parse(reply.dueAt) < now.getTime();
}

/** The day to ask again; where a row was made provisional on its claim, that of the deadline. */
export function askAgainOn({ followUpOn, dueAt }: ReplyRecord): string {
  return followUpOn ?? dueAt.slice(0, 10);
}

/** Provisional, and the day to ask again has come. */
export function isToAskAgain(reply: ReplyRecord, today: string): boolean {
  return reply.state === 'provisional' && askAgainOn(reply) <= today;
}

export function isProvisional({ stance, provisional }: Pick<Position, 'stance' | 'provisional'>) {
  return stance === 'no_response' && provisional;
}
