/**
 * Places for the origin graph: origins at the left, those in between in columns by how far they are
 * from the claim, the claim at the right, positions below it. No two nodes overlap.
 */

import { findColumns, type Ranks } from './graph-columns.ts';
import { placeEdges, placeTies } from './graph-edges.ts';
import { CLAIM_KEY, type GraphEdge, type GraphModel, type GraphNode } from './graph-model.ts';
import { placePositions } from './graph-positions.ts';
import { wrap } from './graph-text.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends Box {
  readonly node: GraphNode;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Points that an edge goes through: a curve from each even one, a level line from each odd one. */
export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly points: readonly Point[];
  /** It leads back to who it came from: a circle. */
  readonly back: boolean;
}

/** From below into the claim. */
export interface PlacedPosition {
  readonly node: GraphNode;
  readonly path: string;
  readonly label: Point;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly positions: readonly PlacedPosition[];
  readonly ties: readonly {
    readonly x: number;
    readonly y: number;
    readonly to: number;
    readonly words: string;
  }[];
  /** Where each of the three parts begins; null where nothing is in between. */
  readonly parts: { readonly through: number | null; readonly claim: number };
  readonly claimLines: readonly string[];
}

const NODE_HEIGHT = 44;
const TOP = 51;
const GAP = 16;
const TIE_GAP = 26;
const PAGE_WIDTH = 932;
/** Widths of the columns, and the least room for a sign and a word on the way out of a node. */
const ROOMY = { origin: 216, passage: 176, claim: 250, gutter: 100 };
/** Where one outlet took it from another, so that two in a row still fit the page. */
const TIGHT = { origin: 200, passage: 150, claim: 222, gutter: 92 };
const THREAD = 10;

interface Slot {
  readonly key: string;
  readonly height: number;
  /** Where its center would best be. */
  readonly wanted: number;
}

export function placeGraph(model: GraphModel): Layout {
  const ranks = findColumns(model);
  const claimLines = wrap(model.nodes.at(-1)?.name ?? '', widthsOf(ranks.last).claim - 28, 3);
  const claimHeight = 26 + claimLines.length * 21;
  const across = placeAcross(ranks.last);
  const centers = placeDown(model, ranks, claimHeight);
  const nodes = model.nodes
    .filter((node) => node.place !== 'position')
    .map((node): PlacedNode => {
      const height = node.place === 'claim' ? claimHeight : NODE_HEIGHT;
      const { x, width } = across[ranks.columns.get(node.key) as number] as Box;
      return { node, x, width, height, y: (centers.get(node.key) as number) - height / 2 };
    });
  const claim = nodes.at(-1) as PlacedNode;
  const positions = model.nodes.filter((node) => node.place === 'position');
  const below = placePositions(positions, claim);
  const placed = { model, ranks, nodes, centers, across };
  const edges = placeEdges(placed);
  const bottoms = [...nodes, ...below.nodes].map((box) => box.y + box.height);
  const lowest = edges.flatMap(({ points }) => points.map((point) => point.y));
  return {
    width: claim.x + claim.width + 1,
    height: Math.max(...lowest, ...bottoms) + 2,
    nodes: [...nodes, ...below.nodes],
    edges,
    positions: below.positions,
    ties: placeTies(placed, TIE_GAP),
    parts: { through: ranks.last > 1 ? (across[1]?.x ?? null) : null, claim: claim.x },
    claimLines,
  };
}

// The page's width where it is enough; a long chain is wider and scrolls.
function placeAcross(last: number): Box[] {
  const { origin, passage, claim, gutter } = widthsOf(last);
  const taken = origin + (last - 1) * passage + claim;
  const between = Math.max(gutter, (PAGE_WIDTH - 2 - taken) / last);
  const at = (column: number) =>
    column === 0 ? 1 : 1 + origin + between + (column - 1) * (passage + between);
  return Array.from({ length: last + 1 }, (_, column) => {
    const width = column === 0 ? origin : column === last ? claim : passage;
    return { x: at(column), width, y: 0, height: 0 };
  });
}

function widthsOf(last: number): typeof ROOMY {
  return last > 2 ? TIGHT : ROOMY;
}

/** Centers of nodes and of the threads of long edges: as near to what leads there as can be. */
function placeDown(model: GraphModel, ranks: Ranks, claimHeight: number): Map<string, number> {
  const centers = new Map<string, number>();
  let y = TOP;
  const tied = new Set(model.ties.map((tie) => tie.lower));
  for (const { key } of model.nodes.filter((node) => ranks.columns.get(node.key) === 0)) {
    if (y > TOP) y += tied.has(key) ? TIE_GAP : GAP;
    centers.set(key, y + NODE_HEIGHT / 2);
    y += NODE_HEIGHT;
  }
  for (let column = 1; column <= ranks.last; column += 1) {
    const slots = ranks.slots(column).map(({ key, before }): Slot => {
      const from = before.map((one) => centers.get(one)).filter((one) => one !== undefined);
      const wanted = from.reduce((sum, one) => sum + one, 0) / from.length;
      const isNode = ranks.columns.has(key);
      const height = key === CLAIM_KEY ? claimHeight : isNode ? NODE_HEIGHT : THREAD;
      return { key, height, wanted: from.length > 0 ? wanted : TOP + height / 2 };
    });
    for (const [key, center] of settle(slots)) centers.set(key, center);
  }
  return centers;
}

/**
 * Moves slots apart with the least movement altogether: runs of slots that are in each other's way
 * share one middle (isotonic regression).
 */
function settle(slots: readonly Slot[]): [string, number][] {
  const sorted = [...slots].sort((a, b) => a.wanted - b.wanted);
  let offset = 0;
  const offsets = sorted.map(({ height }) => {
    const center = offset + height / 2;
    offset += height + GAP;
    return center;
  });
  const runs: { sum: number; size: number }[] = [];
  for (const [at, { wanted }] of sorted.entries()) {
    let run = { sum: wanted - (offsets[at] as number), size: 1 };
    for (
      let last = runs.at(-1);
      last && last.sum / last.size > run.sum / run.size;
      last = runs.at(-1)
    ) {
      runs.pop();
      run = { sum: run.sum + last.sum, size: run.size + last.size };
    }
    runs.push(run);
  }
  const starts = runs.flatMap(({ sum, size }) =>
    Array<number>(size).fill(Math.max(TOP, sum / size)),
  );
  return sorted.map(({ key }, at) => [key, (starts[at] as number) + (offsets[at] as number)]);
}
