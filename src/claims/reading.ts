/** How the facts of a claim are read: which records are one source, and what each is called. */
import type { Source } from '../sources/source.ts';
import type { ArticleFacts, Attribution, ClaimFacts } from './claim.ts';
import { uniteSets } from './sets.ts';

export interface Reading {
  readonly facts: ClaimFacts;
  /** Only for sources that an editor declared the same: the smallest id among them. */
  readonly same: ReadonlyMap<number, number>;
  /** The number of each row as the page counts them, from 1. */
  readonly positions: ReadonlyMap<number, number>;
  /** The ids of the subjects, each by the one that stands for its source. */
  readonly subjects: ReadonlySet<number>;
  /** The articles that the claim or one of its rows stands in; `facts` may hold others' as well. */
  readonly articles: ReadonlySet<number | null>;
}

export function readFacts(facts: ClaimFacts): Reading {
  const declared = facts.decisions.filter((decision) => decision.judgement === 'same');
  const same = uniteSets(
    declared.map(({ sourceId, otherId }) => [sourceId, otherId ?? sourceId] as const),
  );
  return {
    facts,
    same,
    positions: new Map(facts.attributions.map((row, index) => [row.id, index + 1])),
    subjects: new Set(facts.subjects.map((id) => same.get(id) ?? id)),
    articles: new Set([facts.articleId, ...facts.attributions.map((row) => row.articleId)]),
  };
}

/** One id for all records that are the same source: declared the same, they speak as one. */
export function oneSource(reading: Reading, sourceId: number): number {
  return reading.same.get(sourceId) ?? sourceId;
}

export function sourceOf(reading: Reading, sourceId: number): Source | undefined {
  return reading.facts.sources.get(sourceId);
}

export function nameOf(reading: Reading, sourceId: number): string {
  return sourceOf(reading, sourceId)?.name ?? 'a source not on file';
}

export function positionOf(reading: Reading, row: Attribution): number {
  return reading.positions.get(row.id) ?? 0;
}

/** The article that a row stands in; a row that names none stands in the claim's own. */
export function articleOf(facts: ClaimFacts, row: Attribution): ArticleFacts | undefined {
  const id = row.articleId ?? facts.articleId;
  return id === null ? undefined : facts.articles.get(id);
}

/** Dates compare as text; a row without a date counts as the earliest. */
export function dateOf(row: Attribution): string {
  return row.saidOn ?? '';
}

/**
 * The source and its organisations, nearest first. Organisations that contain each other (bad
 * data) are walked once.
 */
export function organisationsUpwards(reading: Reading, sourceId: number): number[] {
  const line = new Set<number>();
  let next: number | null = sourceId;
  while (next !== null && !line.has(next)) {
    line.add(next);
    next = sourceOf(reading, next)?.partOf ?? null;
  }
  return [...line];
}
