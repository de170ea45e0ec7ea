/** The cards of all claims in memory: what filters go through. */
import { type Card, type Chunk, cardAt, chunkOf, newChunk, putCard, rowOf } from './chunk.ts';
import { compareLists, grown, type Lists, newLists, numberOf } from './lists.ts';
import type { Read } from './read.ts';
import { type Dictionary, newDictionaries } from './values.ts';

export interface Cards {
  /** In the order of the criteria. */
  readonly dictionaries: readonly Dictionary[];
  /** By number; without those in which there is no claim. */
  readonly chunks: (Chunk | undefined)[];
  readonly lists: CardLists;
  /** By an article's id: its publisher's, and the code of its desk. */
  readonly stories: { publishers: Int32Array; desks: Int32Array };
  /** How many claims there are. */
  total: number;
  /** What was worked out for the cards as they are; emptied when any changes. */
  readonly memory: Map<string, unknown>;
}

export interface CardLists {
  readonly standing: Lists;
  readonly handling: Lists;
  readonly subjects: Lists;
  readonly signatures: Lists;
  readonly channels: Lists;
  /** Lists of numbers of signatures. */
  readonly profiles: Lists;
}

export function newCards(): Cards {
  const lists = {
    ...{ standing: newLists(), handling: newLists(), subjects: newLists() },
    ...{ signatures: newLists(), channels: newLists(), profiles: newLists() },
  };
  // Most attributions have to do with nobody else: that list is known by its number.
  numberOf(lists.channels, []);
  return {
    ...{ dictionaries: newDictionaries(), chunks: [], lists, total: 0, memory: new Map() },
    stories: { publishers: new Int32Array(64), desks: new Int32Array(64) },
  };
}

/** The number of the list of channels that is empty. */
export const NO_CHANNEL = 0;

/** A claim's card as it is now; null where there is none. */
export function takeCard(cards: Cards, id: number): Card | null {
  const chunk = cards.chunks[chunkOf(id)];
  return chunk ? cardAt(chunk, rowOf(id)) : null;
}

/** Replaces a claim's card. */
export function setCard(cards: Cards, id: number, card: Card | null): void {
  const number = chunkOf(id);
  let chunk = cards.chunks[number];
  if (!chunk) {
    if (!card) return;
    chunk = newChunk();
    // No holes, which would make the array slow.
    while (cards.chunks.length < number) cards.chunks.push(undefined);
    cards.chunks[number] = chunk;
  }
  const row = rowOf(id);
  cards.total += (card ? 1 : 0) - (chunk.days[row] === 0 ? 0 : 1);
  putCard(chunk, row, card);
}

/** Makes the card of a claim. */
export function makeCard({ lists }: Cards, read: Read): Card {
  const list = (of: Lists, marks: number[]) =>
    numberOf(
      of,
      marks.sort((a, b) => a - b),
    );
  const rows = read.said.map((row) => ({
    signature: list(lists.signatures, [...row.signature]),
    speaker: row.speaker,
    channel: row.channel.length === 0 ? NO_CHANNEL : list(lists.channels, [...row.channel]),
  }));
  // By what they say, not by their numbers, which depend on what was read before.
  if (rows.length > 1)
    rows.sort((a, b) => compareLists(lists.signatures, a.signature, b.signature));
  return {
    ...{ day: read.day, changed: read.changed, story: read.story },
    standing: list(lists.standing, read.standing),
    handling: list(lists.handling, read.handling),
    subjects: list(lists.subjects, read.subjects),
    profile: numberOf(
      lists.profiles,
      rows.map((row) => row.signature),
    ),
    speakers: rows.map((row) => row.speaker),
    channels: rows.map((row) => row.channel),
  };
}

/** What claims take from their article. */
export function setStory({ stories }: Cards, id: number, publisher: number, desk: number): void {
  if (id >= stories.publishers.length) {
    stories.publishers = grown(stories.publishers, id + 1);
    stories.desks = grown(stories.desks, id + 1);
  }
  stories.publishers[id] = publisher;
  stories.desks[id] = desk;
}
