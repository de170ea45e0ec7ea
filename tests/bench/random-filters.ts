/** Random filters for the benchmark, the same for the same size of newsroom. */
import { CRITERIA } from '../../src/claims/criteria.ts';
import { makeDice, makeWords } from '../../src/exchange/dice.ts';
import type { Query } from '../support/oracle.ts';

export interface TimedFilter {
  readonly kind: 'facets' | 'publisher' | 'dates' | 'words';
  readonly query: Query;
}

const EACH = 50;
const FIXED = CRITERIA.flatMap(({ key, values }) =>
  typeof values === 'string' ? [] : [{ key, values }],
);

/** @param turn other filters for another turn: what was asked once is remembered */
export function randomFilters(publishers: number, turn: number): TimedFilter[] {
  const dice = makeDice(70 + turn);
  const words = makeWords(makeDice(20241007), 2000);
  const facets = (most: number) => {
    const query: [string, string][] = [];
    for (let n = Math.floor(dice.roll() * (most + 1)); n > 0; n -= 1) {
      const { key, values } = dice.pick(FIXED);
      query.push([dice.chance(0.15) ? `not_${key}` : key, dice.pick(values).value]);
    }
    return query;
  };
  const month = () =>
    `${2020 + Math.floor(dice.roll() * 5)}-${two(1 + Math.floor(dice.roll() * 12))}`;
  const make: Readonly<Record<TimedFilter['kind'], () => [string, string][]>> = {
    facets: () => [...facets(2), ...oneOf(dice.pick(FIXED), dice.roll())],
    publisher: () => [
      [dice.pick(['publisher', 'source', 'via']), `${1 + Math.floor(dice.roll() * publishers)}`],
      ...facets(2),
    ],
    dates: () => {
      const [a, b] = [month(), month()].sort();
      return [['from', `${a}-01`], ['to', `${b}-28`], ...facets(2)];
    },
    words: () => {
      const phrase = Array.from({ length: dice.pick([1, 1, 2]) }, () => dice.skewed(words));
      return [['q', phrase.join(' ')], ...facets(1)];
    },
  };
  return (Object.keys(make) as TimedFilter['kind'][]).flatMap((kind) =>
    Array.from({ length: EACH }, () => ({ kind, query: make[kind]() })),
  );
}

function oneOf({ key, values }: (typeof FIXED)[number], roll: number): [string, string][] {
  const choice = values[Math.floor(roll * values.length)];
  return choice ? [[key, choice.value]] : [];
}

function two(number: number): string {
  return `${number}`.padStart(2, '0');
}
