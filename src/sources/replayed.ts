/** Sources as history tells them: who stood for whom, and what was said of them. Pure. */
import type { Json } from '../history/change.ts';
import { listOf, type Records, type Replayed } from '../history/replay.ts';
import {
  type Decision,
  IDENTITIES,
  JUDGEMENTS,
  SOURCE_TYPES,
  type Source,
  type SourceType,
} from './source.ts';

type Named = { readonly id: number; readonly name: string };

/** What history keeps of a source. Any value may have been redacted. */
interface KeptSource {
  readonly name?: string;
  readonly type?: string;
  readonly identity?: string;
  readonly collective?: boolean;
  readonly count?: number | null;
  readonly partial_types?: readonly string[];
  readonly part_of?: Named | null;
  readonly article?: { readonly id: number; readonly headline: string } | null;
  readonly recorded?: { readonly part_of: number | null; readonly claim_id: number | null };
  // As the making of a source was written at first.
  readonly partialTypes?: readonly string[];
  readonly partOf?: number | null;
  readonly articleId?: number | null;
}

/** The source that each one stood for, after all merges that held. */
export function canonicalIds(records: Records): (id: number) => number {
  const into = new Map<number, number>();
  for (const { facts } of records.get('merge')?.values() ?? []) {
    const merge = facts as unknown as { readonly source?: Named; readonly into?: Named };
    if (merge.source && merge.into) into.set(merge.source.id, merge.into.id);
  }
  return (id) => {
    let canonical = id;
    for (let step = 0; step <= into.size; step += 1) canonical = into.get(canonical) ?? canonical;
    return canonical;
  };
}

/** Those that were not merged away, by their ids. */
export function replayedSources(records: Records): Map<number, Source> {
  const canonical = canonicalIds(records);
  const sources = new Map<number, Source>();
  for (const [id, replayed] of records.get('source') ?? []) {
    if (canonical(id) === id) sources.set(id, toSource(id, replayed, canonical));
  }
  return sources;
}

/** Those that held, in the order in which they were made. */
export function replayedDecisions(records: Records): Decision[] {
  const canonical = canonicalIds(records);
  const decisions: Decision[] = [];
  for (const [id, { facts }] of records.get('decision') ?? []) {
    const { judgement, source, other } = facts as unknown as Partial<Decision> & {
      readonly source?: Named;
      readonly other?: Named | null;
    };
    const known = JUDGEMENTS.find((one) => one === judgement);
    if (!known || !source) continue;
    const otherId = other ? canonical(other.id) : null;
    decisions.push({ id, judgement: known, sourceId: canonical(source.id), otherId });
  }
  return decisions.sort((a, b) => a.id - b.id);
}

/** A source under the names of its JSON, with what merges made of it. */
export function replayedSourceJson(
  records: Records,
  id: number,
): { readonly [name: string]: Json } | null {
  const replayed = records.get('source')?.get(id);
  if (!replayed) return null;
  const canonical = canonicalIds(records);
  const { recorded, ...facts } = replayed.facts;
  const kept = replayed.facts as unknown as KeptSource;
  const partOf = kept.recorded?.part_of ?? null;
  const articleId = kept.article?.id ?? null;
  const headline = records.get('article')?.get(articleId ?? 0)?.facts.headline ?? null;
  const organisation = partOf === null ? null : canonical(partOf);
  return {
    ...{ id, ...facts },
    part_of:
      organisation === null ? null : { id: organisation, name: nameOf(records, organisation) },
    article: articleId === null ? null : { id: articleId, headline },
    claim_id: kept.recorded?.claim_id ?? null,
    merged_into: mergedInto(records, id),
    canonical_id: canonical(id),
    created_at: replayed.createdAt,
    changed_at: replayed.changedAt,
  };
}

function mergedInto(records: Records, id: number): number | null {
  for (const { facts } of records.get('merge')?.values() ?? []) {
    const merge = facts as unknown as { readonly source?: Named; readonly into?: Named };
    if (merge.source?.id === id) return merge.into?.id ?? null;
  }
  return null;
}

function nameOf(records: Records, id: number): Json {
  return records.get('source')?.get(id)?.facts.name ?? null;
}

function toSource(id: number, { facts }: Replayed, canonical: (id: number) => number): Source {
  const kept = facts as unknown as KeptSource;
  const whole = kept.part_of === undefined ? (kept.partOf ?? null) : (kept.part_of?.id ?? null);
  const recorded = kept.recorded ? (kept.recorded.part_of ?? null) : whole;
  const partOf = recorded === null ? null : canonical(recorded);
  return {
    id,
    name: kept.name ?? '',
    type: typeOf(kept.type),
    identity: IDENTITIES.find((one) => one === kept.identity) ?? 'unnamed_described',
    collective: kept.collective === true,
    count: typeof kept.count === 'number' ? kept.count : null,
    partialTypes: listOf(kept.partial_types ?? kept.partialTypes).map(typeOf),
    // A merge can leave a source within itself.
    partOf: partOf === id ? null : partOf,
    articleId: kept.article?.id ?? kept.articleId ?? null,
  };
}

function typeOf(type: string | undefined): SourceType {
  return SOURCE_TYPES.find((one) => one === type) ?? 'untyped';
}
