/**
 * What the origin graph consists of: who says so, through whom it reached us, who pushes back.
 * Nodes and edges without any place; `graph-layout.ts` gives them one.
 */
import type { Attribution, Stance } from './claim.ts';
import { findSame, type Ground, isBare, isSupport, printersOf, sourceOf } from './graph-ground.ts';
import { originRemark, passageRemark, positionRemark } from './graph-words.ts';

export type Look = 'support' | 'plain' | 'dashed' | 'denies' | 'disputes' | 'claim';

export interface RowMark {
  readonly id: number;
  readonly number: number;
}

export interface GraphNode {
  readonly key: string;
  /** Origins stand at the left, passages in between, positions below the claim. */
  readonly place: 'origin' | 'passage' | 'position' | 'claim';
  readonly look: Look;
  readonly name: string;
  readonly remark: string;
  /** The attributions that it stands for, with their places among those of the claim. */
  readonly rows: readonly RowMark[];
  /** What the edge of a position says. */
  readonly stances: readonly Stance[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly look: 'support' | 'dashed' | 'hidden';
  /** What the source says, on the first edge of its way. */
  readonly stances: readonly Stance[];
}

/** Two nodes, one above the other, that are one origin. */
export interface Tie {
  readonly upper: string;
  readonly lower: string;
  readonly words: string;
}

export interface GraphModel {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly ties: readonly Tie[];
}

export const CLAIM_KEY = 'claim';

export function buildModel(ground: Ground, statement: string): GraphModel {
  const ways = ground.facts.attributions.filter(isSupport).map((row) => wayOf(ground, row));
  const edges = joinEdges(ways.filter((way) => !isRepeated(ground, way, ways)));
  const speakers = speakersOf(ground, ways);
  const bare = (speaker: Speaker) => speaker.rows.every((row) => isBare(ground.facts, row));
  const reached = new Set(edges.map((edge) => edge.to));
  const hidden = speakers.filter((one) => bare(one) && !reached.has(keyOf(one.id)));
  const nodes = speakers.flatMap((speaker) => {
    const isRelay = reached.has(keyOf(speaker.id));
    const node = speakerNode(ground, speaker, isRelay || bare(speaker), isRelay);
    // What nobody sees stands at the height of whom it told.
    return hidden.includes(speaker) ? [hiddenNode(speaker), node] : [node];
  });
  const nobody = node('nobody', 'origin', 'dashed', 'nobody', 'is recorded as saying so');
  return {
    nodes: [
      ...(speakers.length > 0 ? nodes : [nobody]),
      ...passageNodes(ground, ways, new Set(speakers.map((one) => one.id))),
      ...positionNodes(ground),
      node(CLAIM_KEY, 'claim', 'claim', statement, ''),
    ],
    edges: [...hidden.map(hiddenEdge), ...edges],
    ties: tiesOf(ground, nodes),
  };
}

function keyOf(id: number): string {
  return `source-${id}`;
}

function node(
  ...[key, place, look, name, remark]: [string, GraphNode['place'], Look, string, string]
): GraphNode {
  return { key, place, look, name, remark, rows: [], stances: [] };
}

/** How one support row came to the claim. */
interface Way {
  readonly row: Attribution;
  readonly idle: boolean;
  readonly passages: readonly number[];
}

function wayOf({ facts, idle }: Ground, row: Attribution): Way {
  const relays = row.via.map((relay) => relay.sourceId).reverse();
  const printers = printersOf(facts, row).filter((id) => ![row.sourceId, ...relays].includes(id));
  return { row, idle: idle.has(row.id), passages: [...relays, ...printers] };
}

// The tie to its twin says it all; a second arrow of the same way would only look like more.
function isRepeated(ground: Ground, { row, passages }: Way, ways: readonly Way[]): boolean {
  const same = findSame(ground, row);
  const other = ways.find((way) => way.row === same);
  return other !== undefined && other.passages.join() === passages.join();
}

function joinEdges(ways: readonly Way[]): GraphEdge[] {
  const joined = new Map<string, { from: string; to: string; counts: boolean; said: Stance[] }>();
  for (const { row, idle, passages } of ways) {
    const all = [...[row.sourceId, ...passages].map(keyOf), CLAIM_KEY];
    const keys = all.filter((key, at) => key !== all[at - 1]);
    for (const [at, to] of keys.slice(1).entries()) {
      const from = keys[at] as string;
      const edge = joined.get(`${from} ${to}`) ?? { from, to, counts: false, said: [] };
      joined.set(`${from} ${to}`, edge);
      edge.counts ||= !idle;
      if (at === 0 && !edge.said.includes(row.stance)) edge.said.push(row.stance);
    }
  }
  return [...joined.values()].map(({ from, to, counts, said }) => ({
    ...{ from, to, look: counts ? 'support' : 'dashed', stances: said },
  }));
}

interface Speaker {
  readonly id: number;
  readonly rows: readonly Attribution[];
}

// Origin by origin, so that those who are one stand together.
function speakersOf(ground: Ground, ways: readonly Way[]): Speaker[] {
  const { origins } = ground.standing.corroboration;
  const rank = new Map(origins.flatMap((one, at) => one.attributions.map((id) => [id, at])));
  const rankOf = (row: Attribution) =>
    rank.get(row.id) ?? rank.get(findSame(ground, row)?.id ?? 0) ?? origins.length;
  const follows = (row: Attribution) => (ground.leads.has(row.id) ? 0 : 1);
  const rows = ways
    .map((way) => way.row)
    .sort((a, b) => rankOf(a) - rankOf(b) || follows(a) - follows(b));
  const bySource = Map.groupBy(rows, (row) => row.sourceId);
  return [...bySource].map(([id, of]) => ({ id, rows: of }));
}

function speakerNode(
  ground: Ground,
  { id, rows }: Speaker,
  isPassage: boolean,
  isRelay: boolean,
): GraphNode {
  const idle = rows.every((row) => ground.idle.has(row.id));
  const look = isRelay ? 'plain' : idle ? 'dashed' : isPassage ? 'plain' : 'support';
  const remark = isPassage ? passageRemark(ground, id) : originRemark(ground, rows);
  const { name } = sourceOf(ground.facts, id);
  const made = node(keyOf(id), isPassage ? 'passage' : 'origin', look, name, remark);
  return { ...made, rows: marksOf(ground, rows) };
}

function marksOf({ facts }: Ground, rows: readonly Attribution[]): RowMark[] {
  return rows.map((row) => ({ id: row.id, number: facts.attributions.indexOf(row) + 1 }));
}

function passageNodes(
  ground: Ground,
  ways: readonly Way[],
  speaking: ReadonlySet<number>,
): GraphNode[] {
  const ids = new Set(ways.flatMap((way) => way.passages).filter((id) => !speaking.has(id)));
  return [...ids].map((id) => {
    const { name } = sourceOf(ground.facts, id);
    return node(keyOf(id), 'passage', 'plain', name, passageRemark(ground, id));
  });
}

function hiddenNode({ id }: Speaker): GraphNode {
  const remark = 'who told them is not stated';
  return node(`before-${keyOf(id)}`, 'origin', 'dashed', 'not visible', remark);
}

function hiddenEdge({ id }: Speaker): GraphEdge {
  return { from: `before-${keyOf(id)}`, to: keyOf(id), look: 'hidden', stances: [] };
}

function positionNodes(ground: Ground): GraphNode[] {
  const { facts, idle } = ground;
  const rows = facts.attributions.filter((row) => !isSupport(row));
  const nodes = [...Map.groupBy(rows, (row) => row.sourceId)].map(([id, of]): GraphNode => {
    const says = (stance: Stance) => of.some((row) => row.stance === stance && !idle.has(row.id));
    const look = says('denies') ? 'denies' : says('disputes') ? 'disputes' : 'dashed';
    const { name } = sourceOf(facts, id);
    return {
      ...node(`position-${id}`, 'position', look, name, positionRemark(facts, of)),
      rows: marksOf(ground, of),
      stances: [...new Set(of.map((row) => row.stance))],
    };
  });
  const order: readonly Look[] = ['denies', 'disputes', 'dashed'];
  return nodes.sort((a, b) => order.indexOf(a.look) - order.indexOf(b.look));
}

function tiesOf(ground: Ground, nodes: readonly GraphNode[]): Tie[] {
  const { facts, standing } = ground;
  const left = nodes.filter((one) => one.place === 'origin' && one.rows.length > 0);
  const rowOf = (one: GraphNode) =>
    facts.attributions.find((row) => row.id === one.rows[0]?.id) as Attribution;
  const sharesOrigin = (one: GraphNode, other: GraphNode) =>
    standing.corroboration.origins.some(
      ({ attributions }) =>
        one.rows.some(({ id }) => attributions.includes(id)) &&
        other.rows.some(({ id }) => attributions.includes(id)),
    );
  return left.slice(1).flatMap((lower, at) => {
    const upper = left[at] as GraphNode;
    const [head, other] = [findSame(ground, rowOf(lower)), findSame(ground, rowOf(upper))];
    const same = head !== undefined && head.sourceId === (other ?? rowOf(upper)).sourceId;
    if (!same && !sharesOrigin(upper, lower)) return [];
    return [{ upper: upper.key, lower: lower.key, words: same ? 'same source' : 'one origin' }];
  });
}
