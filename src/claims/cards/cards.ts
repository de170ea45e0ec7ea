/** The cards of all claims in memory: what filters go through. */
import { type Card, type Chunk, cardAt, chunkOf, newChunk, putCards, rowOf } from './chunk.ts';
import { grown, type Lists, newLists, numberOf } from './lists.ts';
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
}

export function newCards(): Cards {
  const lists = {
    ...{ standing: newLists(), handling: newLists(), subjects: newLists() },
    ...{ signatures: newLists(), channels: newLists() },
  };
  return {
    ...{ dictionaries: newDictionaries(), chunks: [], lists, total: 0, memory: new Map() },
    stories: { publishers: new Int32Array(64), desks: new Int32Array(64) },
  };
}

/** A claim's card as it is now; null where there is none. */
export function takeCard(cards: Cards, id: number): Card | null {
  const chunk = cards.chunks[chunkOf(id)];
  return chunk ? cardAt(chunk, rowOf(id)) : null;
}

/** Replaces claims' cards; null where a claim is gone. */
export function setCards(cards: Cards, changed: ReadonlyMap<number, Card | null>): void {
  const chunks = Map.groupBy(changed, ([id]) => chunkOf(id));
  for (const [number, entries] of chunks) {
    const chunk = cards.chunks[number] ?? newChunk();
    const rows = new Map(entries.map(([id, card]) => [rowOf(id), card]));
    for (const [row, card] of rows) {
      cards.total += (card ? 1 : 0) - (chunk.days[row] === 0 ? 0 : 1);
    }
    putCards(chunk, rows);
    setChunk(cards, number, chunk);
  }
}

/** Puts a chunk in its place. */
export function setChunk({ chunks }: Cards, number: number, chunk: Chunk): void {
  // No holes, which would make the array slow.
  while (chunks.length < number) chunks.push(undefined);
  chunks[number] = chunk;
}

/** Makes the card of a claim. */
export function makeCard({ lists }: Cards, read: Read): Card {
  const list = (of: Lists, marks: number[]) =>
    numberOf(
      of,
      marks.sort((a, b) => a - b),
    );
  return {
    ...{ day: read.day, changed: read.changed, story: read.story },
    standing: list(lists.standing, read.standing),
    handling: list(lists.handling, read.handling),
    subjects: list(lists.subjects, read.subjects),
    said: read.said.map((row) => ({
      signature: list(lists.signatures, [...row.signature]),
      speaker: row.speaker,
      channel: row.channel.length === 0 ? null : list(lists.channels, [...row.channel]),
    })),
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
