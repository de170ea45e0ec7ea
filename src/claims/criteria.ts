/**
 * What claims can be filtered by: one table, a row per criterion. Parsing, matching, facets,
 * sentence, chips and help are all made of it, so that a new filter is one new row.
 */
import { CHOICES, type Choice } from './choices.ts';

/** What the ids of an open criterion are ids of. */
export type Entity = 'source' | 'article' | 'person' | 'desk';

export interface Criterion {
  readonly key: string;
  readonly label: string;
  /** Criteria of an attribution hold for one and the same attribution. */
  readonly of: 'attribution' | 'claim';
  /** The fixed list of values, or what the values name. */
  readonly values: readonly Choice[] | Entity;
  /** SQL: the value on a row of claim `c` or of attribution `a`, null where there is none. */
  readonly value: string;
  /** SQL: what it takes to get from that row to the value; null where it stands in the row. */
  readonly join: string | null;
  /** The filter as a sentence: "from [headline] or [headline]". `%` is where the values go. */
  readonly phrase: string;
  /** Values of the sentence that read better in other words: `yes` as "adverse". */
  readonly said?: Readonly<Record<string, string>>;
}

type Row = Omit<Criterion, 'of' | 'value' | 'join'>;

function column(of: Criterion['of'], name: string, row: Row): Criterion {
  return { ...row, of, value: `${of === 'claim' ? 'c' : 'a'}.${name}`, join: null };
}

// A source that was merged away counts as the one it became.
function source(
  of: Criterion['of'],
  path: string,
  id: string,
  row: Omit<Row, 'values'>,
): Criterion {
  const join = `${path} JOIN source AS s ON s.id = ${id}`;
  return { ...row, of, values: 'source', value: 's.canonical_id', join };
}

function finding(waived: 0 | 1, row: Omit<Row, 'values'>): Criterion {
  const join = `JOIN claim_finding AS f ON f.claim_id = c.id AND f.waived = ${waived}`;
  return { ...row, of: 'claim', values: CHOICES.finding, value: 'f.code', join };
}

const ITS_ARTICLE = 'JOIN article AS r ON r.id = c.article_id';

export const CRITERIA: readonly Criterion[] = [
  column('attribution', 'stance', {
    ...{ key: 'stance', label: 'Stance', values: CHOICES.stance },
    phrase: '%',
    said: {
      declines: 'declined to comment',
      no_response: 'did not respond',
      awaiting: 'is still to answer',
    },
  }),
  {
    ...{ key: 'source_type', label: 'Source type', of: 'attribution', phrase: 'is of type %' },
    values: CHOICES.sourceType,
    value: 't.type',
    join: 'JOIN attribution_type AS t ON t.attribution_id = a.id',
  },
  column('claim', 'denial', {
    ...{ key: 'denial', label: 'Denial', values: CHOICES.denial },
    phrase: 'with the denial status %',
  }),
  column('claim', 'level', {
    ...{ key: 'corroboration', label: 'Corroboration', values: CHOICES.corroboration },
    phrase: 'with %',
    said: {
      unattributed: 'nobody saying so',
      relayed: 'relays only',
      single_unnamed: 'one unnamed source',
      uncounted_group: 'one group, not counted',
      single_named: 'one named source',
      multi_unnamed: 'several unnamed sources',
      multi_named: 'several sources, some named',
      primary: 'our own sight of it',
    },
  }),
  column('claim', 'adverse', {
    ...{ key: 'adverse', label: 'Adverse', values: CHOICES.yesNo, phrase: 'that are %' },
    said: { yes: 'adverse', no: 'not adverse' },
  }),
  column('claim', 'kind', {
    ...{ key: 'kind', label: 'Kind', values: CHOICES.kind },
    phrase: 'of the kind %',
  }),
  column('claim', 'review_state', {
    ...{ key: 'review', label: 'Review', values: CHOICES.review },
    phrase: 'in the review state %',
  }),
  finding(0, {
    key: 'finding',
    label: 'Findings',
    phrase: 'with the open finding %',
    said: { none: 'none at all' },
  }),
  column('attribution', 'named', {
    ...{ key: 'identity', label: 'Identity', values: CHOICES.identity },
    phrase: 'is %',
  }),
  column('attribution', 'directness', {
    ...{ key: 'directness', label: 'How they know', values: CHOICES.directness },
    phrase: 'knows by %',
    said: {
      witnessed: 'having witnessed it',
      first_hand: 'first hand',
      second_hand: 'second hand',
      document: 'a document',
      analysis: 'analysis',
      unknown: 'unknown means',
    },
  }),
  column('attribution', 'ground_rules', {
    ...{ key: 'ground_rules', label: 'Ground rules', values: CHOICES.groundRules },
    phrase: 'speaks %',
    said: { background: 'on background', unknown: 'under unknown rules' },
  }),
  column('attribution', 'interest', {
    ...{ key: 'interest', label: 'Interest', values: CHOICES.interest },
    phrase: 'is %',
    said: {
      subject: 'the subject of the claim',
      party: 'a party with a stake',
      unknown: 'of unknown interest',
    },
  }),
  column('attribution', 'relayed', {
    ...{ key: 'relayed', label: 'Relayed', values: CHOICES.yesNo, phrase: 'is %' },
    said: { yes: 'relayed', no: 'not relayed' },
  }),
  source('attribution', '', 'a.source_id', { key: 'source', label: 'Source', phrase: 'is %' }),
  source('attribution', 'JOIN relay AS y ON y.attribution_id = a.id', 'y.source_id', {
    ...{ key: 'via', label: 'Reached us through', phrase: 'came through %' },
  }),
  source('attribution', '', 'a.on_behalf_of', {
    ...{ key: 'on_behalf_of', label: 'On behalf of', phrase: 'speaks for %' },
  }),
  {
    ...{
      key: 'flag',
      label: 'Flags',
      of: 'claim',
      values: CHOICES.flag,
      phrase: 'flagged %',
      said: { none: 'not at all' },
    },
    value: 'f.flag',
    join: 'JOIN claim_flag AS f ON f.claim_id = c.id',
  },
  finding(1, {
    key: 'waived',
    label: 'Waived',
    phrase: 'with the waived finding %',
    said: { none: 'none at all' },
  }),
  column('claim', 'assessment', {
    ...{ key: 'assessment', label: 'Assessment', values: CHOICES.assessment },
    phrase: 'with the assessment %',
  }),
  source('claim', ITS_ARTICLE, 'r.publisher_id', {
    ...{
      key: 'publisher',
      label: 'Publisher',
      phrase: 'published by %',
      said: { none: 'nobody recorded' },
    },
  }),
  column('claim', 'article_id', {
    ...{
      key: 'article',
      label: 'Article',
      values: 'article',
      phrase: 'from %',
      said: { none: 'no article' },
    },
  }),
  {
    ...{
      key: 'desk',
      label: 'Desk',
      of: 'claim',
      values: 'desk',
      phrase: 'of the desk %',
      said: { none: 'none recorded' },
    },
    value: 'r.desk',
    join: ITS_ARTICLE,
  },
  source('claim', 'JOIN claim_subject AS u ON u.claim_id = c.id', 'u.source_id', {
    ...{ key: 'subject', label: 'Subject', phrase: 'about %', said: { none: 'nobody recorded' } },
  }),
  column('claim', 'author_id', {
    ...{
      key: 'author',
      label: 'Recorded by',
      values: 'person',
      phrase: 'recorded by %',
      said: { none: 'nobody' },
    },
  }),
  column('claim', 'assignee_id', {
    ...{
      key: 'assignee',
      label: 'Assigned to',
      values: 'person',
      phrase: 'assigned to %',
      said: { none: 'nobody' },
    },
  }),
];

export const SORTS = {
  newest: 'newest first',
  oldest: 'oldest first',
  changed: 'last changed first',
  relevance: 'best match first',
} as const;
export type Sort = keyof typeof SORTS;

const BY_KEY = new Map(CRITERIA.map((criterion) => [criterion.key, criterion]));

export function criterionOf(key: string): Criterion | undefined {
  return BY_KEY.get(key);
}
