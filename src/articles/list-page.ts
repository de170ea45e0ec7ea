/** From the articles found to their list. */

import { dayView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { ArticleFilter, ListedArticle } from './list.ts';
import type { ArticlesPage } from './models.ts';

export function articlesPage(
  filter: ArticleFilter,
  found: { readonly total: number; readonly articles: readonly ListedArticle[] },
  next: string | null,
  around: {
    readonly desks: readonly string[];
    readonly mayRecord: boolean;
    readonly errors: readonly FieldError[];
  },
): ArticlesPage {
  return {
    ...{ q: filter.q, desk: filter.desk, next, ...around },
    isFiltered: filter.q !== '' || filter.desk !== '',
    count: counted(found.total, 'article'),
    desks: around.desks.map((name) => ({ name, chosen: name === filter.desk })),
    articles: found.articles.map((article) => ({
      ...{ url: `/articles/${article.id}`, headline: article.headline },
      ...{ language: article.language, ours: article.ours, desk: article.desk },
      publisher: article.publisher?.name ?? null,
      agency: article.agency?.name ?? null,
      date: article.publishedOn === null ? null : dayView(article.publishedOn),
      claims: counted(article.claims, 'claim'),
    })),
  };
}

/** "1 claim", "2,000 claims". */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en-GB')} ${thing}${count === 1 ? '' : 's'}`;
}
