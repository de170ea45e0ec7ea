/** What the tests of sources stand on: an article, claims in it, and who says so. */
import { parseClaim } from '../../src/claims/claim.schema.ts';
import { createClaim } from '../../src/claims/write.ts';
import { type Newsroom, TODAY } from '../support/newsroom.ts';

const BY = { personId: 2, personName: 'Nour Haddad', at: TODAY };

export async function addArticle(newsroom: Newsroom, headline: string): Promise<number> {
  const { id } = await newsroom.database.write((tx) =>
    tx.run(
      'INSERT INTO article (headline, created_at, changed_at) VALUES (?, ?, ?)',
      ...[headline, TODAY.toISOString(), TODAY.toISOString()],
    ),
  );
  return id;
}

/** Records a claim as the API would; returns its id. */
export function addClaim(newsroom: Newsroom, body: object): Promise<number> {
  const parsed = parseClaim({ statement: 'Something happened.', ...body });
  if (!('claim' in parsed)) throw new Error(JSON.stringify(parsed));
  return newsroom.database.write((tx) => createClaim(tx, parsed.claim, BY));
}

/** Records a source through the API; returns its id. */
export async function addSource(newsroom: Newsroom, body: object): Promise<number> {
  const response = await newsroom.as('editor').json('POST', '/sources', body);
  const made = (await response.json()) as { id: number };
  if (response.status !== 201) throw new Error(JSON.stringify(made));
  return made.id;
}

/** What the answers about sources may hold, as far as tests look at it. */
interface Data {
  readonly id: number;
  readonly name: string;
  readonly detail: string;
  readonly total: number;
  readonly next: string | null;
  readonly meant: string;
  readonly claims: number;
  readonly type: string;
  readonly aliases: readonly string[];
  readonly part_of: Data;
  readonly current: Data;
  readonly sources: readonly Data[];
  readonly members: readonly Data[];
  readonly merges: readonly Data[];
  readonly decisions: readonly Data[];
  readonly grades: readonly { readonly grade: string; readonly person: string }[];
  readonly changes: readonly { readonly values: readonly object[] }[];
  readonly record: Readonly<Record<string, readonly number[]>>;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly facets: Readonly<
    Record<string, readonly { readonly value: string; readonly count: number }[]>
  >;
}

export async function dataOf(response: Response | Promise<Response>): Promise<Data> {
  return (await (await response).json()) as Data;
}
