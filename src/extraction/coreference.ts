import type { Described } from './described.ts';
import type { Names } from './people.ts';
import type { Linked } from './pronouns.ts';
import { findForPronoun, namePronoun } from './pronouns.ts';

// No source is looked for further back than this: a text with thousands of attributions must not take their square in time.
const FURTHEST = 150;

/** In order of the text: each source is compared with those before it, nearest first. */
export function linkSources(described: readonly Described[], names: Names): Linked[] {
  const linked: Linked[] = [];
  for (const found of described) {
    const source = namePronoun(found, linked, names);
    const earlier = findEarlier(source, linked);
    linked.push(earlier < 0 ? { ...source, sameAs: null } : inherit(source, linked, earlier));
  }
  return linked;
}

function inherit(source: Described, linked: Linked[], earlier: number): Linked {
  const first = linked[earlier]!;
  const root = first.sameAs ?? earlier;
  const model = linked[root]!;
  const better = [first, model].find((one) => one.type !== 'untyped') ?? first;
  // A fuller description further down also tells what the short mention before it was.
  if (source.type !== 'untyped' && source.pronoun === null) {
    for (let i = Math.max(0, linked.length - FURTHEST); i < linked.length; i += 1) {
      const one = linked[i]!;
      const isSame = i === root || one.sameAs === root;
      if (isSame && one.type === 'untyped' && one.identity !== 'unnamed_bare') {
        linked[i] = { ...one, type: source.type };
      }
    }
  }
  const isPronoun = source.pronoun !== null;
  return {
    ...source,
    type: source.type === 'untyped' && !source.words.includes('source') ? better.type : source.type,
    identity: isPronoun ? first.identity : source.identity,
    collective: isPronoun ? first.collective : source.collective,
    name: source.name ?? (isPronoun ? first.name : null),
    fullName: source.fullName ?? (isPronoun ? first.fullName : null),
    count: source.count ?? (isPronoun ? first.count : null),
    sameAs: root,
  };
}

function findEarlier(source: Described, linked: readonly Linked[]): number {
  if (source.pronoun !== null && source.identity === 'unnamed_bare') {
    return findForPronoun(source, linked);
  }
  for (let i = linked.length - 1; i >= Math.max(0, linked.length - FURTHEST); i -= 1) {
    if (isSameSource(linked[i]!, source)) return i;
  }
  return -1;
}

function isSameSource(earlier: Linked, later: Described): boolean {
  if (earlier.pronoun !== null && earlier.name === null) return false;
  if (isNounFor(earlier, later)) return true;
  if (earlier.name !== null && later.name !== null) return isSameName(earlier, later);
  if (earlier.name !== null || later.name !== null) return isTitleOf(earlier, later);
  return isSameGroup(earlier, later);
}

function isSameName(earlier: Described, later: Described): boolean {
  if (earlier.fullName === later.fullName) return true;
  if (isAcronymOf(earlier, later) || isAcronymOf(later, earlier)) return true;
  if (earlier.identity !== 'named_person' && later.identity !== 'named_person') {
    return bareName(earlier.fullName!) === bareName(later.fullName!);
  }
  if (earlier.name !== later.name) return false;
  const [a, b] = [firstNames(earlier.fullName!), firstNames(later.fullName!)];
  return a.length === 0 || b.length === 0 || a.at(-1) === b.at(-1) || a[0] === b[0];
}

function bareName(name: string): string {
  return name.replace(/^the /, '');
}

function firstNames(fullName: string): string[] {
  return fullName
    .split(' ')
    .slice(0, -1)
    .filter((word) => !NOT_FIRST_NAME.test(word));
}

const NOT_FIRST_NAME =
  /^(?:mr|mrs|ms|dr|sen|senator|rep|gov|president|\.|minister|prime|secretary|general|gen|judge|justice|professor|prof|foreign|pm|king|pope|sir|mayor|governor|former|leader|spokesman|spokeswoman|republican|democratic|captain|lt|col|iraqi|iranian)$/;

function isAcronymOf(short: Described, long: Described): boolean {
  if (short.name === null || long.fullName === null) return false;
  if (long.acronym === short.name) return true;
  if (!/^\p{L}{2,6}$/u.test(short.name) || short.fullName !== short.name) return false;
  const initials = long.fullName.split(' ').filter((word) => !/^(?:of|the|and|for)$/.test(word));
  return initials.length > 1 && initials.map((word) => word[0]).join('') === short.name;
}

const NOUN_OF_TYPE: readonly (readonly [RegExp, string])[] = [
  [
    /^the (?:armed |militant |rebel )?(?:group|movement|faction|militia|organi[sz]ation)$/,
    'armed_group',
  ],
  [/^the (?:company|firm|bank|airline|retailer|manufacturer)$/, 'business'],
  [/^the (?:newspaper|paper|outlet|broadcaster|magazine|agency)$/, 'media'],
  [/^the (?:union|charity|group|organi[sz]ation)$/, 'civil_society'],
];

/** "The group rejected …" after "Hezbollah's media office": the body of that kind named before. */
function isNounFor(earlier: Described, later: Described): boolean {
  const isBody = earlier.identity === 'named_org' || /['’]s /.test(earlier.words);
  if (later.name !== null || !isBody) return false;
  return NOUN_OF_TYPE.some(([noun, type]) => type === earlier.type && noun.test(later.words));
}

/** "the senator" after "Sen. Ben Ray Luján", only where the title is the same word. */
function isTitleOf(earlier: Described, later: Described): boolean {
  if (earlier.name === null || later.name !== null || later.collective) return false;
  const head = /^the (?:\p{L}+ )?(\p{L}{4,})$/u.exec(later.words)?.[1];
  return head !== undefined && ` ${earlier.words} `.includes(` ${head} `);
}

function isSameGroup(earlier: Described, later: Described): boolean {
  if (earlier.collective !== later.collective) return false;
  const [a, b] = [headOf(earlier.words), headOf(later.words)];
  if (a === '' || b === '' || a !== b) return false;
  if (earlier.words === later.words && /^(?:the|sources$|officials$|all the)/.test(later.words))
    return true;
  if (/^(?:an?|another|other|some other|one|second|third) /.test(later.words)) return false;
  if (/^(?:all )?(?:the|these|those|both|its|their) /.test(later.words)) {
    return isNoNewGroup(earlier, later);
  }
  if (a !== 'sources' && a !== 'source') return false;
  // "sources" in the lead is the group that is counted further down, and the other way round.
  return earlier.collective && (isBareWord(earlier.words) || isBareWord(later.words));
}

function isBareWord(words: string): boolean {
  return /^(?:the |these )?\p{L}+$/u.test(words);
}

/** "the officials" may repeat "two Iraqi officials", but not with another number or adjective. */
function isNoNewGroup(earlier: Described, later: Described): boolean {
  if (later.count !== null && earlier.count !== null && later.count !== earlier.count) return false;
  const extra = later.words
    .split(/ (?:who|of|for|to|in|at|from|with|,) /)[0]!
    .split(' ')
    .filter((word) => !/^(?:all|the|these|those|both|same|its|their|\p{L}+s)$/u.test(word));
  return extra.slice(0, -1).every((word) => earlier.words.includes(word));
}

function headOf(words: string): string {
  const core = words.split(
    / (?:who|whose|which|that|of|for|to|at|in|with|from|on|close|familiar|,|\(|including|briefed|speaking)(?= |$)/,
  )[0]!;
  return core.split(' ').at(-1) ?? '';
}
