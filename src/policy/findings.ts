/** Which sourcing rules a claim breaks, and how gravely in this newsroom. */
import { readFacts } from '../claims/reading.ts';
import { findRetracted } from '../claims/retraction.ts';
import type { RuleFacts, RuleView, Severity } from './rule.ts';
import { RULES } from './rules.ts';

export interface Finding {
  readonly code: string;
  readonly severity: Exclude<Severity, 'off'>;
  /** One sentence for an editor. */
  readonly message: string;
  /** The row at which it shows best, or null where it is about the claim as a whole. */
  readonly attributionId: number | null;
}

/** The newsroom's setting by rule; a rule that is missing keeps its default. */
export type Settings = ReadonlyMap<string, Severity | 'default'>;

const GRAVEST_FIRST: readonly Severity[] = ['block', 'warn', 'note'];

/**
 * One finding for each rule that the claim breaks, the gravest first. A rule speaks once of a
 * claim, however many rows break it: it is waived once, too.
 */
export function findFindings(facts: RuleFacts, settings: Settings): Finding[] {
  const claim = viewOf(facts);
  return RULES.flatMap((rule): Finding[] => {
    const set = settings.get(rule.code) ?? 'default';
    const severity = set === 'default' ? rule.severity(claim) : set;
    if (severity === 'off') return [];
    const breach = rule.find(claim);
    return breach ? [{ code: rule.code, severity, ...breach }] : [];
  }).toSorted(
    (one, other) => GRAVEST_FIRST.indexOf(one.severity) - GRAVEST_FIRST.indexOf(other.severity),
  );
}

function viewOf(facts: RuleFacts): RuleView {
  const reading = readFacts(facts);
  const retracted = findRetracted(reading);
  const counted = new Set(
    facts.standing.corroboration.origins.flatMap((origin) => origin.attributions),
  );
  return {
    ...facts,
    reading,
    live: facts.attributions.filter((row) => row.stance !== 'retracts' && !retracted.has(row.id)),
    support: facts.attributions.filter((row) => counted.has(row.id)),
  };
}
