/** What a proposal knows, for the claim form to be filled in with. */
import type { Connection } from '../database/database.ts';
import { claimBody } from './claim-words.ts';
import { sourcesSoFar, withKnown } from './known-sources.ts';
import type { Proposal, TextProposals } from './proposal.ts';

/** The JSON of the claim that accepting it would make; sources on file have id and name. */
export async function prefillOf(
  connection: Connection,
  all: TextProposals,
  proposal: Proposal,
): Promise<ReturnType<typeof claimBody> & { readonly attributions: readonly object[] }> {
  const anchor = all.proposals[proposal.anchor] ?? proposal;
  const body = claimBody(all, { claimId: null, anchor, proposals: [proposal] });
  const known = await sourcesSoFar(connection, all, null);
  const attributions = [];
  for (const row of body.attributions) {
    const found = await withKnown(connection, row, known, proposal);
    const via = [];
    for (const relay of found.via) {
      via.push({ ...relay, source: await withName(connection, relay.source) });
    }
    attributions.push({
      ...found,
      via,
      source: await withName(connection, found.source),
      on_behalf_of: found.on_behalf_of && (await withName(connection, found.on_behalf_of)),
    });
  }
  return { ...body, attributions: attributions as typeof body.attributions };
}

async function withName(connection: Connection, source: object): Promise<object> {
  if (!('id' in source) || typeof source.id !== 'number') return source;
  const row = await connection.one<{ name: string }>(
    'SELECT name FROM source WHERE id = ?',
    source.id,
  );
  return { ...source, name: row?.name ?? '' };
}
