/** A claim as a row of the list: finished strings. */
import { dateText } from '../web/dates.ts';
import type { Attribution, ClaimFacts, Stance } from './claim.ts';
import type { ClaimRecord } from './record.ts';
import {
  DENIAL_FLAG_LABELS,
  DENIAL_LABELS,
  DENIAL_SIGNS,
  type Dots,
  dots,
  kindText,
  LEVEL_LABELS,
  originsText,
  REVIEW_LABELS,
  STANCE_LABELS,
} from './words.ts';

export interface ClaimRow {
  readonly id: number;
  readonly url: string;
  readonly statement: string;
  readonly sources: readonly SourceOfRow[];
  /** "and 3 more". */
  readonly furtherSources: string | null;
  readonly kind: string;
  readonly isAdverse: boolean;
  readonly article: { readonly headline: string; readonly url: string } | null;
  /** "¶7". */
  readonly place: string;
  readonly date: string;
  readonly review: string;
  readonly blocking: string | null;
  readonly level: string;
  readonly dots: Dots;
  readonly interval: string;
  readonly denial: {
    readonly sign: Stance | null;
    readonly text: string;
    readonly qualifier: string;
  } | null;
}

interface SourceOfRow {
  readonly stance: Stance;
  readonly stanceText: string;
  readonly name: string;
  /** Before the name of somebody else: "for", "via"; or a remark of its own. */
  readonly lead: string;
  readonly other: string;
}

const MOST_SOURCES = 6;
const MOST_QUALIFIERS = 2;

export function claimRow(record: ClaimRecord): ClaimRow {
  const { facts, article, standing } = record;
  const { level, min, max } = standing.corroboration;
  const further = facts.attributions.length - MOST_SOURCES;
  const paragraph = record.appearances.find((one) => one.articleId === article?.id)?.paragraph;
  return {
    ...{ id: record.id, url: `/claims/${record.id}` },
    statement: record.statement,
    sources: facts.attributions.slice(0, MOST_SOURCES).map((row) => sourceOfRow(facts, row)),
    furtherSources: further > 0 ? `and ${further} more` : null,
    kind: kindText(facts.kind, facts.adverse),
    isAdverse: facts.adverse,
    article: article && { headline: article.headline, url: `/articles/${article.id}` },
    place: paragraph ? `¶${paragraph}` : '',
    date: dateText(record.claimDate),
    review: REVIEW_LABELS[record.reviewState],
    blocking: blockingText(record),
    level: LEVEL_LABELS[level].short,
    dots: dots(min, max),
    interval: originsText(min, max, 'origin'),
    denial: denialOf(record),
  };
}

function sourceOfRow(facts: ClaimFacts, row: Attribution): SourceOfRow {
  const nameOf = (id: number) => facts.sources.get(id)?.name ?? '';
  const [lead, other] = remark(row, nameOf);
  return {
    stance: row.stance,
    stanceText: STANCE_LABELS[row.stance],
    name: nameOf(row.sourceId),
    ...{ lead, other },
  };
}

// One remark at most: a row is to be looked over, the rest is on the claim's page.
function remark(row: Attribution, nameOf: (id: number) => string): [string, string] {
  if (row.onBehalfOf !== null) return ['for', nameOf(row.onBehalfOf)];
  const relay = row.via.find((one) => !one.ownChannel);
  if (relay) return ['via', nameOf(relay.sourceId)];
  if (row.via.length > 0) return ['via its own channel', ''];
  if (row.carried) return ['carried over', ''];
  return row.scope === 'part' ? ['in part', ''] : ['', ''];
}

function blockingText({ findings }: ClaimRecord): string | null {
  const count = findings.filter((one) => one.severity === 'block' && !one.waived).length;
  return count > 0 ? `${count} blocking` : null;
}

function denialOf({ standing }: ClaimRecord): ClaimRow['denial'] {
  const { status, flags } = standing.denial;
  if (status === 'not_required') return null;
  const words = flags.slice(0, MOST_QUALIFIERS).map((flag) => DENIAL_FLAG_LABELS[flag].short);
  return {
    sign: DENIAL_SIGNS[status],
    text: DENIAL_LABELS[status],
    qualifier: status === 'not_recorded' ? 'no subject was asked' : words.join(', '),
  };
}
