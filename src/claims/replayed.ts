/** A claim as it was at any moment, with its standing then, from history alone. Pure. */
import { REDACTED } from '../history/change.ts';
import { listOf, type Records } from '../history/replay.ts';
import { canonicalIds, replayedDecisions, replayedSources } from '../sources/replayed.ts';
import { IDENTITIES, SOURCE_TYPES, type Source, UNNAMED } from '../sources/source.ts';
import {
  type ArticleFacts,
  ASSESSMENTS,
  type Attribution,
  type ClaimFacts,
  DIRECTNESSES,
  GROUND_RULES,
  INTERESTS,
  KINDS,
  REVIEW_STATES,
  SCOPES,
  STANCES,
} from './claim.ts';
import type { Appearance, ArticleHead, ClaimRecord, Evidence } from './record.ts';
import { deriveStanding } from './standing.ts';

type Named = { readonly id: number; readonly name: string };
/** A source as a claim's facts name it. */
type Mentioned = Named & Partial<Pick<Source, 'type' | 'identity' | 'collective' | 'count'>>;

/** What history keeps of a claim. Any value may have been redacted, and is then a text. */
interface KeptClaim {
  readonly version: number;
  readonly statement: string;
  readonly kind: string;
  readonly adverse: boolean;
  readonly made_on: string | null;
  readonly reported_speaker: string | null;
  readonly credibility: ClaimRecord['credibility'];
  readonly subjects: readonly Mentioned[];
  readonly article_id: number | null;
  readonly appearances: readonly (Omit<Appearance, 'articleId'> & { article_id: number })[];
  readonly attributions: readonly KeptRow[];
  readonly evidence: readonly Evidence[];
  readonly recorded?: {
    readonly subjects: readonly number[];
    /** Id, source, the source spoken for, relays. */
    readonly attributions: readonly (readonly [number, number, number | null, readonly number[]])[];
    readonly evidence: readonly number[];
  };
  readonly review_state?: string;
  readonly assessment?: string;
  readonly assignee?: Named | null;
}

interface KeptRow {
  readonly id: number;
  readonly source?: Mentioned;
  readonly stance?: string;
  readonly scope?: string;
  readonly wording?: string | null;
  readonly quote?: string | null;
  readonly cue?: string | null;
  readonly capacity?: string;
  readonly directness?: string;
  readonly ground_rules?: string;
  readonly anonymity_reason?: string | null;
  readonly interest?: string;
  readonly on_behalf_of?: Mentioned | null;
  readonly provisional?: boolean;
  readonly carried?: boolean;
  readonly said_on?: string | null;
  readonly article_id?: number | null;
  readonly via?: readonly { readonly source: Mentioned; readonly own_channel: boolean }[];
  readonly retracts?: readonly number[];
  readonly reply_id?: number | null;
  readonly identity_known?: { readonly by: string; readonly on: string | null } | null;
}

export interface EarlierClaim {
  readonly claim: ClaimRecord;
  /** Whether words of it, or what decides its standing, were taken out for good. */
  readonly isRedacted: boolean;
}

/**
 * @param hidden ids of sources of which the reader may know no more than their type
 * @returns null where history does not tell of its making
 */
export function claimAt(
  records: Records,
  id: number,
  hidden: ReadonlySet<number> = new Set(),
): EarlierClaim | null {
  const replayed = records.get('claim')?.get(id);
  const kept = replayed?.facts as unknown as KeptClaim | undefined;
  if (!replayed || !kept || kept.version === undefined) return null;
  const facts = cover(factsOf(kept, records), hidden);
  const article = kept.article_id === null ? null : headOf(kept.article_id, records, facts);
  const claim: ClaimRecord = {
    ...{ id, version: kept.version, statement: kept.statement, facts, article },
    ...{ reportedSpeaker: kept.reported_speaker, madeOn: kept.made_on },
    credibility: kept.credibility,
    reviewState: among(REVIEW_STATES, kept.review_state, 'draft'),
    assessment: among(ASSESSMENTS, kept.assessment, 'unassessed'),
    ...{ author: replayed.author, assignee: kept.assignee ?? null },
    ...{ createdAt: replayed.createdAt, changedAt: replayed.changedAt },
    claimDate: kept.made_on ?? article?.publishedOn ?? replayed.createdAt.slice(0, 10),
    appearances: [...listOf(kept.appearances)].sort((a, b) => a.id - b.id).map(appearanceOf),
    evidence: inOrder(listOf(kept.evidence), kept.recorded?.evidence),
    standing: deriveStanding(facts),
    // They depend on settings and waivers too: history tells of those by themselves.
    findings: [],
  };
  return { claim, isRedacted: JSON.stringify(kept).includes(JSON.stringify(REDACTED)) };
}

function factsOf(kept: KeptClaim, records: Records): ClaimFacts {
  const canonical = canonicalIds(records);
  const sources = replayedSources(records);
  const mention: Mention = (one) => {
    // Redacted, it is no more than a text.
    if (typeof one !== 'object' || one === null) return null;
    const id = canonical(one.id);
    if (!sources.has(id)) sources.set(id, mentionedSource(id, one));
    return id;
  };
  const mentioned = listOf(kept.subjects).flatMap((one) => mention(one) ?? []);
  const subjects = listOf(kept.recorded?.subjects ?? mentioned);
  return {
    kind: among(KINDS, kept.kind, 'fact'),
    adverse: kept.adverse,
    subjects: [...new Set(subjects.map(canonical))],
    articleId: kept.article_id,
    attributions: rowsOf(kept, canonical, mention),
    ...{ sources, articles: articlesOf(records, canonical) },
    decisions: replayedDecisions(records),
  };
}

/** The source that is mentioned, now known; null where that was redacted. */
type Mention = (one: Mentioned | string | null | undefined) => number | null;

function cover(facts: ClaimFacts, hidden: ReadonlySet<number>): ClaimFacts {
  if (hidden.size === 0) return facts;
  const shown = (source: Source) =>
    hidden.has(source.id) ? { ...source, name: UNNAMED, words: source.name, hidden: true } : source;
  const wordless = { wording: null, quote: null, cue: null, anonymityReason: null };
  const noneKnown = { identityKnownBy: null, identityKnownOn: null };
  return {
    ...facts,
    sources: new Map([...facts.sources].map(([id, source]) => [id, shown(source)])),
    // The words of a row may tell of its speaker, of whom it is for, and of whom it came through.
    attributions: facts.attributions.map((row) => {
      const ids = [row.sourceId, row.onBehalfOf, ...row.via.map((relay) => relay.sourceId)];
      const tells = ids.some((one) => one !== null && hidden.has(one));
      return tells ? { ...row, ...wordless, ...noneKnown } : row;
    }),
  };
}

function rowsOf(
  { attributions, recorded }: KeptClaim,
  canonical: (id: number) => number,
  mention: Mention,
): Attribution[] {
  const rows = recorded?.attributions;
  const ids = new Map(listOf(rows).map((row) => [row[0], row]));
  const order = rows && listOf(rows).map(([id]) => id);
  return inOrder(listOf(attributions), order).flatMap((row) => {
    const [, speaker, spokenFor, relays] = ids.get(row.id) ?? [];
    const mentioned = mention(row.source);
    const sourceId = speaker === undefined ? mentioned : canonical(speaker);
    const stance = STANCES.find((one) => one === row.stance);
    // Of a row that was redacted as a whole nothing can be said.
    if (sourceId === null || !stance) return [];
    const behalf = mention(row.on_behalf_of);
    const onBehalfOf = spokenFor ? canonical(spokenFor) : behalf;
    const via = listOf(row.via).flatMap((relay, at) => {
      const named = mention(relay.source);
      const id = relays?.[at];
      const relayId = id === undefined ? named : canonical(id);
      return relayId === null ? [] : { sourceId: relayId, ownChannel: relay.own_channel };
    });
    return { ...plainRow(row), ...{ sourceId, stance, onBehalfOf, via } };
  });
}

function plainRow(row: KeptRow) {
  return {
    ...{ id: row.id, scope: among(SCOPES, row.scope, 'whole') },
    ...{ wording: row.wording ?? null, quote: row.quote ?? null, cue: row.cue ?? null },
    capacity: among(SOURCE_TYPES, row.capacity, 'untyped'),
    directness: among(DIRECTNESSES, row.directness, 'unknown'),
    groundRules: among(GROUND_RULES, row.ground_rules, 'unknown'),
    anonymityReason: row.anonymity_reason ?? null,
    interest: among(INTERESTS, row.interest, 'unknown'),
    ...{ provisional: row.provisional === true, carried: row.carried === true },
    ...{ saidOn: row.said_on ?? null, articleId: row.article_id ?? null },
    ...{ retracts: listOf(row.retracts), replyId: row.reply_id ?? null },
    identityKnownBy: row.identity_known?.by ?? null,
    identityKnownOn: row.identity_known?.on ?? null,
  };
}

interface KeptArticle {
  readonly headline: string;
  readonly publisher: Named | null;
  readonly agency: Named | null;
  readonly published_on: string | null;
  readonly desk: string | null;
  readonly ours: boolean;
  readonly recorded?: { readonly publisher: number | null; readonly agency: number | null };
}

function articlesOf(
  records: Records,
  canonical: (id: number) => number,
): Map<number, ArticleFacts> {
  const articles = new Map<number, ArticleFacts>();
  for (const [id, { facts }] of records.get('article') ?? []) {
    const kept = facts as unknown as KeptArticle;
    const outlet = (role: 'publisher' | 'agency') => {
      const outletId = kept.recorded ? kept.recorded[role] : (kept[role]?.id ?? null);
      return outletId === null ? null : canonical(outletId);
    };
    const ids = { publisherId: outlet('publisher'), agencyId: outlet('agency') };
    articles.set(id, { id, ...ids, publishedOn: kept.published_on, ours: kept.ours === true });
  }
  return articles;
}

function headOf(id: number, records: Records, facts: ClaimFacts): ArticleHead | null {
  const kept = records.get('article')?.get(id)?.facts as unknown as KeptArticle | undefined;
  const article = facts.articles.get(id);
  if (!kept || !article) return null;
  const name = (sourceId: number | null, otherwise: Named | null) =>
    sourceId === null ? null : (facts.sources.get(sourceId)?.name ?? otherwise?.name ?? null);
  return {
    ...{ id, headline: kept.headline, desk: kept.desk, ours: article.ours },
    publisher: name(article.publisherId, kept.publisher),
    agency: name(article.agencyId, kept.agency),
    publishedOn: kept.published_on,
  };
}

function appearanceOf({ article_id: articleId, ...rest }: KeptClaim['appearances'][number]) {
  return { ...rest, articleId };
}

// One that history does not tell of by itself is known by its mention only.
function mentionedSource(id: number, one: Mentioned): Source {
  return {
    ...{ id, name: one.name, type: among(SOURCE_TYPES, one.type, 'untyped') },
    identity: among(IDENTITIES, one.identity, 'unnamed_described'),
    ...{ collective: one.collective === true, count: one.count ?? null },
    ...{ partialTypes: [], partOf: null, articleId: null },
  };
}

function among<Word extends string>(
  list: readonly Word[],
  word: string | null | undefined,
  otherwise: Word,
): Word {
  return list.find((one) => one === word) ?? otherwise;
}

function inOrder<Row extends { readonly id: number }>(
  rows: readonly Row[],
  order: readonly number[] | undefined,
): Row[] {
  if (!Array.isArray(order)) return [...rows].sort((a, b) => a.id - b.id);
  return order.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}
