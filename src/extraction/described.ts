import { readCount } from './counts.ts';
import type { TokenSpan } from './cue-view.ts';
import type { Draft } from './drafts.ts';
import type { Identity, SourceType } from './extraction.ts';
import { identityOf, isCollective } from './identities.ts';
import type { NameReading } from './names.ts';
import { readName } from './names.ts';
import type { Passage } from './passages.ts';
import type { Descriptions } from './people.ts';
import { readApposition } from './people.ts';
import { readType } from './source-types.ts';
import { wordsOf } from './wording.ts';

/** Who the words of a source speak of, before sources are compared with each other. */
export type Described = {
  readonly draft: Draft;
  readonly words: string;
  readonly pronoun: string | null;
  readonly name: string | null;
  readonly fullName: string | null;
  readonly acronym: string | null;
  readonly type: SourceType;
  readonly partial: readonly SourceType[];
  readonly identity: Identity;
  readonly collective: boolean;
  readonly count: number | null;
  readonly because: readonly string[];
};

const PRONOUN =
  /^(?:he|she|they|it|him|her|them|his|their|its|i|we|you|who|whom|which|that|himself|herself|themselves|whose|both|the two|the pair|the latter|the former|us|my|me|our|your)$/;
const MENTIONS_TYPELESS = /^(?:who|which|that|whom|whose)$/;

export function describeSource(draft: Draft, known: Descriptions): Described {
  const passage = draft.sourcePassage ?? draft.passage;
  const words = wordsOf(passage, draft.source);
  const span = draft.source[0];
  if (span === undefined || PRONOUN.test(words))
    return describePronoun(draft, passage, words, known);
  const found = readName(passage.tokens, span.start, span.end);
  // "Two relatives of the activist, Peter Otieno": the name is not the head of a group.
  const isGroup = found.name !== null && readCount(words) !== null;
  const read = isGroup ? { name: null, isPerson: false } : found;
  const name = read.name;
  const isPerson = read.isPerson;
  const type = typeOf(passage, span, words, read, known);
  const counted = name === null ? readCount(words) : null;
  const collective = counted !== null || (name === null && isCollective(words));
  return {
    draft,
    words,
    pronoun: null,
    name: name === null ? null : passage.tokens[name.end - 1]!.lower,
    fullName: name === null ? null : wordsOf(passage, [name]),
    acronym: /\( ?(\p{L}{2,8}) ?\)$/u.exec(words)?.[1] ?? null,
    type: type.type,
    partial: type.partial,
    identity: identityOf(words, name !== null, isPerson),
    collective,
    count: counted,
    because: type.because === null ? [] : [type.because],
  };
}

function typeOf(
  passage: Passage,
  span: TokenSpan,
  words: string,
  { name, isPerson }: NameReading,
  known: Descriptions,
) {
  const own = readType(words, isPerson);
  if (name === null || own.type !== 'untyped') return own;
  const behind = name.end >= span.end - 1 ? readApposition(passage, span.end) : null;
  const apposition = behind === null ? null : readType(behind, false);
  if (apposition !== null && apposition.type !== 'untyped') return apposition;
  return known.get(passage.tokens[name.end - 1]!.lower) ?? own;
}

/** A relative pronoun stands for the name or noun right before it. */
function describePronoun(
  draft: Draft,
  passage: Passage,
  words: string,
  known: Descriptions,
): Described {
  const span = draft.source[0];
  const base: Described = {
    draft,
    words,
    pronoun: words,
    name: null,
    fullName: null,
    acronym: null,
    type: 'untyped',
    partial: [],
    identity: 'unnamed_bare',
    collective: /^(?:they|them|their|both|we|us|our|the two|the pair|themselves)$/.test(words),
    count: /^(?:both|the two|the pair)$/.test(words) ? 2 : null,
    because: words === '' ? [] : [words],
  };
  if (span === undefined || !MENTIONS_TYPELESS.test(words)) return base;
  const before = nounBefore(passage, span.start);
  if (before === null) return base;
  const antecedent = describeSource({ ...draft, source: [before] }, known);
  return { ...antecedent, draft, pronoun: words, words: antecedent.words };
}

function nounBefore(passage: Passage, at: number): TokenSpan | null {
  let end = at;
  while (end > 0 && /^[,—–-]$/.test(passage.tokens[end - 1]!.text)) end -= 1;
  let start = end;
  while (
    start > 0 &&
    end - start < 7 &&
    passage.sentence[start - 1] === passage.sentence[at] &&
    /^[\p{L}\p{N}'’.]/u.test(passage.tokens[start - 1]!.text) &&
    !/^(?:said|says|told|by|from|to|with|and|but|that|for|in|on|at|is|was|were|are|after|as|about|of)$/.test(
      passage.tokens[start - 1]!.lower,
    )
  ) {
    start -= 1;
  }
  return start < end ? { start, end } : null;
}
