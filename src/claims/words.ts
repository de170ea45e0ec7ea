/** The newsroom's words for the vocabularies of a claim, the same on every page. */
import {
  type Assessment,
  type Credibility,
  type Directness,
  type EvidenceBearing,
  type EvidenceKind,
  type GroundRule,
  type Interest,
  type Kind,
  type ReviewState,
  type Scope,
  type Stance,
  UNCORROBORATED_KINDS,
} from './claim.ts';
import type { CorroborationFlag, Denial, DenialFlag, Level } from './standing.ts';

type Labels<Code extends string | number> = Readonly<Record<Code, string>>;

export const KIND_LABELS: Labels<Kind> = {
  fact: 'Fact',
  allegation: 'Allegation',
  position: 'Position',
  opinion: 'Opinion',
  analysis: 'Analysis',
  prediction: 'Prediction',
};

/** Written after the stance's sign, so in lower case. */
export const STANCE_LABELS: Labels<Stance> = {
  asserts: 'asserts',
  confirms: 'confirms',
  admits: 'admits',
  disputes: 'disputes',
  denies: 'denies',
  declines: 'declined',
  no_response: 'no response',
  awaiting: 'awaiting',
  retracts: 'retracts',
};

export const SCOPE_LABELS: Labels<Scope> = { whole: 'The whole claim', part: 'Part of it' };

export const DIRECTNESS_LABELS: Labels<Directness> = {
  witnessed: 'Witnessed it',
  first_hand: 'First hand',
  second_hand: 'Second hand',
  document: 'From a document',
  analysis: 'Analysis',
  unknown: 'Unknown',
};

export const GROUND_RULE_LABELS: Labels<GroundRule> = {
  on_record: 'On the record',
  background: 'Background',
  deep_background: 'Deep background',
  off_record: 'Off the record',
  unknown: 'Unknown',
};

export const INTEREST_LABELS: Labels<Interest> = {
  subject: 'Subject of the claim',
  party: 'Has a stake',
  independent: 'Independent',
  unknown: 'Unknown',
};

export const CREDIBILITY_LABELS: Labels<Credibility> = {
  1: 'Confirmed by other sources',
  2: 'Probably true',
  3: 'Possibly true',
  4: 'Doubtful',
  5: 'Improbable',
  6: 'Cannot be judged',
};

export const REVIEW_LABELS: Labels<ReviewState> = {
  draft: 'Draft',
  ready: 'Ready',
  in_review: 'In review',
  changes_requested: 'Changes requested',
  cleared: 'Cleared',
  withdrawn: 'Withdrawn',
};

export const ASSESSMENT_LABELS: Labels<Assessment> = {
  unassessed: 'Not assessed',
  supported: 'Supported',
  unproven: 'Unproven',
  misleading: 'Misleading',
  refuted: 'Refuted',
};

export const EVIDENCE_KIND_LABELS: Labels<EvidenceKind> = {
  document: 'Document',
  recording: 'Recording',
  image: 'Image',
  dataset: 'Data',
  link: 'Link',
  none: 'None presented',
};

export const EVIDENCE_BEARING_LABELS: Labels<EvidenceBearing> = {
  supports: 'Supports the claim',
  contradicts: 'Contradicts the claim',
};

export const SEVERITY_LABELS: Labels<'block' | 'warn' | 'note'> = {
  block: 'Blocks',
  warn: 'Warns',
  note: 'Notes',
};

export const DENIAL_LABELS: Labels<Denial> = {
  not_required: 'Not required',
  not_recorded: 'Not recorded',
  awaiting: 'Awaiting',
  no_response: 'No response',
  declined: 'Declined',
  disputed: 'Disputed',
  partly_denied: 'Partly denied',
  denied: 'Denied',
  mixed: 'Admitted and denied',
  admitted: 'Admitted',
};

/** The stance whose sign and tone a denial status bears; null has none. */
export const DENIAL_SIGNS: Readonly<Record<Denial, Stance | null>> = {
  not_required: null,
  not_recorded: null,
  awaiting: 'awaiting',
  no_response: 'no_response',
  declined: 'declines',
  disputed: 'disputes',
  partly_denied: 'denies',
  denied: 'denies',
  mixed: 'disputes',
  admitted: 'admits',
};

/** Words that fit a page and words that fit a list. */
export interface LongAndShort {
  readonly long: string;
  readonly short: string;
}

export const DENIAL_FLAG_LABELS: Readonly<Record<DenialFlag, LongAndShort>> = {
  provisional: { long: 'provisional', short: 'provisional' },
  by_proxy: { long: 'by proxy', short: 'by proxy' },
  in_part: { long: 'in part', short: 'in part' },
  unnamed_denier: { long: 'by unnamed people', short: 'unnamed' },
  incomplete: { long: 'not by every subject', short: 'incomplete' },
  follow_up_open: { long: 'asked again since, without an answer', short: 'asked again' },
  denial_withdrawn: { long: 'an earlier denial was taken back', short: 'denial withdrawn' },
  late: { long: 'after the article', short: 'late' },
};

/** A level as a verdict on a page, and as a line of a list. */
export const LEVEL_LABELS: Readonly<Record<Level, LongAndShort>> = {
  unattributed: { long: 'Nobody says so', short: 'Nobody says so' },
  relayed: { long: 'Relayed by other media only', short: 'Relayed only' },
  single_unnamed: { long: 'One source, unnamed', short: 'One unnamed source' },
  uncounted_group: { long: 'One group of sources, not counted', short: 'One group, not counted' },
  single_named: { long: 'One named source', short: 'One named source' },
  multi_unnamed: { long: 'Several sources, all unnamed', short: 'Several unnamed' },
  multi_named: { long: 'Several sources, not all unnamed', short: 'Several, some named' },
  primary: { long: 'Seen at first hand', short: 'Seen at first hand' },
};

export const CORROBORATION_FLAG_LABELS: Labels<CorroborationFlag> = {
  contested: 'contested by others',
  circular: 'circular',
  shared_origin: 'one origin behind several sources',
  interested_only: 'only from those with a stake',
  all_unnamed: 'all unnamed',
  carried_over: 'carried over from another sentence',
};

/** "Adverse allegation", "Fact". */
export function kindText(kind: Kind, adverse: boolean): string {
  return adverse ? `Adverse ${KIND_LABELS[kind].toLowerCase()}` : KIND_LABELS[kind];
}

/** Nobody corroborates an opinion; one can only say whose it is. */
export function corroborationTitle(kind: Kind): string {
  return UNCORROBORATED_KINDS.includes(kind) ? 'Who says so' : 'Corroboration';
}

/** "2 to 8 origins", "1 or more origins", "no direct origin"; nothing where nobody says so. */
export function originsText(min: number, max: number | null, of: 'origin' | 'independent origin') {
  const plural = (count: number) => (count === 1 ? of : `${of}s`);
  if (max === 0) return '';
  if (min === 0) return 'no direct origin';
  if (max === null) return `${min} or more ${of}s`;
  return min === max ? `${min} ${plural(min)}` : `${min} to ${max} ${of}s`;
}

/** The interval drawn: a row of marks, and whether "…" follows them. */
export interface Dots {
  readonly marks: readonly ('full' | 'ring' | 'dotted')[];
  readonly more: boolean;
}

const MOST_DOTS = 8;

/** Full: proven; ring: possible; one dotted ring: relayed only. The words carry the number. */
export function dots(min: number, max: number | null): Dots {
  if (max === 0) return { marks: [], more: false };
  if (min === 0) return { marks: ['dotted'], more: false };
  const full = Math.min(min, MOST_DOTS);
  const rings = max !== null && max <= MOST_DOTS ? max - full : 0;
  const marks = [
    ...Array(full).fill('full'),
    ...Array(rings).fill('ring'),
  ] as Dots['marks'][number][];
  return { marks, more: max === null || max > MOST_DOTS };
}
