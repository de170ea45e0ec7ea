/** A newsroom full of random records, the same for the same seed. Written row by row in SQL. */
import {
  ASSESSMENTS,
  DIRECTNESSES,
  GROUND_RULES,
  INTERESTS,
  KINDS,
  REVIEW_STATES,
  STANCES,
} from '../../src/claims/claim.ts';
import { CORROBORATION_FLAGS, DENIAL_FLAGS, DENIALS, LEVELS } from '../../src/claims/standing.ts';
import type { Connection } from '../../src/database/database.ts';
import { IDENTITIES, SOURCE_TYPES } from '../../src/sources/source.ts';

export interface Random {
  /** 0 to below 1. */
  next(): number;
  /** 0 to below `count`. */
  whole(count: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** Each item with the given chance. */
  some<Item>(items: readonly Item[], chance: number): Item[];
  chance(chance: number): boolean;
}

/** Mulberry32. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (count: number) => Math.floor(next() * count);
  return {
    next,
    whole,
    pick: <Item>(items: readonly Item[]) => items[whole(items.length)] as Item,
    some: (items, chance) => items.filter(() => next() < chance),
    chance: (chance) => next() < chance,
  };
}

export const VOCABULARY = (
  'minister denied river bridge election budget militia envoy letter strike market harvest ' +
  'pipeline verdict treaty border school hospital drought archive'
).split(' ');
export const DESKS = ['Foreign', 'Politics', 'Börse & Märkte'];
export const FINDINGS = ['unattributed', 'single-unnamed', 'no-reply', 'quote-missing'];

export interface Size {
  readonly claims: number;
  readonly sources: number;
  readonly articles: number;
}

export async function fillNewsroom(tx: Connection, seed: number, size: Size): Promise<void> {
  const dice = random(seed);
  const at = '2024-10-01T08:00:00.000Z';
  const sources = await addSources(tx, dice, size.sources, at);
  const articles = await addArticles(tx, dice, size.articles, sources, at);
  for (let count = 0; count < size.claims; count += 1) {
    await addClaim(tx, dice, sources, articles);
  }
}

interface RandomSource {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly named: boolean;
}

async function addSources(tx: Connection, dice: Random, count: number, at: string) {
  const sources: RandomSource[] = [];
  for (let number = 1; number <= count; number += 1) {
    const identity = dice.pick(IDENTITIES);
    const type = dice.chance(0.2) ? 'media' : dice.pick(SOURCE_TYPES);
    const name = `${dice.pick(VOCABULARY)} ${dice.pick(VOCABULARY)} ${number}`;
    const { id } = await tx.run(
      `INSERT INTO source (name, name_key, type, identity, created_at, changed_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
      ...[name, name.toLowerCase(), type, identity, at, at],
    );
    sources.push({ id, name, type, named: identity.startsWith('named') });
  }
  // A tenth was merged into another of those that were not.
  await tx.run('UPDATE source SET canonical_id = id');
  for (const source of sources.filter(({ id }) => id % 10 === 0)) {
    const into = dice.pick(sources.filter(({ id }) => id % 10 !== 0)).id;
    await tx.run(
      'UPDATE source SET merged_into = ?, canonical_id = ? WHERE id = ?',
      ...[into, into, source.id],
    );
  }
  return sources;
}

async function addArticles(
  tx: Connection,
  dice: Random,
  count: number,
  sources: readonly RandomSource[],
  at: string,
): Promise<number[]> {
  const articles: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { id } = await tx.run(
      `INSERT INTO article (headline, publisher_id, desk, published_on, created_at, changed_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
      `${dice.pick(VOCABULARY)} ${dice.pick(VOCABULARY)} ${number}`,
      dice.chance(0.2) ? null : dice.pick(sources).id,
      dice.chance(0.3) ? null : dice.pick(DESKS),
      ...['2024-09-30', at, at],
    );
    articles.push(id);
  }
  return articles;
}

async function addClaim(
  tx: Connection,
  dice: Random,
  sources: readonly RandomSource[],
  articles: readonly number[],
): Promise<void> {
  const statement = words(dice, 8);
  const day = `2024-${two(1 + dice.whole(12))}-${two(1 + dice.whole(28))}`;
  const { id } = await tx.run(
    `INSERT INTO claim (statement, kind, adverse, article_id, review_state, assessment, author_id,
       assignee_id, created_at, changed_at, claim_date, denial, level, origins_min, origins_max)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
    ...[statement, dice.pick(KINDS), dice.whole(2)],
    dice.chance(0.2) ? null : dice.pick(articles),
    ...[dice.pick(REVIEW_STATES), dice.pick(ASSESSMENTS)],
    dice.chance(0.1) ? null : 1 + dice.whole(5),
    dice.chance(0.6) ? null : 1 + dice.whole(5),
    ...[`${day}T10:00:00.000Z`, `${day}T${two(dice.whole(24))}:00:00.000Z`, day],
    ...[dice.pick(DENIALS), dice.pick(LEVELS)],
  );
  for (const [position, source] of distinct(dice, sources, dice.whole(3)).entries()) {
    await tx.run('INSERT INTO claim_subject VALUES (?, ?, ?)', id, source.id, position);
  }
  for (const flag of dice.some([...DENIAL_FLAGS, ...CORROBORATION_FLAGS], 0.08)) {
    await tx.run('INSERT INTO claim_flag VALUES (?, ?)', id, flag);
  }
  for (const code of dice.some(FINDINGS, 0.3)) {
    await tx.run(
      `INSERT INTO claim_finding (claim_id, code, severity, message, waived)
       VALUES (?, ?, ?, 'A rule', ?)`,
      ...[id, code, dice.pick(['block', 'warn', 'note'] as const), dice.whole(2)],
    );
  }
  const said: string[] = [];
  const speakers: string[] = [];
  const attributions = dice.chance(0.15) ? 0 : 1 + dice.whole(4);
  for (let position = 0; position < attributions; position += 1) {
    const speaker = dice.pick(sources);
    const wording = words(dice, 3);
    await addAttribution(tx, dice, { claim: id, position, speaker, wording, sources });
    said.push(wording);
    speakers.push(speaker.name);
  }
  await tx.run(
    'INSERT INTO claim_words (rowid, statement, words, sources) VALUES (?, ?, ?, ?)',
    ...[id, statement, said.join('\n'), speakers.join('\n')],
  );
}

async function addAttribution(
  tx: Connection,
  dice: Random,
  to: {
    readonly claim: number;
    readonly position: number;
    readonly speaker: RandomSource;
    readonly wording: string;
    readonly sources: readonly RandomSource[];
  },
): Promise<void> {
  const relays = dice.chance(0.3) ? distinct(dice, to.sources, 1 + dice.whole(2)) : [];
  const capacity = dice.chance(0.1) ? dice.pick(SOURCE_TYPES) : to.speaker.type;
  const { id } = await tx.run(
    `INSERT INTO attribution (claim_id, position, source_id, stance, wording, capacity,
       directness, ground_rules, interest, on_behalf_of, named, relayed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[to.claim, to.position, to.speaker.id, dice.pick(STANCES), to.wording, capacity],
    ...[dice.pick(DIRECTNESSES), dice.pick(GROUND_RULES), dice.pick(INTERESTS)],
    dice.chance(0.2) ? dice.pick(to.sources).id : null,
    ...[Number(to.speaker.named), Number(relays.length > 0)],
  );
  const types = new Set([capacity, ...dice.some(SOURCE_TYPES, 0.03)]);
  for (const type of types) await tx.run('INSERT INTO attribution_type VALUES (?, ?)', id, type);
  for (const [position, relay] of relays.entries()) {
    await tx.run('INSERT INTO relay VALUES (?, ?, ?, ?)', id, position, relay.id, dice.whole(2));
  }
}

function distinct<Item>(dice: Random, items: readonly Item[], count: number): Item[] {
  const picked = new Set<Item>();
  for (let turn = 0; turn < count; turn += 1) picked.add(dice.pick(items));
  return [...picked];
}

function words(dice: Random, count: number): string {
  return Array.from({ length: count }, () => dice.pick(VOCABULARY)).join(' ');
}

function two(number: number): string {
  return `${number}`.padStart(2, '0');
}
