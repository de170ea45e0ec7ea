import type { Token } from './tokens.ts';

const TITLES =
  /^(?:mr|mrs|ms|miss|dr|prof|professor|sen|senator|rep|representative|gov|governor|gen|general|lt|col|colonel|maj|major|capt|captain|sgt|adm|admiral|president|minister|premier|chancellor|king|queen|prince|princess|pope|sheikh|ayatollah|imam|rabbi|bishop|archbishop|judge|justice|mayor|secretary|ambassador|lord|sir|dame|commander|chairman|chairwoman|spokesman|spokeswoman|director|officer|detective|sheriff|congressman|congresswoman|candidate|nominee|strategist|analyst|reporter|leader|chief|speaker|adviser|advisor|aide|lawyer|attorney|prosecutor|manager|coach|father|rev|reverend|brother|sister|economist|historian|author)$/;

const ORGANISATION =
  /^(?:ministry|department|channel|agency|council|committee|commission|court|party|union|university|institute|bank|group|house|senate|congress|parliament|times|post|news|journal|tribune|herald|corps|guard|guards|force|forces|army|navy|police|association|federation|foundation|center|centre|office|bureau|service|services|company|corp|inc|ltd|llc|campaign|administration|government|state|states|nations|organization|organisation|network|society|league|club|church|hospital|college|school|press|agency|authority|board|team|embassy|watch|international|international's|front|movement|brigade|brigades|hezbollah|hamas|front|alliance|coalition|congress|international|airlines|motors|republic|kingdom|street|pentagon|kremlin|reuters|google|facebook|twitter|amnesty|bloomberg|cnn|bbc|fbi|cia|democrats|republicans|americans|israelis|iranians|russians|poll|survey|report|study|act|bill|magazine|guardian|daily|fund|trust|chamber|ap|iran|iraq|israel|russia|china|america|washington|tehran|moscow|beijing|london|baghdad|ukraine|turkey|germany|france|britain|syria|lebanon|egypt|india|pakistan|japan|canada|mexico|europe|nato|eu|un)$/;

const COMMON_START =
  /^(?:the|a|an|all|some|many|several|most|both|two|three|four|five|six|seven|eight|nine|ten|one|another|other|his|her|its|their|our|my|your|this|that|these|those|but|and|no|he|she|it|they|we|i|you|who|officials?|sources?|people|residents|in|on|at|as|if|while|when|critics|supporters|experts|analysts|police|meanwhile|former|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december)$/;

// "port operator Halden Marine": what stands before the name tells that it is a body.
const BODY_BEFORE =
  /^(?:operator|company|firm|maker|giant|airline|charity|group|developer|bank|newspaper|insurer|brewery|retailer|party|union|agency|faction|militia|broadcaster|manufacturer|carrier|network|website|supplier|contractor|startup|chain|club|publisher|think-tank|tank|movement)$/;

export type NameReading = {
  /** The tokens of the name, `start` to `end`, or null where there is none. */
  readonly name: { readonly start: number; readonly end: number } | null;
  readonly isPerson: boolean;
};

/** The first proper name of a source that is its head: "Sen. Tim Kaine", not "a Kaine aide". */
export function readName(tokens: readonly Token[], start: number, end: number): NameReading {
  const first = readFirstName(tokens, start, end);
  return first.name === null ? readLastName(tokens, start, end) : first;
}

/** "The chief executive of Orbis Foods, Helen Tran": the name may close the description. */
function readLastName(tokens: readonly Token[], start: number, end: number): NameReading {
  let comma = end - 1;
  if (comma > start && tokens[comma]!.text === ',') comma -= 1;
  const last = comma + 1;
  while (comma > start && tokens[comma]!.text !== ',') comma -= 1;
  if (comma <= start || comma + 1 >= last) return NO_NAME;
  const run = runOfNames(tokens, comma + 1, last);
  if (run === null || run.end !== last) return NO_NAME;
  return { name: run, isPerson: isPersonName(tokens, run, comma + 1) };
}

const NO_NAME: NameReading = { name: null, isPerson: false };

function readFirstName(tokens: readonly Token[], start: number, end: number): NameReading {
  let i = start;
  while (i < end) {
    const run = runOfNames(tokens, i, end);
    if (run === null) {
      if (
        /^(?:who|which|that|of|for|to|at|in|with|from|by|seen|obtained|,|including)$/.test(
          tokens[i]!.lower,
        )
      )
        break;
      i += 1;
      continue;
    }
    const after = tokens[run.end];
    const isModifier =
      run.end < end && after !== undefined && /^\p{Ll}/u.test(after.text) && !isLink(after.lower);
    const isPossessive = run.end < end && after?.lower === "'s";
    const isOpening = run.end - run.start === 1 && isCommonPlural(tokens, run.start);
    if (!isModifier && !isPossessive && !isOpening)
      return { name: run, isPerson: isPersonName(tokens, run, start) };
    i = run.end + 1;
  }
  return NO_NAME;
}

/** "Loyalists" at the start of a sentence has its capital from the place, not from being a name. */
function isCommonPlural(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]?.text ?? '.';
  if (!/^[.!?:;“”"—–]$/.test(before)) return false;
  const { lower } = tokens[i]!;
  return (
    /[^su']s$/.test(lower) && !/(?:ans|ese|is|crats)$/.test(lower) && !ORGANISATION.test(lower)
  );
}

function isLink(lower: string): boolean {
  return /^(?:of|for|at|in|from|with|to|who|which|that|and|or|on|as|whose|near|speaking|told|said|citing)$/.test(
    lower,
  );
}

function runOfNames(tokens: readonly Token[], from: number, end: number) {
  if (!isNameWord(tokens[from]!)) return null;
  let to = from + 1;
  while (to < end) {
    const token = tokens[to]!;
    const isInner = /^(?:of|de|da|al|bin|ibn|von|van|der|la|el|du|the|and|for)$/.test(token.lower);
    const follows = tokens[to + 1];
    if (isNameWord(token) || (token.text === '.' && to + 1 < end && isNameWord(follows!))) to += 1;
    else if (isInner && token.lower !== 'and' && to + 1 < end && isNameWord(follows!)) to += 2;
    else break;
  }
  return { start: from, end: to };
}

function isNameWord(token: Token): boolean {
  return /^\p{Lu}/u.test(token.text) && !COMMON_START.test(token.lower);
}

/** A title, or two capitalised words that name no body, make a person; one word may be either. */
function isPersonName(
  tokens: readonly Token[],
  run: { start: number; end: number },
  start: number,
): boolean {
  const words = tokens.slice(run.start, run.end).filter((token) => token.text !== '.');
  const lowers = words.map((token) => token.lower);
  const afterThe = run.start > start && tokens[run.start - 1]!.lower === 'the';
  const last = lowers.at(-1)!;
  if (ORGANISATION.test(last)) return false;
  if (lowers.slice(0, -1).some((word) => TITLES.test(word))) return true;
  if (isNamedBody(tokens, run.start)) return false;
  if (
    lowers.some((word) =>
      /^(?:without|against|rights|watch|global|capital|foods|homes|holdings|partners|industries|systems|energy|airways|marine|institute|gold|mining|petroleum|oil|steel|pharma|motors|media|studios|software|technologies)$/.test(
        word,
      ),
    )
  )
    return false;
  if (afterThe || lowers.some((word) => ORGANISATION.test(word))) return false;
  if (/^[\p{Lu}.&]{2,}$/u.test(words.at(-1)!.text)) return false;
  if (words.length === 1)
    return !/(?:s|ese|ans|an)$/.test(last) || /^\p{Lu}\p{Ll}+s$/u.test(words[0]!.text);
  return words.length <= 5 && !lowers.includes('of');
}

/** "port operator Halden Marine", and "the company, Lakeview Gold". */
function isNamedBody(tokens: readonly Token[], start: number): boolean {
  const before = tokens[start - 1]?.text === ',' ? tokens[start - 2] : tokens[start - 1];
  return before !== undefined && BODY_BEFORE.test(before.lower);
}

export function isTitle(lower: string): boolean {
  return TITLES.test(lower);
}
