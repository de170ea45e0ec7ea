// Features are known by 32-bit numbers instead of strings: a text of 900 words has a hundred
// thousand of them, and building that many strings would take longer than all the rest.

export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return finish(hash);
}

export function mix(a: number, b: number): number {
  return finish(Math.imul(a ^ Math.imul(b + 0x7f4a7c15, 0x9e3779b1), 0x85ebca6b) + b);
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 15);
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/** An open-addressing table from feature to row: plain arrays, so that a look-up allocates nothing. */
export type FeatureTable = {
  readonly keys: Int32Array;
  readonly rows: Int32Array;
  readonly mask: number;
};

export function makeTable(keys: ArrayLike<number>): FeatureTable {
  let size = 16;
  while (size < keys.length * 2) size *= 2;
  const table = {
    keys: new Int32Array(size),
    rows: new Int32Array(size).fill(-1),
    mask: size - 1,
  };
  for (let row = 0; row < keys.length; row += 1) {
    let at = keys[row]! & table.mask;
    while (table.rows[at] !== -1) at = (at + 1) & table.mask;
    table.keys[at] = keys[row]!;
    table.rows[at] = row;
  }
  return table;
}

/** The row of a feature, or -1. */
export function findRow(table: FeatureTable, key: number): number {
  let at = key & table.mask;
  for (;;) {
    const row = table.rows[at]!;
    if (row === -1 || table.keys[at] === key) return row;
    at = (at + 1) & table.mask;
  }
}
