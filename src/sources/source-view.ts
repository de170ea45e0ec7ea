/** Reads all that the page of a source shows, and gives it as data. */
import type { Connection } from '../database/database.ts';
import { PARTS, type Part, readOtherClaims, readStatements, readTrack } from './claims-of.ts';
import { BLANK_DECISION, BLANK_MERGE } from './decision-form.ts';
import { readHistory } from './history.ts';
import { sourceJson } from './json.ts';
import type { SourceView } from './page-source.ts';
import type { DecisionRecord, MergeRecord } from './record.ts';
import { readRestriction } from './restriction.ts';
import { restrictionJson } from './restriction-page.ts';
import { isNamed } from './source.ts';
import {
  readDecisions,
  readGrades,
  readMembers,
  readMerges,
  readPeers,
  readSource,
  readSources,
} from './store.ts';
import { isIn, TRACKS, type Track, type TrackedClaim } from './track.ts';

const MOST_LISTED = 20;

/** @param chosen the part of the record that is listed @throws NotFound */
export async function readSourceView(
  connection: Connection,
  id: number,
  chosen: Track | null,
  asked: { readonly mayRecord: boolean; readonly zone: string },
): Promise<SourceView> {
  const source = await readSource(connection, id);
  const track = await readTrack(connection, id);
  const listed = track.filter((claim) => !chosen || isIn(chosen, claim)).slice(0, MOST_LISTED);
  const merges = await readMerges(connection, id);
  const decisions = await readDecisions(connection, id);
  return {
    ...{ source, track, chosen, merges, decisions, ...asked },
    restriction: await readRestriction(connection, id),
    grades: await readGrades(connection, id),
    members: await readMembers(connection, id),
    peers: isNamed(source) ? [] : await readPeers(connection, source),
    listed: await readStatements(
      connection,
      listed.map((claim) => claim.claimId),
    ),
    others: {
      relay: await readOtherClaims(connection, 'relay', id),
      spoken_for: await readOtherClaims(connection, 'spoken_for', id),
      subject: await readOtherClaims(connection, 'subject', id),
    },
    changes: await readHistory(connection, id),
    names: await namesIn(connection, listed),
    ...{ merge: BLANK_MERGE, decision: BLANK_DECISION, errors: [] },
  };
}

async function namesIn(
  connection: Connection,
  claims: readonly TrackedClaim[],
): Promise<Map<number, string>> {
  const ids = claims.flatMap((claim) => [...claim.confirmedBy, ...claim.deniedBy]);
  const sources = await readSources(connection, [...new Set(ids)]);
  return new Map(sources.map(({ id, name }) => [id, name]));
}

/** The page of a source as data: ids of claims for each part of its record. */
export function sourceViewJson(view: SourceView): object {
  const ofPart = (part: Part) => ({
    total: view.others[part].total,
    claims: view.others[part].claims.map((claim) => claim.id),
  });
  return {
    ...sourceJson(view.source),
    restriction: restrictionJson(view.restriction),
    grades: view.grades.map(({ grade, personName: person, at }) => ({ grade, person, at })),
    members: view.members,
    record: Object.fromEntries(
      TRACKS.map((track) => [
        track,
        view.track.filter((claim) => isIn(track, claim)).map((claim) => claim.claimId),
      ]),
    ),
    ...Object.fromEntries(PARTS.map((part) => [part, ofPart(part)])),
    merges: view.merges.map(mergeJson),
    decisions: view.decisions.map(decisionJson),
    changes: view.changes.map(({ at, personName: person, entity, action, values }) => ({
      ...{ at, person, entity, action, values },
    })),
  };
}

export function mergeJson(merge: MergeRecord): object {
  return {
    id: merge.id,
    source: { id: merge.sourceId, name: merge.sourceName },
    into: { id: merge.intoId, name: merge.intoName },
    ...datedJson(merge),
  };
}

export function decisionJson(decision: DecisionRecord): object {
  const { otherId, otherName } = decision;
  return {
    id: decision.id,
    judgement: decision.judgement,
    source: { id: decision.sourceId, name: decision.sourceName },
    other: otherId === null ? null : { id: otherId, name: otherName },
    ...datedJson(decision),
  };
}

function datedJson(one: MergeRecord | DecisionRecord): object {
  return {
    reason: one.reason,
    person: one.personName,
    made_at: one.madeAt,
    undone_by: one.undoneBy,
    undone_at: one.undoneAt,
  };
}
