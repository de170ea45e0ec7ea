/** The second line of the nodes in the origin graph. */
import type { Attribution, ClaimFacts } from './claim.ts';
import { type Ground, originOf, sourceOf } from './graph-ground.ts';
import type { Origin } from './standing.ts';
import { STANCE_LABELS } from './words.ts';

/** What the rows of one source count for: "one origin, 7 stated". */
export function originRemark(ground: Ground, rows: readonly Attribution[]): string {
  const row = rows.find((one) => !ground.idle.has(one.id));
  if (!row) return 'adds nothing';
  const origin = originOf(ground, row);
  if (!origin) return 'no origin of its own';
  const leads = (one: Attribution) =>
    ground.leads.has(one.id) && origin.attributions.includes(one.id);
  const lead = ground.facts.attributions.find(leads);
  if (lead && lead.sourceId !== row.sourceId) return 'the same origin';
  return countRemark(origin);
}

function countRemark(origin: Origin): string {
  if (origin.circular) return 'circular';
  if (!origin.direct) return 'no direct origin';
  if (origin.max === null) return 'one origin, no number given';
  if (origin.min > 1) return `${origin.min} origins, spoken to apart`;
  return origin.max > 1 ? `one origin, ${origin.max} stated` : 'one origin';
}

/** What somebody in between is: a relay, the speaker's own channel, who printed it. */
export function passageRemark({ facts }: Ground, sourceId: number): string {
  const relays = facts.attributions.flatMap((row) => row.via);
  const used = relays.filter((relay) => relay.sourceId === sourceId);
  if (used.length > 0) return used.every((relay) => relay.ownChannel) ? 'own channel' : 'relay';
  if (facts.attributions.some((row) => row.sourceId === sourceId)) return 'relay';
  const articles = [...facts.articles.values()];
  const isAgency = articles.some((article) => article.agencyId === sourceId);
  return isAgency ? 'agency, no relay' : 'publisher, no relay';
}

/** Whom a position is for, or what it is. */
export function positionRemark(facts: ClaimFacts, rows: readonly Attribution[]): string {
  const spoken = rows.find((row) => row.onBehalfOf !== null)?.onBehalfOf ?? null;
  const stances = [...new Set(rows.map((row) => STANCE_LABELS[row.stance]))];
  const answers = rows.some((row) => row.stance === 'denies' || row.stance === 'disputes');
  if (!answers) return stances.join(', then ');
  if (spoken !== null) return `for ${sourceOf(facts, spoken).name}`;
  const isSubject = facts.subjects.includes(rows[0]?.sourceId ?? 0);
  return isSubject ? 'a subject of the claim' : 'not a subject of it';
}
