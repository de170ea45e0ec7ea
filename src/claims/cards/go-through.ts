/** Goes through all cards for one filter. */
import type { Cards } from './cards.ts';
import { CHUNK_SIZE, type Chunk } from './chunk.ts';
import { asksNothing, type Decided } from './decide.ts';
import { newSifted, type Sifted, sift } from './sift.ts';

/** The claims with the words of a filter. */
export interface Worded {
  /** Of the database, when they were looked for. */
  readonly state: number;
  /** Their ids, smallest first. */
  readonly ids: Int32Array;
  /** How well each matches (lower is better), where the order asks for it. */
  readonly scores: ReadonlyMap<number, number> | null;
}

/** Visits each chunk, that with the newest ids first, sifted. */
export function goThrough(
  cards: Cards,
  decided: Decided,
  worded: Worded | null,
  visit: (chunk: Chunk, base: number, sifted: Sifted) => void,
): void {
  const into = newSifted();
  const rows = worded && new Int32Array(CHUNK_SIZE);
  let end = worded?.ids.length ?? 0;
  for (let number = cards.chunks.length - 1; number >= 0; number -= 1) {
    const base = number * CHUNK_SIZE;
    let count = CHUNK_SIZE;
    if (worded && rows) {
      count = 0;
      while (end > 0 && (worded.ids[end - 1] as number) >= base) {
        end -= 1;
        rows[count] = (worded.ids[end] as number) - base;
        count += 1;
      }
    }
    const chunk = cards.chunks[number];
    if (!chunk || count === 0) continue;
    sift(chunk, decided, into, rows, Math.min(count, CHUNK_SIZE));
    visit(chunk, base, into);
  }
}

/** How many claims are found, without looking further. */
export function countFound(cards: Cards, decided: Decided, worded: Worded | null): number {
  if (!worded && asksNothing(decided)) return cards.total;
  let total = 0;
  goThrough(cards, decided, worded, (_chunk, _base, { foundCount }) => {
    total += foundCount;
  });
  return total;
}
