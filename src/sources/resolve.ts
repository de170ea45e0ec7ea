/** From a reference to a row: finds the source that is meant, or makes it. */
import type { Connection } from '../database/database.ts';
import { Unprocessable } from '../web/errors.ts';
import { describeWords } from './describe.ts';
import { readKept, recordSource } from './kept.ts';
import { hiddenSources } from './restriction.ts';
import type { SourceDescription, SourceReference } from './source.schema.ts';
import { type Identity, isNamed, type SourceType } from './source.ts';

/** Where a source is referred to: an unnamed one belongs to the article, else to the claim. */
export interface SourceContext {
  readonly articleId: number | null;
  readonly claimId: number | null;
  readonly at: Date;
  readonly personId: number | null;
  /** Whether what is saved refers to a source already: that may stay, wherever it belongs. */
  readonly refersTo?: (sourceId: number) => boolean;
}

export interface NewSource {
  readonly name: string;
  readonly type: SourceType;
  readonly identity: Identity;
  readonly collective: boolean;
  readonly count: number | null;
  readonly partialTypes: readonly SourceType[];
  readonly partOf: number | null;
  readonly articleId: number | null;
  readonly claimId: number | null;
}

interface Match {
  readonly id: number;
  readonly type: SourceType;
}

/** A name folded for matching: compatibility forms, lower case, white space collapsed. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * The id of the source that a reference means. A named source with the same name (or alias) and
 * type is reused, an unnamed one within its article or claim; otherwise it is made.
 * @param path of the reference, for the error
 * @throws Unprocessable when a bare name is unknown or borne by two sources, or an id is unknown
 */
export async function resolveSource(
  tx: Connection,
  reference: SourceReference,
  context: SourceContext,
  path: string,
): Promise<number> {
  if (typeof reference === 'string') return findByName(tx, reference, path);
  if (reference.id !== undefined) return findById(tx, reference.id, context, path);
  const described = describe(reference);
  if (described.count !== null && !described.collective) {
    throw wrong(`${path}.count`, 'A number of people is for a group.');
  }
  if (!reference.distinct || isNamed(described)) {
    const found = isNamed(described)
      ? await matchNamed(tx, described.name, reference.type)
      : await matchUnnamed(tx, described.name, reference.type, context);
    if (found.length > 1 && isNamed(described)) {
      throw wrong(`${path}.name`, `Several sources are called “${described.name}”: give the type.`);
    }
    if (found[0]) return found[0].id;
  }
  if (!isNamed(described) && (await isNameOfPerson(tx, described.name))) {
    throw wrong(`${path}.name`, `“${described.name}” ${IS_A_NAME}`);
  }
  return insertSource(tx, { ...described, ...placeOf(described, context) }, context);
}

function describe(reference: SourceDescription) {
  const name = reference.name ?? '';
  const words = describeWords(name);
  const identity = reference.identity ?? words.identity;
  const count = reference.count ?? (reference.identity ? null : words.count);
  const collective =
    reference.collective ?? (count !== null || (!reference.identity && words.collective));
  return {
    name,
    type: reference.type ?? (reference.identity ? 'untyped' : words.type),
    identity,
    collective,
    count,
    partialTypes: reference.partial_types ?? [],
    partOf: null,
  };
}

function placeOf(described: { readonly identity: Identity }, context: SourceContext) {
  if (isNamed(described)) return { articleId: null, claimId: null };
  const { articleId, claimId } = context;
  return articleId === null ? { articleId, claimId } : { articleId, claimId: null };
}

async function findByName(tx: Connection, name: string, path: string): Promise<number> {
  const found = await matchNamed(tx, name, undefined);
  if (found.length === 0) throw wrong(path, `No named source on file is called “${name}”.`);
  if (found.length > 1) throw wrong(path, `Several sources are called “${name}”: give the id.`);
  return found[0]!.id;
}

async function findById(
  tx: Connection,
  id: number,
  context: SourceContext,
  path: string,
): Promise<number> {
  const row = await tx.one<{
    readonly identity: Identity;
    readonly articleId: number | null;
    readonly claimId: number | null;
  }>('SELECT identity, article_id AS articleId, claim_id AS claimId FROM source WHERE id = ?', id);
  const hidden = await hiddenSources(tx, context.personId);
  if (!row || hidden.has(id)) throw wrong(path, `There is no source ${id}.`);
  if (isNamed(row) || context.refersTo?.(id)) return id;
  if (row.claimId !== null && row.claimId !== context.claimId) {
    throw wrong(path, 'This unnamed source belongs to another claim.');
  }
  // The same words elsewhere may be someone else.
  if (row.articleId !== null && row.articleId !== context.articleId) {
    throw wrong(path, 'This unnamed source belongs to another article.');
  }
  return id;
}

/** Why an unnamed source may not be called so. */
export const IS_A_NAME = 'is the name of a person on file: never write who an unnamed source is.';

/** Whether a person on file has this name: no unnamed source may be called so. */
export async function isNameOfPerson(tx: Connection, name: string): Promise<boolean> {
  const row = await tx.one(
    `SELECT 1 FROM source WHERE identity = 'named_person' AND (name_key = ?
       OR id IN (SELECT source_id FROM source_alias WHERE alias_key = ?)) LIMIT 1`,
    ...[nameKey(name), nameKey(name)],
  );
  return row !== undefined;
}

// A name that was merged away still means the source that it was merged into.
async function matchNamed(
  tx: Connection,
  name: string,
  type: SourceType | undefined,
): Promise<Match[]> {
  const rows = await tx.all<Match>(
    `SELECT DISTINCT target.id, target.type
     FROM source JOIN source AS target ON target.id = source.canonical_id
     WHERE source.identity IN ('named_person', 'named_org') AND (source.name_key = ?
       OR source.id IN (SELECT source_id FROM source_alias WHERE alias_key = ?))`,
    ...[nameKey(name), nameKey(name)],
  );
  return type === undefined ? rows : rows.filter((row) => row.type === type);
}

async function matchUnnamed(
  tx: Connection,
  name: string,
  type: SourceType | undefined,
  { articleId, claimId, personId }: SourceContext,
): Promise<Match[]> {
  // Who may not see a restricted source does not learn that they found its words.
  const hidden = await hiddenSources(tx, personId);
  const rows = await tx.all<Match>(
    `SELECT id, type FROM source
     WHERE name_key = ? AND identity IN ('unnamed_described', 'unnamed_bare')
       AND CASE WHEN ? IS NULL THEN claim_id = ? ELSE article_id = ? END ORDER BY id`,
    ...[nameKey(name), articleId, claimId, articleId],
  );
  const seen = rows.filter((row) => !hidden.has(row.id));
  return type === undefined ? seen : seen.filter((row) => row.type === type);
}

/** Adds a source with its history entry; returns its id. */
export async function insertSource(
  tx: Connection,
  source: NewSource,
  { at, personId }: { readonly at: Date; readonly personId: number | null },
): Promise<number> {
  const time = at.toISOString();
  const { id } = await tx.run(
    `INSERT INTO source (name, name_key, type, identity, collective, count, partial_types,
       part_of, article_id, claim_id, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[source.name, nameKey(source.name), source.type, source.identity],
    ...[source.collective ? 1 : 0, source.count, JSON.stringify(source.partialTypes)],
    ...[source.partOf, source.articleId, source.claimId, time, time],
  );
  await tx.run('UPDATE source SET canonical_id = id WHERE id = ?', id);
  const created = { path: '', old: null, new: await readKept(tx, id) };
  await recordSource(tx, id, { at, personId }, 'created', [created]);
  return id;
}

function wrong(path: string, message: string): Unprocessable {
  return new Unprocessable([{ path, message }]);
}
