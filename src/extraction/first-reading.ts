/** Reads a text for attributions the first time somebody asks, in a thread of its own. */
import type { ArticleRecord } from '../articles/article.ts';
import type { House } from '../web/route.ts';
import { extractOffThread, type Limits } from './offthread.ts';
import { type Reading, readReading, storeReading } from './proposal-store.ts';

/** An article of 900 words takes some 30 milliseconds; this is for the longest of texts. */
const LIMITS: Limits = { milliseconds: 15_000, megabytes: 256 };

/** Texts that are being read, so that impatient people do not have them read twice. */
const underWay = new WeakMap<object, Map<string, Promise<Reading>>>();

/**
 * How the current text of an article was read; reads it now where it was not. A text that cannot be
 * read in time and memory ends in words that say so, which are kept: trying again is a person's
 * decision.
 */
export async function ensureReading(
  house: House,
  article: ArticleRecord,
  limits: Limits = LIMITS,
): Promise<Reading | null> {
  const { text } = article;
  if (!text || text.body.trim() === '') return null;
  const known = await readReading(house.database, article.id, text.number);
  if (known) return known;
  const jobs = underWay.get(house.database) ?? new Map<string, Promise<Reading>>();
  underWay.set(house.database, jobs);
  const key = `${article.id} ${text.number}`;
  const job = jobs.get(key) ?? readNow(house, article, limits).finally(() => jobs.delete(key));
  jobs.set(key, job);
  return job;
}

async function readNow(house: House, article: ArticleRecord, limits: Limits): Promise<Reading> {
  const { id, text } = article;
  const own = [article.publisher?.name, article.agency?.name];
  const ownOutlets = own.filter((name) => name !== undefined);
  const result = await extractOffThread(text?.body ?? '', limits, { ownOutlets });
  const kept = result.ok
    ? { found: result.extraction.attributions }
    : { failure: `${result.message} The article and its text are saved as they are.` };
  // That others are waiting says nothing about this text.
  if (!result.ok && (result.reason === 'busy' || result.reason === 'closed')) {
    return { failure: 'failure' in kept ? kept.failure : null };
  }
  await house.database.write((tx) => storeReading(tx, id, text?.number ?? 0, kept, house.clock()));
  return { failure: 'failure' in kept ? kept.failure : null };
}
