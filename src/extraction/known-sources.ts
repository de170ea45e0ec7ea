/** Sources that are on file already: accepting proposals makes none of them twice. */
import type { Connection } from '../database/database.ts';
import { nameKey } from '../sources/resolve.ts';
import { hiddenSources } from '../sources/restriction.ts';
import type { SourceDescription } from '../sources/source.schema.ts';
import type { attributionBody } from './claim-words.ts';
import type { Proposal, TextProposals } from './proposal.ts';

/** The source on file for each described speaker that was accepted before, by its position. */
export async function sourcesSoFar(
  tx: Connection,
  all: TextProposals,
  personId: number | null,
): Promise<Map<number, number>> {
  const hidden = await hiddenSources(tx, personId);
  const sources = new Map<number, number>();
  for (const one of all.proposals) {
    if (one.decision !== 'accepted' || one.attributionId === null) continue;
    const row = await tx.one<{ id: number }>(
      `SELECT source.canonical_id AS id FROM attribution JOIN source ON source.id = source_id
       WHERE attribution.id = ? AND source.id NOT IN (SELECT id FROM hidden_source)`,
      one.attributionId,
    );
    if (row && !hidden.has(row.id)) sources.set(one.speaker, row.id);
  }
  return sources;
}

type Body = ReturnType<typeof attributionBody>;

/** A row with its sources by their ids, where they are on file. */
export async function withKnown(
  tx: Connection,
  row: Body,
  known: ReadonlyMap<number, number>,
  proposal: Proposal,
) {
  const speaker = known.get(proposal.speaker);
  const via = [];
  for (const relay of row.via) via.push({ ...relay, source: await onFile(tx, relay.source) });
  return {
    ...row,
    source: speaker === undefined ? await onFile(tx, row.source) : { id: speaker },
    on_behalf_of: row.on_behalf_of && (await onFile(tx, row.on_behalf_of)),
    via,
  };
}

// A name that one source on file bears is that source, whatever type the words suggest.
async function onFile<Described extends Pick<SourceDescription, 'name' | 'identity'>>(
  tx: Connection,
  source: Described,
): Promise<Described | { id: number }> {
  if (source.identity !== 'named_person' && source.identity !== 'named_org') return source;
  const key = nameKey(source.name ?? '');
  const rows = await tx.all<{ id: number }>(
    `SELECT DISTINCT canonical_id AS id FROM source
     WHERE identity IN ('named_person', 'named_org') AND (name_key = ?
       OR id IN (SELECT source_id FROM source_alias WHERE alias_key = ?))`,
    ...[key, key],
  );
  return rows.length === 1 && rows[0] ? { id: rows[0].id } : source;
}
