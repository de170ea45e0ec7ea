/** Reads what is on record about claims' reviews. */
import type { Assessment, ReviewState } from '../claims/claim.ts';
import type { ClaimRecord } from '../claims/record.ts';
import type { Connection } from '../database/database.ts';
import type { Json } from '../history/change.ts';
import { NotFound } from '../web/errors.ts';
import type { UnderReview, Verdict } from './workflow.ts';

export interface ReviewRecord {
  readonly id: number;
  readonly claimId: number;
  readonly from: ReviewState;
  readonly to: ReviewState;
  readonly cause: 'asked' | 'changed' | 'ground';
  readonly reason: string | null;
  readonly assessment: Assessment | null;
  readonly explanation: string | null;
  readonly was: Json;
  readonly now: Json;
  readonly version: number;
  readonly person: { readonly id: number; readonly name: string } | null;
  readonly at: string;
  readonly changeId: number;
  /** Id of the step that this one takes back. */
  readonly undoes: number | null;
  readonly assigneeBefore: number | null;
  /** Of a step away from `cleared`: what it was cleared on. */
  readonly ground: Json;
}

type ReviewRow = Omit<ReviewRecord, 'was' | 'now' | 'ground' | 'person'> & {
  readonly ground: string | null;
  readonly was: string | null;
  readonly now: string | null;
  readonly personId: number | null;
  readonly personName: string | null;
};

/** All steps of a claim's review, oldest first. */
export async function readReviews(connection: Connection, claimId: number) {
  const rows = await connection.all<ReviewRow>(
    `SELECT review.id, claim_id AS claimId, from_state AS "from", to_state AS "to", cause, reason,
       assessment, explanation, was, now, version, person_id AS personId,
       person.name AS personName, at, change_id AS changeId, undoes,
       assignee_before AS assigneeBefore, ground
     FROM review LEFT JOIN person ON person.id = person_id
     WHERE claim_id = ? ORDER BY review.id`,
    claimId,
  );
  return rows.map(({ personId, personName, was, now, ground, ...row }): ReviewRecord => {
    const person = personId === null ? null : { id: personId, name: personName ?? '' };
    const read = (text: string | null) => (text === null ? null : (JSON.parse(text) as Json));
    return { ...row, person, was: read(was), now: read(now), ground: read(ground) };
  });
}

/** The claim that a step of a review is about. @throws NotFound */
export async function claimOfReview(connection: Connection, reviewId: number): Promise<number> {
  const claimId = await findClaimOfReview(connection, reviewId);
  if (claimId === null) throw new NotFound('There is no such step of a review.');
  return claimId;
}

export async function findClaimOfReview(
  connection: Connection,
  reviewId: number,
): Promise<number | null> {
  const row = await connection.one<{ claimId: number }>(
    'SELECT claim_id AS claimId FROM review WHERE id = ?',
    reviewId,
  );
  return row?.claimId ?? null;
}

/** The steps that hold: none that takes another back, and none that was taken back. */
export function standingSteps(reviews: readonly ReviewRecord[]): ReviewRecord[] {
  const takenBack = new Set(reviews.map((one) => one.undoes));
  return reviews.filter((one) => one.undoes === null && !takenBack.has(one.id));
}

/** The claim as the table of steps sees it. */
export async function readUnderReview(
  connection: Connection,
  claim: ClaimRecord,
  reviews: readonly ReviewRecord[],
): Promise<UnderReview> {
  const open = claim.findings.filter((one) => one.severity === 'block' && !one.waived);
  return {
    state: claim.reviewState,
    version: claim.version,
    writers: await readWriters(connection, claim.id, lastClearing(reviews)?.changeId ?? 0),
    openBlocks: open.map((one) => one.code),
  };
}

/**
 * The clearing that the reviewers go on from. One that a person took back, by disagreeing with it
 * or withdrawing the claim, does not count; one whose ground moved does.
 */
export function lastClearing(reviews: readonly ReviewRecord[]): ReviewRecord | null {
  let standing: ReviewRecord[] = [];
  for (const review of standingSteps(reviews)) {
    if (review.to === 'cleared') standing = [...standing, review];
    if (review.from === 'cleared' && review.cause === 'asked') standing = standing.slice(0, -1);
  }
  return standing.at(-1) ?? null;
}

/** Those who wrote the claim: its author, and who made a revision since it was last cleared. */
export async function writersOf(
  connection: Connection,
  { id, author }: ClaimRecord,
  reviews: readonly ReviewRecord[],
): Promise<Set<number>> {
  const writers = await readWriters(connection, id, lastClearing(reviews)?.changeId ?? 0);
  return author ? writers.add(author.id) : writers;
}

/** What reviewers said of the claim, in order. */
export function verdictsOf(reviews: readonly ReviewRecord[]): Verdict[] {
  return standingSteps(reviews).flatMap(({ to, person, version }) =>
    person && (to === 'cleared' || to === 'changes_requested')
      ? [{ to, personId: person.id, version }]
      : [],
  );
}

// A revision bears its number in history; a passage found again in a new text is none.
async function readWriters(connection: Connection, claimId: number, sinceChange: number) {
  const rows = await connection.all<{ personId: number }>(
    `SELECT DISTINCT person_id AS personId FROM change
     WHERE claim_id = ? AND id > ? AND entity = 'claim' AND person_id IS NOT NULL
       -- To take a name out is not to write.
       AND action <> 'redacted'
       AND (action = 'created' OR EXISTS (SELECT 1 FROM change_value
         WHERE change_id = change.id AND path = 'version'))`,
    ...[claimId, sinceChange],
  );
  return new Set(rows.map((row) => row.personId));
}

/** Whom a claim can be given: everybody who may work on claims, by name. */
export function readColleagues(connection: Connection) {
  return connection.all<{ id: number; name: string }>(
    `SELECT id, name FROM person WHERE disabled_at IS NULL AND role <> 'viewer'
     ORDER BY name COLLATE NOCASE, id`,
  );
}
