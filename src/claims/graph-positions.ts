/** Denials and silences come from below into the claim, so that they never mix with support. */
import type { Box, PlacedNode, PlacedPosition } from './graph-layout.ts';
import type { GraphNode } from './graph-model.ts';
import { textWidth } from './graph-text.ts';

const HEIGHT = 44;
const DROP = 48;
const GAP = 8;
const INDENT = 44;

interface Below {
  readonly nodes: readonly PlacedNode[];
  readonly positions: readonly PlacedPosition[];
}

/** Two that fit stand side by side; more hang on a stem for each way of pushing back. */
export function placePositions(nodes: readonly GraphNode[], claim: Box): Below {
  const widths = nodes.map((node) => {
    const text = Math.max(textWidth(node.name, 13, true), textWidth(node.remark, 12, false));
    return Math.ceil(text) + 44;
  });
  const total = widths.reduce((sum, width) => sum + width + GAP, -GAP);
  const answers = nodes.filter((node) => node.look !== 'dashed');
  const beside = nodes.length === 1 || (nodes.length === 2 && answers.length === 0);
  return beside && (nodes.length === 1 || total <= claim.width)
    ? sideBySide(nodes, claim, widths, total)
    : onStems(nodes, claim);
}

function sideBySide(
  nodes: readonly GraphNode[],
  claim: Box,
  widths: readonly number[],
  total: number,
): Below {
  const spare = (claim.width - total) / nodes.length;
  const y = claim.y + claim.height + DROP;
  let x = claim.x;
  const placed = nodes.map((node, at): PlacedNode => {
    const box = { node, x, y, width: (widths[at] as number) + spare, height: HEIGHT };
    x += box.width + GAP;
    return box;
  });
  const positions = placed.map(({ node, x, width }) => {
    const middle = x + width / 2;
    return {
      node,
      path: `M${middle} ${claim.y + claim.height + 5}V${y}`,
      label: { x: middle + 10, y: y - DROP / 2 + 6 },
    };
  });
  return { nodes: placed, positions };
}

// Nearest to the claim hang those whose stem is furthest right: no stem crosses another's branch.
function onStems(nodes: readonly GraphNode[], claim: Box): Below {
  const groups = [...Map.groupBy(nodes, (node) => node.look).values()];
  const top = claim.y + claim.height + 5;
  let y = claim.y + claim.height + 20;
  const below = groups.map((group, at): Below => {
    const stem = claim.x + INDENT - 16 - at * 12;
    const placed: PlacedNode[] = [];
    const positions = group.map((node) => {
      const label = { x: claim.x + INDENT, y: y + 13 };
      // Room for what the edge says; a silence says it in its node.
      if (node.look !== 'dashed') y += 20;
      placed.push({ node, x: claim.x + INDENT, y, width: claim.width - INDENT, height: HEIGHT });
      const path = `M${stem} ${top}V${y + HEIGHT / 2}H${claim.x + INDENT}`;
      y += HEIGHT + GAP;
      return { node, path, label };
    });
    y += GAP;
    return { nodes: placed, positions };
  });
  return {
    nodes: below.flatMap((one) => one.nodes),
    positions: below.flatMap((one) => one.positions),
  };
}
