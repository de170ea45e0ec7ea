/** A run of claims as columns, by their ids; behind them the attributions of all, in their order. */
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
  /** A claim's attributions are those from `starts[row]` up to `starts[row + 1]`: never none. */
  readonly starts: Int32Array;
  said: Said;
}

/** Attributions, those of a claim beside each other. */
export interface Said {
  /** The row of the claim. */
  readonly owners: Uint16Array;
  /** Numbers of lists of marks. */
  readonly signatures: Int32Array;
  /** Ids of sources, 0 for nobody. One that stands in the same claim before is as `~id`. */
  readonly speakers: Int32Array;
  /** The few attributions that have to do with other sources, and the numbers of their lists. */
  readonly channelled: Int32Array;
  readonly channels: Int32Array;
}

export function newChunk(): Chunk {
  const column = () => new Int32Array(CHUNK_SIZE);
  return {
    ...{ days: column(), changed: new Float64Array(CHUNK_SIZE) },
    ...{ standing: column(), handling: column(), subjects: column(), story: column() },
    ...{ starts: new Int32Array(CHUNK_SIZE + 1), said: newSaid(0, 0) },
  };
}

function newSaid(rows: number, channelled: number): Said {
  return {
    owners: new Uint16Array(rows),
    signatures: new Int32Array(rows),
    speakers: new Int32Array(rows),
    channelled: new Int32Array(channelled),
    channels: new Int32Array(channelled),
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
  readonly said: readonly CardRow[];
}

export interface CardRow {
  readonly signature: number;
  readonly speaker: number;
  /** Null where it has to do with no other source. */
  readonly channel: number | null;
}

/** Takes a card out; null where there is none. */
export function cardAt(chunk: Chunk, row: number): Card | null {
  if (chunk.days[row] === 0) return null;
  return {
    day: chunk.days[row] as number,
    changed: chunk.changed[row] as number,
    standing: chunk.standing[row] as number,
    handling: chunk.handling[row] as number,
    subjects: chunk.subjects[row] as number,
    story: chunk.story[row] as number,
    said: saidAt(chunk, row),
  };
}

function saidAt({ starts, said }: Chunk, row: number): CardRow[] {
  const rows: CardRow[] = [];
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
    const speaker = said.speakers[at] as number;
    const place = said.channelled.indexOf(at);
    rows.push({
      signature: said.signatures[at] as number,
      speaker: speaker < 0 ? ~speaker : speaker,
      channel: place < 0 ? null : (said.channels[place] as number),
    });
  }
  return rows;
}

/** Puts cards in the place of those before, by their rows; null where a claim is gone. */
export function putCards(chunk: Chunk, cards: ReadonlyMap<number, Card | null>): void {
  for (const [row, card] of cards) {
    chunk.days[row] = card?.day ?? 0;
    chunk.changed[row] = card?.changed ?? 0;
    chunk.standing[row] = card?.standing ?? 0;
    chunk.handling[row] = card?.handling ?? 0;
    chunk.subjects[row] = card?.subjects ?? 0;
    chunk.story[row] = card?.story ?? 0;
  }
  putSaid(chunk, cards);
}

// All attributions are laid out anew: there are not many in a chunk, and so they stay in order.
function putSaid(chunk: Chunk, cards: ReadonlyMap<number, Card | null>): void {
  const { starts, said: old } = chunk;
  const kept: [number, number][] = [];
  const added: [number, number][] = [];
  let rows = old.owners.length;
  for (const [row, card] of cards) {
    rows += (card?.said.length ?? 0) - ((starts[row + 1] as number) - (starts[row] as number));
  }
  const said = newSaid(rows, 0);
  const before = starts.slice();
  let used = 0;
  let sparse = 0;
  for (let row = 0; row < CHUNK_SIZE; row += 1) {
    const [start, end] = [before[row] as number, before[row + 1] as number];
    starts[row] = used;
    const card = cards.get(row);
    if (card !== undefined) {
      for (const one of card?.said ?? []) {
        if (one.channel !== null) added.push([used, one.channel]);
        putRow(said, row, used, starts[row] as number, one);
        used += 1;
      }
    } else if (end > start) {
      copyRows(said, used, old, start, end);
      while (sparse < old.channelled.length && (old.channelled[sparse] as number) < end) {
        const at = old.channelled[sparse] as number;
        if (at >= start) kept.push([at - start + used, old.channels[sparse] as number]);
        sparse += 1;
      }
      used += end - start;
    }
  }
  starts[CHUNK_SIZE] = used;
  const channelled = [...kept, ...added].sort(([a], [b]) => a - b);
  chunk.said = {
    ...said,
    channelled: Int32Array.from(channelled, ([at]) => at),
    channels: Int32Array.from(channelled, ([, channel]) => channel),
  };
}

function copyRows(into: Said, at: number, from: Said, start: number, end: number): void {
  for (let row = start; row < end; row += 1) {
    const to = at + row - start;
    into.owners[to] = from.owners[row] as number;
    into.signatures[to] = from.signatures[row] as number;
    into.speakers[to] = from.speakers[row] as number;
  }
}

function putRow(said: Said, owner: number, at: number, start: number, row: CardRow): void {
  said.owners[at] = owner;
  said.signatures[at] = row.signature;
  const isAgain = said.speakers.subarray(start, at).includes(row.speaker);
  said.speakers[at] = isAgain ? ~row.speaker : row.speaker;
}
