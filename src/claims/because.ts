/** The reasons of a standing, one clause in plain newsroom words each. */
import type { Source } from '../sources/source.ts';
import type { Attribution } from './claim.ts';
import { isGroup } from './groups.ts';
import type { CountedOrigin } from './origins.ts';
import type { Position } from './positions.ts';
import { nameOf, positionOf, type Reading, sourceOf } from './reading.ts';
import { relaysOf } from './relays.ts';
import type { Reason } from './standing.ts';
import type { SupportRow } from './support.ts';
import type { Tie } from './ties.ts';

/** "IRGC, a subject, did not immediately respond"; "advisers to Sudani deny it, for his office". */
export function clauseOfPosition(reading: Reading, position: Position): string {
  const { row, subject, itself } = position;
  const isListed = itself && reading.subjects.has(subject);
  const who = nameOf(reading, row.sourceId) + (isListed ? ', a subject,' : '');
  // That it belongs to the subject would tell of a source that is not shown.
  const isTelling = row.onBehalfOf === null && isHidden(reading, row.sourceId);
  const subjectName = isTelling ? 'a subject' : nameOf(reading, row.onBehalfOf ?? subject);
  const whom = itself ? '' : `, for ${subjectName}`;
  return `${who} ${didWhat(reading, row)}${whom}`;
}

/** "a rival party denies it: contested". */
export function clauseOfContradiction(reading: Reading, row: Attribution): Reason {
  const text = `${nameOf(reading, row.sourceId)} ${didWhat(reading, row)}: contested`;
  return { attributionId: row.id, text };
}

function didWhat(reading: Reading, row: Attribution): string {
  const isMany = sourceOf(reading, row.sourceId)?.collective ?? false;
  const it = row.scope === 'part' ? 'part of it' : 'it';
  switch (row.stance) {
    case 'denies':
      return `${isMany ? 'deny' : 'denies'} ${it}`;
    case 'disputes':
      return `${isMany ? 'dispute' : 'disputes'} ${it}`;
    case 'declines':
      return 'declined to comment';
    case 'no_response':
      return row.provisional ? 'did not immediately respond' : 'did not respond';
    case 'awaiting':
      return `${isMany ? 'have' : 'has'} been asked, no answer yet`;
    default:
      return `${isMany ? 'admit' : 'admits'} ${it}`;
  }
}

/** One reason for each counted row: those that stand for an origin, then those that add nothing. */
export function clausesOfOrigins(
  reading: Reading,
  origins: readonly CountedOrigin[],
): readonly Reason[] {
  const leads = origins.map(({ lead }, index) => ({
    attributionId: lead.row.id,
    text: clauseOfOrigin(reading, origins[index] as CountedOrigin, ORDINALS[index] ?? 'another'),
  }));
  const others = origins.flatMap((origin) => clausesOfOthers(reading, origin));
  others.sort((one, other) => numberOf(reading, one) - numberOf(reading, other));
  return [...leads, ...others];
}

const ORDINALS = [
  ...['one', 'a second', 'a third', 'a fourth', 'a fifth'],
  ...['a sixth', 'a seventh', 'an eighth', 'a ninth', 'a tenth'],
];

function numberOf(reading: Reading, reason: Reason): number {
  return reading.positions.get(reason.attributionId) ?? 0;
}

/** Origins come with the direct ones first, so that the ordinals count those. */
function clauseOfOrigin(reading: Reading, origin: CountedOrigin, ordinal: string): string {
  const { row } = origin.lead;
  const name = nameOf(reading, row.sourceId);
  const source = sourceOf(reading, row.sourceId);
  if (origin.primary) return clauseOfPrimary(row, name);
  if (!origin.direct) return clauseOfRelayed(reading, row, name);
  const isMany = source?.collective ? 'are' : 'is';
  if (origin.max === null) {
    if (source && isGroup(source) && source.count === null) {
      return `“${name}” is ${ordinal === 'one' ? 'one' : 'another'} group with no number`;
    }
    return `${name} ${isMany} ${ordinal} origin, with a group in it that gives no number`;
  }
  if (origin.max === 1) return `${name} ${isMany} ${ordinal} origin`;
  if (origin.min === origin.max) {
    return `${name}, spoken to separately, count as ${origin.max} origins`;
  }
  const counted = origin.min > 1 ? `, counted as ${origin.min}` : '';
  return `${name} ${isMany} ${ordinal} origin${counted}, up to ${origin.max} ${whence(origin, source)}`;
}

/** Whence the upper bound of an origin: from the group that stands for it, or one beside it. */
function whence(origin: CountedOrigin, lead: Source | undefined): string {
  if (!lead || !isGroup(lead)) return 'with the groups in it';
  return origin.groups.length > 1 ? 'if all were spoken to separately' : 'if spoken to separately';
}

function clauseOfPrimary(row: Attribution, name: string): string {
  if (row.directness === 'witnessed') return `${name} witnessed it`;
  return `${name}: the document itself was seen`;
}

function clauseOfRelayed(reading: Reading, row: Attribution, name: string): string {
  const relays = relaysOf(reading.facts, row).map((id) => nameOf(reading, id));
  if (relays.length === 0) return `${name}: other media, no direct origin`;
  return `${name}, only through ${relays.join(' and ')}: no direct origin`;
}

function clausesOfOthers(reading: Reading, origin: CountedOrigin): Reason[] {
  const first = new Map<number, Attribution>([[origin.lead.source, origin.lead.row]]);
  const reasons: Reason[] = [];
  for (const one of origin.rows) {
    if (one === origin.lead) continue;
    const before = first.get(one.source);
    if (!before) first.set(one.source, one.row);
    const text = before
      ? `the same source as ${positionOf(reading, before)}: adds nothing`
      : clauseOfTie(reading, origin, one);
    reasons.push({ attributionId: one.row.id, text });
  }
  return reasons;
}

function clauseOfTie(reading: Reading, origin: CountedOrigin, one: SupportRow): string {
  const tie = origin.ties.find(({ sources }) => sources.has(one.source));
  const isOther = ({ source }: SupportRow): boolean =>
    source !== one.source && tie !== undefined && tie.sources.has(source);
  const other = isOther(origin.lead) ? origin.lead : origin.rows.find(isOther);
  if (!tie || !other) return 'one origin with the others: adds nothing';
  const number = positionOf(reading, other.row);
  if (tellsWhose(reading, tie)) return `one origin with ${number}: no origin of its own`;
  const by = nameOf(reading, tie.by);
  const inSameWords = tells(reading, tie) ? '' : ', in the same words';
  const words: Readonly<Record<Tie['kind'], string>> = {
    ring: `in a ring of relays with ${number}`,
    report: `the same ${by} report as ${number}${inSameWords}`,
    relay: `reached through ${by}, as ${number}`,
    organisation: `of one organisation with ${number}, ${by}`,
    family: `of one publisher with ${number}, ${by}`,
  };
  return `${words[tie.kind]}: no origin of its own`;
}

/** Why several sources became this one origin, or null where it is a single source. */
export function whyShared(reading: Reading, { ties }: CountedOrigin): string | null {
  if (ties.length === 0) return null;
  return [...new Set(ties.map((tie) => clauseOfSharing(reading, tie)))].join('; ');
}

function clauseOfSharing(reading: Reading, tie: Tie): string {
  const { kind, sources } = tie;
  const all = sources.size === 2 ? 'both' : 'all';
  if (tellsWhose(reading, tie)) return `${all} of one origin`;
  const name = nameOf(reading, tie.by);
  const inSameWords = tells(reading, tie) ? '' : ', in the same words';
  const words: Readonly<Record<Tie['kind'], string>> = {
    ring: `${all} have it from each other`,
    report: `${all} from the same ${name} report${inSameWords}`,
    relay: `${all} reached through ${name}`,
    organisation: `${all} of one organisation, ${name}`,
    family: `${all} of one publisher, ${name}`,
  };
  return words[kind];
}

/** Whether a source that is not shown is tied: in which words it is described stays unsaid. */
function tells(reading: Reading, { sources }: Tie): boolean {
  return [...sources].some((id) => isHidden(reading, id));
}

/** Whether a tie would say whose a source is that is not shown. */
function tellsWhose(reading: Reading, tie: Tie): boolean {
  return tells(reading, tie) && (tie.kind === 'organisation' || tie.kind === 'family');
}

function isHidden(reading: Reading, sourceId: number): boolean {
  return sourceOf(reading, sourceId)?.hidden === true;
}
