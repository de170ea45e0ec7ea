/** The kinds of records that history tells of: what they are called, where they are, who may see. */
import type { Json } from './change.ts';
import type { Change, Entity } from './store.ts';

interface Kind {
  /** In the plural, for choosing. */
  readonly label: string;
  /** Told to administrators only. */
  readonly isSecret: boolean;
  /** The page of a record; null where it has none. */
  readonly url: (change: Change) => string | null;
  /** SQL for what a record is called, by `entity_id` and `claim_id`; null: its sentence says it. */
  readonly name: string | null;
}

const open = { isSecret: false };
const secret = { isSecret: true };
const NAME_OF_CLAIM = '(SELECT statement FROM claim WHERE claim.id = claim_id)';
const onClaim = (anchor: string) => (change: Change) =>
  change.claimId === null ? null : `/claims/${change.claimId}${anchor}`;
const at = (list: string) => (change: Change) => `${list}/${change.entityId}`;
const only = (url: string) => () => url;

/** Whoever adds a kind decides here who may read of it. */
export const RECORDS: Readonly<Record<Entity, Kind>> = {
  claim: {
    ...{ label: 'Claims', ...open, url: onClaim('') },
    name: '(SELECT statement FROM claim WHERE claim.id = entity_id)',
  },
  source: {
    ...{ label: 'Sources', ...open, url: at('/sources') },
    name: '(SELECT source.name FROM source WHERE source.id = entity_id)',
  },
  article: {
    ...{ label: 'Articles', ...open, url: at('/articles') },
    name: '(SELECT headline FROM article WHERE article.id = entity_id)',
  },
  merge: { label: 'Merges', ...open, url: ofItsSource, name: null },
  decision: { label: 'Decisions', ...open, url: ofItsSource, name: null },
  waiver: { label: 'Waivers', ...open, url: onClaim('#findings'), name: NAME_OF_CLAIM },
  comment: { label: 'Comments', ...open, url: onClaim('#comments'), name: NAME_OF_CLAIM },
  correction: {
    ...{ label: 'Corrections', ...open, url: at('/corrections') },
    name: `(SELECT headline FROM correction JOIN article ON article.id = article_id
      WHERE correction.id = entity_id)`,
  },
  proposal: {
    ...{ label: 'Proposals', ...open, url: onClaim('') },
    name: `COALESCE(${NAME_OF_CLAIM}, (SELECT headline FROM proposal
      JOIN article ON article.id = article_id WHERE proposal.id = entity_id))`,
  },
  reply: {
    ...{ label: 'Replies', ...open, url: at('/replies') },
    name: `(SELECT source.name FROM reply JOIN source ON source.id = source_id
      WHERE reply.id = entity_id)`,
  },
  policy: { label: 'Rules', ...open, url: only('/policy'), name: null },
  person: {
    ...{ label: 'People', ...secret, url: at('/people') },
    name: '(SELECT them.name FROM person AS them WHERE them.id = entity_id)',
  },
  // A filter is its owner's own, unless it is shared.
  filter: { label: 'Saved filters', ...secret, url: () => null, name: null },
  newsroom: { label: 'The newsroom', ...open, url: () => null, name: null },
  invitation: { label: 'Invitations', ...secret, url: only('/people'), name: null },
  redaction: { label: 'Redactions', ...secret, url: at('/redactions'), name: null },
  token: { label: 'Tokens', ...secret, url: only('/people'), name: null },
};

export const ENTITIES = Object.keys(RECORDS) as Entity[];

/** Null for a kind that this program does not know. */
export function kindOf(entity: string): Kind | null {
  return RECORDS[entity as Entity] ?? null;
}

/** What the record of an entry is called now. */
export const NAME_OF_RECORD = `CASE entity ${ENTITIES.map(
  (entity) => `WHEN '${entity}' THEN ${RECORDS[entity].name ?? 'NULL'}`,
).join(' ')} END`;

// A merge or a decision stands on the page of its source.
function ofItsSource({ values }: Change): string | null {
  const whole = values.find((value) => value.path === '');
  const record = (whole?.new ?? whole?.old) as
    | { readonly source?: { id: Json } }
    | null
    | undefined;
  return record?.source ? `/sources/${record.source.id}#decisions` : null;
}
