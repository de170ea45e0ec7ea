/** The panel beside the form: the standing of what is typed so far, and what it would break. */
import type { Rehearsal } from './form-check.ts';
import type { ClaimRecord } from './record.ts';
import type { Reason } from './standing.ts';
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
  SEVERITY_LABELS,
} from './words.ts';

interface ReasonView {
  /** Number of the attribution in the form, from 1. */
  readonly number: number;
  readonly index: number;
  readonly text: string;
}

export interface Preview {
  readonly title: string;
  readonly level: string;
  readonly dots: Dots;
  readonly origins: string;
  readonly levelFlags: string;
  readonly levelReasons: readonly ReasonView[];
  /** Null where a denial is no question. */
  readonly denial: {
    readonly label: string;
    readonly sign: string | null;
    readonly flags: string;
    readonly reasons: readonly ReasonView[];
  } | null;
  readonly findings: readonly {
    readonly severity: string;
    readonly label: string;
    readonly message: string;
  }[];
  /** The whole in one sentence, for a screen reader. */
  readonly said: string;
}

export function previewOf({ record, indexOf }: Rehearsal): Preview {
  const { corroboration, denial } = record.standing;
  const reasons = (because: readonly Reason[]) =>
    because.map(({ attributionId, text }) => {
      const index = indexOf.get(attributionId) ?? 0;
      return { index, number: index + 1, text };
    });
  const level = LEVEL_LABELS[corroboration.level].long;
  const origins = originsText(corroboration.min, corroboration.max, 'independent origin');
  return {
    title: corroborationTitle(record.facts.kind),
    level,
    dots: dots(corroboration.min, corroboration.max),
    origins,
    levelFlags: corroboration.flags.map((flag) => CORROBORATION_FLAG_LABELS[flag]).join(', '),
    levelReasons: reasons(corroboration.because),
    denial: denialOf(record, reasons(denial.because)),
    findings: record.findings
      .filter((finding) => !finding.waived)
      .map(({ severity, message }) => ({ severity, message, label: SEVERITY_LABELS[severity] })),
    said: sayShortly(record, level, origins),
  };
}

function denialOf(record: ClaimRecord, reasons: readonly ReasonView[]): Preview['denial'] {
  const { status, flags } = record.standing.denial;
  if (status === 'not_required') return null;
  return {
    label: DENIAL_LABELS[status],
    sign: DENIAL_SIGNS[status],
    flags: flags.map((flag) => DENIAL_FLAG_LABELS[flag].long).join(', '),
    reasons,
  };
}

function sayShortly(record: ClaimRecord, level: string, origins: string): string {
  const { status } = record.standing.denial;
  const denial = status === 'not_required' ? '' : ` Denial: ${DENIAL_LABELS[status]}.`;
  const open = record.findings.filter((finding) => !finding.waived).length;
  const findings = open === 0 ? '' : ` ${open} ${open === 1 ? 'finding' : 'findings'}.`;
  return `${level}${origins === '' ? '' : `, ${origins}`}.${denial}${findings}`;
}
