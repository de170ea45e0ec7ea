/** Comments: whom they name, and their text in pieces that a page can show. Pure. */

interface Named {
  readonly id: number;
  readonly name: string;
}

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly personId: number;
}

export interface Piece {
  readonly text: string;
  /** An address of the web that the text itself says; null for other text. */
  readonly url: string | null;
  readonly isMention: boolean;
}

const AT = /(?<![\p{L}\p{N}_.])@/gu;
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/giu;
/** What ends the sentence around an address, not the address. */
const CLOSING = /[.,;:!?)\]}’”»]+$/u;

/** The people named with an @: by their whole name, or by its first word where only one has it. */
export function findMentions(body: string, people: readonly Named[]): Mention[] {
  const names = people
    .flatMap(({ id, name }) => [
      { id, name },
      { id, name: name.split(/\s+/)[0] ?? name },
    ])
    .toSorted((one, other) => other.name.length - one.name.length);
  return [...body.matchAll(AT)].flatMap(({ index }) => {
    const rest = body.slice(index + 1);
    const said = names.filter(({ name }) => startsWithName(rest, name));
    const longest = said.filter(({ name }) => name.length === said[0]?.name.length);
    const [only] = longest;
    if (!only || new Set(longest.map(({ id }) => id)).size > 1) return [];
    return [{ start: index, end: index + 1 + only.name.length, personId: only.id }];
  });
}

function startsWithName(text: string, name: string): boolean {
  const isSame = text.slice(0, name.length).toLowerCase() === name.toLowerCase();
  return name !== '' && isSame && !/^[\p{L}\p{N}]/u.test(text.slice(name.length));
}

/** The text in pieces; put together they are the text again. */
export function piecesOf(body: string, people: readonly Named[]): Piece[] {
  const marks = [
    ...findMentions(body, people).map(({ start, end }) => ({ start, end, isMention: true })),
    ...findAddresses(body).map((one) => ({ ...one, isMention: false })),
  ].toSorted((one, other) => one.start - other.start);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end, isMention } of marks) {
    if (start < from) continue;
    if (start > from) pieces.push(plain(body.slice(from, start)));
    const text = body.slice(start, end);
    pieces.push({ text, isMention, url: isMention ? null : text });
    from = end;
  }
  return from < body.length ? [...pieces, plain(body.slice(from))] : pieces;
}

function plain(text: string): Piece {
  return { text, url: null, isMention: false };
}

function findAddresses(body: string): { start: number; end: number }[] {
  return [...body.matchAll(ADDRESS)].flatMap(({ 0: found, index }) => {
    const text = found.replace(CLOSING, '');
    return URL.canParse(text) ? [{ start: index, end: index + text.length }] : [];
  });
}
