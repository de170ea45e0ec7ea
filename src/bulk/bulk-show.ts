/** The pages that say what was done to many claims. */
import { parseFilter } from '../claims/filter.ts';
import { namesOfFilter } from '../claims/names.ts';
import { filterSentence } from '../claims/sentence.ts';
import type { Database } from '../database/database.ts';
import { type Answer, type Ask, idOf, page } from '../web/route.ts';
import { readFilter } from './begin.ts';
import { type Bulk, bulkTitle } from './bulk.ts';
import { bulkJson, claimsJson } from './bulk-json.ts';
import { bulkPage, bulksPage } from './bulk-model.ts';
import { isRunning } from './bulk-run.ts';
import { countOutcomes, listClaims, type OutcomeGroup, readBulk, readBulks } from './bulk-store.ts';

const MOST_BULKS = 50;
const MOST_CLAIMS = 100;

export async function listBulks(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const bulks = (await readBulks(database, MOST_BULKS)).map((bulk) => ({
    ...{ ...bulk, isRunning: isRunning(database, bulk.id) },
  }));
  return page('bulk/index', 'Many claims at once', bulksPage(bulks, zone), {
    bulks: bulks.map((bulk) => bulkJson(bulk, bulk.isRunning, [])),
  });
}

export async function showBulk(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  // Asked before the counts: what ends in between then shows once more as running.
  const running = isRunning(database, idOf(ask));
  const bulk = await readBulk(database, idOf(ask));
  const groups = await countOutcomes(database, bulk.id);
  const chosen = choose(groups, ask.query);
  const after = /^\d{1,9}$/.exec(ask.query.get('after') ?? '')?.[0] ?? '0';
  const found = chosen
    ? await listClaims(database, bulk.id, chosen, Number(after), MOST_CLAIMS + 1)
    : [];
  const claims = found.slice(0, MOST_CLAIMS);
  const next = found.length > claims.length ? (claims.at(-1)?.position ?? null) : null;
  const model = bulkPage({
    ...{ bulk, groups, chosen, claims, next, zone, person: ask.person, isRunning: running },
    filter: await readFilterView(database, bulk),
  });
  const title = bulkTitle(bulk.action, bulk.total, bulk.assigneeName);
  const { nextUrl } = model;
  const json = { ...bulkJson(bulk, running, groups), claims: claimsJson(claims), next: nextUrl };
  return page('bulk/show', title, model, json);
}

/** The outcome that the address names; else what is most worth looking at. */
function choose(groups: readonly OutcomeGroup[], query: URLSearchParams): OutcomeGroup | null {
  const [outcome, why] = [query.get('outcome'), query.get('why')];
  const named = groups.find((one) => one.outcome === outcome && one.why === why);
  return named ?? groups.find((one) => one.why !== null) ?? groups[0] ?? null;
}

async function readFilterView(database: Database, { filter: query }: Bulk) {
  // One that had to be redacted is no filter any more.
  if (query === null || parseFilter(new URLSearchParams(query)).problems.length > 0) return null;
  const filter = await readFilter(database, query);
  const sentence = filterSentence(filter, await namesOfFilter(database, filter));
  return { sentence, url: `/claims?${query}` };
}
