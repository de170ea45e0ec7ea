/**
 * What a careful reader recorded for a real article, and the standing that must follow from it. The
 * article is third-party text and not part of the project: where it is missing, this is skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Directness, Interest, Kind, Stance } from '../../src/claims/claim.ts';
import { deriveStanding } from '../../src/claims/standing.ts';
import type { Identity, SourceType } from '../../src/sources/source.ts';
import { type ClaimWords, claim, type RowWords, type SourceWords } from './facts.ts';

interface GoldRow {
  readonly source: {
    readonly name: string;
    readonly type: SourceType;
    readonly identity: Identity;
    readonly collective: boolean;
    readonly count?: number;
  };
  readonly stance: Stance;
  readonly directness: Directness;
  readonly interest: Interest;
  readonly answers_for?: string;
  readonly provisional?: boolean;
  readonly carried?: boolean;
}

interface GoldClaim {
  readonly id: string;
  readonly kind: Kind;
  readonly adverse: boolean;
  readonly subjects: readonly string[];
  readonly attributions: readonly GoldRow[];
  readonly standing: {
    readonly denial: string;
    readonly corroboration: string;
    readonly origins: { readonly min: number; readonly max: number | null };
  };
}

const GOLD = join('data', 'seed', 'article-1.gold.json');
const path = findShared();
const claims = path ? (JSON.parse(readFileSync(path, 'utf8')).claims as readonly GoldClaim[]) : [];

const title = path
  ? 'standing of a real article, as a careful reader sees it'
  : 'skipped, for shared/data is not here: standing of a real article';

describe.skipIf(path === undefined)(title, () => {
  test('covers its 25 claims', () => expect(claims).toHaveLength(25));

  test.each(claims.map((gold) => [gold.id, gold] as const))('%s', (_, gold) => {
    const { denial, corroboration } = deriveStanding(claim(wordsOf(gold)));
    expect({
      denial: denial.status,
      corroboration: corroboration.level,
      origins: { min: corroboration.min, max: corroboration.max },
    }).toEqual(gold.standing);
  });
});

/** The folder lies beside or above the project; SHARED says where else. */
function findShared(): string | undefined {
  const { SHARED } = process.env;
  const places = SHARED ? [SHARED] : [];
  for (let folder = process.cwd(); folder !== dirname(folder); folder = dirname(folder)) {
    places.push(join(folder, 'shared'));
  }
  return places.map((place) => join(place, GOLD)).find((file) => existsSync(file));
}

function wordsOf(gold: GoldClaim): ClaimWords {
  const sources: Record<string, SourceWords> = {};
  for (const subject of gold.subjects) sources[subject] = { identity: 'named_org' };
  for (const { source } of gold.attributions) {
    const { name, type, identity, collective } = source;
    const count = source.count ?? sources[name]?.count ?? null;
    sources[name] = { type, identity, collective, count };
  }
  return {
    ...{ kind: gold.kind, adverse: gold.adverse, subjects: gold.subjects, sources },
    articles: [{ publisher: 'Asharq Al-Awsat', agency: 'reuters', publishedOn: '2024-10-02' }],
    rows: gold.attributions.map(rowOf),
  };
}

function rowOf({ source, stance, directness, interest, ...rest }: GoldRow): RowWords {
  return {
    ...{ source: source.name, stance, directness, interest },
    ...{ provisional: rest.provisional ?? false, carried: rest.carried ?? false },
    ...(rest.answers_for === undefined ? {} : { for: rest.answers_for }),
  };
}
