/** What the parts of the origin graph ask of the facts: who counts, who is bare, who is the same. */
import type { Source } from '../sources/source.ts';
import type { Attribution, ClaimFacts, Stance } from './claim.ts';
import type { Origin, Standing } from './standing.ts';

export interface Ground {
  readonly facts: ClaimFacts;
  readonly standing: Standing;
  /** Ids of rows that add nothing to what other rows of the claim give. */
  readonly idle: ReadonlySet<number>;
  /** Ids of the rows that stand for an origin: the first reason given for it. */
  readonly leads: ReadonlySet<number>;
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

/** What the standing says of each row. */
export function groundOf(facts: ClaimFacts, standing: Standing): Ground {
  const { setAside, origins, because } = standing.corroboration;
  const leads = origins.map(({ attributions }) => {
    const reason = because.find((one) => attributions.includes(one.attributionId));
    return reason?.attributionId ?? attributions[0];
  });
  const ground = {
    ...{ facts, standing, idle: new Set(setAside.map((reason) => reason.attributionId)) },
    leads: new Set(leads.filter((id) => id !== undefined)),
  };
  for (const row of facts.attributions) {
    if (isSupport(row) && findSame(ground, row)) ground.idle.add(row.id);
  }
  return ground;
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

/**
 * The support row that stands for this one, where an editor declared their sources the same: the
 * one that leads their origin, else the first.
 */
export function findSame({ facts, leads }: Ground, row: Attribution): Attribution | undefined {
  const same = sameAs(facts, row.sourceId);
  if (same.size === 1) return undefined;
  const all = facts.attributions.filter((one) => isSupport(one) && same.has(one.sourceId));
  const head = all.find((one) => leads.has(one.id)) ?? all[0];
  return head?.sourceId === row.sourceId ? undefined : head;
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
