/** In which column each node of the origin graph stands, and where its edges close a circle. */
import { CLAIM_KEY, type GraphEdge, type GraphModel } from './graph-model.ts';

/** A place in a column: a node, or the thread of an edge that passes by. */
interface Place {
  readonly key: string;
  /** What leads here from the column before. */
  readonly before: readonly string[];
}

export interface Ranks {
  readonly columns: ReadonlyMap<string, number>;
  /** The claim's column. */
  readonly last: number;
  /** Edges that lead back to where they came from. */
  readonly back: ReadonlySet<GraphEdge>;
  /** Where an edge passes columns between its ends. */
  readonly threads: (edge: GraphEdge) => { readonly key: string; readonly column: number }[];
  readonly slots: (column: number) => Place[];
}

export function findColumns(model: GraphModel): Ranks {
  const back = new Set<GraphEdge>();
  const distance = measure(model, back);
  const passages = model.nodes.filter((node) => node.place === 'passage');
  const last = 1 + Math.max(0, ...passages.map(({ key }) => distance.get(key) ?? 1));
  const columns = new Map(
    model.nodes
      .filter((node) => node.place !== 'position')
      .map(({ key, place }) => [key, place === 'origin' ? 0 : last - (distance.get(key) ?? 1)]),
  );
  columns.set(CLAIM_KEY, last);
  const columnOf = (key: string) => columns.get(key) as number;
  const forward = model.edges.filter((edge) => !back.has(edge));
  const threads = (edge: GraphEdge) => {
    const [from, to] = [columnOf(edge.from), columnOf(edge.to)];
    return Array.from({ length: Math.max(0, to - from - 1) }, (_, at) => {
      const column = from + 1 + at;
      return { key: `${edge.from} ${edge.to} ${column}`, column };
    });
  };
  const standing = [...columns].map(([key, column]) => ({ key, column }));
  const places = [...standing, ...forward.flatMap(threads)];
  const before = new Map<string, string[]>(places.map(({ key }) => [key, []]));
  for (const edge of forward) {
    const way = [edge.from, ...threads(edge).map((thread) => thread.key), edge.to];
    for (const [at, key] of way.slice(1).entries()) before.get(key)?.push(way[at] as string);
  }
  const slots = (column: number): Place[] =>
    places
      .filter((place) => place.column === column)
      .map(({ key }) => ({ key, before: before.get(key) ?? [] }));
  return { columns, last, back, threads, slots };
}

/** The longest way to the claim from each node, without the edges that close a circle. */
function measure(model: GraphModel, back: Set<GraphEdge>): Map<string, number> {
  const distance = new Map<string, number>([[CLAIM_KEY, 0]]);
  const open = new Set<string>();
  const outgoing = Map.groupBy(model.edges, (edge) => edge.from);
  const visit = (key: string): number => {
    const known = distance.get(key);
    if (known !== undefined) return known;
    open.add(key);
    // Whose only way out leads back still stands before the claim.
    let longest = 1;
    for (const edge of outgoing.get(key) ?? []) {
      if (open.has(edge.to)) back.add(edge);
      else longest = Math.max(longest, 1 + visit(edge.to));
    }
    open.delete(key);
    distance.set(key, longest);
    return longest;
  };
  for (const { key, place } of model.nodes) if (place !== 'position') visit(key);
  return distance;
}
