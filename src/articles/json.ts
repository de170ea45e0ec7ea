/** The JSON of an article: what the API answers, and the facts that history keeps. */
import { claimJson } from '../claims/json.ts';
import type { ClaimRecord } from '../claims/record.ts';
import type { Json } from '../history/change.ts';
import type { ArticleRecord, Outlet } from './article.ts';
import type { Profile } from './profile.ts';

type JsonObject = { readonly [name: string]: Json };

/** What people entered; the text by its hash, since every version of it is kept. */
export function articleFacts(article: ArticleRecord): JsonObject {
  const { text } = article;
  return {
    ...articleFields(article),
    text: text && { number: text.number, sha256: text.sha256 },
  };
}

/** The whole article with its claims. */
export function articleJson(
  article: ArticleRecord,
  claims: readonly ClaimRecord[],
  profile: Profile,
): JsonObject {
  return {
    id: article.id,
    ...articleFields(article),
    author: article.author,
    created_at: article.createdAt,
    changed_at: article.changedAt,
    text: article.text && { ...article.text },
    versions: article.versions.map((one) => ({ ...one })),
    claims: claims.map(claimJson),
    profile: profileJson(profile),
  };
}

/** The fields that a request sends, under their names there. */
export function articleFields(article: Omit<ArticleRecord, 'text' | 'versions' | 'author'>) {
  return {
    version: article.version,
    headline: article.headline,
    publisher: outletJson(article.publisher),
    agency: outletJson(article.agency),
    ours: article.ours,
    desk: article.desk,
    due_at: article.dueAt,
    byline: article.byline,
    dateline: article.dateline,
    published_on: article.publishedOn,
    url: article.url,
    language: article.language,
  };
}

function outletJson(outlet: Outlet | null): JsonObject | null {
  return outlet && { ...outlet };
}

function profileJson(profile: Profile): JsonObject {
  const { sources, named, unnamed, types, claims, denials } = profile;
  return {
    ...{ sources, named, unnamed, claims },
    types: types.map((one) => ({ ...one })),
    denials: denials.map(({ status, label, claims }) => ({ status, label, claims })),
  };
}
