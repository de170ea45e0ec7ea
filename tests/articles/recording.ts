/** Records claims of an article as the API would. */
import { parseClaim } from '../../src/claims/claim.schema.ts';
import { createClaim } from '../../src/claims/write.ts';
import { CAST, type Newsroom, TODAY } from '../support/newsroom.ts';

const BY = { personId: CAST.editor.id, personName: CAST.editor.name, at: TODAY };

/** @returns the claim's id */
export async function recordClaim(newsroom: Newsroom, body: object): Promise<number> {
  const parsed = parseClaim(body);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return newsroom.database.write((tx) => createClaim(tx, parsed.claim, BY));
}
