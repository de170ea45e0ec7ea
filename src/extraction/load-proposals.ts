/** Gathers what the proposals of an article need, and finds the one that is decided. */
import type { ArticleRecord } from '../articles/article.ts';
import { readArticle } from '../articles/store.ts';
import { findSimilar, type SimilarClaim } from '../claims/similar-store.ts';
import type { Connection } from '../database/database.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import type { House } from '../web/route.ts';
import { readBatch } from './batches.ts';
import { statementOf } from './claim-words.ts';
import { ensureReading } from './first-reading.ts';
import type { Proposal, TextProposals } from './proposal.ts';
import { countObsolete, placeOfProposal, readProposals, readRates } from './proposal-store.ts';
import type { Shown } from './proposals-page.ts';

/** Similar claims are looked up for so many statements of a page. */
const MOST_LOOKED_UP = 60;

/** Everything that the page of an article's proposals shows; reads the text where it was not. */
export async function loadProposals(
  house: House,
  articleId: number,
  batchId: number | null,
): Promise<{ readonly article: ArticleRecord; readonly shown: Shown }> {
  const { database } = house;
  const article = await readArticle(database, articleId);
  const reading = await ensureReading(house, article);
  const number = article.text?.number ?? 0;
  const all = reading ? await readProposals(database, articleId, number) : null;
  const shown = {
    all,
    failure: reading?.failure ?? null,
    obsolete: await countObsolete(database, articleId, number),
    rates: await readRates(database),
    similar: all ? await similarOf(database, all) : new Map(),
    batch: batchId === null ? null : await readBatch(database, articleId, batchId),
  };
  return { article, shown };
}

async function similarOf(connection: Connection, all: TextProposals) {
  const similar = new Map<number, readonly SimilarClaim[]>();
  const known = new Map<number, readonly SimilarClaim[]>();
  for (const one of all.proposals) {
    if (one.decision !== 'open' || all.claims.has(one.anchor)) continue;
    let found = known.get(one.anchor);
    if (!found && known.size < MOST_LOOKED_UP) {
      found = await findSimilar(connection, statementOf(all, one), null);
      known.set(one.anchor, found);
      // Other requests come in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
    similar.set(one.id, found ?? []);
  }
  return similar;
}

/**
 * A proposal among all of its text, inside the transaction that decides.
 * @throws NotFound; Conflict where the text has changed since
 */
export async function loadForDecision(
  connection: Connection,
  id: number,
): Promise<{ readonly all: TextProposals; readonly proposal: Proposal }> {
  const { articleId, textNumber, current } = await placeOfProposal(connection, id);
  if (textNumber !== current) {
    throw new Conflict('The text has changed since; this proposal is obsolete.');
  }
  const all = await readProposals(connection, articleId, textNumber);
  const proposal = all.proposals.find((one) => one.id === id);
  if (!proposal) throw new NotFound('There is no such proposal.');
  return { all, proposal };
}
