/** The ways of the edges between placed nodes. */
import type { Ranks } from './graph-columns.ts';
import type { Box, Layout, PlacedEdge, PlacedNode, Point } from './graph-layout.ts';
import type { GraphEdge, GraphModel } from './graph-model.ts';

/** What is placed when the edges are. */
export interface Placed {
  readonly model: GraphModel;
  readonly ranks: Ranks;
  readonly nodes: readonly PlacedNode[];
  /** Centers of nodes and threads. */
  readonly centers: ReadonlyMap<string, number>;
  /** The columns. */
  readonly across: readonly Box[];
}

export function placeEdges(placed: Placed): PlacedEdge[] {
  const { model, ranks, nodes, centers, across } = placed;
  const byKey = new Map(nodes.map((one) => [one.node.key, one]));
  const ports = findPorts(placed);
  let floor = Math.max(0, ...centers.values()) + 28;
  return model.edges.map((edge) => {
    const [from, to] = [byKey.get(edge.from) as PlacedNode, byKey.get(edge.to) as PlacedNode];
    if (ranks.back.has(edge)) {
      floor += 14;
      return { edge, back: true, points: around(from, to, floor) };
    }
    const threads = ranks.threads(edge).flatMap(({ key, column }) => {
      const { x, width } = across[column] as Box;
      const y = centers.get(key) as number;
      return [x, x + width].map((end) => ({ x: end, y }));
    });
    const start = { x: from.x + from.width, y: from.y + from.height / 2 };
    const step = Math.min(16, (to.height - 14) / Math.max(1, (ports.get(edge)?.of ?? 1) - 1));
    const end = { x: to.x, y: to.y + to.height / 2 + (ports.get(edge)?.from ?? 0) * step };
    return { edge, back: false, points: [start, ...threads, end] };
  });
}

// Back to the left below all nodes, through the gutters.
function around(from: Box, to: Box, floor: number): Point[] {
  const right = from.x + from.width;
  return [
    { x: right, y: from.y + from.height / 2 + 10 },
    { x: right, y: floor },
    { x: to.x, y: floor },
    { x: to.x, y: to.y + to.height / 2 + 10 },
  ];
}

/**
 * Arrows come in side by side, in the order of where they come from: how many steps from the
 * middle, and of how many arrows.
 */
function findPorts({
  model,
  ranks,
  centers,
}: Placed): Map<GraphEdge, { from: number; of: number }> {
  const heights = new Map(
    model.edges.map((edge) => {
      const last = ranks.threads(edge).at(-1)?.key ?? edge.from;
      return [edge, centers.get(last) as number];
    }),
  );
  const heightOf = (edge: GraphEdge) => heights.get(edge) as number;
  const forward = model.edges.filter((edge) => !ranks.back.has(edge));
  const ports = [...Map.groupBy(forward, (edge) => edge.to).values()].flatMap((incoming) => {
    const sorted = incoming.sort((a, b) => heightOf(a) - heightOf(b));
    const middle = (sorted.length - 1) / 2;
    return sorted.map((edge, at) => [edge, { from: at - middle, of: sorted.length }] as const);
  });
  return new Map(ports);
}

/** Dotted links between nodes that stand one above the other. */
export function placeTies({ model, nodes }: Placed, most: number): Layout['ties'] {
  const byKey = new Map(nodes.map((one) => [one.node.key, one]));
  return model.ties.flatMap(({ upper, lower, words }) => {
    const [above, below] = [byKey.get(upper), byKey.get(lower)];
    if (!above || !below || below.y - (above.y + above.height) > most) return [];
    return [{ x: above.x + above.width / 2, y: above.y + above.height, to: below.y, words }];
  });
}
