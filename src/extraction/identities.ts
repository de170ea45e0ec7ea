import type { Identity } from './extraction.ts';

const BARE =
  /^(?:(?:some|other|another|the|a|an|one|two|three|four|five|six|several|many|multiple|all|various|these|those|unnamed|anonymous|unidentified|reliable|informed|well-informed|well-placed|knowledgeable|certain|at least|more than|a number of|both|its|his|her|their|of|second|third|separate|media|news|press|unconfirmed|recent) )*(?:sources?|people|persons?|insiders?|observers?|reports?|accounts?|someone|others|some|many|critics|rumou?rs?)$/;

const PLURAL_HEAD =
  /(?:^|[ -])(?:people|police|men|women|children|staff|crew|media|authorities|both|some|many|others|several|they|we|those|these|clergy|troops|\p{L}+[^su']s|\p{L}+(?:us)?es|\p{L}+ies)$/u;

const GROUP_NOUN =
  /(?:^| )(?:family|couple|group of \p{L}+|team of \p{L}+|number of \p{L}+|pair of \p{L}+|majority of \p{L}+|crowd|public|panel|trio)(?: |$)/u;

/** "a source", "media reports": nothing is said about role, side or knowledge. */
function isBare(words: string): boolean {
  return BARE.test(words);
}

/** Whether the words speak of several: decided by the head, before any complement. */
export function isCollective(words: string): boolean {
  const head = words
    .split(
      / (?:who|whom|which|that|of|for|to|at|in|with|from|on|close|familiar|briefed|near|inside|within|including|involved|based|loyal|critical|,|\(|speaking|whose|against|behind|under|across|by|around)(?= |$)/,
    )[0]!
    .trim();
  if (
    /^(?:a|an|one|another|this|that|each|every|either|neither) /.test(head) &&
    !GROUP_NOUN.test(words)
  )
    return false;
  if (GROUP_NOUN.test(words)) return true;
  if (/^(?:data|figures|statistics|records|documents|reports|news)$/.test(head))
    return head !== 'news' && head !== 'data';
  if (/(?:^| )(?:some|one|each) of$/.test(head)) return true;
  return (
    PLURAL_HEAD.test(head) &&
    !/(?:^| )(?:series|news|politics|congress|press|his|this|its|was|is|us|texas|times|house|united states|united nations|states|nations|analysis|headquarters|process|business|boss|witness|address|access)$/.test(
      head,
    )
  );
}

export function identityOf(words: string, hasName: boolean, isPerson: boolean): Identity {
  if (hasName) return isPerson ? 'named_person' : 'named_org';
  return isBare(words) || words === '' ? 'unnamed_bare' : 'unnamed_described';
}
