/** Puts a claim to another state of review: the claim's row, the step's record, and history. */
import type { Assessment, ReviewState } from '../claims/claim.ts';
import type { Connection } from '../database/database.ts';
import type { Json, ValueChange } from '../history/change.ts';
import { recordChange } from '../history/store.ts';
import type { By } from '../people/person.ts';
import { type GroundValues, readGround } from './ground-store.ts';

export interface Step {
  readonly claimId: number;
  readonly from: ReviewState;
  readonly to: ReviewState;
  readonly cause: 'asked' | 'changed' | 'ground';
  /** The history's word for it. */
  readonly did: string;
  readonly reason: string | null;
  readonly assessment: Assessment | null;
  readonly explanation: string | null;
  readonly was: Json;
  readonly now: Json;
  readonly version: number;
  /** Of a step that takes another one back. */
  readonly undo?: { readonly reviewId: number; readonly assigneeId: number | null };
}

/** @returns the id of the step's record */
export async function moveClaim(tx: Connection, step: Step, by: By): Promise<number> {
  const before = await tx.one<{ assessment: Assessment; assigneeId: number | null }>(
    'SELECT assessment, assignee_id AS assigneeId FROM claim WHERE id = ?',
    step.claimId,
  );
  // An assessment is a verdict on what was cleared: it goes when the claim leaves that state.
  const assessment = step.to === 'cleared' ? (step.assessment ?? 'unassessed') : 'unassessed';
  const assigneeBefore = before?.assigneeId ?? null;
  const assigneeId = step.undo
    ? step.undo.assigneeId
    : step.to === 'in_review'
      ? by.personId
      : assigneeBefore;
  const ground = step.from === 'cleared' ? await readGround(tx, step.claimId) : null;
  await tx.run(
    'UPDATE claim SET review_state = ?, assessment = ?, assignee_id = ? WHERE id = ?',
    ...[step.to, assessment, assigneeId, step.claimId],
  );
  const values: ValueChange[] = [{ path: 'review_state', old: step.from, new: step.to }];
  if (before && before.assessment !== assessment) {
    values.push({ path: 'assessment', old: before.assessment, new: assessment });
  }
  if (before && before.assigneeId !== assigneeId) {
    const [old, next] = [before.assigneeId, assigneeId];
    values.push({ path: 'assignee', old: await who(tx, old), new: await who(tx, next) });
  }
  if (step.explanation) values.push({ path: 'explanation', old: null, new: step.explanation });
  values.push(...groundValues(step));
  const changeId = await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'claim', entityId: step.claimId },
    ...{ claimId: step.claimId, action: step.did, why: step.reason, values },
  });
  return insert(tx, step, by, { changeId, assigneeBefore, ground });
}

async function who(tx: Connection, id: number | null): Promise<Json> {
  if (id === null) return null;
  return (
    (await tx.one<{ id: number; name: string }>('SELECT id, name FROM person WHERE id = ?', id)) ??
    null
  );
}

function groundValues({ was, now }: Step): ValueChange[] {
  if (was === null || now === null) return [];
  const [old, next] = [was, now] as [Record<string, Json>, Record<string, Json>];
  return Object.keys(next)
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(next[name]))
    .map((name) => ({ path: name, old: old[name] ?? null, new: next[name] ?? null }));
}

interface Aside {
  readonly changeId: number;
  readonly assigneeBefore: number | null;
  readonly ground: GroundValues | null;
}

async function insert(tx: Connection, step: Step, by: By, aside: Aside): Promise<number> {
  const text = (value: Json) => (value === null ? null : JSON.stringify(value));
  const { id } = await tx.run(
    `INSERT INTO review (claim_id, from_state, to_state, cause, reason, assessment, explanation,
       was, now, version, person_id, at, change_id, undoes, assignee_before, ground)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[step.claimId, step.from, step.to, step.cause, step.reason, step.assessment],
    ...[step.explanation, text(step.was), text(step.now), step.version, by.personId],
    ...[by.at.toISOString(), aside.changeId, step.undo?.reviewId ?? null, aside.assigneeBefore],
    text(aside.ground as Json),
  );
  return id;
}
