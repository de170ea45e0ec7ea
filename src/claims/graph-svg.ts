/** Writes the placed graph as SVG: looks come from classes, every text is escaped here. */
import { signShape } from '../web/signs.ts';
import type { Stance } from './claim.ts';
import type { Layout, PlacedEdge, PlacedNode, PlacedPosition, Point } from './graph-layout.ts';
import type { GraphNode } from './graph-model.ts';
import { ellipsise, isRightToLeft, textWidth } from './graph-text.ts';
import { STANCE_LABELS } from './words.ts';

const ARROWS = ['support', 'dashed', 'hidden', 'back', 'denies', 'disputes'];

export function drawGraph(layout: Layout, about: string): string {
  const { width, height } = layout;
  const size = [width, height].map((one) => Math.ceil(one)).join(' ');
  const wide = width > 1100 ? ' graph-wide' : '';
  return [
    `<svg class="graph${wide}" viewBox="0 0 ${size}" width="${Math.ceil(width)}"`,
    ` height="${Math.ceil(height)}" role="group" aria-labelledby="graph-about">`,
    `<desc id="graph-about">${escapeText(about)}</desc><defs>${ARROWS.map(arrow).join('')}</defs>`,
    partTitles(layout),
    ...layout.ties.map(({ x, y, to, words }) => {
      const line = `<path class="graph-tie" d="M${x} ${y}V${to}"/>`;
      return `${line}${text(words, { x: x + 9, y: (y + to) / 2 + 4 }, 'graph-soft')}`;
    }),
    ...layout.edges.map(edgePath),
    ...layout.positions.map(positionPath),
    ...layout.nodes.map((placed) => nodeGroup(placed, layout.claimLines)),
    ...layout.edges.flatMap(edgeLabels),
    ...layout.positions.flatMap(positionLabels),
    '</svg>',
  ].join('');
}

function arrow(name: string): string {
  const size = 'viewBox="0 0 10 8" refX="9" refY="4" markerWidth="10" markerHeight="8"';
  return (
    `<marker id="arrow-${name}" class="graph-arrow graph-${name}" ${size}` +
    ` markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 10 4 0 8z"/></marker>`
  );
}

function partTitles({ parts }: Layout): string {
  const title = (words: string, x: number) => text(words, { x, y: 25 }, 'graph-part');
  const through = parts.through === null ? '' : title('Reached us through', parts.through);
  return title('Origins', 1) + through + title('The claim', parts.claim);
}

function edgePath({ edge, points, back }: PlacedEdge): string {
  const look = back ? 'back' : edge.look;
  const d = back ? circlePath(points) : flowPath(points);
  return `<path class="graph-edge graph-${look}" d="${d}" marker-end="url(#arrow-${look})"/>`;
}

function flowPath(points: readonly Point[]): string {
  return points.reduce((d, point, at) => {
    const last = points[at - 1];
    if (!last) return `M${at2(point)}`;
    if (at % 2 === 0) return `${d}H${round(point.x)}`;
    const middle = round((last.x + point.x) / 2);
    return `${d}C${middle} ${round(last.y)} ${middle} ${round(point.y)} ${at2(point)}`;
  }, '');
}

function circlePath(points: readonly Point[]): string {
  const [start, turn, home, end] = points as [Point, Point, Point, Point];
  const out = `C${at2({ x: start.x + 28, y: start.y })} ${at2({ x: turn.x + 28, y: turn.y })}`;
  const back = `C${at2({ x: home.x - 28, y: home.y })} ${at2({ x: end.x - 28, y: end.y })}`;
  return `M${at2(start)}${out} ${at2(turn)}H${round(home.x)}${back} ${at2(end)}`;
}

function positionPath({ node, path }: PlacedPosition): string {
  const { look } = node;
  // Silence points at nothing.
  const marker = look === 'dashed' ? '' : ` marker-start="url(#arrow-${look})"`;
  return `<path class="graph-edge graph-${look}" d="${path}"${marker}/>`;
}

function nodeGroup(placed: PlacedNode, claimLines: readonly string[]): string {
  const { node, x, y, width, height } = placed;
  const size = `width="${round(width)}" height="${round(height)}"`;
  const box = `<rect x="${round(x)}" y="${round(y)}" ${size} rx="3"/>`;
  const words =
    node.place === 'claim'
      ? claimLines.map((line, at) => text(line, { x: x + 14, y: y + 27 + at * 21 }, 'graph-name'))
      : nodeWords(placed);
  const full = `<title>${escapeText(fullWords(node))}</title>`;
  const group = `<g class="graph-node graph-${node.look}">${full}${box}${words.join('')}</g>`;
  const row = node.rows[0];
  return row === undefined ? group : `<a href="#attribution-${row.id}">${group}</a>`;
}

/** Name and remark, and at the end the numbers that the attributions have in the table. */
function nodeWords({ node, x, y, width }: PlacedNode): string[] {
  const numbers = node.rows.map((row) => row.number);
  const shown = numbers.length > 3 ? `${numbers.slice(0, 2).join(', ')} …` : numbers.join(', ');
  const taken = shown === '' ? 0 : textWidth(shown, 12, false) + 6;
  const end = { x: x + width - 9, y: y + 19 };
  return [
    text(shorten(node.name, width - taken, 13), { x: x + 13, y: y + 19 }, 'graph-name'),
    text(shorten(node.remark, width, 12), { x: x + 13, y: y + 35 }, 'graph-soft'),
    shown === '' ? '' : text(shown, end, 'graph-soft graph-number'),
  ];
}

function fullWords({ name, remark, rows }: GraphNode): string {
  const numbers = rows.map((row) => row.number).join(', ');
  const which = rows.length === 1 ? 'attribution' : 'attributions';
  const place = rows.length === 0 ? '' : ` (${which} ${numbers})`;
  return remark === '' ? name : `${name}: ${remark}${place}`;
}

function shorten(words: string, width: number, size: number): string {
  return ellipsise(words, width - 24, size, size === 13);
}

/** On the way out: above a line that falls, below one that rises, so that it never crosses it. */
function edgeLabels({ edge, points, back }: PlacedEdge): string[] {
  const [start, next] = points as [Point, Point];
  if (back) {
    const home = points[2] as Point;
    return [
      text('circular', { x: (start.x + home.x) / 2, y: next.y - 5 }, 'graph-word graph-back'),
    ];
  }
  const gap = next.x - start.x;
  const x = start.x + Math.max(10, Math.min(gap * 0.42, gap - 88));
  const share = (x - start.x) / gap;
  const y = start.y + (next.y - start.y) * (3 * share ** 2 - 2 * share ** 3);
  const rises = next.y < start.y - 4;
  return edge.stances.map((stance, at) =>
    stanceLabel(stance, { x, y: rises ? y + 18 + at * 16 : y - 8 - at * 16 }),
  );
}

function positionLabels({ node, label }: PlacedPosition): string[] {
  // A silence is written in its node; only what is not there stands at the edge.
  let x = label.x;
  const stances = node.stances.filter((stance) => !node.remark.includes(STANCE_LABELS[stance]));
  return stances.map((stance) => {
    const drawn = stanceLabel(stance, { x, y: label.y });
    x += 24 + textWidth(STANCE_LABELS[stance], 13, true);
    return drawn;
  });
}

function stanceLabel(stance: Stance, { x, y }: Point): string {
  const sign = `<g transform="translate(${round(x)} ${round(y - 9.5)}) scale(.86)">${signShape(stance)}</g>`;
  const word = text(STANCE_LABELS[stance], { x: x + 15, y }, 'graph-word');
  return `<g class="stance-${stance} graph-label">${sign}${word}</g>`;
}

function text(words: string, { x, y }: Point, look: string): string {
  // Right-to-left names start where the eye runs, at the left.
  const direction = isRightToLeft(words) ? ' direction="rtl" text-anchor="end"' : '';
  return `<text class="${look}" x="${round(x)}" y="${round(y)}"${direction}>${escapeText(words)}</text>`;
}

function at2({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(words: string): string {
  return words.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
