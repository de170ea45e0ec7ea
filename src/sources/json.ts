/** The JSON of a source: what the API answers, and the facts that history keeps. */
import type { Json } from '../history/change.ts';
import type { SourceRecord } from './record.ts';
import { isNamed, SOURCE_TYPE_LABELS, type Source } from './source.ts';

type JsonObject = { readonly [name: string]: Json };

/** What people entered: the state that history compares. */
export function sourceFacts(source: SourceRecord): JsonObject {
  return {
    version: source.version,
    name: source.name,
    type: source.type,
    identity: source.identity,
    collective: source.collective,
    count: source.count,
    partial_types: source.partialTypes,
    part_of: source.organisation && { ...source.organisation },
    aliases: source.aliases,
    reliability: source.reliability,
    article: source.article && { ...source.article },
  };
}

export function sourceJson(source: SourceRecord): JsonObject {
  return {
    id: source.id,
    url: `/sources/${source.id}`,
    ...sourceFacts(source),
    claim_id: source.claimId,
    merged_into: source.mergedInto,
    canonical_id: source.canonicalId,
    claims: source.claims,
    remark: remarkOf(source),
    created_at: source.createdAt,
    changed_at: source.changedAt,
  };
}

/** What a source is, in a few words: "Diplomat · unnamed, in one article". */
export function remarkOf(source: Pick<Source, 'type' | 'identity' | 'collective' | 'count'>) {
  const number = source.count === null ? (source.collective ? 'group' : '') : `${source.count}`;
  const who = isNamed(source)
    ? source.identity === 'named_org'
      ? 'organisation'
      : 'person'
    : ['unnamed', number].filter(Boolean).join(', ');
  return `${SOURCE_TYPE_LABELS[source.type]} · ${who}`;
}
