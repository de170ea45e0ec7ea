/** The card index of all claims that filters go through: kept in memory, read anew by block. */
import { type Connection, unveil } from '../database/database.ts';
import { type Block, type Dictionary, loadBlock, newDictionaries } from './columns.ts';

export interface Cards {
  /** In the order of the criteria. */
  readonly dictionaries: readonly Dictionary[];
  readonly blocks: ReadonlyMap<number, Block>;
  /** What was worked out for the cards as they are; emptied when any changes. */
  readonly memory: Map<string, unknown>;
}

interface Kept extends Cards {
  readonly blocks: Map<number, Block>;
  readonly stamps: Map<number, number>;
  refreshing: Promise<void> | null;
}

// Each connection sees the claims as of its own transaction.
const KEPT = new WeakMap<Connection, Kept>();
const MOST_TURNS = 5;

/** The cards as the connection sees the claims now. */
export async function readCards(asking: Connection): Promise<Cards> {
  // Codes and ids are the same for everybody: names are read by who shows them.
  const connection = unveil(asking);
  let kept = KEPT.get(connection);
  if (!kept) {
    const memory = new Map<string, unknown>();
    kept = {
      ...{ dictionaries: newDictionaries(), blocks: new Map(), stamps: new Map(), memory },
      refreshing: null,
    };
    KEPT.set(connection, kept);
  }
  // Those who ask while blocks are being read wait for them, and then look for later changes.
  while (kept.refreshing) await kept.refreshing;
  kept.refreshing = refresh(connection, kept);
  try {
    await kept.refreshing;
  } finally {
    kept.refreshing = null;
  }
  return kept;
}

// A block is read in several queries. If something was written between them its stamp has changed
// and it is read again; the number of turns is bounded all the same.
async function refresh(connection: Connection, kept: Kept): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const rows = await connection.all<{ block: number; stamp: number }>(
      'SELECT block, stamp FROM claim_block',
    );
    const stale = rows.filter(({ block, stamp }) => kept.stamps.get(block) !== stamp);
    if (rows.length < kept.stamps.size) forgetOthers(kept, new Set(rows.map((row) => row.block)));
    if (stale.length === 0) return;
    for (const { block, stamp } of stale) {
      kept.blocks.set(block, await loadBlock(connection, block, kept.dictionaries));
      kept.stamps.set(block, stamp);
    }
    // Last, as others may have counted while blocks were being read.
    kept.memory.clear();
  }
}

// Blocks that were there in a transaction that has been undone since.
function forgetOthers(kept: Kept, there: ReadonlySet<number>): void {
  for (const block of kept.stamps.keys()) {
    if (there.has(block)) continue;
    kept.stamps.delete(block);
    kept.blocks.delete(block);
    kept.memory.clear();
  }
}
