/** Stores what is derived of claims beside their facts, for lists and filters. */
import type { Connection } from '../database/database.ts';
import type { By } from '../people/person.ts';
import { type Finding, findFindings } from '../policy/findings.ts';
import { lapseWaivers } from '../policy/lapse.ts';
import { readSettings } from '../policy/settings.ts';
import { covers, type Waiver } from '../policy/waiver.ts';
import { readWaiversInForce } from '../policy/waiver-store.ts';
import { watchGround } from '../review/ground.ts';
import { restrictedSources } from '../sources/restriction.ts';
import { isNamed } from '../sources/source.ts';
import type { Attribution, ClaimFacts } from './claim.ts';
import { isRelayed } from './relays.ts';
import { loadRuleFacts } from './rule-facts.ts';
import type { Standing } from './standing.ts';

const MOST_AT_ONCE = 500;

/**
 * Derives the given claims anew, in the transaction that changed what they rest on. Cleared claims
 * whose ground moved so are reopened.
 * @param by who moved it; the program itself unless given
 */
export async function rederiveClaims(
  tx: Connection,
  claimIds: readonly number[],
  by: By = { personId: null, at: new Date() },
): Promise<void> {
  for (let from = 0; from < claimIds.length; from += MOST_AT_ONCE) {
    const ids = claimIds.slice(from, from + MOST_AT_ONCE);
    await watchGround(tx, ids, by, () => derive(tx, ids, by));
  }
}

async function derive(tx: Connection, ids: readonly number[], by: By): Promise<void> {
  const settings = await readSettings(tx);
  const waivers = await readWaiversInForce(tx, ids);
  const restricted = await restrictedSources(tx);
  for (const { id, facts } of await loadRuleFacts(tx, ids)) {
    await recordLevel(tx, id, facts.standing.corroboration.level, by);
    await store(tx, id, facts, facts.standing, restricted);
    const holding = await lapseWaivers(tx, waivers.get(id) ?? [], facts, by);
    await storeFindings(tx, id, findFindings(facts, settings), holding);
  }
}

/** After the rules were set otherwise: facts, standing and waivers are the same. */
export async function rederiveFindings(tx: Connection, ids: readonly number[]): Promise<void> {
  const settings = await readSettings(tx);
  const waivers = await readWaiversInForce(tx, ids);
  for (const { id, facts } of await loadRuleFacts(tx, ids)) {
    await storeFindings(tx, id, findFindings(facts, settings), waivers.get(id) ?? []);
  }
}

/** The claims in an article, or with an attribution in it. */
export async function claimsOfArticle(tx: Connection, articleId: number): Promise<number[]> {
  const rows = await tx.all<{ id: number }>(
    `SELECT id FROM claim WHERE article_id = ?
     UNION SELECT claim_id FROM attribution WHERE article_id = ?
     UNION SELECT claim_id FROM appearance WHERE article_id = ?`,
    ...[articleId, articleId, articleId],
  );
  return rows.map((row) => row.id);
}

/**
 * The claims whose standing may depend on any of the sources: as speaker, relay, subject, spoken
 * for, publisher or agency; under any name that was merged, as an organisation at any height, or
 * by a decision.
 */
export async function claimsTouchingSources(
  tx: Connection,
  sourceIds: readonly number[],
): Promise<number[]> {
  const rows = await tx.all<{ id: number }>(
    `WITH RECURSIVE meant (id) AS (
       SELECT value FROM json_each(?)
       UNION SELECT source.id FROM meant JOIN source
         ON source.canonical_id = meant.id OR source.part_of = meant.id
       UNION SELECT source.canonical_id FROM meant JOIN source ON source.id = meant.id
       UNION SELECT other_id FROM meant JOIN decision ON source_id = meant.id
         WHERE other_id IS NOT NULL
       UNION SELECT source_id FROM meant JOIN decision ON other_id = meant.id
     ), story (id) AS (
       SELECT article.id FROM article JOIN meant ON meant.id IN (publisher_id, agency_id)
     )
     SELECT claim_id AS id FROM attribution JOIN meant ON source_id = meant.id
     UNION SELECT claim_id FROM attribution JOIN meant ON on_behalf_of = meant.id
     UNION SELECT claim_id FROM attribution JOIN relay ON attribution_id = attribution.id
       JOIN meant ON relay.source_id = meant.id
     UNION SELECT claim_id FROM claim_subject JOIN meant ON source_id = meant.id
     UNION SELECT claim.id FROM claim JOIN story ON article_id = story.id
     UNION SELECT claim_id FROM attribution JOIN story ON article_id = story.id`,
    JSON.stringify(sourceIds),
  );
  return rows.map((row) => row.id);
}

/** Keeps when a claim's level became another one; its first is that of its recording. */
async function recordLevel(tx: Connection, id: number, level: string, { at }: By): Promise<void> {
  const time = at.toISOString();
  await tx.run(
    `INSERT INTO level_step (claim_id, from_level, to_level, at)
     SELECT id, level, ?, ? FROM claim WHERE id = ? AND level <> ? AND created_at < ?`,
    ...[level, time, id, level, time],
  );
}

async function store(
  tx: Connection,
  id: number,
  facts: ClaimFacts,
  { denial, corroboration }: Standing,
  restricted: ReadonlySet<number>,
): Promise<void> {
  await tx.run(
    `UPDATE claim SET denial = ?, level = ?, origins_min = ?, origins_max = ?,
       claim_date = COALESCE(made_on, (SELECT published_on FROM article
         WHERE article.id = claim.article_id), substr(created_at, 1, 10)) WHERE id = ?`,
    ...[denial.status, corroboration.level, corroboration.min, corroboration.max, id],
  );
  await tx.run('DELETE FROM claim_flag WHERE claim_id = ?', id);
  for (const flag of [...denial.flags, ...corroboration.flags]) {
    await tx.run('INSERT INTO claim_flag (claim_id, flag) VALUES (?, ?)', id, flag);
  }
  for (const row of facts.attributions) await storeRow(tx, row, facts);
  await storeWords(tx, id, facts, restricted);
}

async function storeFindings(
  tx: Connection,
  id: number,
  findings: readonly Finding[],
  waivers: readonly Waiver[],
): Promise<void> {
  await tx.run('DELETE FROM claim_finding WHERE claim_id = ?', id);
  for (const finding of findings) {
    const { code, severity, message, attributionId } = finding;
    const isWaived = waivers.some((waiver) => covers(waiver, finding));
    await tx.run(
      `INSERT INTO claim_finding (claim_id, code, severity, message, attribution_id, waived)
       VALUES (?, ?, ?, ?, ?, ?)`,
      ...[id, code, severity, message, attributionId, isWaived ? 1 : 0],
    );
  }
}

async function storeRow(tx: Connection, row: Attribution, facts: ClaimFacts): Promise<void> {
  const source = facts.sources.get(row.sourceId);
  await tx.run(
    'UPDATE attribution SET named = ?, relayed = ? WHERE id = ?',
    ...[source && isNamed(source) ? 1 : 0, isRelayed(facts, row) ? 1 : 0, row.id],
  );
  await tx.run('DELETE FROM attribution_type WHERE attribution_id = ?', row.id);
  for (const type of new Set([row.capacity, ...(source?.partialTypes ?? [])])) {
    await tx.run('INSERT INTO attribution_type (attribution_id, type) VALUES (?, ?)', row.id, type);
  }
}

// What a search finds must not depend on who searches: of a restricted source it finds nothing.
async function storeWords(
  tx: Connection,
  id: number,
  facts: ClaimFacts,
  restricted: ReadonlySet<number>,
): Promise<void> {
  const claim = await tx.one<{ statement: string; quotes: string | null }>(
    `SELECT statement, (SELECT group_concat(quote, char(10)) FROM appearance
       WHERE claim_id = claim.id) AS quotes FROM claim WHERE id = ?`,
    id,
  );
  const isOpen = (sourceId: number | null) => sourceId === null || !restricted.has(sourceId);
  const open = facts.attributions.filter((row) => sourcesOfRow(row).every(isOpen));
  const words = open.flatMap((row) => [row.wording, row.quote]);
  const named = [...facts.attributions.flatMap(sourcesOfRow), ...facts.subjects].filter(isOpen);
  const names = [...new Set(named)].map((sourceId) => facts.sources.get(sourceId ?? 0)?.name);
  await tx.run('DELETE FROM claim_words WHERE rowid = ?', id);
  await tx.run(
    'INSERT INTO claim_words (rowid, statement, words, sources) VALUES (?, ?, ?, ?)',
    ...[id, claim?.statement ?? '', [claim?.quotes, ...words].filter(Boolean).join('\n')],
    names.filter(Boolean).join('\n'),
  );
}

/** Everybody that an attribution speaks of. */
export function sourcesOfRow(row: Attribution): (number | null)[] {
  return [row.sourceId, row.onBehalfOf, ...row.via.map((relay) => relay.sourceId)];
}
