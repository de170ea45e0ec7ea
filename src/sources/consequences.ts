/** What a change of a source does to the claims that lean on it: before anything is saved. */
import { createHash } from 'node:crypto';
import type { Attribution } from '../claims/claim.ts';
import { loadRuleFacts } from '../claims/rule-facts.ts';
import { type Denial, deriveStanding, type Level } from '../claims/standing.ts';
import type { Connection } from '../database/database.ts';
import { findFindings, type Settings } from '../policy/findings.ts';
import { digestOfLookedAt } from '../policy/lapse.ts';
import type { RuleFacts } from '../policy/rule.ts';
import { readSettings } from '../policy/settings.ts';
import { covers, type Waiver } from '../policy/waiver.ts';
import { readWaiversInForce } from '../policy/waiver-store.ts';

/** How a claim stands, in short. */
export interface Outlook {
  readonly level: Level;
  readonly min: number;
  readonly max: number | null;
  readonly denial: Denial;
  /** Codes of blocking findings that are not waived. */
  readonly blocking: readonly string[];
}

export interface Consequence {
  readonly claimId: number;
  /** The positions taken back, by their ids. */
  readonly attributions: readonly number[];
  readonly before: Outlook;
  readonly after: Outlook;
}

/** Positions of one source, by the claims that they are on. */
export type Positions = ReadonlyMap<number, readonly number[]>;

/**
 * How each claim would stand if the source took these positions back. It is derived as a save
 * derives it, from the facts with a `retracts` row added.
 */
export async function foresee(
  connection: Connection,
  sourceId: number,
  positions: Positions,
): Promise<Consequence[]> {
  const settings = await readSettings(connection);
  const ids = [...positions.keys()];
  const waivers = await readWaiversInForce(connection, ids);
  return (await loadRuleFacts(connection, ids)).map(({ id, facts }) => {
    const attributions = positions.get(id) ?? [];
    const holding = waivers.get(id) ?? [];
    const rows = [...facts.attributions, retractionRow(sourceId, attributions)];
    const without = { ...facts, attributions: rows };
    const standing = deriveStanding(without);
    return {
      ...{ claimId: id, attributions, before: outlookOf(facts, settings, holding) },
      after: outlookOf({ ...without, standing }, settings, holding),
    };
  });
}

/** Tells two forecasts apart, so that what is confirmed is what was seen. */
export function digestOf(consequences: readonly Consequence[]): string {
  return createHash('sha256').update(JSON.stringify(consequences)).digest('hex').slice(0, 32);
}

function outlookOf(facts: RuleFacts, settings: Settings, waivers: readonly Waiver[]): Outlook {
  const { corroboration, denial } = facts.standing;
  const { level, min, max } = corroboration;
  // A waiver does not hold for a claim that changed in what its rule looked at.
  const holding = waivers.filter((one) => one.lookedAt === digestOfLookedAt(one.code, facts));
  const blocking = findFindings(facts, settings).filter(
    (finding) => finding.severity === 'block' && !holding.some((one) => covers(one, finding)),
  );
  return {
    ...{ level, min, max, denial: denial.status },
    blocking: blocking.map(({ code }) => code).sort(),
  };
}

function retractionRow(sourceId: number, retracts: readonly number[]): Attribution {
  return {
    ...{ id: 0, sourceId, stance: 'retracts', scope: 'whole', wording: null, quote: null },
    ...{ cue: null, capacity: 'untyped', directness: 'unknown', groundRules: 'unknown' },
    ...{ anonymityReason: null, interest: 'unknown', onBehalfOf: null, provisional: false },
    ...{ carried: false, saidOn: null, articleId: null, via: [], retracts, replyId: null },
    ...{ identityKnownBy: null, identityKnownOn: null },
  };
}
