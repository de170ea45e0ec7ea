/** A source's record as a bar: how much of what it said was confirmed, denied, taken back. */
import { type Drawing, drawing } from '../web/views.ts';
import type { TrackedClaim } from './track.ts';

const WIDTH = 600;
const HEIGHT = 12;
const GAP = 2;

interface Piece {
  readonly name: 'confirmed' | 'both' | 'denied' | 'retracted' | 'neither';
  readonly words: string;
  readonly count: number;
}

/** The bar, with what each piece of it means in words. */
export interface RecordBar {
  readonly drawing: Drawing;
  readonly legend: readonly { readonly name: string; readonly words: string }[];
}

/** Null where the source supported nothing: there is nothing to draw. */
export function drawRecord(tracked: readonly TrackedClaim[]): RecordBar | null {
  const supported = tracked.filter((claim) => claim.supports);
  if (supported.length === 0) return null;
  const pieces = piecesOf(supported).filter((piece) => piece.count > 0);
  const room = WIDTH - GAP * (pieces.length - 1);
  let x = 0;
  const marks = pieces.map(({ name, count }) => {
    const width = (room * count) / supported.length;
    const at = x;
    x += width + GAP;
    return `<rect class="${name}" x="${round(at)}" y="0.5" width="${round(width)}" height="${HEIGHT - 1}"/>`;
  });
  // The legend says the same in words, so the drawing itself says nothing to a reader.
  return {
    drawing: drawing(
      `<svg class="record-bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" ` +
        `aria-hidden="true" focusable="false">${marks.join('')}</svg>`,
    ),
    legend: pieces.map(({ name, words, count }) => ({ name, words: `${count} ${words}` })),
  };
}

// Each claim in one piece, so that the pieces add up.
function piecesOf(supported: readonly TrackedClaim[]): Piece[] {
  const kept = supported.filter((claim) => !claim.retracted);
  const isConfirmed = (claim: TrackedClaim) => claim.confirmedBy.length > 0;
  const isDenied = (claim: TrackedClaim) => claim.deniedBy.length > 0;
  const count = (confirmed: boolean, denied: boolean) =>
    kept.filter((one) => isConfirmed(one) === confirmed && isDenied(one) === denied).length;
  return [
    { name: 'confirmed', words: 'confirmed by others', count: count(true, false) },
    { name: 'both', words: 'confirmed and denied', count: count(true, true) },
    { name: 'neither', words: 'neither confirmed nor denied', count: count(false, false) },
    { name: 'denied', words: 'denied by others', count: count(false, true) },
    { name: 'retracted', words: 'retracted', count: supported.length - kept.length },
  ];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
