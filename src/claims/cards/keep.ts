/** Keeps the cards as the database is: read once, then changed after its log of changes. */
import { type Connection, unveil } from '../../database/database.ts';
import { stateOf } from '../../database/state.ts';
import { type Cards, makeCard, newCards, setCards, setStory, takeCard } from './cards.ts';
import type { Card } from './chunk.ts';
import { loadCards } from './load.ts';
import { readCards } from './read.ts';
import { readStories, type Story } from './stories.ts';

interface Kept {
  cards: Cards;
  /** The last entry of the log that the cards show; null before they were read. */
  position: number | null;
  stamp: number;
  /** SQLite's number of the database's state when they were last compared. */
  version: number;
  working: Promise<void> | null;
}

interface Entry {
  readonly id: number;
  readonly stamp: number;
  readonly claimId: number | null;
  readonly articleId: number | null;
}

interface Changes {
  readonly entries: readonly Entry[];
  readonly cards: ReadonlyMap<number, Card | null>;
  readonly stories: readonly Story[];
}

const KEPT = new WeakMap<Connection, Kept>();
const MOST_TURNS = 20;
const MOST_AT_ONCE = 500;

/**
 * Works something out of the cards as the connection sees the claims now. The work itself cannot
 * wait for anything, so that nobody else finds the cards of a transaction that may yet be undone.
 */
export async function withCards<Result>(
  asking: Connection,
  work: (cards: Cards) => Result,
): Promise<Result> {
  // Codes and ids are the same for everybody: names are read by who shows them.
  const connection = unveil(asking);
  const { cards, position } = await catchUp(connection.committed ?? connection);
  if (connection.committed === null) return work(cards);
  return within(cards, await readChanges(connection, cards, position), work);
}

/** The cards as they are now, and the entry of the log that they show. */
export async function cardsNow(
  connection: Connection,
): Promise<{ readonly cards: Cards; readonly position: number }> {
  const { cards, position } = await catchUp(connection);
  return { cards, position: position ?? 0 };
}

/** They are read anew when they are asked for: a name that was redacted may be a desk's. */
export function forgetCards(connection: Connection): void {
  KEPT.delete(unveil(connection));
}

async function catchUp(connection: Connection): Promise<Kept> {
  let kept = KEPT.get(connection);
  if (!kept) {
    kept = { cards: newCards(), position: null, stamp: 0, version: -1, working: null };
    KEPT.set(connection, kept);
  }
  // Those who ask while cards are being read wait for them, and then look for later changes.
  while (kept.working) await kept.working;
  kept.working = refresh(connection, kept);
  try {
    await kept.working;
  } finally {
    kept.working = null;
  }
  return kept;
}

// What is read after the log may be newer than it: then there is another state, and the next turn
// reads on from there. The number of turns is bounded all the same.
async function refresh(connection: Connection, kept: Kept): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const version = await stateOf(connection);
    if (kept.version === version) return;
    if (kept.position === null) await load(connection, kept);
    const changes = await readChanges(connection, kept.cards, kept.position);
    if (!continues(kept, changes.entries)) {
      kept.position = null;
      continue;
    }
    apply(kept.cards, changes);
    const last = changes.entries.at(-1);
    if (last) Object.assign(kept, { position: last.id, stamp: last.stamp });
    kept.version = version;
  }
}

async function load(connection: Connection, kept: Kept): Promise<void> {
  const { cards, position } = await loadCards(connection);
  Object.assign(kept, { cards, position: position.id, stamp: position.stamp });
}

// Another file may have come in the place of this one: a backup that was restored. And an entry of
// nothing says that all was changed.
function continues({ position, stamp }: Kept, entries: readonly Entry[]): boolean {
  const [first] = entries;
  if (position !== 0 && (first?.id !== position || first.stamp !== stamp)) return false;
  return entries.every(
    (entry) => entry.id === position || entry.claimId !== null || entry.articleId !== null,
  );
}

/** The entries from the last one that is known, which may have more behind it now, and their cards. */
async function readChanges(
  connection: Connection,
  known: Cards,
  position: number | null,
): Promise<Changes> {
  const entries = await connection.all<Entry>(
    `SELECT id, stamp, claim_id AS claimId, article_id AS articleId FROM claim_change
     WHERE id >= ? ORDER BY id`,
    position ?? 0,
  );
  const claims = [...new Set(entries.flatMap(({ claimId }) => claimId ?? []))];
  const articles = [...new Set(entries.flatMap(({ articleId }) => articleId ?? []))];
  const cards = new Map<number, Card | null>(claims.map((id) => [id, null]));
  for (let from = 0; from < claims.length; from += MOST_AT_ONCE) {
    const ids = claims.slice(from, from + MOST_AT_ONCE);
    const read = await readCards(connection, ids, known.dictionaries);
    for (const claim of read.claims) cards.set(claim.id, makeCard(known, claim));
  }
  return { entries, cards, stories: await readStories(connection, known, articles) };
}

function apply(cards: Cards, changes: Changes): void {
  if (changes.cards.size + changes.stories.length === 0) return;
  setCards(cards, changes.cards);
  for (const { id, publisher, desk } of changes.stories) setStory(cards, id, publisher, desk);
  cards.memory.clear();
}

function within<Result>(cards: Cards, changes: Changes, work: (cards: Cards) => Result): Result {
  if (changes.cards.size + changes.stories.length === 0) return work(cards);
  const before: Changes = {
    entries: [],
    cards: new Map([...changes.cards.keys()].map((id) => [id, takeCard(cards, id)])),
    stories: changes.stories.map(({ id }) => ({
      id,
      publisher: cards.stories.publishers[id] ?? 0,
      desk: cards.stories.desks[id] ?? 0,
    })),
  };
  apply(cards, changes);
  try {
    return work(cards);
  } finally {
    apply(cards, before);
  }
}
