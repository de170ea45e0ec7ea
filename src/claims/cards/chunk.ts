/** A run of claims as columns, by their ids. */
const BITS = 14;
/** Claims in a chunk. */
export const CHUNK_SIZE = 2 ** BITS;

export interface Chunk {
  /** `YYYYMMDD` as a number; 0 where there is no such claim. */
  readonly days: Int32Array;
  /** Milliseconds since 1970. */
  readonly changed: Float64Array;
  /** Numbers of lists of marks. */
  readonly standing: Int32Array;
  readonly handling: Int32Array;
  readonly subjects: Int32Array;
  /** Ids of articles, 0 for none. */
  readonly story: Int32Array;
  /** Numbers of lists of signatures: what a claim's attributions are, in the order of its rows. */
  readonly profiles: Int32Array;
  /** Where a claim's rows begin, and how many it has: never none. */
  readonly starts: Int32Array;
  readonly sizes: Uint16Array;
  /** Per row the source, 0 in the one empty row of a claim without attributions. */
  speakers: Int32Array;
  /** Per row the number of a list of marks. */
  channels: Int32Array;
  /** Rows in use, those of claims that have got new ones since included. */
  used: number;
}

export function newChunk(): Chunk {
  const column = () => new Int32Array(CHUNK_SIZE);
  return {
    ...{ days: column(), changed: new Float64Array(CHUNK_SIZE) },
    ...{ standing: column(), handling: column(), subjects: column(), story: column() },
    ...{ profiles: column(), starts: column(), sizes: new Uint16Array(CHUNK_SIZE) },
    ...{ speakers: new Int32Array(0), channels: new Int32Array(0), used: 0 },
  };
}

export function chunkOf(id: number): number {
  return Math.floor(id / CHUNK_SIZE);
}

export function rowOf(id: number): number {
  return id % CHUNK_SIZE;
}

/** A claim as it stands in its chunk. */
export interface Card {
  readonly day: number;
  readonly changed: number;
  readonly standing: number;
  readonly handling: number;
  readonly subjects: number;
  readonly story: number;
  readonly profile: number;
  readonly speakers: ArrayLike<number>;
  readonly channels: ArrayLike<number>;
}

/** Takes a card out; null where there is none. */
export function cardAt(chunk: Chunk, row: number): Card | null {
  if (chunk.days[row] === 0) return null;
  const start = chunk.starts[row] as number;
  const end = start + (chunk.sizes[row] as number);
  return {
    day: chunk.days[row] as number,
    changed: chunk.changed[row] as number,
    standing: chunk.standing[row] as number,
    handling: chunk.handling[row] as number,
    subjects: chunk.subjects[row] as number,
    story: chunk.story[row] as number,
    profile: chunk.profiles[row] as number,
    speakers: chunk.speakers.slice(start, end),
    channels: chunk.channels.slice(start, end),
  };
}

/** Puts a card in the place of the one before. */
export function putCard(chunk: Chunk, row: number, card: Card | null): void {
  chunk.days[row] = card?.day ?? 0;
  if (!card) return;
  chunk.changed[row] = card.changed;
  chunk.standing[row] = card.standing;
  chunk.handling[row] = card.handling;
  chunk.subjects[row] = card.subjects;
  chunk.story[row] = card.story;
  chunk.profiles[row] = card.profile;
  putRows(chunk, row, card);
}

// As many rows as before stay where they are; else they go to the end.
function putRows(chunk: Chunk, row: number, { speakers, channels }: Card): void {
  if (chunk.sizes[row] !== speakers.length) {
    if (chunk.used + speakers.length > chunk.speakers.length) makeRoom(chunk, speakers.length);
    chunk.starts[row] = chunk.used;
    chunk.sizes[row] = speakers.length;
    chunk.used += speakers.length;
  }
  chunk.speakers.set(speakers, chunk.starts[row]);
  chunk.channels.set(channels, chunk.starts[row]);
}

// Rows that no claim has any more are dropped first.
function makeRoom(chunk: Chunk, more: number): void {
  let live = 0;
  for (let row = 0; row < CHUNK_SIZE; row += 1) {
    if (chunk.days[row] === 0) chunk.sizes[row] = 0;
    live += chunk.sizes[row] as number;
  }
  const { speakers, channels, starts, sizes } = chunk;
  const room = Math.max(256, Math.ceil((live + more) * 1.3));
  chunk.speakers = new Int32Array(room);
  chunk.channels = new Int32Array(room);
  chunk.used = 0;
  for (let row = 0; row < CHUNK_SIZE; row += 1) {
    const size = sizes[row] as number;
    if (size === 0) continue;
    const start = starts[row] as number;
    chunk.speakers.set(speakers.subarray(start, start + size), chunk.used);
    chunk.channels.set(channels.subarray(start, start + size), chunk.used);
    starts[row] = chunk.used;
    chunk.used += size;
  }
}
