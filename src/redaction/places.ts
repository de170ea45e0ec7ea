/**
 * Every column that people's words can stand in: the places that a redaction looks through. A test
 * walks the schema, so that a new column is either here or among those that need not be.
 */
import type { NewChange } from '../history/store.ts';

/** How a column holds words. */
export type Kind =
  /** As a text. */
  | 'text'
  /** As a web address: one that has them goes as a whole. */
  | 'address'
  /** Within JSON: in its texts. */
  | 'json'
  /** As old and new value of a change: both go, their digest stays. */
  | 'history'
  /** As an article's text, which passages and proposals point into. */
  | 'body'
  /** As a passage of an article's text. */
  | 'passage'
  /** As places in an article's text, and words beside. */
  | 'spans'
  /** As a text folded for comparing, of no use without its words: the row goes. */
  | 'memory';

export interface Place {
  readonly table: string;
  readonly columns: readonly string[];
  readonly kind: Kind;
  /** What the page calls it, in the plural. */
  readonly label: string;
  readonly key: readonly string[];
  /** The record whose history says that it was redacted, in SQL; null where none has one. */
  readonly owner: Owner | null;
  /** What an address becomes that has the words; one that leads nowhere, unless given. */
  readonly instead?: string;
  /** What else is set in the row. */
  readonly also?: string;
}

interface Owner {
  readonly entity: string;
  readonly id: string;
  readonly claimId: string;
}

type Entity = NewChange['entity'];
const claim = (id: string): Owner => ({ entity: `'claim'`, id, claimId: id });
const other = (entity: Entity, id: string): Owner => ({
  ...{ entity: `'${entity}'`, id, claimId: 'NULL' },
});
const OF_CHANGE = 'FROM change WHERE change.id = change_id';

/** In this order: passages and proposals follow the text that they point into. */
export const PLACES: readonly Place[] = [
  {
    ...{ table: 'article_text', columns: ['body'], kind: 'body', label: 'texts of articles' },
    ...{ key: ['article_id', 'number'], owner: other('article', 'article_id') },
  },
  {
    ...{ table: 'appearance', columns: ['quote', 'prefix', 'suffix'], kind: 'passage' },
    ...{ label: 'passages', key: ['id'], owner: claim('claim_id') },
  },
  {
    ...{ table: 'proposal', columns: ['found'], kind: 'spans', label: 'proposals', key: ['id'] },
    owner: other('article', 'article_id'),
  },
  {
    ...{ table: 'article', columns: ['headline', 'desk', 'byline', 'dateline'], kind: 'text' },
    ...{ label: 'articles', key: ['id'], owner: other('article', 'id') },
  },
  {
    ...{ table: 'article', columns: ['url'], kind: 'address', label: 'addresses of articles' },
    ...{ key: ['id'], owner: other('article', 'id') },
  },
  {
    ...{ table: 'text_reading', columns: ['failure'], kind: 'text', label: 'failed readings' },
    ...{ key: ['article_id', 'text_number'], owner: other('article', 'article_id') },
  },
  {
    ...{ table: 'claim', columns: ['statement', 'reported_speaker'], kind: 'text' },
    ...{ label: 'claims', key: ['id'], owner: claim('id') },
  },
  {
    ...{ table: 'attribution', kind: 'text', label: 'attributions', key: ['id'] },
    columns: ['wording', 'quote', 'cue', 'anonymity_reason', 'identity_known_by'],
    owner: claim('claim_id'),
  },
  {
    ...{ table: 'evidence', columns: ['title', 'obtained', 'note'], kind: 'text' },
    ...{ label: 'evidence', key: ['id'], owner: claim('claim_id') },
  },
  {
    ...{ table: 'evidence', columns: ['url'], kind: 'address', label: 'addresses of evidence' },
    ...{ key: ['id'], owner: claim('claim_id') },
  },
  {
    ...{ table: 'claim_distinction', columns: ['statement_key'], kind: 'memory' },
    ...{ label: 'statements said to be others', key: ['statement_key', 'claim_id'] },
    owner: claim('claim_id'),
  },
  {
    ...{ table: 'review', columns: ['reason', 'explanation'], kind: 'text', label: 'reviews' },
    ...{ key: ['id'], owner: claim('claim_id') },
  },
  {
    ...{
      table: 'review',
      columns: ['was', 'now', 'ground'],
      kind: 'json',
      label: 'grounds of reviews',
    },
    ...{ key: ['id'], owner: claim('claim_id') },
  },
  {
    ...{ table: 'waiver', columns: ['reason'], kind: 'text', label: 'waivers', key: ['id'] },
    owner: claim('claim_id'),
  },
  {
    ...{ table: 'comment', columns: ['body'], kind: 'text', label: 'comments', key: ['id'] },
    owner: { ...other('comment', 'id'), claimId: 'claim_id' },
  },
  {
    ...{ table: 'reply', columns: ['note', 'withdrawn_why'], kind: 'text', label: 'replies' },
    ...{ key: ['id'], owner: other('reply', 'id') },
  },
  {
    ...{ table: 'correction', columns: ['wrong', 'asked_by', 'decision', 'wording'] },
    ...{ kind: 'text', label: 'corrections', key: ['id'], owner: other('correction', 'id') },
  },
  {
    ...{ table: 'bulk', columns: ['reason'], kind: 'text', label: 'bulk changes', key: ['id'] },
    owner: null,
  },
  {
    ...{ table: 'bulk', columns: ['filter'], kind: 'address', label: 'filters of bulk changes' },
    ...{ key: ['id'], owner: null, instead: '' },
  },
  {
    ...{ table: 'bulk_claim', columns: ['why', 'undo_why'], kind: 'text' },
    ...{ label: 'what bulk changes skipped', key: ['bulk_id', 'position'], owner: null },
  },
  {
    ...{ table: 'saved_filter', columns: ['name', 'name_key'], kind: 'text' },
    ...{ label: 'saved filters', key: ['id'], owner: other('filter', 'id') },
  },
  {
    ...{ table: 'saved_filter', columns: ['query'], kind: 'address', key: ['id'] },
    ...{ label: 'queries of saved filters', owner: other('filter', 'id'), instead: '' },
  },
  {
    ...{ table: 'import', columns: ['name', 'csv'], kind: 'text', label: 'imported files' },
    ...{ key: ['id'], owner: null },
  },
  {
    ...{ table: 'import', columns: ['plan'], kind: 'json', label: 'plans of imports' },
    ...{ key: ['id'], owner: null },
  },
  {
    // The opened page that keeps it must not write it again.
    ...{ table: 'draft', columns: ['body'], kind: 'json', label: 'drafts', key: ['id'] },
    ...{ owner: null, also: `writer = '(redacted)', revision = revision + 1` },
  },
  {
    ...{ table: 'draft', columns: ['address'], kind: 'memory', label: 'addresses of drafts' },
    ...{ key: ['id'], owner: null },
  },
  {
    ...{ table: 'source', columns: ['name', 'name_key'], kind: 'text', label: 'sources' },
    ...{ key: ['id'], owner: other('source', 'id') },
  },
  {
    ...{ table: 'source_alias', columns: ['alias', 'alias_key'], kind: 'text' },
    ...{ label: 'other names of sources', key: ['source_id', 'alias_key'] },
    owner: other('source', 'source_id'),
  },
  {
    ...{ table: 'source_restriction', columns: ['reason'], kind: 'text', key: ['id'] },
    ...{ label: 'restrictions', owner: other('source', 'source_id') },
  },
  {
    ...{ table: 'decision', columns: ['reason'], kind: 'text', label: 'decisions', key: ['id'] },
    owner: other('decision', 'id'),
  },
  {
    ...{ table: 'merge', columns: ['reason'], kind: 'text', label: 'merges', key: ['id'] },
    owner: other('merge', 'id'),
  },
  {
    ...{ table: 'redaction', columns: ['reason'], kind: 'text', label: 'redactions' },
    ...{ key: ['id'], owner: other('redaction', 'id') },
  },
  {
    ...{ table: 'token', columns: ['name'], kind: 'text', label: 'tokens', key: ['id'] },
    owner: other('token', 'id'),
  },
  {
    ...{ table: 'invitation', columns: ['name'], kind: 'text', label: 'invitations' },
    ...{ key: ['id'], owner: other('invitation', 'id') },
  },
  {
    ...{ table: 'change_value', columns: ['old', 'new'], kind: 'history' },
    ...{ label: 'values of the history', key: ['change_id', 'position'] },
    owner: {
      entity: `(SELECT entity ${OF_CHANGE})`,
      id: `(SELECT entity_id ${OF_CHANGE})`,
      claimId: `(SELECT claim_id ${OF_CHANGE})`,
    },
  },
];
