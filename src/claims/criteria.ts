/**
 * What claims can be filtered by: one table, a row per criterion. Parsing, SQL, facets, sentence,
 * chips and help are all made of it, so that a new filter is one new row.
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
  /** SQL: the value, on a row of attribution `a` or claim `c`, joined by `join`. */
  readonly value: string;
  readonly join: string;
  /** SQL: whether the row has one of the bound `:values`. */
  readonly has: string;
  /** SQL of a claim: nothing is recorded. */
  readonly lacks: string;
  /** Whether a row may have the same value twice, or several values. */
  readonly many: boolean;
  /** The filter as a sentence: "from [headline] or [headline]". `%` is where the values go. */
  readonly phrase: string;
  /** Values of the sentence that read better in other words: `yes` as "adverse". */
  readonly said?: Readonly<Record<string, string>>;
}

type Row = Pick<Criterion, 'key' | 'label' | 'values' | 'phrase' | 'said'>;

const CANONICAL = `SELECT id FROM source WHERE canonical_id IN
  (SELECT canonical_id FROM source WHERE id IN (:values))`;

function column(of: Criterion['of'], name: string, row: Row): Criterion {
  const value = `${of === 'claim' ? 'c' : 'a'}.${name}`;
  const sql = { value, join: '', has: `${value} IN (:values)`, lacks: `${value} IS NULL` };
  return { ...row, ...sql, of, many: false };
}

// A source that was merged away counts as the one it became.
function sourceOfAttribution(name: string, row: Omit<Row, 'values'>): Criterion {
  return {
    ...{ ...row, of: 'attribution', values: 'source', many: false },
    value: 's.canonical_id',
    join: `JOIN source AS s ON s.id = a.${name}`,
    has: `a.${name} IN (${CANONICAL})`,
    lacks: '',
  };
}

function ofArticle(row: Row, value: string, join: string, has: string): Criterion {
  return {
    ...{ ...row, of: 'claim', many: false, value },
    join: `LEFT JOIN article AS r ON r.id = c.article_id ${join}`,
    has: `c.article_id IN (SELECT id FROM article WHERE ${has})`,
    lacks: `c.article_id IS NULL OR c.article_id IN
      (SELECT id FROM article AS r WHERE ${value === 'r.desk' ? value : 'r.publisher_id'} IS NULL)`,
  };
}

function finding(waived: 0 | 1, row: Omit<Row, 'values'>): Criterion {
  const rows = `SELECT claim_id FROM claim_finding WHERE waived = ${waived}`;
  return {
    ...{ ...row, of: 'claim', values: CHOICES.finding, many: true },
    value: 'f.code',
    join: `LEFT JOIN claim_finding AS f ON f.claim_id = c.id AND f.waived = ${waived}`,
    has: `c.id IN (${rows} AND code IN (:values))`,
    lacks: `c.id NOT IN (${rows})`,
  };
}

export const CRITERIA: readonly Criterion[] = [
  column('attribution', 'stance', {
    ...{ key: 'stance', label: 'Stance', values: CHOICES.stance },
    phrase: 'says %',
    said: {
      declines: 'declined to comment',
      no_response: 'did not respond',
      awaiting: 'is still to answer',
    },
  }),
  {
    ...{ key: 'source_type', label: 'Source type', of: 'attribution', phrase: 'is of type %' },
    values: CHOICES.sourceType,
    many: true,
    value: 't.type',
    join: 'JOIN attribution_type AS t ON t.attribution_id = a.id',
    has: `EXISTS (SELECT 1 FROM attribution_type AS t
      WHERE t.attribution_id = a.id AND t.type IN (:values))`,
    lacks: '',
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
  finding(0, { key: 'finding', label: 'Findings', phrase: 'with the open finding %' }),
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
  sourceOfAttribution('source_id', { key: 'source', label: 'Source', phrase: 'is %' }),
  {
    ...{ key: 'via', label: 'Reached us through', of: 'attribution', values: 'source' },
    ...{ phrase: 'came through %', many: true },
    value: 's.canonical_id',
    join: `JOIN relay AS y ON y.attribution_id = a.id JOIN source AS s ON s.id = y.source_id`,
    has: `a.id IN (SELECT attribution_id FROM relay WHERE source_id IN (${CANONICAL}))`,
    lacks: '',
  },
  sourceOfAttribution('on_behalf_of', {
    ...{ key: 'on_behalf_of', label: 'On behalf of', phrase: 'speaks for %' },
  }),
  {
    ...{ key: 'flag', label: 'Flags', of: 'claim', values: CHOICES.flag, many: true },
    phrase: 'flagged %',
    value: 'f.flag',
    join: 'LEFT JOIN claim_flag AS f ON f.claim_id = c.id',
    has: 'c.id IN (SELECT claim_id FROM claim_flag WHERE flag IN (:values))',
    lacks: 'c.id NOT IN (SELECT claim_id FROM claim_flag)',
  },
  finding(1, { key: 'waived', label: 'Waived', phrase: 'with the waived finding %' }),
  column('claim', 'assessment', {
    ...{ key: 'assessment', label: 'Assessment', values: CHOICES.assessment },
    phrase: 'with the assessment %',
  }),
  ofArticle(
    { key: 'publisher', label: 'Publisher', values: 'source', phrase: 'published by %' },
    's.canonical_id',
    'LEFT JOIN source AS s ON s.id = r.publisher_id',
    `publisher_id IN (${CANONICAL})`,
  ),
  column('claim', 'article_id', {
    ...{ key: 'article', label: 'Article', values: 'article', phrase: 'from %' },
  }),
  ofArticle(
    { key: 'desk', label: 'Desk', values: 'desk', phrase: 'of the desk %' },
    'r.desk',
    '',
    'desk IN (:values)',
  ),
  {
    ...{ key: 'subject', label: 'Subject', of: 'claim', values: 'source', many: true },
    phrase: 'about %',
    value: 's.canonical_id',
    join: `LEFT JOIN claim_subject AS u ON u.claim_id = c.id
      LEFT JOIN source AS s ON s.id = u.source_id`,
    has: `c.id IN (SELECT claim_id FROM claim_subject WHERE source_id IN (${CANONICAL}))`,
    lacks: 'c.id NOT IN (SELECT claim_id FROM claim_subject)',
  },
  column('claim', 'author_id', {
    ...{ key: 'author', label: 'Recorded by', values: 'person', phrase: 'recorded by %' },
  }),
  column('claim', 'assignee_id', {
    ...{ key: 'assignee', label: 'Assigned to', values: 'person', phrase: 'assigned to %' },
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
