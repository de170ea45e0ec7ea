/** From a new claim's references to ids, with every reference that is wrong named at once. */
import type { Connection } from '../database/database.ts';
import type { By } from '../people/person.ts';
import { findUnfitRequests } from '../replies/requests.ts';
import { resolveSource, type SourceContext } from '../sources/resolve.ts';
import type { SourceReference } from '../sources/source.schema.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import type { NewAttribution, NewClaim } from './claim.schema.ts';
import { readRecorded } from './recorded.ts';

export interface ResolvedAttribution extends Omit<NewAttribution, 'source' | 'onBehalfOf' | 'via'> {
  readonly sourceId: number;
  readonly onBehalfOf: number | null;
  readonly via: readonly { readonly sourceId: number; readonly ownChannel: boolean }[];
}

export interface ResolvedClaim extends Omit<NewClaim, 'subjects' | 'attributions'> {
  readonly subjects: readonly number[];
  readonly attributions: readonly ResolvedAttribution[];
}

/**
 * @param known ids of the rows that the claim has so far
 * @throws Unprocessable with all errors
 */
export async function resolveClaim(
  tx: Connection,
  claimId: number,
  claim: NewClaim,
  known: { readonly attributions: ReadonlySet<number>; readonly evidence: ReadonlySet<number> },
  by: By,
): Promise<ResolvedClaim> {
  const errors: FieldError[] = [
    ...(await findUnknown(tx, claim, known)),
    ...(await findUnfitRequests(tx, claimId, claim.attributions)),
  ];
  const recorded = await readRecorded(tx, claimId);
  const resolve: Resolve = async (reference, path, articleId, role) => {
    const { at, personId } = by;
    const { refersTo } = recorded;
    const context: SourceContext = { articleId, claimId, at, personId, refersTo };
    try {
      const id = await resolveSource(tx, reference, context, path);
      return role === null ? id : recorded.keep(role, id);
    } catch (error) {
      if (!(error instanceof Unprocessable)) throw error;
      errors.push(...error.errors);
      return 0;
    }
  };
  if (errors.some((error) => error.path.endsWith('article_id'))) throw new Unprocessable(errors);
  const subjects: number[] = [];
  for (const [index, reference] of claim.subjects.entries()) {
    const path = `subjects.${index}`;
    const id = await resolve(reference, path, claim.articleId, null);
    subjects.push(...recorded.keepAll('subject', id));
  }
  const attributions: ResolvedAttribution[] = [];
  for (const [index, row] of claim.attributions.entries()) {
    attributions.push(await resolveRow(row, `attributions.${index}`, claim.articleId, resolve));
  }
  if (errors.length > 0) throw new Unprocessable(errors);
  return { ...claim, subjects, attributions };
}

type Resolve = (
  reference: SourceReference,
  path: string,
  articleId: number | null,
  /** As in `readRecorded`; null for the id as it is. */
  role: string | null,
) => Promise<number>;

async function resolveRow(
  row: NewAttribution,
  path: string,
  claimArticleId: number | null,
  resolve: Resolve,
): Promise<ResolvedAttribution> {
  const { source, ...rest } = row;
  const articleId = row.articleId ?? claimArticleId;
  const sourceId = await resolve(source, `${path}.source`, articleId, `speaker ${row.id}`);
  const onBehalfOf =
    row.onBehalfOf === null
      ? null
      : await resolve(row.onBehalfOf, `${path}.on_behalf_of`, articleId, `spoken_for ${row.id}`);
  const via: { sourceId: number; ownChannel: boolean }[] = [];
  for (const [index, relay] of row.via.entries()) {
    const at = `${path}.via.${index}.source`;
    via.push({
      sourceId: await resolve(relay.source, at, articleId, `relay ${row.id}`),
      ownChannel: relay.ownChannel,
    });
  }
  return { ...rest, articleId, sourceId, onBehalfOf, via };
}

async function findUnknown(
  tx: Connection,
  claim: NewClaim,
  known: { readonly attributions: ReadonlySet<number>; readonly evidence: ReadonlySet<number> },
): Promise<FieldError[]> {
  const errors: FieldError[] = await findUnknownArticles(tx, claim);
  const wrong = (path: string, message: string) => errors.push({ path, message });
  const kept = new Set(claim.attributions.map((row) => row.id));
  for (const [index, row] of claim.attributions.entries()) {
    const path = `attributions.${index}`;
    if (row.id !== null && !known.attributions.has(row.id)) {
      wrong(`${path}.id`, `Attribution ${row.id} is not one of this claim.`);
    } else if (row.id !== null && claim.attributions.findIndex((r) => r.id === row.id) < index) {
      wrong(`${path}.id`, `Attribution ${row.id} stands here twice.`);
    }
    if (row.retracts.some((id) => !known.attributions.has(id) || !kept.has(id) || id === row.id)) {
      wrong(`${path}.retracts`, 'A retraction can take back other rows of this claim only.');
    }
  }
  for (const [index, row] of claim.evidence.entries()) {
    if (row.id !== null && !known.evidence.has(row.id)) {
      wrong(`evidence.${index}.id`, `Evidence ${row.id} is not of this claim.`);
    }
  }
  return errors;
}

async function findUnknownArticles(tx: Connection, claim: NewClaim): Promise<FieldError[]> {
  const named = [
    { path: 'article_id', id: claim.articleId },
    ...claim.appearances.map(({ articleId: id }, i) => ({
      path: `appearances.${i}.article_id`,
      id: id ?? claim.articleId,
      needed: true,
    })),
    ...claim.attributions.map(({ articleId: id }, i) => ({
      path: `attributions.${i}.article_id`,
      id,
    })),
  ];
  const ids = JSON.stringify(named.map((one) => one.id).filter((id) => id !== null));
  const rows = await tx.all<{ id: number }>(
    'SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?))',
    ids,
  );
  const existing = new Set(rows.map((row) => row.id));
  return named.flatMap((one) => {
    if (one.id === null) {
      const needed = 'needed' in one;
      return needed ? [{ path: one.path, message: 'Say in which article this stands.' }] : [];
    }
    return existing.has(one.id)
      ? []
      : [{ path: one.path, message: `There is no article ${one.id}.` }];
  });
}
