/** The standing as a page shows it: two verdicts with their reasons. */
import type { ClaimFacts } from './claim.ts';
import type { ClaimRecord } from './record.ts';
import type { CorroborationFlag, Level, Reason } from './standing.ts';
import {
  CORROBORATION_FLAG_LABELS,
  corroborationTitle,
  DENIAL_FLAG_LABELS,
  DENIAL_LABELS,
  DENIAL_SIGNS,
  type Dots,
  dots,
  LEVEL_LABELS,
  originsText,
} from './words.ts';

export interface ReasonLine {
  /** Place of the attribution among those of the claim, from 1. */
  readonly number: number;
  readonly url: string;
  readonly text: string;
}

export interface Verdict {
  readonly label: string;
  readonly verdict: string;
  /** Of a denial: the stance whose sign and tone it bears. */
  readonly sign: string | null;
  readonly dots: Dots | null;
  /** What qualifies it: the interval, the flags. */
  readonly line: string;
  readonly reasons: readonly ReasonLine[];
  /** Further reasons, behind a disclosure. */
  readonly more: readonly ReasonLine[];
  readonly moreTitle: string;
}

const MOST_REASONS = 8;
/** Levels whose words already say that nobody is named. */
const UNNAMED_LEVELS: readonly Level[] = ['single_unnamed', 'multi_unnamed'];

export function corroborationVerdict({ facts, standing }: ClaimRecord): Verdict {
  const { level, min, max, flags, because, setAside } = standing.corroboration;
  const told = (flag: CorroborationFlag) =>
    !(flag === 'all_unnamed' && UNNAMED_LEVELS.includes(level));
  const words = flags.filter(told).map((flag) => CORROBORATION_FLAG_LABELS[flag]);
  const interval = originsText(min, max, 'independent origin');
  return {
    label: corroborationTitle(facts.kind),
    verdict: LEVEL_LABELS[level].long,
    sign: null,
    dots: dots(min, max),
    line: [interval, ...words].filter((part) => part !== '').join(' · '),
    ...reasonLines(facts, [...because, ...setAside]),
  };
}

/** Null where nobody has to be asked. */
export function denialVerdict({ facts, standing }: ClaimRecord): Verdict | null {
  const { status, flags, because } = standing.denial;
  if (status === 'not_required') return null;
  const words = flags.map((flag) => DENIAL_FLAG_LABELS[flag].long).join(', ');
  const unasked = status === 'not_recorded' ? 'Adverse, and no subject is recorded as asked' : '';
  return {
    label: 'Denial',
    verdict: DENIAL_LABELS[status],
    sign: DENIAL_SIGNS[status],
    dots: null,
    line: [unasked, words].filter((part) => part !== '').join(' · '),
    ...reasonLines(facts, because),
  };
}

function reasonLines(facts: ClaimFacts, reasons: readonly Reason[]) {
  const places = new Map(facts.attributions.map((row, at) => [row.id, at + 1]));
  const told = new Set<string>();
  const lines = reasons.flatMap(({ attributionId, text }) => {
    const line = { number: places.get(attributionId) ?? 0, url: `#attribution-${attributionId}` };
    const once = `${attributionId} ${text}`;
    if (told.has(once)) return [];
    told.add(once);
    return [{ ...line, text }];
  });
  const more = lines.slice(MOST_REASONS);
  return { reasons: lines.slice(0, MOST_REASONS), more, moreTitle: `${more.length} more` };
}
