/** A mark of an answer that holds until anything at all is changed, found before any work. */
import { createHash, randomBytes } from 'node:crypto';
import { stateOf } from '../database/state.ts';
import type { Ask } from './route.ts';

// Another start may be another program, and counts states anew.
const THIS_START = randomBytes(12).toString('base64url');

/**
 * Of everything that an answer may depend on: database, address, person, what they sent; and the
 * hour, as another day may read otherwise.
 */
export async function stateTag(ask: Ask): Promise<string> {
  const { house, person, address, wants, client, now } = ask;
  const state = await stateOf(house.database);
  const hour = now.toISOString().slice(0, 13);
  const all = [THIS_START, state, person, address, wants, client.cookies, hour];
  return `W/"${createHash('sha256').update(JSON.stringify(all)).digest('base64url')}"`;
}
