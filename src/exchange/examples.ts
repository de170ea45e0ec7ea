/** The example stories of `db/examples`: what a new newsroom can start from. */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArticle } from '../articles/article.schema.ts';
import { createArticle } from '../articles/write.ts';
import { parseClaim } from '../claims/claim.schema.ts';
import { readClaim } from '../claims/store.ts';
import { createClaim } from '../claims/write.ts';
import type { Connection, Database } from '../database/database.ts';
import type { ByPerson } from '../people/person.ts';
import { decide } from '../sources/decide.ts';

const FOLDER = new URL('../../db/examples/', import.meta.url);

interface ExampleDecision {
  readonly judgement: 'same';
  /** Places of the claim's attributions whose sources it is about. */
  readonly rows: readonly [number, number];
  readonly reason: string;
}

interface Example {
  readonly article: unknown;
  readonly claims: readonly ({ readonly decisions?: readonly ExampleDecision[] } & object)[];
}

/** Adds the example stories in one transaction; says how much came. */
export function loadExamples(
  database: Database,
  by: ByPerson,
): Promise<{ articles: number; claims: number }> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  const examples = names
    .sort()
    .map((name): Example => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
  return database.write(async (tx) => {
    for (const example of examples) await addExample(tx, example, by);
    const claims = examples.reduce((sum, example) => sum + example.claims.length, 0);
    return { articles: examples.length, claims };
  });
}

async function addExample(tx: Connection, example: Example, by: ByPerson): Promise<void> {
  const { article } = sound(parseArticle(example.article));
  const articleId = await createArticle(tx, article, by);
  for (const { decisions = [], ...body } of example.claims) {
    const { claim } = sound(parseClaim({ ...body, article_id: articleId }));
    const id = await createClaim(tx, claim, by);
    const { facts } = await readClaim(tx, id);
    for (const { judgement, rows, reason } of decisions) {
      const [sourceId, other] = rows.map((row) => facts.attributions[row]?.sourceId ?? 0);
      await decide(tx, sourceId ?? 0, { judgement, other_id: other ?? 0, reason }, by);
    }
  }
}

function sound<Parsed extends object>(
  result: Parsed,
): Exclude<Parsed, { readonly errors: unknown }> {
  if ('errors' in result) throw new Error(`An example is wrong: ${JSON.stringify(result.errors)}`);
  return result as Exclude<Parsed, { readonly errors: unknown }>;
}
