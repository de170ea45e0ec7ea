/** What makes two sources one origin, other than being the same source. */
import { isNamed, type Source } from '../sources/source.ts';
import type { ArticleFacts } from './claim.ts';
import { shareLanes } from './lanes.ts';
import { articleOf, oneSource, organisationsUpwards, type Reading, sourceOf } from './reading.ts';
import type { Support, SupportRow } from './support.ts';

export interface Tie {
  readonly kind: 'organisation' | 'family' | 'report' | 'relay' | 'ring';
  /** The organisation, the family's head, the agency or the relay; of a ring, one of it. */
  readonly by: number;
  /** The sources that are tied, each by the id that stands for it. */
  readonly sources: ReadonlySet<number>;
}

/**
 * All ties of two or more sources, in the order in which they are worth telling. An outlet that
 * only carries another row is no origin, but it still ties: else one more row through it would
 * part what was one.
 */
export function findTies(reading: Reading, { rows, rings }: Support): Tie[] {
  const sources = recordsOf(reading, rows);
  return [
    ...tieRings(rows, rings),
    ...tieReports(reading, rows),
    ...tieRelays(reading, rows),
    ...tieOrganisations(reading, sources),
    ...tieFamilies(reading, sources),
  ].filter((tie) => tie.sources.size > 1);
}

function recordsOf(reading: Reading, rows: readonly SupportRow[]): readonly Source[] {
  const ids = new Set(rows.map(({ row }) => row.sourceId));
  return [...ids].map((id) => sourceOf(reading, id)).filter((source) => source !== undefined);
}

/** Whatever stands on a ring of relays is one origin: none of it is known to come first. */
function tieRings(rows: readonly SupportRow[], rings: ReadonlyMap<number, number>): Tie[] {
  const found = new Map<number, Set<number>>();
  for (const { source } of rows) {
    const ring = rings.get(source);
    if (ring !== undefined) add(found, ring, source);
  }
  return [...found].map(([by, sources]) => ({ kind: 'ring', by, sources }));
}

/** Unnamed sources in articles that carry one agency's report, described in the same words. */
function tieReports(reading: Reading, rows: readonly SupportRow[]): Tie[] {
  const homes = rows.map((one) => homeOf(reading, one));
  const carried = new Set(homes.map((home) => home?.agencyId));
  const alike = new Map<string, SupportRow[]>();
  const agencies = new Map<string, number>();
  for (const [index, one] of rows.entries()) {
    const [source, home] = [unnamedSource(reading, one), homes[index]];
    // The agency's own article carries its report as well.
    const agency = home?.agencyId ?? (carried.has(home?.publisherId) ? home?.publisherId : null);
    if (!source || agency == null) continue;
    const key = `${oneSource(reading, agency)} ${sameWords(source.words ?? source.name)}`;
    agencies.set(key, agency);
    alike.set(key, append(alike.get(key), one));
  }
  return [...alike].flatMap(([key, rows]) =>
    // Two of the same words in one article are two: an editor made them distinct.
    shareLanes(reading, rows, (one) => homeOf(reading, one)?.id).map(
      (sources): Tie => ({ kind: 'report', by: agencies.get(key) ?? 0, sources }),
    ),
  );
}

/** Unnamed sources reached through the same furthest relay: only that outlet knows who they are. */
function tieRelays(reading: Reading, rows: readonly SupportRow[]): Tie[] {
  const reached = new Map<number, SupportRow[]>();
  for (const one of rows) {
    const furthest = one.relays.at(-1);
    if (furthest === undefined || !unnamedSource(reading, one)) continue;
    reached.set(furthest, append(reached.get(furthest), one));
  }
  return [...reached].flatMap(([by, rows]) =>
    shareLanes(reading, rows, () => undefined).map(
      (sources): Tie => ({ kind: 'relay', by, sources }),
    ),
  );
}

/** People and unnamed groups with their direct organisation, and so with each other. */
function tieOrganisations(reading: Reading, sources: readonly Source[]): Tie[] {
  const found = new Map<number, Set<number>>();
  for (const source of sources) {
    if (source.partOf === null || source.identity === 'named_org') continue;
    if (countsApart(reading, source.id, source.partOf)) continue;
    add(found, oneSource(reading, source.partOf), oneSource(reading, source.id));
  }
  for (const source of sources) {
    const id = oneSource(reading, source.id);
    found.get(id)?.add(id);
  }
  return [...found].map(([by, members]) => ({ kind: 'organisation', by, sources: members }));
}

/** Outlets of one publisher, however far up; other organisations stay two. */
function tieFamilies(reading: Reading, sources: readonly Source[]): Tie[] {
  const found = new Map<number, Set<number>>();
  for (const source of sources) {
    if (source.type !== 'media' || source.identity !== 'named_org') continue;
    const line = organisationsUpwards(reading, source.id);
    const last = line.findIndex((id, index) => {
      const above = line[index + 1];
      return above === undefined || isCutOff(reading, source.id, id, above);
    });
    const head = oneSource(reading, line[last] ?? source.id);
    add(found, head, oneSource(reading, source.id));
  }
  return [...found].map(([by, members]) => ({ kind: 'family', by, sources: members }));
}

function isCutOff(reading: Reading, outlet: number, below: number, above: number): boolean {
  return countsApart(reading, outlet, above) || countsApart(reading, below, above);
}

/** An editor's decision holds for the very record it names. */
function countsApart(reading: Reading, sourceId: number, organisationId: number): boolean {
  return reading.facts.decisions.some(
    (decision) =>
      decision.judgement === 'apart' &&
      decision.sourceId === sourceId &&
      (decision.otherId === null || decision.otherId === organisationId),
  );
}

function unnamedSource(reading: Reading, { row }: SupportRow): Source | undefined {
  const source = sourceOf(reading, row.sourceId);
  return source && !isNamed(source) ? source : undefined;
}

/**
 * The one article that an unnamed source was described in, if the claim touches it; else the one
 * that the row stands in.
 */
function homeOf(reading: Reading, one: SupportRow): ArticleFacts | undefined {
  const id = unnamedSource(reading, one)?.articleId ?? null;
  if (id === null || !reading.articles.has(id)) return articleOf(reading.facts, one.row);
  return reading.facts.articles.get(id);
}

function sameWords(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ').toUpperCase().toLowerCase();
}

function append(rows: SupportRow[] | undefined, one: SupportRow): SupportRow[] {
  if (!rows) return [one];
  rows.push(one);
  return rows;
}

function add(sets: Map<number, Set<number>>, key: number, member: number): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(member));
}
