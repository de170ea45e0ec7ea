/** A claim as a row of the list: finished strings. */
import { dateText } from '../web/dates.ts';
import type { Attribution, ClaimFacts, Stance } from './claim.ts';
import { markFound, type Piece, type Sought, termsIn } from './marked-words.ts';
import { claimAddress } from './neighbours.ts';
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
  /** Anchor: a claim's page leads back to its row. */
  readonly id: number;
  readonly url: string;
  readonly statement: string;
  /** The statement in pieces where a search found something in it. */
  readonly pieces: readonly Piece[] | null;
  /** Words of an attribution that a search found, where statement and names do not show them. */
  readonly excerpt: readonly Piece[] | null;
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
  /** The name in pieces where a search found something in it. */
  readonly pieces: readonly Piece[] | null;
  /** Before the name of somebody else: "for", "via"; or a remark of its own. */
  readonly lead: string;
  readonly other: string;
}

const MOST_SOURCES = 6;
const MOST_QUALIFIERS = 2;
const MOST_BEFORE = 60;
const MOST_AFTER = 120;
const MOST_PIECES = 6;

/** In which list the row stands. */
export interface RowScene {
  /** The list's query, which the claim's page carries on. */
  readonly query: string;
  readonly sought: Sought;
}

export function claimRow(record: ClaimRecord, { query, sought }: RowScene): ClaimRow {
  const { facts, article, standing } = record;
  const { level, min, max } = standing.corroboration;
  const further = facts.attributions.length - MOST_SOURCES;
  const paragraph = record.appearances.find((one) => one.articleId === article?.id)?.paragraph;
  return {
    ...{ id: record.id, url: claimAddress(record.id, query) },
    ...foundIn(record, sought),
    statement: record.statement,
    sources: facts.attributions
      .slice(0, MOST_SOURCES)
      .map((row) => sourceOfRow(facts, row, sought)),
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

function sourceOfRow(facts: ClaimFacts, row: Attribution, sought: Sought): SourceOfRow {
  const nameOf = (id: number) => facts.sources.get(id)?.name ?? '';
  const [lead, other] = remark(row, nameOf);
  return {
    stance: row.stance,
    stanceText: STANCE_LABELS[row.stance],
    name: nameOf(row.sourceId),
    pieces: found(nameOf(row.sourceId), sought),
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

function foundIn({ statement, facts }: ClaimRecord, sought: Sought) {
  if (sought.length === 0) return { pieces: null, excerpt: null };
  const names = [...facts.sources.values()].map(({ name }) => name);
  const shown = termsIn([statement, ...names].join('\n'), sought);
  const missing = sought.filter((term) => !shown.includes(term));
  const said = facts.attributions.flatMap((row) => [row.wording, row.quote]);
  const text = said.find((one) => one !== null && termsIn(one, missing).length > 0);
  return {
    pieces: found(statement, sought),
    excerpt: text ? excerptOf(markFound(text, missing)) : null,
  };
}

function found(text: string, sought: Sought): Piece[] | null {
  const pieces = markFound(text, sought);
  return pieces.some(({ marked }) => marked) ? pieces : null;
}

/** A row has room for some words around the first that were found. */
function excerptOf(pieces: readonly Piece[]): Piece[] {
  const first = pieces.findIndex(({ marked }) => marked);
  const before = pieces[first - 1]?.text ?? '';
  const cut =
    before.length > MOST_BEFORE ? `…${before.slice(-MOST_BEFORE).toWellFormed()}` : before;
  const after = pieces.slice(first).map(({ text, marked }) => ({
    ...{
      marked,
      text: text.length > MOST_AFTER ? `${text.slice(0, MOST_AFTER).toWellFormed()}…` : text,
    },
  }));
  return [...(cut === '' ? [] : [{ text: cut, marked: false }]), ...after.slice(0, MOST_PIECES)];
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
