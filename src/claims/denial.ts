/** The denial status: what the subjects of a claim, or others for them, answered. */
import { isNamed } from '../sources/source.ts';
import { clauseOfPosition } from './because.ts';
import type { Attribution } from './claim.ts';
import { ANSWERS, NON_ANSWERS, type Position, readPosition, type Said } from './positions.ts';
import { articleOf, dateOf, positionOf, type Reading, sourceOf } from './reading.ts';
import type { Retracted } from './retraction.ts';
import type { Denial, DenialFlag, DenialStanding, Reason } from './standing.ts';

/** What the positions of one subject come to. */
interface Reply {
  readonly subject: number;
  /** The answers, else the non-answers, of the latest date. */
  readonly standing: readonly Position[];
  /** Non-answers newer than the answer: we asked again. */
  readonly followUps: readonly Position[];
}

const STRONGEST_FIRST: readonly Said[] = [...NON_ANSWERS, ...ANSWERS].reverse();

/**
 * Only positions of a subject, or for a subject, count (domain.md, "Deriving the denial status").
 * A third party's contradiction is left to the corroboration: it makes the claim contested.
 */
export function deriveDenial(reading: Reading, retracted: Retracted): DenialStanding {
  const positions = readPositions(reading, (row) => !retracted.has(row.id));
  const withdrawn = readPositions(reading, (row) => retracted.has(row.id)).filter(isDenial);
  const replies = settlePerSubject(positions);
  const standing = replies.flatMap((reply) => reply.standing);
  const status = decide(standing, reading.facts.adverse);
  const winning = standing.filter((position) => wins(position, status));
  const isWithdrawn = withdrawn.length > 0 && !standing.some(isDenial);
  const flags: Record<DenialFlag, boolean> = {
    ...flagsOfWinners(reading, winning),
    incomplete: isIncomplete(reading, replies),
    follow_up_open: replies.some((reply) => reply.followUps.length > 0),
    denial_withdrawn: isWithdrawn,
  };
  const followUps = replies.flatMap((reply) => reply.followUps);
  return {
    status,
    flags: (Object.keys(flags) as DenialFlag[]).filter((flag) => flags[flag]),
    because: [
      ...explain(reading, winning, ''),
      ...explain(reading, followUps, ', asked again: the answer stands'),
      ...explain(reading, isWithdrawn ? withdrawn : [], ', but that was taken back'),
    ],
  };
}

function readPositions(reading: Reading, counts: (row: Attribution) => boolean): Position[] {
  return reading.facts.attributions
    .filter(counts)
    .map((row) => readPosition(reading, row))
    .filter((position) => position !== null);
}

function settlePerSubject(positions: readonly Position[]): Reply[] {
  const bySubject = Map.groupBy(positions, (position) => position.subject);
  return [...bySubject].map(([subject, own]) => {
    const answers = latest(own.filter((position) => isAnswer(position.said)));
    const asked = own.filter((position) => !isAnswer(position.said));
    const answeredOn = answers[0] && dateOf(answers[0].row);
    if (answeredOn === undefined) return { subject, standing: latest(asked), followUps: [] };
    const followUps = asked.filter((position) => dateOf(position.row) > answeredOn);
    return { subject, standing: answers, followUps };
  });
}

function latest(positions: readonly Position[]): Position[] {
  const last = positions
    .map(({ row }) => dateOf(row))
    .toSorted()
    .at(-1);
  return positions.filter((position) => dateOf(position.row) === last);
}

function decide(standing: readonly Position[], adverse: boolean): Denial {
  const said = new Set(standing.map((position) => position.said));
  if (said.has('admitted')) return standing.some(isDenial) ? 'mixed' : 'admitted';
  const strongest = STRONGEST_FIRST.find((one) => said.has(one));
  return strongest ?? (adverse ? 'not_recorded' : 'not_required');
}

function wins(position: Position, status: Denial): boolean {
  if (status === 'mixed') return position.said === 'admitted' || isDenial(position);
  return position.said === status;
}

type WinnerFlag = 'provisional' | 'by_proxy' | 'in_part' | 'unnamed_denier' | 'late';

/** Each of these speaks of all winning rows, and of none where nobody has a position. */
function flagsOfWinners(
  reading: Reading,
  winning: readonly Position[],
): Record<WinnerFlag, boolean> {
  const all = (of: readonly Position[], holds: (position: Position) => boolean): boolean =>
    of.length > 0 && of.every(holds);
  const admissions = winning.filter((position) => position.said === 'admitted');
  return {
    provisional: all(winning, ({ row }) => row.stance === 'no_response' && row.provisional),
    by_proxy: all(winning, (position) => !position.itself),
    in_part: all(admissions, ({ row }) => row.scope === 'part'),
    unnamed_denier: all(winning.filter(isDenial), ({ row }) => isUnnamed(reading, row)),
    late: all(winning, ({ row }) => isLate(reading, row)),
  };
}

function isIncomplete(reading: Reading, replies: readonly Reply[]): boolean {
  const answered = new Set(replies.map((reply) => reply.subject));
  return answered.size > 0 && [...reading.subjects].some((subject) => !answered.has(subject));
}

/** Dated after the article that the claim stands in: its readers never saw the answer. */
function isLate(reading: Reading, row: Attribution): boolean {
  const { articleId, articles } = reading.facts;
  const article = articleId === null ? articleOf(reading.facts, row) : articles.get(articleId);
  return article?.publishedOn != null && dateOf(row) > article.publishedOn;
}

function isUnnamed(reading: Reading, row: Attribution): boolean {
  const source = sourceOf(reading, row.sourceId);
  return source !== undefined && !isNamed(source);
}

function isAnswer(said: Said): boolean {
  return (ANSWERS as readonly Said[]).includes(said);
}

function isDenial(position: Position): boolean {
  return position.said === 'denied' || position.said === 'partly_denied';
}

/** The subjects themselves first, then those who speak for them, in order of the claim. */
function explain(reading: Reading, positions: readonly Position[], rest: string): Reason[] {
  return positions
    .toSorted(
      (one, other) =>
        Number(other.itself) - Number(one.itself) ||
        positionOf(reading, one.row) - positionOf(reading, other.row),
    )
    .map((position) => ({
      attributionId: position.row.id,
      text: clauseOfPosition(reading, position) + rest,
    }));
}
