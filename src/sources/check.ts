/** What a source may be and become, given those on file. */
import type { Connection } from '../database/database.ts';
import type { FieldError } from '../web/errors.ts';
import { describeWords } from './describe.ts';
import type { SourceValues } from './form.ts';
import type { SourceRecord } from './record.ts';
import { IS_A_NAME, isNameOfPerson, nameKey } from './resolve.ts';
import { isNamed, SOURCE_TYPE_LABELS } from './source.ts';

/** An error that knows which source stands in the way. */
export interface SourceError extends FieldError {
  readonly existing?: { readonly id: number; readonly name: string };
}

/** All that is wrong with a source's new values; `before` is null for a new source. */
export async function checkSource(
  tx: Connection,
  values: SourceValues,
  before: SourceRecord | null,
): Promise<SourceError[]> {
  const errors: SourceError[] = [];
  if (values.count !== null && !values.collective) {
    errors.push({ path: 'count', message: 'A number of people is for a group.' });
  }
  errors.push(...(await checkArticle(tx, values, before)));
  if (before) errors.push(...(await checkIdentity(tx, values, before)));
  const check = isNamed(values) ? checkNames : checkDescriptions;
  errors.push(...(await check(tx, values, before)));
  return errors;
}

async function checkArticle(
  tx: Connection,
  { articleId, ...values }: SourceValues,
  before: SourceRecord | null,
): Promise<SourceError[]> {
  const wrong = (message: string) => [{ path: 'article_id', message }];
  if (before && !isNamed(before) && isNamed(values)) return [];
  if (isNamed(values)) return articleId === null ? [] : wrong('A named source has no article.');
  if (articleId !== null) {
    const known = await tx.one('SELECT 1 FROM article WHERE id = ?', articleId);
    if (!known) return wrong(`There is no article ${articleId}.`);
  }
  if (!before || before.articleId === articleId) return [];
  const { articles, claims } = await placesOf(tx, before.id);
  const fits = articles.every((one) => one === articleId) && (articleId !== null || claims === 0);
  return fits ? [] : wrong('It is quoted in another article, and cannot be moved out of that.');
}

async function checkIdentity(
  tx: Connection,
  values: SourceValues,
  before: SourceRecord,
): Promise<SourceError[]> {
  const wrong = (message: string) => [{ path: 'identity', message }];
  if (!isNamed(before) && isNamed(values)) {
    return wrong(
      'An unnamed source cannot become a named one: that would write down who they are. ' +
        'Record the named source by itself.',
    );
  }
  const becomesUnnamed = isNamed(before) && !isNamed(values);
  if (becomesUnnamed) {
    const { articles, roles } = await placesOf(tx, before.id);
    if (articles.length > 1) {
      return wrong('It is quoted in several articles; an unnamed source belongs to one.');
    }
    if (roles > 0) return wrong('Articles, merges or decisions rest on it as a named source.');
  }
  if (before.identity === 'named_org' && values.identity !== 'named_org') {
    const sql = 'SELECT count(*) AS number FROM source WHERE part_of = ?';
    const members = (await tx.one<{ number: number }>(sql, before.id))?.number ?? 0;
    if (members > 0) return wrong('Other sources are part of it: it must stay an organisation.');
  }
  return [];
}

/** Where a source occurs: articles of the claims that it speaks in, and as what else. */
async function placesOf(tx: Connection, id: number) {
  const articles = await tx.all<{ id: number }>(
    `SELECT DISTINCT COALESCE(attribution.article_id, claim.article_id) AS id
     FROM attribution JOIN claim ON claim.id = claim_id
     LEFT JOIN relay ON attribution_id = attribution.id
     WHERE (attribution.source_id = ? OR on_behalf_of = ? OR relay.source_id = ?)
       AND COALESCE(attribution.article_id, claim.article_id) IS NOT NULL`,
    ...[id, id, id],
  );
  const other = await tx.one<{ claims: number; roles: number }>(
    `SELECT (SELECT count(*) FROM attribution WHERE source_id = ?) AS claims,
       (SELECT count(*) FROM article WHERE ? IN (publisher_id, agency_id))
       + (SELECT count(*) FROM merge WHERE undone_at IS NULL AND ? IN (source_id, into_id))
       + (SELECT count(*) FROM decision WHERE undone_at IS NULL
           AND ? IN (source_id, other_id)) AS roles`,
    ...[id, id, id, id],
  );
  return {
    articles: articles.map((row) => row.id),
    claims: other?.claims ?? 0,
    roles: other?.roles ?? 0,
  };
}

interface Bearer {
  readonly id: number;
  readonly name: string;
  readonly isAlias: 0 | 1;
}

// A name leads to one source of its type, so that a claim can refer to it by the name alone.
async function checkNames(
  tx: Connection,
  values: SourceValues,
  before: SourceRecord | null,
): Promise<SourceError[]> {
  const errors: SourceError[] = [];
  for (const name of [values.name, ...values.aliases]) {
    const bearers = await bearersOf(tx, name, values, before?.id ?? 0);
    const isAlias = name !== values.name;
    const [bearer] = bearers.filter((one) => !isAlias || one.isAlias === 0);
    if (!bearer) continue;
    const { id, name: held } = bearer;
    const kind = SOURCE_TYPE_LABELS[values.type];
    const message = `“${name}” is already on file as a name of “${held}” (${kind}).`;
    const path = isAlias ? 'aliases' : 'name';
    errors.push({ path, message, existing: { id, name: held } });
  }
  return errors;
}

// What an unnamed source is called must not say who it is. Another name for it is a description
// too; one that reads like a name is refused, since nobody needs it.
async function checkDescriptions(
  tx: Connection,
  { name, aliases }: SourceValues,
  before: SourceRecord | null,
): Promise<SourceError[]> {
  const errors: SourceError[] = [];
  const isNew = nameKey(name) !== nameKey(before?.name ?? '');
  if (isNew && (await isNameOfPerson(tx, name))) {
    errors.push({ path: 'name', message: `“${name}” ${IS_A_NAME}` });
  }
  for (const alias of aliases) {
    const isName = isNamed(describeWords(alias)) || (await isNameOfPerson(tx, alias));
    if (!isName) continue;
    const message = `“${alias}” reads like a name: never write who an unnamed source is.`;
    errors.push({ path: 'aliases', message });
  }
  return errors;
}

/** Other named sources of the same type with this name or alias, merged ones aside. */
export function bearersOf(
  tx: Connection,
  name: string,
  { type }: Pick<SourceValues, 'type'>,
  exceptId: number,
): Promise<Bearer[]> {
  return tx.all<Bearer>(
    `SELECT id, name, name_key <> ? AS isAlias FROM source
     WHERE type = ? AND id <> ? AND merged_into IS NULL
       AND identity IN ('named_person', 'named_org')
       AND (name_key = ? OR id IN (SELECT source_id FROM source_alias WHERE alias_key = ?))
     ORDER BY isAlias, id`,
    ...[nameKey(name), type, exceptId, nameKey(name), nameKey(name)],
  );
}
