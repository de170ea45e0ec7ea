/** What a rule looked at, as text that changes exactly when that changes: so waivers can lapse. */
import type { Attribution } from '../claims/claim.ts';
import type { Rule, RuleFacts } from './rule.ts';

export type Aspect =
  | 'kind'
  | 'adverse'
  | 'subjects'
  | 'speakers'
  | 'silences'
  | 'anonymity'
  | 'identity_known'
  | 'quotes'
  | 'directness'
  | 'relays'
  | 'level'
  | 'origins'
  | 'interest'
  | 'denial'
  | 'evidence'
  | 'passages'
  | 'follow_up';

/** The same text for the same things looked at, in whatever order they were recorded. */
export function lookedAt(rule: Pick<Rule, 'looksAt'>, facts: RuleFacts): string {
  const seen = rule.looksAt.map((aspect) => [aspect, READ[aspect](facts)]);
  return JSON.stringify(seen);
}

const READ: Readonly<Record<Aspect, (facts: RuleFacts) => unknown>> = {
  kind: (facts) => facts.kind,
  adverse: (facts) => facts.adverse,
  subjects: (facts) => facts.subjects.toSorted((one, other) => one - other),
  speakers: (facts) => ofRows(facts, (row) => [row.stance, speakerOf(facts, row), row.groundRules]),
  silences: (facts) => ofRows(facts, (row) => [row.stance, row.sourceId, row.onBehalfOf]),
  anonymity: (facts) => ofRows(facts, (row) => [row.sourceId, row.anonymityReason]),
  identity_known: (facts) =>
    ofRows(facts, (row) => [row.sourceId, row.identityKnownBy, row.identityKnownOn]),
  quotes: (facts) => ofRows(facts, (row) => [row.sourceId, row.quote]),
  directness: (facts) => ofRows(facts, (row) => [row.sourceId, row.directness]),
  relays: (facts) => ofRows(facts, (row) => [row.sourceId, row.via, row.articleId]),
  level: (facts) => facts.standing.corroboration.level,
  origins: ({ standing: { corroboration } }) => [
    ...[corroboration.level, corroboration.min, corroboration.max, corroboration.flags],
    corroboration.origins.map((origin) => origin.attributions.length).toSorted(),
  ],
  interest: (facts) => ofRows(facts, (row) => [row.sourceId, row.interest]),
  denial: (facts) => [facts.standing.denial.status, facts.standing.denial.flags],
  evidence: (facts) => facts.evidence.map((one) => JSON.stringify(one)).toSorted(),
  passages: (facts) => [
    ...[facts.appearances.filter((one) => !one.found).length, facts.appearances.length],
    facts.missingQuotes.length,
  ],
  follow_up: (facts) => facts.followUpOn !== null && facts.today >= facts.followUpOn,
};

function ofRows(facts: RuleFacts, read: (row: Attribution) => unknown): string[] {
  return facts.attributions.map((row) => JSON.stringify(read(row))).toSorted();
}

/** What a rule sees of a source: another type or description makes it another source to it. */
function speakerOf(facts: RuleFacts, row: Attribution): unknown {
  const { sourceId } = row;
  const source = facts.sources.get(sourceId);
  return [sourceId, source?.name, source?.type, source?.identity, source?.count, source?.partOf];
}
