/**
 * A generated newsroom for trials and benchmarks: deterministic, and skewed as real ones are (a few
 * outlets, sources and words make up most of it).
 */

import { saveCards } from '../claims/cards/save.ts';
import {
  type Directness,
  GROUND_RULES,
  INTERESTS,
  KINDS,
  REVIEW_STATES,
  type ReviewState,
  type Stance,
} from '../claims/claim.ts';
import { rederiveClaims } from '../claims/derive.ts';
import type { Connection, Database, Value } from '../database/database.ts';
import { recordChange } from '../history/store.ts';
import { nameKey } from '../sources/resolve.ts';
import { SOURCE_TYPES, type SourceType } from '../sources/source.ts';
import { fillFast } from './bulk.ts';
import { type Dice, makeDice, makeWords } from './dice.ts';

export interface Plan {
  readonly claims: number;
  readonly sources: number;
  readonly publishers: number;
  readonly articles: number;
}

/** How large the parts of a newsroom with so many claims are. */
export function planNewsroom(claims: number): Plan {
  return {
    claims,
    sources: between(200, Math.round(claims / 20), 50_000),
    publishers: between(20, Math.round(claims / 3000), 300),
    articles: Math.max(10, Math.round(claims / 8)),
  };
}

interface Made {
  readonly dice: Dice;
  readonly words: readonly string[];
  readonly publishers: number[];
  readonly named: { readonly id: number; readonly type: SourceType }[];
  readonly articles: { readonly id: number; readonly unnamed: number[]; readonly day: string }[];
}

const TYPE_WEIGHTS: readonly SourceType[] = [
  ...Array<SourceType>(14).fill('government'),
  ...Array<SourceType>(9).fill('political'),
  ...Array<SourceType>(6).fill('security'),
  ...Array<SourceType>(5).fill('expert'),
  ...Array<SourceType>(4).fill('media'),
  ...SOURCE_TYPES,
];
const UNNAMED: readonly [string, SourceType, 0 | 1, number | null][] = [
  ['a senior official', 'government', 0, null],
  ['officials', 'government', 1, null],
  ['sources', 'untyped', 1, null],
  ['a Western diplomat', 'diplomatic', 0, null],
  ['two diplomats', 'diplomatic', 1, 2],
  ['three people with knowledge of the talks', 'untyped', 1, 3],
  ['residents', 'citizen', 1, null],
  ['a security source', 'security', 0, null],
  ['advisers', 'political', 1, null],
  ['an eyewitness', 'citizen', 0, null],
];
const STANCE_WEIGHTS: readonly Stance[] = [
  ...Array<Stance>(24).fill('asserts'),
  ...Array<Stance>(5).fill('confirms'),
  ...(['denies', 'denies', 'no_response', 'declines', 'disputes', 'awaiting', 'admits'] as const),
];
const DIRECTNESS_WEIGHTS: readonly Directness[] = [
  ...Array<Directness>(10).fill('unknown'),
  ...(['first_hand', 'first_hand', 'second_hand', 'witnessed', 'document', 'analysis'] as const),
];
const FIRST_DAY = Date.UTC(2020, 0, 1);
const DAYS = 5 * 365;
const BATCH = 2000;

/**
 * Adds a newsroom of about `claims` claims to the database.
 * @param progress is told how many claims are done, now and then
 */
export async function seedNewsroom(
  database: Database,
  plan: Plan,
  by: { readonly personId: number | null; readonly at: Date },
  progress: (done: number) => void = () => {},
): Promise<void> {
  const [first] = await database.all('SELECT 1 FROM claim LIMIT 1');
  if (first) await addNewsroom(database, plan, by, progress);
  else await fillFast(database, () => addNewsroom(database, plan, by, progress));
  await database.write(async (tx) => {
    await tx.run(`INSERT INTO claim_words (claim_words) VALUES ('optimize')`);
    await tx.run('ANALYZE');
  });
  await saveCards(database);
}

async function addNewsroom(
  database: Database,
  plan: Plan,
  by: { readonly personId: number | null; readonly at: Date },
  progress: (done: number) => void,
): Promise<void> {
  const dice = makeDice(20241007);
  const made: Made = {
    ...{ dice, words: makeWords(dice, 20_000), publishers: [], named: [], articles: [] },
  };
  await database.write((tx) => addSources(tx, plan, made, by.at));
  for (let from = 0; from < plan.articles; from += BATCH) {
    const count = Math.min(BATCH, plan.articles - from);
    await database.write((tx) => addArticles(tx, count, made, by.at));
  }
  for (let done = 0; done < plan.claims; done += BATCH) {
    const count = Math.min(BATCH, plan.claims - done);
    await database.write((tx) => addClaims(tx, count, made, by));
    progress(done + count);
  }
}

async function addSources(tx: Connection, plan: Plan, made: Made, at: Date): Promise<void> {
  const { dice, words } = made;
  for (let n = 0; n < plan.publishers; n += 1) {
    const name = `${capital(words[300 + n] ?? '')} ${dice.pick(['Post', 'Times', 'News', 'Daily'])}`;
    made.publishers.push(await addSource(tx, [`${name} ${n}`, 'media', 'named_org', 0, null], at));
  }
  for (let n = 0; n < plan.sources; n += 1) {
    const type = dice.pick(TYPE_WEIGHTS);
    const name = `${capital(words[700 + (n % 9000)] ?? '')} ${capital(dice.pick(words))} ${n}`;
    const identity = dice.chance(0.7) ? 'named_person' : 'named_org';
    const organisation = dice.chance(0.3) && n > 50 ? (made.named[n % 50]?.id ?? null) : null;
    const id = await addSource(tx, [name, type, identity, 0, null], at, null, organisation);
    made.named.push({ id, type });
  }
}

async function addSource(
  tx: Connection,
  [name, type, identity, collective, count]: readonly [
    ...[string, SourceType, string, 0 | 1, number | null],
  ],
  at: Date,
  articleId: number | null = null,
  partOf: number | null = null,
): Promise<number> {
  const time = at.toISOString();
  const { id } = await tx.run(
    `INSERT INTO source (name, name_key, type, identity, collective, count, article_id, part_of,
       created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[name, nameKey(name), type, identity, collective, count, articleId, partOf, time, time],
  );
  await tx.run('UPDATE source SET canonical_id = id WHERE id = ?', id);
  return id;
}

async function addArticles(tx: Connection, count: number, made: Made, at: Date): Promise<void> {
  const { dice } = made;
  for (let n = 0; n < count; n += 1) {
    // Later years have more stories than earlier ones.
    const day = new Date(FIRST_DAY + Math.floor(Math.sqrt(dice.roll()) * DAYS) * 86_400_000);
    const published = day.toISOString().slice(0, 10);
    const { id } = await tx.run(
      `INSERT INTO article (headline, publisher_id, agency_id, ours, desk, published_on,
         created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[sentence(made, 6, 11), dice.skewed(made.publishers)],
      ...[dice.chance(0.2) ? dice.skewed(made.publishers) : null, dice.chance(0.3) ? 1 : 0],
      ...[dice.pick(['City', 'Foreign', 'Politics', 'Business']), published],
      ...[at.toISOString(), at.toISOString()],
    );
    const unnamed: number[] = [];
    for (let m = 0; m < 2; m += 1) {
      const [name, type, collective, people] = dice.skewed(UNNAMED);
      const identity = name === 'sources' ? 'unnamed_bare' : 'unnamed_described';
      unnamed.push(await addSource(tx, [name, type, identity, collective, people], at, id));
    }
    made.articles.push({ id, unnamed, day: published });
  }
}

async function addClaims(
  tx: Connection,
  count: number,
  made: Made,
  by: { readonly personId: number | null; readonly at: Date },
): Promise<void> {
  const ids: number[] = [];
  const states: ReviewState[] = [];
  for (let n = 0; n < count; n += 1) {
    states.push(made.dice.skewed(REVIEW_STATES));
    ids.push(await addClaim(tx, made, by));
  }
  await rederiveClaims(tx, ids, by);
  // Only now: to derive a cleared claim for the first time would be ground that moved.
  for (const [index, id] of ids.entries()) {
    await tx.run('UPDATE claim SET review_state = ? WHERE id = ?', states[index] ?? 'draft', id);
  }
  await recordChange(tx, {
    ...{ at: by.at, personId: by.personId, entity: 'claim', entityId: ids[0] ?? 0 },
    ...{ claimId: null, action: 'seeded', why: null },
    values: [{ path: 'claims', old: null, new: count }],
  });
}

async function addClaim(
  tx: Connection,
  made: Made,
  by: { readonly personId: number | null; readonly at: Date },
): Promise<number> {
  const { dice } = made;
  const article = dice.pick(made.articles);
  const adverse = dice.chance(0.4);
  const { id } = await tx.run(
    `INSERT INTO claim (statement, kind, adverse, article_id, author_id, created_at, changed_at,
       claim_date, denial, level, origins_min)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'not_required', 'unattributed', 0)`,
    ...[sentence(made, 18, 32), dice.skewed(KINDS), adverse ? 1 : 0, article.id],
    ...[by.personId, by.at.toISOString(), by.at.toISOString()],
    article.day,
  );
  const subject = adverse ? dice.skewed(made.named).id : null;
  if (subject !== null) {
    await tx.run(
      'INSERT INTO claim_subject (claim_id, source_id, position) VALUES (?, ?, 0)',
      ...[id, subject],
    );
  }
  const rows = dice.chance(0.05) ? 0 : 1 + Math.floor(dice.roll() * dice.roll() * 5);
  for (let position = 0; position < rows; position += 1) {
    await addAttribution(tx, { id, position, subject, article }, made);
  }
  return id;
}

async function addAttribution(
  tx: Connection,
  claim: {
    readonly id: number;
    readonly position: number;
    readonly subject: number | null;
    readonly article: Made['articles'][number];
  },
  { dice, named, publishers }: Made,
): Promise<void> {
  const stance = claim.position === 0 ? 'asserts' : dice.pick(STANCE_WEIGHTS);
  const answers = !['asserts', 'confirms'].includes(stance);
  const bySubject = answers && claim.subject !== null && dice.chance(0.7);
  const unnamed = dice.chance(0.35);
  const sourceId = bySubject
    ? (claim.subject ?? 0)
    : unnamed
      ? dice.pick(claim.article.unnamed)
      : dice.skewed(named).id;
  const values: Value[] = [
    ...[claim.id, claim.position, sourceId, stance, claim.article.id],
    ...[dice.pick(DIRECTNESS_WEIGHTS), dice.skewed(GROUND_RULES)],
    ...[bySubject ? 'subject' : dice.skewed([...INTERESTS].reverse())],
    ...[stance === 'no_response' && dice.chance(0.5) ? 1 : 0, claim.article.day, sourceId],
  ];
  const { id } = await tx.run(
    `INSERT INTO attribution (claim_id, position, source_id, stance, article_id, directness,
       ground_rules, interest, provisional, said_on, capacity)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT type FROM source WHERE id = ?))`,
    ...values,
  );
  if (dice.chance(0.12)) {
    await tx.run(
      'INSERT INTO relay (attribution_id, position, source_id) VALUES (?, 0, ?)',
      ...[id, dice.skewed(publishers)],
    );
  }
}

function sentence({ dice, words }: Made, least: number, most: number): string {
  const count = least + Math.floor(dice.roll() * (most - least + 1));
  const text = Array.from({ length: count }, () => dice.skewed(words)).join(' ');
  return `${capital(text)}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
