/** What must hold of every claim, however it was recorded. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attribution, ClaimFacts } from '../../src/claims/claim.ts';
import { readFacts } from '../../src/claims/reading.ts';
import { isRelayed } from '../../src/claims/relays.ts';
import { findRetracted } from '../../src/claims/retraction.ts';
import { DENIALS, deriveStanding, LEVELS, type Standing } from '../../src/claims/standing.ts';
import type { Source } from '../../src/sources/source.ts';
import { anyFacts, anyRow, anySource, aSource, BLANK, sourceId } from './any-facts.ts';
import { claim } from './facts.ts';

function withRow(facts: ClaimFacts, row: Attribution, source?: Source): ClaimFacts {
  const sources = source ? new Map([...facts.sources, [source.id, source]]) : facts.sources;
  return { ...facts, sources, attributions: [...facts.attributions, row] };
}

/** Everything but the texts, and with the order of rows and origins forgotten. */
function valuesOf({ denial, corroboration }: Standing): unknown {
  const ids = (list: readonly { readonly attributionId: number }[]): number[] =>
    list.map((one) => one.attributionId).toSorted();
  const { origins, setAside, because, ...rest } = corroboration;
  return {
    denial: { ...denial, because: ids(denial.because) },
    ...rest,
    ...{ because: ids(because), setAside: ids(setAside) },
    origins: origins
      .map(({ sharedBecause, attributions, ...origin }) =>
        JSON.stringify({
          ...origin,
          shared: sharedBecause !== null,
          rows: attributions.toSorted(),
        }),
      )
      .toSorted(),
  };
}

const minOf = (facts: ClaimFacts): number => deriveStanding(facts).corroboration.min;
const levelRank = (facts: ClaimFacts): number =>
  LEVELS.indexOf(deriveStanding(facts).corroboration.level);

/** An admission is the opposite of a denial; between the two stands what is mixed. */
const DENIED_RANK = ['admitted', ...DENIALS.slice(0, 6), 'mixed', 'partly_denied', 'denied'];
const deniedRank = (facts: ClaimFacts): number =>
  DENIED_RANK.indexOf(deriveStanding(facts).denial.status);

/** `RUNS=20000` looks harder than a daily run has time for. */
const numRuns = Number(process.env.RUNS ?? 500);

function hold<T>(about: fc.Arbitrary<T>, law: (about: T) => void): void {
  fc.assert(fc.property(about, law), { numRuns });
}

describe('laws of the standing', () => {
  test('the order of attributions, decisions and subjects changes nothing', () => {
    const shuffled = anyFacts.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        attributions: anyOrder(facts.attributions),
        decisions: anyOrder(facts.decisions),
        subjects: anyOrder(facts.subjects),
      }),
    );
    hold(shuffled, ({ facts, ...order }) => {
      const other = deriveStanding({ ...facts, ...order });
      expect(valuesOf(other)).toEqual(valuesOf(deriveStanding(facts)));
    });
  });

  test('a relayed row never raises what is proven', () => {
    hold(fc.tuple(anyFacts, anyRow), ([facts, words]) => {
      const row = { ...BLANK, ...words, id: 999, stance: 'asserts' } as const;
      fc.pre(isRelayed(facts, row));
      expect(minOf(withRow(facts, row))).toBeLessThanOrEqual(minOf(facts));
    });
  });

  test('a repeated row never raises what is proven', () => {
    hold(fc.tuple(anyFacts, fc.nat()), ([facts, which]) => {
      const row = facts.attributions[which % (facts.attributions.length || 1)];
      fc.pre(row !== undefined && !findRetracted(readFacts(facts)).has(row.id));
      expect(minOf(withRow(facts, { ...row, id: 999 }))).toBeLessThanOrEqual(minOf(facts));
    });
  });

  test('a whole denial by a subject, dated last, never makes the claim less denied', () => {
    hold(anyFacts, (facts) => {
      const [subject] = facts.subjects;
      fc.pre(subject !== undefined);
      const row = { ...BLANK, id: 999, sourceId: subject, saidOn: '2025-01-01' };
      const denied = withRow(facts, { ...row, stance: 'denies' });
      fc.pre(!findRetracted(readFacts(denied)).has(999));
      expect(deniedRank(denied)).toBeGreaterThanOrEqual(deniedRank(facts));
    });
  });

  test('support from a source with no tie to the others never lowers the level', () => {
    hold(fc.tuple(anyFacts, anySource, anyRow, fc.boolean()), ([facts, who, words, relayed]) => {
      const own = { name: 'a newcomer', partOf: null, articleId: null };
      const source = aSource(99, { ...who, ...own });
      const via = relayed ? [{ sourceId: 98, ownChannel: false }] : [];
      const row = { ...BLANK, ...words, id: 999, sourceId: 99, stance: 'confirms', via } as const;
      fc.pre(!findRetracted(readFacts(withRow(facts, row, source))).has(999));
      expect(levelRank(withRow(facts, row, source))).toBeGreaterThanOrEqual(levelRank(facts));
    });
  });

  test('declaring two sources the same never raises what is proven', () => {
    // Where one of the two denies or takes back, the other's rows fall, and with them their ties.
    const steady = anyFacts.map((facts) => ({
      ...facts,
      attributions: facts.attributions.filter(
        ({ stance }) => !['denies', 'disputes', 'retracts'].includes(stance),
      ),
    }));
    hold(fc.tuple(steady, sourceId, sourceId), ([facts, one, other]) => {
      const same = { id: 99, judgement: 'same', sourceId: one, otherId: other } as const;
      const declared = { ...facts, decisions: [...facts.decisions, same] };
      expect(minOf(declared)).toBeLessThanOrEqual(minOf(facts));
    });
  });

  test('a retraction of everything leaves the claim unattributed and without a position', () => {
    hold(anyFacts, (facts) => {
      const retracts = facts.attributions.map((row) => row.id);
      const row: Attribution = { ...BLANK, id: 999, stance: 'retracts', retracts };
      const { denial, corroboration } = deriveStanding(withRow(facts, row));
      expect(corroboration).toMatchObject({ level: 'unattributed', min: 0, max: 0, origins: [] });
      expect(corroboration.because).toEqual([]);
      expect(denial.status).toBe(facts.adverse ? 'not_recorded' : 'not_required');
    });
  });

  test('a retraction by every source without naming rows does as well', () => {
    hold(anyFacts, (facts) => {
      const own = [...facts.sources.keys()].map((id) => ({
        ...{ ...BLANK, id: 900 + id, sourceId: id, stance: 'retracts' as const },
      }));
      const { corroboration } = deriveStanding({
        ...facts,
        attributions: [...facts.attributions, ...own],
      });
      expect(corroboration.level).toBe('unattributed');
    });
  });

  test('the interval is the sum of its origins, and never upside down', () => {
    hold(anyFacts, (facts) => {
      const { origins, min, max, level } = deriveStanding(facts).corroboration;
      const most = origins.reduce<number | null>(
        (sum, origin) => (sum === null || origin.max === null ? null : sum + origin.max),
        0,
      );
      expect([min, max]).toEqual([origins.reduce((sum, origin) => sum + origin.min, 0), most]);
      expect(min).toBeLessThanOrEqual(max ?? Number.POSITIVE_INFINITY);
      expect(level === 'unattributed').toBe(origins.length === 0);
      expect(min === 0).toBe(level === 'unattributed' || level === 'relayed');
    });
  });

  test('every row that asserts, confirms or admits is either a reason or set aside, once', () => {
    hold(anyFacts, (facts) => {
      const { because, setAside, origins } = deriveStanding(facts).corroboration;
      const support = facts.attributions.filter(({ stance }) =>
        ['asserts', 'confirms', 'admits'].includes(stance),
      );
      const ids = support.map((row) => row.id);
      const told = [...because, ...setAside].map((reason) => reason.attributionId);
      expect(told.filter((id) => ids.includes(id)).toSorted()).toEqual(ids.toSorted());
      const counted = origins.flatMap((origin) => origin.attributions);
      expect(new Set(counted).size).toBe(counted.length);
    });
  });

  test('a denial status that rests on somebody says on whom', () => {
    hold(anyFacts, (facts) => {
      const { status, because } = deriveStanding(facts).denial;
      fc.pre(status !== 'not_required' && status !== 'not_recorded');
      expect(because.length).toBeGreaterThan(0);
    });
  });

  test.each([1, 2, 3, 50, 2000])('a ring of %d relays ends, as one origin', (length) => {
    const rows = Array.from({ length }, (_, index) => ({
      source: `Outlet ${index}`,
      via: [`Outlet ${(index + 1) % length}`],
    }));
    const { level, min, max, flags, origins } = deriveStanding(claim({ rows })).corroboration;
    expect([level, min, max, origins.length]).toEqual(['relayed', 0, 1, 1]);
    expect(flags).toContain('circular');
  });
});

function anyOrder<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}
