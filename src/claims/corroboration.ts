/** The corroboration: how strongly, and by how many independent origins, a claim is supported. */
import { clauseOfContradiction, clausesOfOrigins, whyShared } from './because.ts';
import type { Attribution } from './claim.ts';
import { type CountedOrigin, countOrigins, isNamedRow } from './origins.ts';
import { isAdmission, readPosition } from './positions.ts';
import { oneSource, type Reading } from './reading.ts';
import type { Retracted } from './retraction.ts';
import type { CorroborationFlag, CorroborationStanding, Level, Origin } from './standing.ts';
import { findSupport, type Support, type SupportRow } from './support.ts';

/** Origins are counted, never labels (domain.md, "Deriving the corroboration"). */
export function deriveCorroboration(reading: Reading, retracted: Retracted): CorroborationStanding {
  const support = findSupport(reading, retracted);
  const origins = countOrigins(reading, support);
  const contradictions = findContradictions(reading, retracted, support);
  const flags: Record<CorroborationFlag, boolean> = {
    contested: contradictions.length > 0,
    circular: support.rings.size > 0,
    shared_origin: origins.some((origin) => origin.ties.length > 0),
    interested_only: isInterestedOnly(reading, support.rows),
    all_unnamed: every(support.rows, (one) => !isNamedRow(reading, one)),
    carried_over: every(support.rows, ({ row }) => row.carried),
  };
  return {
    level: findLevel(support, origins),
    ...countInterval(origins),
    flags: (Object.keys(flags) as CorroborationFlag[]).filter((flag) => flags[flag]),
    because: [
      ...clausesOfOrigins(reading, origins),
      ...contradictions.map((row) => clauseOfContradiction(reading, row)),
    ],
    origins: origins.map((origin) => describe(reading, origin)),
    setAside: support.setAside,
  };
}

function findLevel({ rows }: Support, origins: readonly CountedOrigin[]): Level {
  if (rows.length === 0) return 'unattributed';
  if (origins.some((origin) => origin.primary)) return 'primary';
  const direct = origins.filter((origin) => origin.direct);
  const [only] = direct;
  if (only === undefined) return 'relayed';
  if (direct.length > 1) {
    return direct.some((origin) => origin.named) ? 'multi_named' : 'multi_unnamed';
  }
  if (only.named) return 'single_named';
  const groups = only.groups.filter((group) => group.direct);
  if (groups.some(({ stated }) => stated !== null && stated > 1)) return 'multi_unnamed';
  return groups.length > 0 ? 'uncounted_group' : 'single_unnamed';
}

function countInterval(origins: readonly CountedOrigin[]): { min: number; max: number | null } {
  const min = origins.reduce((sum, origin) => sum + origin.min, 0);
  const isOpen = origins.some((origin) => origin.max === null);
  return { min, max: isOpen ? null : origins.reduce((sum, { max }) => sum + (max ?? 0), 0) };
}

/** Denials and disputes that are no subject's position; and any by a source that supports it. */
function findContradictions(
  reading: Reading,
  retracted: Retracted,
  support: Support,
): Attribution[] {
  const supporters = new Set(support.rows.map((one) => one.source));
  return reading.facts.attributions.filter(
    (row) =>
      (row.stance === 'denies' || row.stance === 'disputes') &&
      !retracted.has(row.id) &&
      (supporters.has(oneSource(reading, row.sourceId)) || readPosition(reading, row) === null),
  );
}

/** An admission is left out: nobody has an interest in speaking against it. */
function isInterestedOnly(reading: Reading, rows: readonly SupportRow[]): boolean {
  return every(
    rows.filter(({ row }) => !isAdmission(reading, row)),
    ({ row }) => row.interest === 'subject' || row.interest === 'party',
  );
}

function describe(reading: Reading, origin: CountedOrigin): Origin {
  const { direct, named, min, max, circular } = origin;
  return {
    attributions: origin.rows.map(({ row }) => row.id),
    ...{ direct, named, min, max, circular },
    sharedBecause: whyShared(reading, origin),
  };
}

function every<T>(list: readonly T[], holds: (one: T) => boolean): boolean {
  return list.length > 0 && list.every(holds);
}
