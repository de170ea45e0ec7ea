import { describe, expect, it } from 'vitest';
import { CRITERIA } from '../../src/claims/criteria.ts';
import { readCursor, writeCursor } from '../../src/claims/cursor.ts';
import { parseFilter } from '../../src/claims/filter.ts';
import { filterAddress, filterQuery, toggle } from '../../src/claims/filter-address.ts';
import { filterSentence, sentenceParts } from '../../src/claims/sentence.ts';
import { matchExpression } from '../../src/claims/words-search.ts';
import { random } from '../support/random-newsroom.ts';

const read = (query: string) => parseFilter(new URLSearchParams(query));
const names = (entity: string, value: string) =>
  value === '404' ? null : `${entity} no. ${value}`;

describe('the same filter is the same address', () => {
  it.each([
    ['stance=denies&kind=fact', 'kind=fact&stance=denies'],
    ['stance=denies&stance=asserts&stance=denies', 'stance=asserts&stance=denies'],
    ['q=+minister++of+state+&from=&to=', 'q=minister+of+state'],
    ['sort=newest&per_page=50', ''],
    ['per_page=7&sort=oldest', 'per_page=7&sort=oldest'],
    ['not_stance=denies&stance=none', 'not_stance=denies&stance=none'],
    ['desk=B%C3%B6rse+%26+M%C3%A4rkte', 'desk=B%C3%B6rse+%26+M%C3%A4rkte'],
    ['q=a%00b', 'q=a+b'],
  ])('%s', (asked, canonical) => {
    const { filter, problems } = read(asked);
    expect(problems).toEqual([]);
    expect(filterQuery(filter)).toBe(canonical);
    expect(read(canonical).filter).toEqual(filter);
  });

  it('is kept by any order of the values', () => {
    const dice = random(5);
    for (let turn = 0; turn < 200; turn += 1) {
      const pairs = dice
        .some(CRITERIA, 0.2)
        .flatMap(({ key, values }): [string, string][] =>
          (typeof values === 'string'
            ? ['3', '12']
            : values.slice(0, 3).map((one) => one.value)
          ).map((value) => [dice.chance(0.2) ? `not_${key}` : key, value]),
        );
      const shuffled = [...pairs].sort(() => dice.next() - 0.5);
      const query = filterQuery(read(new URLSearchParams(pairs).toString()).filter);
      expect(filterQuery(read(new URLSearchParams(shuffled).toString()).filter)).toBe(query);
      expect(filterQuery(read(query).filter)).toBe(query);
    }
  });
});

describe('what is not understood is named and left out', () => {
  it.each([
    ['colour=red', 'colour', 'There is no filter “colour”.'],
    ['colour=', 'colour', 'There is no filter “colour”.'],
    ['not_q=x', 'not_q', 'There is no filter “not_q”.'],
    ['stance=maybe', 'stance', '“maybe” is no value of stance.'],
    ['not_kind=maybe', 'not_kind', '“maybe” is no value of kind.'],
    ['adverse=1', 'adverse', '“1” is no value of adverse.'],
    ['source=Reuters', 'source', '“Reuters” is no value of source.'],
    ['source=0', 'source', '“0” is no value of source.'],
    ['from=2024-13-01', 'from', 'Write the date as YYYY-MM-DD.'],
    ['to=yesterday', 'to', 'Write the date as YYYY-MM-DD.'],
    ['sort=best', 'sort', '“best” is no value of sort.'],
    ['sort=relevance', 'sort', 'Sorting by relevance needs words to search for.'],
    ['per_page=0', 'per_page', '“per_page” is a number from 1 to 200.'],
    ['per_page=201', 'per_page', '“per_page” is a number from 1 to 200.'],
    ['per_page=1.5', 'per_page', '“per_page” is a number from 1 to 200.'],
    ['after=zzz', 'after', 'This is not the address of a next page; here is the first.'],
    [`q=${'x'.repeat(501)}`, 'q', 'At most 500 characters can be searched for.'],
    ['q=a&q=b', 'q', '“q” is given twice.'],
    ['facet_q=stance:x', 'facet_q', '“stance:x” is not “filter:words”.'],
    ['facet_q=times', 'facet_q', '“times” is not “filter:words”.'],
    ['facet_qq=source:x', 'facet_qq', '“source:x” is not “filter:words”.'],
  ])('%s', (query, path, message) => {
    const { problems, filter } = read(`${query}&kind=fact`);
    expect(problems).toEqual([{ path, message }]);
    expect(filter.chosen).toEqual({ kind: ['fact'] });
    expect(filter.after).toBeNull();
  });

  it('goes for the keys that objects are born with', () => {
    const { problems } = read('__proto__=1&constructor=2&not_toString=3');
    expect(problems.map(({ path }) => path)).toEqual(['__proto__', 'constructor', 'not_toString']);
  });

  it('goes for a cursor of another order', () => {
    const after = writeCursor({ sort: 'oldest', key: 20240101, id: 5 });
    expect(read(`after=${after}`).problems).toHaveLength(1);
    expect(read(`after=${after}&sort=oldest`).filter.after).toEqual(readCursor(after));
  });
});

describe('what is looked for in a facet', () => {
  it.each([
    ['facet_q=publisher:times&facet_q=source:a:b', { publisher: 'times', source: 'a:b' }],
    ['facet_q.publisher=the+times', { publisher: 'the times' }],
    ['facet_q.publisher=&facet_q=', {}],
  ])('%s', (query, expected) => {
    const { facetQuery, problems } = read(query);
    expect(problems).toEqual([]);
    expect(facetQuery).toEqual(expected);
  });
});

describe('a filter reads as a sentence', () => {
  it.each([
    ['', 'All claims, newest first.'],
    ['sort=oldest', 'All claims, oldest first.'],
    [
      'adverse=yes&article=1&article=2',
      'Claims that are adverse from article no. 1 or article no. 2, newest first.',
    ],
    [
      'source_type=government&stance=denies&stance=disputes',
      'Claims where one source denies or disputes and is of type Government, newest first.',
    ],
    ['stance=none', 'Claims of which nobody is recorded, newest first.'],
    ['source=404', 'Claims where one source is source 404, newest first.'],
    [
      'desk=none&assignee=none',
      'Claims of the desk none recorded assigned to nobody, newest first.',
    ],
    [
      'not_stance=denies&not_finding=none',
      'Claims but none with stance: denies or findings: none, newest first.',
    ],
    [
      'q=minister&sort=relevance&from=2024-10-01&to=2024-10-31',
      'Claims from 1 Oct 2024 up to 31 Oct 2024 with the words minister, best match first.',
    ],
  ])('%s', (query, sentence) => {
    expect(filterSentence(read(query).filter, names)).toBe(sentence);
  });

  it('lets go of each of its values alone', () => {
    const query =
      'adverse=yes&from=2024-01-01&not_kind=fact&q=x&sort=relevance&stance=denies&stance=none';
    const ways = sentenceParts(read(query).filter, names).flatMap(({ without }) =>
      without ? [filterAddress(without)] : [],
    );
    expect(ways).toEqual([
      '/claims?from=2024-01-01&not_kind=fact&q=x&sort=relevance&stance=denies&stance=none',
      '/claims?adverse=yes&from=2024-01-01&not_kind=fact&q=x&sort=relevance&stance=none',
      '/claims?adverse=yes&from=2024-01-01&not_kind=fact&q=x&sort=relevance&stance=denies',
      '/claims?adverse=yes&not_kind=fact&q=x&sort=relevance&stance=denies&stance=none',
      // An order by relevance makes no sense without words.
      '/claims?adverse=yes&from=2024-01-01&not_kind=fact&stance=denies&stance=none',
      '/claims?adverse=yes&from=2024-01-01&q=x&sort=relevance&stance=denies&stance=none',
    ]);
  });

  it('has words for every value of every criterion', () => {
    for (const { key, values } of CRITERIA) {
      const all = typeof values === 'string' ? ['1'] : values.map(({ value }) => value);
      for (const value of [...all, 'none']) {
        const { filter, problems } = read(new URLSearchParams([[key, value]]).toString());
        expect(problems).toEqual([]);
        expect(filterSentence(filter, names)).toMatch(/^Claims \S.*, newest first\.$/);
        expect(filterSentence(filter, names)).not.toContain('_');
      }
    }
  });
});

it('adds a value and takes it away again', () => {
  const { filter } = read('stance=denies');
  const more = toggle(filter, 'chosen', 'stance', 'asserts');
  expect(filterQuery(more)).toBe('stance=asserts&stance=denies');
  expect(toggle(more, 'chosen', 'stance', 'asserts')).toEqual(filter);
  expect(filterQuery(toggle(filter, 'chosen', 'stance', 'denies'))).toBe('');
});

describe('what is typed becomes words to search for', () => {
  it.each([
    ['minister', '"minister"'],
    ['prime minister', '"prime" "minister"'],
    ['"prime minister" said', '"prime minister" "said"'],
    ['minis*', '"minis"*'],
    ['"prime min"*', '"prime min"*'],
    ['a OR b AND NOT c', '"a" "OR" "b" "AND" "NOT" "c"'],
    ['statement:x NEAR(a b)', '"statement:x" "NEAR(a" "b)"'],
    ['"unclosed phrase', '"unclosed" "phrase"'],
    ['*', '""'],
    ['""', '""'],
  ])('%s', (typed, expression) => {
    expect(matchExpression(typed)).toBe(expression);
  });
});
