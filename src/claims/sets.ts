/** Two small tools of counting: sets that overlap become one, and rings in a directed graph. */

/**
 * Merges sets that share a member, directly or over others. Each member is named by the smallest
 * of its set, so that the order in which the sets come changes nothing.
 */
export function uniteSets(sets: Iterable<readonly number[]>): Map<number, number> {
  const parents = new Map<number, number>();
  const find = (member: number): number => {
    let top = member;
    for (let up = parents.get(top); up !== undefined && up !== top; up = parents.get(top)) top = up;
    for (let at = member; at !== top; ) {
      const up = parents.get(at) ?? top;
      parents.set(at, top);
      at = up;
    }
    return top;
  };
  for (const set of sets) {
    for (const member of set) {
      const [one, other] = [find(set[0] ?? member), find(member)];
      const least = Math.min(one, other);
      parents.set(Math.max(one, other), least).set(least, least);
    }
  }
  for (const member of parents.keys()) parents.set(member, find(member));
  return parents;
}

export type Arrows = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * The nodes that can reach themselves along the arrows, each named by the smallest node of its
 * ring (its strongly connected component, after Kosaraju). Without recursion: a ring may be long.
 */
export function findRings(arrows: Arrows): Map<number, number> {
  const back = turnAround(arrows);
  const rings = new Map<number, number>();
  const placed = new Set<number>();
  for (const start of inOrderOfFinish(arrows).reverse()) {
    if (placed.has(start)) continue;
    const ring = reach(start, back, placed);
    const isRing = ring.length > 1 || arrows.get(start)?.has(start);
    const name = ring.reduce((least, node) => Math.min(least, node), start);
    if (isRing) for (const node of ring) rings.set(node, name);
  }
  return rings;
}

function turnAround(arrows: Arrows): Map<number, Set<number>> {
  const back = new Map<number, Set<number>>();
  for (const [from, targets] of arrows) {
    for (const to of targets) back.set(to, (back.get(to) ?? new Set()).add(from));
  }
  return back;
}

function inOrderOfFinish(arrows: Arrows): number[] {
  const [seen, finished] = [new Set<number>(), new Set<number>()];
  for (const start of arrows.keys()) {
    const stack = [start];
    for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
      if (seen.has(node)) {
        stack.pop();
        finished.add(node);
        continue;
      }
      seen.add(node);
      for (const next of arrows.get(node) ?? []) if (!seen.has(next)) stack.push(next);
    }
  }
  return [...finished];
}

function reach(start: number, arrows: Arrows, placed: Set<number>): number[] {
  const found = [start];
  placed.add(start);
  for (const node of found) {
    for (const next of arrows.get(node) ?? []) {
      if (placed.has(next)) continue;
      placed.add(next);
      found.push(next);
    }
  }
  return found;
}
