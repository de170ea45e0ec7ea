/** The sourcing profile drawn: bars of named and unnamed sources by type, and what is denied. */
import { DENIAL_SIGNS } from '../claims/words.ts';
import { type Drawing, drawing } from '../web/views.ts';
import type { DenialCount, Profile, TypeShare } from './profile.ts';

// As wide as the narrowest phone lets it be, so that its letters are never shrunk.
const WIDTH = 312;
const ROW = 36;
const BAR = 10;
const GAP = 24;
const LINE = 20;

/** All words in it are ours. */
export function drawProfile(profile: Profile): Drawing {
  const bars = profile.types.length * ROW;
  const denialsAt = bars + (bars > 0 ? GAP : 0);
  const height = denialsAt + (profile.claims > 0 ? ROW + profile.denials.length * LINE : 0);
  const most = Math.max(1, ...profile.types.map((one) => one.named + one.unnamed));
  const rows = profile.types.map((one, index) => drawType(one, index * ROW, most));
  return drawing(
    `<svg class="profile" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ` +
      `role="img" aria-label="${summary(profile)}">${rows.join('')}` +
      `${profile.claims > 0 ? drawDenials(profile, denialsAt) : ''}</svg>`,
  );
}

/** "11 sources, 4 named and 7 unnamed; 6 claims". */
export function summary(profile: Profile): string {
  const { sources, named, unnamed, claims } = profile;
  const [source, claim] = [sources === 1 ? 'source' : 'sources', claims === 1 ? 'claim' : 'claims'];
  if (sources === 0) return `No source is recorded; ${claims} ${claim}`;
  return `${sources} ${source}, ${named} named and ${unnamed} unnamed; ${claims} ${claim}`;
}

function drawType(share: TypeShare, y: number, most: number): string {
  const count = share.named + share.unnamed;
  const unit = (WIDTH - 1) / most;
  const split = share.named * unit;
  const end = count * unit;
  return (
    `<g><text x="0" y="${y + 13}">${share.label}</text>` +
    `<text class="amount" x="${WIDTH}" y="${y + 13}">${count} · ${share.percent} %</text>` +
    box('named', 0, y + 20, split) +
    box('unnamed', split, y + 20, end - split) +
    `</g>`
  );
}

function drawDenials(profile: Profile, y: number): string {
  const unit = (WIDTH - 1) / profile.claims;
  let x = 0;
  const boxes = profile.denials.map((one) => {
    const start = x;
    x += one.claims * unit;
    return box(toneOf(one), start, y + 20, x - start);
  });
  const lines = profile.denials.map((one, index) => {
    const top = y + ROW + index * LINE;
    const key = box(toneOf(one), 0, top + 7, BAR);
    return (
      `${key}<text x="18" y="${top + 16}">${denialWords(one)}</text>` +
      `<text class="amount" x="${WIDTH}" y="${top + 16}">${one.claims}</text>`
    );
  });
  return `<g><text class="title" x="0" y="${y + 13}">Claims by denial</text>${boxes.join('')}${lines.join('')}</g>`;
}

/** The status as it reads in a list of claims. */
export function denialWords({ status, label }: DenialCount): string {
  if (status === 'not_required') return 'No answer needed';
  return status === 'not_recorded' ? 'No answer recorded' : label;
}

function toneOf({ status }: DenialCount): string {
  if (status === 'not_required') return 'plain';
  const stance = DENIAL_SIGNS[status];
  return stance === null ? 'missing' : `stance-${stance}`;
}

function box(kind: string, x: number, y: number, width: number): string {
  if (width <= 0) return '';
  // Half a unit in, so that outlines are sharp and nothing is cut off at the edge.
  const [left, top] = [(x + 0.5).toFixed(1), (y + 0.5).toFixed(1)];
  const size = `width="${Math.max(1, width - 2).toFixed(1)}" height="${BAR - 1}"`;
  return `<rect class="${kind}" x="${left}" y="${top}" ${size}/>`;
}
