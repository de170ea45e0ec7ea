/** What the parts of the origin graph ask of the facts: who counts, who is bare, who is the same. */
import type { Source } from '../sources/source.ts';
import type { Attribution, ClaimFacts, Stance } from './claim.ts';
import type { Origin, Standing } from './standing.ts';

export interface Ground {
  readonly facts: ClaimFacts;
  readonly standing: Standing;
  /** Ids of rows that add nothing to what other rows of the claim give. */
  readonly idle: ReadonlySet<number>;
}

const SUPPORT: readonly Stance[] = ['asserts', 'confirms', 'admits'];

export function isSupport(row: Attribution): boolean {
  return SUPPORT.includes(row.stance);
}

export function sourceOf(facts: ClaimFacts, id: number): Source {
  const source = facts.sources.get(id);
  if (!source) throw new Error(`The facts lack source ${id}.`);
  return source;
}

/** Rows that were set aside, and those of a source declared the same as an earlier row's. */
export function groundOf(facts: ClaimFacts, standing: Standing): Ground {
  const { setAside } = standing.corroboration;
  const idle = new Set(setAside.map((reason) => reason.attributionId));
  for (const row of facts.attributions) {
    if (isSupport(row) && findSame(facts, row)) idle.add(row.id);
  }
  return { facts, standing, idle };
}

export function originOf(ground: Ground, row: Attribution): Origin | undefined {
  return ground.standing.corroboration.origins.find((one) => one.attributions.includes(row.id));
}

/** A media source whose own source is not visible. */
export function isBare(facts: ClaimFacts, row: Attribution): boolean {
  if (sourceOf(facts, row.sourceId).type !== 'media') return false;
  const saw = row.directness === 'witnessed' || row.directness === 'first_hand';
  const relayed = row.via.some((relay) => !relay.ownChannel);
  return !facts.subjects.includes(row.sourceId) && !(saw && !relayed);
}

/** The first earlier support row whose source an editor declared the same as this row's. */
export function findSame(facts: ClaimFacts, row: Attribution): Attribution | undefined {
  const same = sameAs(facts, row.sourceId);
  return facts.attributions
    .slice(0, facts.attributions.indexOf(row))
    .find((one) => isSupport(one) && one.sourceId !== row.sourceId && same.has(one.sourceId));
}

// A decision may lead to another: all that can be reached are one.
function sameAs(facts: ClaimFacts, sourceId: number): ReadonlySet<number> {
  const reached = new Set([sourceId]);
  for (const id of reached) {
    for (const { judgement, sourceId: one, otherId: other } of facts.decisions) {
      if (judgement !== 'same' || other === null) continue;
      if (one === id) reached.add(other);
      if (other === id) reached.add(one);
    }
  }
  return reached;
}

/**
 * Who printed a row, first the agency: no relays, but how it reached us. A publisher is worth a
 * node only where the support stands in several articles.
 */
export function printersOf(facts: ClaimFacts, row: Attribution): number[] {
  const articleOf = (one: Attribution) => one.articleId ?? facts.articleId;
  const article = facts.articles.get(articleOf(row) ?? 0);
  const several = new Set(facts.attributions.filter(isSupport).map(articleOf)).size > 1;
  const ids = [article?.agencyId ?? null, several ? (article?.publisherId ?? null) : null];
  return ids.filter((id) => id !== null);
}
