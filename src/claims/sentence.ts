/** A filter as a sentence, whose values can each be taken out of it. */
import { dateText } from '../web/dates.ts';
import { CRITERIA, type Criterion, SORTS } from './criteria.ts';
import { type Filter, NONE } from './filter.ts';
import { toggle, withoutWords } from './filter-address.ts';
import type { Names } from './names.ts';

/** A piece of the sentence: plain text, or a value with the filter that is left without it. */
export interface SentencePart {
  readonly text: string;
  readonly without: Filter | null;
  /** The value in full, where the sentence leaves part of it to the words around. */
  readonly name: string;
}

/** "Claims that are adverse from Iran Seeks Calm, newest first." */
export function filterSentence(filter: Filter, names: Names): string {
  return sentenceParts(filter, names)
    .map(({ text }) => text)
    .join('');
}

export function sentenceParts(filter: Filter, names: Names): SentencePart[] {
  const clauses = [
    ...claimClauses(filter, names, FIRST),
    ...attributionClauses(filter, names),
    ...claimClauses(filter, names, LATER),
    ...dateAndWords(filter),
    ...exclusions(filter, names),
  ];
  const all = clauses.length === 0 ? [plain('All claims')] : [plain('Claims')];
  return [...all, ...clauses.flat(), plain(`, ${SORTS[filter.sort]}.`)];
}

/** Whether anything at all is chosen. */
export function isFiltering(filter: Filter): boolean {
  const { chosen, excluded, words, from, to } = filter;
  return Boolean(words || from || to) || Object.keys({ ...chosen, ...excluded }).length > 0;
}

const OF_ATTRIBUTION = CRITERIA.filter(({ of }) => of === 'attribution');
const OF_CLAIM = CRITERIA.filter(({ of }) => of === 'claim');
// Adjectives come first.
const FIRST = OF_CLAIM.filter(({ key }) => key === 'adverse' || key === 'kind');
const LATER = OF_CLAIM.filter((criterion) => !FIRST.includes(criterion));

function claimClauses(
  filter: Filter,
  names: Names,
  criteria: readonly Criterion[],
): SentencePart[][] {
  return criteria.flatMap((criterion) => {
    const values = valueParts(filter, criterion, names);
    return values.length > 0 ? [[plain(' '), ...phrased(criterion, values)]] : [];
  });
}

// One clause for them all: they hold for one and the same source.
function attributionClauses(filter: Filter, names: Names): SentencePart[][] {
  const said: SentencePart[][] = [];
  const silent: SentencePart[][] = [];
  for (const criterion of OF_ATTRIBUTION) {
    const values = valueParts(filter, criterion, names);
    const nobody = filter.chosen[criterion.key]?.every((value) => value === NONE);
    if (values.length > 0 && nobody) silent.push(values.flat());
    else if (values.length > 0) said.push(phrased(criterion, values));
  }
  return [
    ...(said.length > 0 ? [[plain(' where one source '), ...joined(said, ' and ')]] : []),
    ...(silent.length > 0 ? [[plain(' of which '), ...joined(silent, ' and ')]] : []),
  ];
}

function valueParts(filter: Filter, criterion: Criterion, names: Names): SentencePart[][] {
  return (filter.chosen[criterion.key] ?? []).map((value) => {
    const label = valueLabel(criterion, value, names);
    const text = criterion.said?.[value] ?? label;
    const without = toggle(filter, 'chosen', criterion.key, value);
    return [{ text, without, name: text }];
  });
}

function phrased({ phrase }: Criterion, values: readonly (readonly SentencePart[])[]) {
  const [before = '', after = ''] = phrase.split('%');
  return [plain(before), ...joined(values, ' or '), plain(after)].filter(({ text }) => text !== '');
}

const WORDS = ' with the words ';

function dateAndWords(filter: Filter): SentencePart[][] {
  const chip = (before: string, text: string, without: Filter, of = 'the date') => [
    ...[plain(before), { text, without, name: `${of}${before === WORDS ? ' ' : before}${text}` }],
  ];
  const { from, to, words } = filter;
  return [
    ...(from ? [chip(' from ', dateText(from), { ...filter, from: null, after: null })] : []),
    ...(to ? [chip(' up to ', dateText(to), { ...filter, to: null, after: null })] : []),
    ...(words ? [chip(WORDS, words, withoutWords(filter), 'the words')] : []),
  ];
}

function exclusions(filter: Filter, names: Names): SentencePart[][] {
  const parts = CRITERIA.flatMap((criterion) =>
    (filter.excluded[criterion.key] ?? []).map((value) => {
      const text = `${criterion.label.toLowerCase()}: ${valueLabel(criterion, value, names)}`;
      const without = toggle(filter, 'excluded', criterion.key, value);
      return [{ text, without, name: `the exclusion of ${text}` }];
    }),
  );
  return parts.length > 0 ? [[plain(' but none with '), ...joined(parts, ' or ')]] : [];
}

function valueLabel({ of, values }: Criterion, value: string, names: Names): string {
  if (value === NONE) return of === 'attribution' ? 'nobody is recorded' : 'none';
  if (typeof values === 'string') return names(values, value) ?? `${values} ${value}`;
  return values.find((choice) => choice.value === value)?.label ?? value;
}

function joined(lists: readonly (readonly SentencePart[])[], by: string): SentencePart[] {
  return lists.flatMap((list, at) => (at === 0 ? list : [plain(by), ...list]));
}

function plain(text: string): SentencePart {
  return { text, without: null, name: '' };
}
