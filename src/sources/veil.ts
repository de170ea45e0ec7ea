/** What stands before the tables for somebody who may not see a restricted source. */
import type { Value, Veil } from '../database/database.ts';
import { hidePlan, hideValue } from './hide-value.ts';
import { HIDDEN_FROM } from './restriction.ts';
import { UNNAMED } from './source.ts';

const HIDDEN = '(SELECT id FROM temp.hidden_source)';
const unless = (hidden: string, column: string, instead = 'NULL') =>
  `CASE WHEN ${hidden} THEN ${instead} ELSE ${column} END`;

const SOURCE = `id IN ${HIDDEN}`;
// The words of a row may tell of its speaker, of whom it is said for, and of whom it came through.
const ROW = `(source_id IN ${HIDDEN} OR on_behalf_of IN ${HIDDEN} OR EXISTS (
  SELECT 1 FROM main.relay WHERE attribution_id = attribution.id AND source_id IN ${HIDDEN}))`;
const DECISION = `(source_id IN ${HIDDEN} OR other_id IN ${HIDDEN})`;
const MERGE = `(source_id IN ${HIDDEN} OR into_id IN ${HIDDEN})`;

// Claims whose history may have words of a hidden source: of its article, or where it ever stood.
const CLAIMS = `(SELECT claim_id FROM main.attribution
    WHERE source_id IN ${HIDDEN} OR on_behalf_of IN ${HIDDEN}
  UNION SELECT claim_id FROM main.relay JOIN main.attribution ON attribution.id = attribution_id
    WHERE relay.source_id IN ${HIDDEN}
  UNION SELECT claim_id FROM main.claim_once_of WHERE source_id IN ${HIDDEN}
  UNION SELECT claim.id FROM main.claim JOIN main.source ON source.article_id = claim.article_id
    WHERE source.id IN ${HIDDEN}
  UNION SELECT claim_id FROM main.source WHERE claim_id IS NOT NULL AND id IN ${HIDDEN})`;

/** How much of a change's values is hidden: all of it, the rows of a claim, or names only. */
const EXTENT = `(SELECT CASE
    WHEN entity = 'source' AND entity_id IN ${HIDDEN} THEN 'all'
    WHEN entity = 'decision' AND EXISTS (SELECT 1 FROM main.decision
      WHERE id = entity_id AND ${DECISION}) THEN 'all'
    WHEN entity = 'merge' AND EXISTS (SELECT 1 FROM main.merge
      WHERE id = entity_id AND ${MERGE}) THEN 'all'
    WHEN claim_id IN ${CLAIMS} THEN 'rows' ELSE 'names' END
  FROM main.change WHERE change.id = change_id)`;

const IDS = '(SELECT json_group_array(id) FROM temp.hidden_source)';
const value = (column: string) => `hide_value(${column}, path, ${EXTENT}, ${IDS})`;

export const VEIL: Veil = {
  hidden: HIDDEN_FROM,
  name: 'hidden_source',
  columns: {
    source: {
      name: unless(SOURCE, 'name', `'${UNNAMED}'`),
      name_key: unless(SOURCE, 'name_key', `'restricted ' || id`),
      part_of: unless(SOURCE, 'part_of'),
    },
    attribution: {
      wording: unless(ROW, 'wording'),
      quote: unless(ROW, 'quote'),
      cue: unless(ROW, 'cue'),
      anonymity_reason: unless(ROW, 'anonymity_reason'),
      identity_known_by: unless(ROW, 'identity_known_by'),
      identity_known_on: unless(ROW, 'identity_known_on'),
    },
    decision: { reason: unless(DECISION, 'reason', `''`) },
    merge: { reason: unless(MERGE, 'reason', `''`) },
    import: { plan: `hide_plan(plan, (SELECT json_group_array(claim_id) FROM ${CLAIMS}))` },
    // Without its salt a value is not checked: the chain is verified where nothing is hidden.
    change_value: { old: value('old'), new: value('new'), salt: 'NULL' },
  },
  rows: {
    source_alias: `source_id NOT IN ${HIDDEN}`,
    source_reliability: `source_id NOT IN ${HIDDEN}`,
    source_restriction: `source_id NOT IN ${HIDDEN}`,
  },
  functions: {
    hide_value: (json, path, extent, ids) =>
      hideValue(json as string | null, `${path}`, `${extent}`, idsOf(ids ?? '[]')),
    hide_plan: (json, ids) => hidePlan(`${json}`, idsOf(ids ?? '[]')),
  },
};

let known: { readonly text: Value; readonly ids: ReadonlySet<number> } | null = null;

// The same ids for every value of a statement.
function idsOf(text: Value): ReadonlySet<number> {
  if (known?.text !== text) known = { text, ids: new Set(JSON.parse(`${text}`) as number[]) };
  return known.ids;
}
