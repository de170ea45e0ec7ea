/** The JSON of a change. */
import type { Json } from './change.ts';
import type { Change } from './store.ts';

export function changeJson(change: Change): { readonly [name: string]: Json } {
  return {
    ...{ id: change.id, at: change.at, person: change.personName, entity: change.entity },
    ...{ entity_id: change.entityId, claim_id: change.claimId, action: change.action },
    values: change.values.map((value) => ({ ...value })),
    hash: change.hash,
  };
}
